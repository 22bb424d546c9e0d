/** Who rides buses, when and how far: trips as part of people's days. */
import { Quantiles } from '../../../kernel/distributions.ts';
import type { Purpose } from '../../../kernel/random.ts';
import { RecentValues } from '../../../kernel/recent-values.ts';
import { ROLE } from '../../city.ts';
import type { DayPlan } from '../../days.ts';
import type { Host } from '../../host.ts';
import { packRide } from '../../kit/ride.ts';
import type { BusLines } from './lines.ts';
import { BUS_TABLE, FROM_WORK, OTHER_TRIPS, OTHER_WEIGHT, TO_WORK } from './parameters.ts';

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

  constructor(
    private readonly host: Host,
    private readonly net: BusLines,
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
    this.otherRate = this.chooseCommuters(city.figures.bus_rides_per_resident_day.value);
  }

  /** Adds a person's way out and way back to the plan of a day, under the codes of the two activities. */
  plan(person: number, day: number, plan: DayPlan, outCode: number, backCode: number): void {
    const { people } = this.host;
    const role = people.role(person);
    if (people.age(person) === 0 && role !== ROLE.student) return;
    const draw = this.draw.plan;
    if (!this.host.isWeekend(day) && (people.flags.get(person) & this.commuter) !== 0) {
      const out = this.outHours.at(draw.uniform(person, day * 4));
      plan.add(out, outCode);
      plan.add(Math.max(out + this.p.stay_minutes, this.backHours.at(draw.uniform(person, day * 4 + 1))), backCode);
      return;
    }
    const rate = this.otherRate * this.otherWeight[role];
    const u = draw.uniform(person, day * 4 + 2);
    if (u >= rate) return;
    const out = this.otherHours.at(u / rate);
    plan.add(out, outCode);
    plan.add(
      Math.min(out + this.p.stay_minutes + this.p.stay_more_minutes * draw.uniform(person, day * 4 + 3), 1320),
      backCode,
    );
  }

  /** The ride of a person's present step: see kit/ride.ts. */
  rideOf(person: number, back: boolean): number {
    const n = this.host.days.counter(person);
    const known = this.rides.get(person, n);
    if (known >= 0) return known;
    const { lines } = this.net;
    const home = this.host.people.home.get(person);
    const line = this.net.lineOf(person, home);
    const last = lines.stopsOf(line) - 1;
    const homeStop = this.net.stopOf(person, home);
    const away = this.rideEnd(person, homeStop, last);
    const from = back ? away : homeStop;
    const to = back ? homeStop : away;
    const forth = to > from;
    const queue = lines.queueAt(line * 2 + (forth ? 0 : 1), forth ? from : last - from);
    return this.rides.keep(person, n, packRide(queue, forth ? to : last - to));
  }

  /** Where a person's ride ends, as a stop of the line at home: fixed for commuters, drawn each day for the others. */
  private rideEnd(person: number, from: number, last: number): number {
    const { people, days } = this.host;
    const n = (people.flags.get(person) & this.commuter) !== 0 ? 0 : 1 + days.day.get(person);
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
    let commuters = 0;
    let weekdayWeight = 0;
    let weekendWeight = 0;
    for (let person = 0; person < people.count; person++) {
      const role = people.role(person);
      if (people.age(person) === 0 && role !== ROLE.student) continue;
      const weight = this.otherWeight[role];
      weekendWeight += weight;
      if (people.workplace(person) >= 0 && people.wayToWork.chance(person, 0, this.p.commuter_share)) {
        people.flags.set(person, people.flags.get(person) | this.commuter);
        commuters++;
      } else weekdayWeight += weight;
    }
    const others = ridesPerResident * people.count - (5 / 7) * 2 * commuters;
    return Math.max(0, others / (2 * ((5 / 7) * weekdayWeight + (2 / 7) * weekendWeight)));
  }
}
