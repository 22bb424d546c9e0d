/** Who rides buses, when and how far: trips as part of people's days. */
import { Quantiles } from '../../../kernel/distributions.ts';
import type { Purpose } from '../../../kernel/random.ts';
import { RecentValues } from '../../../kernel/recent-values.ts';
import { ROLE } from '../../city.ts';
import type { DayPlan } from '../../days.ts';
import type { Host } from '../../host.ts';
import { packRide } from '../../kit/ride.ts';
import type { BusLines } from './lines.ts';
import { NetworkLines } from './network-lines.ts';
import { BUS_TABLE, FROM_WORK, OTHER_TRIPS, OTHER_WEIGHT, TO_WORK } from './parameters.ts';

/** Share of rides that commuters make at most (assumed), where a timetable has room for few. */
const COMMUTING_MAX = 0.6;

export class BusRiders {
  private readonly p: ReturnType<typeof BUS_TABLE.read>;
  /** Probability of an occasional return trip on a day, for a weight of 1. */
  private readonly otherRate: number;
  private readonly outHours: Quantiles;
  private readonly backHours: Quantiles;
  private readonly otherHours: Quantiles;
  /** Other trips by role, relative to each other. */
  private readonly otherWeight: readonly number[];
  /** Bit of who commutes by bus. */
  private readonly commuter: number;
  /** Rides that people are about to begin. */
  private readonly rides = new RecentValues();
  private readonly draw: Record<'plan' | 'ride', Purpose>;
  /** Lines with timetables, and when people come for a departure. */
  private readonly own: NetworkLines | undefined;
  private readonly comes: Purpose | undefined;
  /** Minute at which the way out that has been planned last ends; −1 where none could be. */
  private arrives = -1;

  constructor(
    private readonly host: Host,
    private readonly net: BusLines | NetworkLines,
  ) {
    this.commuter = host.flag('bus.commuter');
    const { random, city, parameters } = host;
    this.p = BUS_TABLE.read(parameters);
    this.outHours = Quantiles.weights(TO_WORK.byHour(parameters), 60);
    this.backHours = Quantiles.weights(FROM_WORK.byHour(parameters), 60);
    this.otherHours = Quantiles.weights(OTHER_TRIPS.byHour(parameters), 60);
    this.otherWeight = OTHER_WEIGHT.map(({ id }) => parameters[id]);
    this.draw = {
      plan: random.purpose('bus.plan'),
      ride: random.purpose('bus.ride'),
    };
    this.own = net instanceof NetworkLines ? net : undefined;
    this.comes = this.own && random.purpose('bus.comes');
    this.otherRate = this.chooseCommuters(this.own?.ridesPerResident ?? city.figures.bus_rides_per_resident_day.value);
  }

  /** Adds a person's way out and way back to the plan of a day, under the codes of the two activities. */
  plan(person: number, day: number, plan: DayPlan, outCode: number, backCode: number): void {
    const { people } = this.host;
    const role = people.role(person);
    if (people.age(person) === 0 && role !== ROLE.student) return;
    if (this.own?.rides(person, people.home.get(person)) === false) return;
    const draw = this.draw.plan;
    if (!this.host.isWeekend(day) && (people.flags.get(person) & this.commuter) !== 0) {
      const out = this.outHours.at(draw.uniform(person, day * 4));
      this.add(person, day, plan, out, outCode, false);
      const back = Math.max(out + this.p.stay_minutes, this.backHours.at(draw.uniform(person, day * 4 + 1)));
      this.add(person, day, plan, back, backCode, true);
      return;
    }
    const rate = this.otherRate * this.otherWeight[role];
    const u = draw.uniform(person, day * 4 + 2);
    if (u >= rate) return;
    const out = this.otherHours.at(u / rate);
    this.add(person, day, plan, out, outCode, false);
    const back = Math.min(
      out + this.p.stay_minutes + this.p.stay_more_minutes * draw.uniform(person, day * 4 + 3),
      this.p.latest_back_hour * 60,
    );
    this.add(person, day, plan, back, backCode, true);
  }

  /** Adds a ride. Where there is a timetable it is for the departure nearest in time, and none where no vehicle comes. */
  private add(person: number, day: number, plan: DayPlan, minute: number, code: number, isBack: boolean): void {
    const { own, comes } = this;
    if (own === undefined || comes === undefined) {
      plan.add(minute, code);
      return;
    }
    if (!isBack) this.arrives = -1;
    else if (this.arrives < 0) return;
    const ride = this.rideOn(person, day, isBack);
    const notBefore = isBack ? this.arrives + this.p.stay_minutes : 0;
    const u = comes.uniform(person, day * 2 + (isBack ? 1 : 0));
    const at = own.comesAt(this.host, day, ride, Math.max(minute, notBefore), notBefore, u);
    if (at < 0) return;
    plan.add(at, code);
    if (!isBack) this.arrives = Math.ceil(at + own.minutesOf(ride));
  }

  /** The ride of a person's present step: see kit/ride.ts. */
  rideOf(person: number, back: boolean): number {
    const { days } = this.host;
    const n = days.counter(person);
    const known = this.rides.get(person, n);
    return known >= 0 ? known : this.rides.keep(person, n, this.rideOn(person, days.day.get(person), back));
  }

  private rideOn(person: number, day: number, back: boolean): number {
    const { lines } = this.net;
    const home = this.host.people.home.get(person);
    const line = this.net.lineOf(person, home);
    const last = lines.stopsOf(line) - 1;
    const homeStop = this.net.stopOf(person, home);
    if (this.own?.isLoop(line) === true) return this.rideRound(person, day, back, line);
    const away = this.rideEnd(person, day, homeStop, last);
    const from = back ? away : homeStop;
    const to = back ? homeStop : away;
    const forth = to > from;
    const queue = lines.queueAt(line * 2 + (forth ? 0 : 1), forth ? from : last - from);
    return packRide(queue, forth ? to : last - to);
  }

  /** On a line that goes round its last stop is its first, and people come back by riding on. */
  private rideRound(person: number, day: number, back: boolean, line: number): number {
    const { lines } = this.net;
    const stops = lines.stopsOf(line) - 1;
    const home = this.net.stopOf(person, this.host.people.home.get(person)) % stops;
    const n = this.tripOf(person, day);
    const longest = Math.max(1, Math.min(this.p.ride_stops_max, stops - 1));
    const length = Math.min(longest, 2 + this.draw.ride.below(person, n * 2, Math.max(1, longest - 1)));
    const away = (home + length) % stops;
    const [from, to] = back ? [away, home] : [home, away];
    return packRide(lines.queueAt(line * 2, from), to === 0 ? stops : to);
  }

  /** Trips of commuters are all one; others have one a day. */
  private tripOf(person: number, day: number): number {
    return (this.host.people.flags.get(person) & this.commuter) !== 0 ? 0 : 1 + day;
  }

  /** Where a person's ride ends, as a stop of the line at home: fixed for commuters, drawn each day for the others. */
  private rideEnd(person: number, day: number, from: number, last: number): number {
    const n = this.tripOf(person, day);
    const longest = Math.min(this.p.ride_stops_max, last);
    const length = Math.min(longest, 2 + this.draw.ride.below(person, n * 2, Math.max(1, longest - 1)));
    const forward = this.draw.ride.chance(person, n * 2 + 1, 0.5);
    const to = forward ? from + length : from - length;
    if (to >= 0 && to <= last) return to;
    const other = forward ? from - length : from + length;
    return Math.max(0, Math.min(last, other));
  }

  /**
   * Marks who commutes by bus, and works out how often the others must ride for the city's rides to come to the figure.
   * @returns probability of an occasional return trip on a day, for a weight of 1
   */
  private chooseCommuters(ridesPerResident: number): number {
    const { people } = this.host;
    const share = this.commuterShare(ridesPerResident);
    let commuters = 0;
    let weekdayWeight = 0;
    let weekendWeight = 0;
    for (let person = 0; person < people.count; person++) {
      const role = people.role(person);
      if (people.age(person) === 0 && role !== ROLE.student) continue;
      if (this.own?.rides(person, people.home.get(person)) === false) continue;
      const weight = this.otherWeight[role];
      weekendWeight += weight;
      if (people.workplace(person) >= 0 && people.wayToWork.chance(person, 0, share)) {
        people.flags.set(person, people.flags.get(person) | this.commuter);
        commuters++;
      } else weekdayWeight += weight;
    }
    const others = ridesPerResident * people.count - (5 / 7) * 2 * commuters;
    return Math.max(0, others / (2 * ((5 / 7) * weekdayWeight + (2 / 7) * weekendWeight)));
  }

  /** Where a timetable has room for few rides, commuters are not so many that nobody else rides. */
  private commuterShare(ridesPerResident: number): number {
    const { own, p } = this;
    if (own === undefined) return p.commuter_share;
    const { people } = this.host;
    let able = 0;
    for (let person = 0; person < people.count; person++) {
      if (people.workplace(person) >= 0 && own.rides(person, people.home.get(person))) able++;
    }
    const rides = (5 / 7) * 2 * able;
    return rides === 0 ? 0 : Math.min(p.commuter_share, (COMMUTING_MAX * ridesPerResident * people.count) / rides);
  }
}
