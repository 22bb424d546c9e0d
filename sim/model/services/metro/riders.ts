/** Who takes the metro, when and from where to where: trips as part of people's days. */
import { Quantiles } from '../../../kernel/distributions.ts';
import type { Purpose } from '../../../kernel/random.ts';
import { RecentValues } from '../../../kernel/recent-values.ts';
import { ROLE } from '../../city.ts';
import type { DayPlan } from '../../days.ts';
import type { Host } from '../../host.ts';
import type { Network } from './network.ts';
import { FROM_WORK, OTHER_TRIPS, OTHER_WEIGHT, TO_WORK, type METRO_TABLE } from './parameters.ts';
import { Reach } from './reach.ts';

const MINUTES_AN_HOUR = 60;
/** Minute of the latest way back. */
const LATEST_BACK_MINUTE = 1290;
/** Most people who may make another trip on a day: where the figure asks for more, fewer rides come out. */
const RATE_MAX = 0.8;

export class Riders {
  /** People expected to go in at each station, relative to each other: stations are built for them. */
  readonly demand: Float64Array;
  /** Probability of another return trip on a day, for a weight of 1. */
  private readonly otherRate: number;
  private readonly outHours: Quantiles;
  private readonly backHours: Quantiles;
  private readonly otherHours: Quantiles;
  /** Other trips by role, relative to each other. */
  private readonly otherWeight: readonly number[];
  private readonly commuter: number;
  private readonly reach: Reach;
  /** Of each station, how the others share its other trips: running sums, the last is 1; 0 where none can be reached. */
  private readonly draws: Float32Array;
  private readonly trips = new RecentValues();
  private readonly draw: Record<'plan' | 'to', Purpose>;

  constructor(
    private readonly host: Host,
    private readonly network: Network,
    private readonly p: ReturnType<typeof METRO_TABLE.read>,
    ridesPerResident: number,
  ) {
    const { random, memory, parameters } = host;
    this.outHours = Quantiles.weights(TO_WORK.byHour(parameters), MINUTES_AN_HOUR);
    this.backHours = Quantiles.weights(FROM_WORK.byHour(parameters), MINUTES_AN_HOUR);
    this.otherHours = Quantiles.weights(OTHER_TRIPS.byHour(parameters), MINUTES_AN_HOUR);
    this.otherWeight = OTHER_WEIGHT.map(({ id }) => parameters[id]);
    this.commuter = host.flag('metro.commuter');
    this.draw = {
      plan: random.purpose('metro.plan'),
      to: random.purpose('metro.to'),
    };
    this.reach = new Reach(host, network, p.reach_km);
    this.draws = memory.fixed(Float32Array, network.stations * network.stations);
    this.shareOut();
    this.demand = new Float64Array(network.stations);
    this.otherRate = network.stations === 0 ? 0 : this.chooseCommuters(ridesPerResident);
  }

  /** Adds a person's way out and way back to the plan of a day, under the codes of the two activities. */
  plan(person: number, day: number, plan: DayPlan, outCode: number, backCode: number): void {
    if (this.otherRate <= 0) return;
    const { people } = this.host;
    const role = people.role(person);
    if (people.age(person) === 0 && role !== ROLE.student) return;
    const { draw } = this;
    const flags = people.flags.get(person);
    if (!this.host.isWeekend(day) && (flags & this.commuter) !== 0) {
      const out = this.outHours.at(draw.plan.uniform(person, day * 4));
      plan.add(out, outCode);
      plan.add(
        Math.max(out + this.p.stay_minutes, this.backHours.at(draw.plan.uniform(person, day * 4 + 1))),
        backCode,
      );
      return;
    }
    const rate = this.otherRate * this.otherWeight[role];
    const u = draw.plan.uniform(person, day * 4 + 2);
    if (u >= rate || !this.hasStation(person)) return;
    const out = this.otherHours.at(u / rate);
    plan.add(out, outCode);
    plan.add(
      Math.min(
        out + this.p.stay_minutes + this.p.stay_more_minutes * draw.plan.uniform(person, day * 4 + 3),
        LATEST_BACK_MINUTE,
      ),
      backCode,
    );
  }

  /** Stations of a person's trip at the present step: from · stations + to. */
  tripOf(person: number, isBack: boolean): number {
    const { days } = this.host;
    const n = days.counter(person);
    const known = this.trips.get(person, n);
    if (known >= 0) return known;
    const home = this.reach.ofHome(person);
    const away = this.awayOf(person, home, days.day.get(person));
    const { stations } = this.network;
    return this.trips.keep(person, n, isBack ? away * stations + home : home * stations + away);
  }

  /** Station of work on the way to it, else one drawn for the day. */
  private awayOf(person: number, home: number, day: number): number {
    const { people } = this.host;
    if ((people.flags.get(person) & this.commuter) !== 0 && !this.host.isWeekend(day)) {
      return this.reach.ofWork(people.workplace(person));
    }
    const { stations } = this.network;
    const u = this.draw.to.uniform(person, day);
    let low = home * stations;
    let high = low + stations - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.draws[middle] > u) high = middle;
      else low = middle + 1;
    }
    return low - home * stations;
  }

  private hasStation(person: number): boolean {
    const home = this.reach.ofHome(person);
    return home >= 0 && this.isConnected(home);
  }

  private isConnected(station: number): boolean {
    const { stations } = this.network;
    return this.draws[(station + 1) * stations - 1] > 0;
  }

  /** Other trips go to where people are, and less often the further it is. */
  private shareOut(): void {
    const { network, draws, p } = this;
    const { stations } = network;
    const people = this.reach.residents(stations);
    for (let from = 0; from < stations; from++) {
      let sum = 0;
      for (let to = 0; to < stations; to++) {
        const at = from * stations + to;
        const part = network.km[at] / p.trip_km;
        // Nobody lives near some stations, to which people go all the same.
        const draw = (people[to] + 1) / (1 + part * part);
        if (network.isWay(from, to)) sum += network.rideOf(from, to, true) < 0 ? draw : this.p.change_weight * draw;
        draws[at] = sum;
      }
      if (sum === 0) continue;
      for (let to = 0; to < stations; to++) draws[from * stations + to] /= sum;
      // Rounded up, so that no number drawn lies beyond.
      draws[(from + 1) * stations - 1] = 1;
    }
  }

  /** Rides of the mean other trip from a station: one, and a second where the line is changed. */
  private ridesOf(from: number): number {
    const { network, draws } = this;
    const { stations } = network;
    let rides = 0;
    for (let to = 0; to < stations; to++) {
      const at = from * stations + to;
      const share = draws[at] - (to === 0 ? 0 : draws[at - 1]);
      rides += share * (network.rideOf(from, to, true) < 0 ? 1 : 2);
    }
    return rides;
  }

  /**
   * Marks who commutes by metro, and works out how often others must ride for the
   * city's rides to come to the figure.
   * @returns probability of another return trip on a day, for a weight of 1
   */
  private chooseCommuters(ridesPerResident: number): number {
    const { people } = this.host;
    const { network, p, commuter, reach } = this;
    if (ridesPerResident <= 0) return 0;
    const ridesFrom = Float64Array.from({ length: network.stations }, (_, station) => this.ridesOf(station));
    const others = new Float64Array(network.stations);
    let commuterRides = 0;
    let weekday = 0;
    let weekend = 0;
    for (let person = 0; person < people.count; person++) {
      const role = people.role(person);
      if (people.age(person) === 0 && role !== ROLE.student) continue;
      const home = reach.ofHome(person);
      if (home < 0 || !this.isConnected(home)) continue;
      const weight = this.otherWeight[role] * ridesFrom[home];
      weekend += weight;
      const workplace = people.workplace(person);
      const work = workplace >= 0 ? reach.ofWork(workplace) : -1;
      const goes = work >= 0 && network.isWay(home, work) && people.wayToWork.uniform(person, 0) > 1 - p.commuter_share;
      if (!goes) {
        weekday += weight;
        others[home] += this.otherWeight[role];
        continue;
      }
      people.flags.set(person, people.flags.get(person) | commuter);
      commuterRides += network.rideOf(home, work, true) < 0 ? 1 : 2;
      this.demand[home]++;
      this.demand[work]++;
    }
    const left = ridesPerResident * people.count - (5 / 7) * 2 * commuterRides;
    const rate = Math.min(RATE_MAX, Math.max(TINY, left / (2 * ((5 / 7) * weekday + (2 / 7) * weekend))));
    this.expect(others, rate);
    return rate;
  }

  /** Adds what is expected of other trips on a working day. @param weights of those who may make them, by station of home */
  private expect(weights: Float64Array, rate: number): void {
    const { demand, draws } = this;
    const { stations } = this.network;
    for (let from = 0; from < stations; from++) {
      const trips = weights[from] * rate;
      demand[from] += trips;
      for (let to = 0, before = 0; to < stations; to++) {
        const sum = draws[from * stations + to];
        demand[to] += trips * (sum - before);
        before = sum;
      }
    }
  }
}

/** Of a city with trains somebody rides, whatever commuters make of its figure. */
const TINY = 1e-6;
