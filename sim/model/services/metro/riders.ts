/** Who takes the metro, when and from where to where: trips as part of people's days. */
import { Quantiles } from '../../../kernel/distributions.ts';
import type { Purpose } from '../../../kernel/random.ts';
import { RecentValues } from '../../../kernel/recent-values.ts';
import { TICKS_PER_MINUTE } from '../../../kernel/time.ts';
import { ROLE } from '../../city.ts';
import type { DayPlan } from '../../days.ts';
import type { Host } from '../../host.ts';
import { queueOfRide } from '../../kit/ride.ts';
import { comesFor, dayKindOf, nearestDeparture, type TimetabledLine } from '../../kit/timetabled-lines.ts';
import type { Network } from './network.ts';
import { FROM_WORK, OTHER_TRIPS, OTHER_WEIGHT, TO_WORK, type METRO_TABLE } from './parameters.ts';
import { Reach } from './reach.ts';

const MINUTES_AN_HOUR = 60;
/** People who know the timetable allow so long from the street to the platform, minutes (assumed). */
const IN_HALL = 4;
/** Share of rides that commuters make at most (assumed), where a timetable has room for few. */
const COMMUTING_MAX = 0.6;
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
  private readonly comes: Purpose | undefined;
  /** Minute at which the way out that has been planned last ends; −1 where none could be. */
  private arrives = -1;

  constructor(
    private readonly host: Host,
    private readonly network: Network,
    private readonly p: ReturnType<typeof METRO_TABLE.read>,
    ridesPerResident: number,
    private readonly timetabled?: readonly TimetabledLine[],
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
    this.comes = timetabled && random.purpose('metro.comes');
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
      this.add(person, day, plan, out, outCode, false);
      const back = Math.max(out + this.p.stay_minutes, this.backHours.at(draw.plan.uniform(person, day * 4 + 1)));
      this.add(person, day, plan, back, backCode, true);
      return;
    }
    const rate = this.otherRate * this.otherWeight[role];
    const u = draw.plan.uniform(person, day * 4 + 2);
    if (u >= rate || !this.hasStation(person)) return;
    const out = this.otherHours.at(u / rate);
    this.add(person, day, plan, out, outCode, false);
    const back = Math.min(
      out + this.p.stay_minutes + this.p.stay_more_minutes * draw.plan.uniform(person, day * 4 + 3),
      this.p.latest_back_hour * MINUTES_AN_HOUR,
    );
    this.add(person, day, plan, back, backCode, true);
  }

  /** Adds a trip. Where there is a timetable it is for the departure nearest in time, and none where no train comes. */
  private add(person: number, day: number, plan: DayPlan, minute: number, code: number, isBack: boolean): void {
    const { timetabled, comes, network } = this;
    if (timetabled === undefined || comes === undefined) {
      plan.add(minute, code);
      return;
    }
    if (!isBack) this.arrives = -1;
    else if (this.arrives < 0) return;
    const [from, to] = this.endsOf(person, day, isBack);
    const ride = network.rideOf(from, to, false);
    if (ride < 0) return;
    const queue = queueOfRide(ride);
    const route = network.lines.routeOfQueue[queue];
    const departures = timetabled[route >> 1].departures[dayKindOf(this.host, day)][route & 1];
    const offset = network.departAt[queue] - IN_HALL * TICKS_PER_MINUTE;
    const notBefore = isBack ? this.arrives + this.p.stay_minutes : 0;
    const wish = Math.max(minute, notBefore) * TICKS_PER_MINUTE - offset;
    const train = nearestDeparture(departures, wish, notBefore * TICKS_PER_MINUTE - offset);
    if (train < 0) return;
    const at = Math.max(
      notBefore,
      comesFor(departures, train, offset, comes.uniform(person, day * 2 + (isBack ? 1 : 0))),
    );
    plan.add(at, code);
    if (!isBack) this.arrives = at + IN_HALL + Math.ceil(network.ticksOf(ride) / TICKS_PER_MINUTE);
  }

  /** Stations of a person's trip at the present step: from · stations + to. */
  tripOf(person: number, isBack: boolean): number {
    const { days } = this.host;
    const n = days.counter(person);
    const known = this.trips.get(person, n);
    if (known >= 0) return known;
    const [from, to] = this.endsOf(person, days.day.get(person), isBack);
    return this.trips.keep(person, n, from * this.network.stations + to);
  }

  /** Stations between which a person goes on a day. */
  private endsOf(person: number, day: number, isBack: boolean): readonly [from: number, to: number] {
    const home = this.reach.ofHome(person);
    const away = this.awayOf(person, home, day);
    return isBack ? [away, home] : [home, away];
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
    const { network, commuter, reach } = this;
    if (ridesPerResident <= 0) return 0;
    const share = this.commuterShare(ridesPerResident);
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
      const goes = work >= 0 && network.isWay(home, work) && people.wayToWork.uniform(person, 0) > 1 - share;
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

  /** Where a timetable has room for few rides, commuters are not so many that nobody else rides. */
  private commuterShare(ridesPerResident: number): number {
    const { timetabled, p, reach, network } = this;
    if (timetabled === undefined) return p.commuter_share;
    const { people } = this.host;
    let rides = 0;
    for (let person = 0; person < people.count; person++) {
      const [home, workplace] = [reach.ofHome(person), people.workplace(person)];
      if (home < 0 || workplace < 0) continue;
      const work = reach.ofWork(workplace);
      if (work < 0 || !network.isWay(home, work)) continue;
      rides += (5 / 7) * 2 * (network.rideOf(home, work, true) < 0 ? 1 : 2);
    }
    return rides === 0 ? 0 : Math.min(p.commuter_share, (COMMUTING_MAX * ridesPerResident * people.count) / rides);
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
