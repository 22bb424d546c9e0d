/** Who rides buses, when and how far: trips as part of people's days. */
import { Quantiles } from '../../../kernel/distributions.ts';
import type { Purpose } from '../../../kernel/random.ts';
import { RecentValues } from '../../../kernel/recent-values.ts';
import { ROLE } from '../../city.ts';
import type { DayPlan } from '../../days.ts';
import type { Host } from '../../host.ts';
import type { NetworkLines } from './network-lines.ts';
import { BUS_TABLE, FROM_WORK, OTHER_TRIPS, OTHER_WEIGHT, TO_WORK } from './parameters.ts';
import type { Trips } from './trips.ts';

export class BusRiders {
  private readonly p: ReturnType<typeof BUS_TABLE.read>;
  private readonly outHours: Quantiles;
  private readonly backHours: Quantiles;
  private readonly otherHours: Quantiles;
  /** Other trips by role, relative to each other. */
  private readonly otherWeight: readonly number[];
  /** Bit of who commutes by bus. */
  private readonly commuter: number;
  /** Rides that people are about to begin. */
  private readonly rides = new RecentValues();
  private readonly draw: Purpose;
  /** When people come for a departure of a timetable. */
  private readonly comes: Purpose | undefined;
  /** Minute at which the way out that has been planned last ends; −1 where none could be. */
  private arrives = -1;

  constructor(
    private readonly host: Host,
    private readonly trips: Trips,
    private readonly own: NetworkLines | undefined,
  ) {
    this.commuter = host.flag('bus.commuter');
    const { random, parameters } = host;
    this.p = BUS_TABLE.read(parameters);
    this.outHours = Quantiles.weights(TO_WORK.byHour(parameters), 60);
    this.backHours = Quantiles.weights(FROM_WORK.byHour(parameters), 60);
    this.otherHours = Quantiles.weights(OTHER_TRIPS.byHour(parameters), 60);
    this.otherWeight = OTHER_WEIGHT.map(({ id }) => parameters[id]);
    this.draw = random.purpose('bus.plan');
    this.comes = own && random.purpose('bus.comes');
  }

  /** Adds a person's way out and way back to the plan of a day, under the codes of the two activities. */
  plan(person: number, day: number, plan: DayPlan, outCode: number, backCode: number): void {
    const { people } = this.host;
    const role = people.role(person);
    if (people.age(person) === 0 && role !== ROLE.student) return;
    if (!this.trips.rides(person)) return;
    const { draw } = this;
    if (!this.host.isWeekend(day) && (people.flags.get(person) & this.commuter) !== 0) {
      const out = this.outHours.at(draw.uniform(person, day * 4));
      this.add(person, day, plan, out, outCode, false);
      const back = Math.max(out + this.p.stay_minutes, this.backHours.at(draw.uniform(person, day * 4 + 1)));
      this.add(person, day, plan, back, backCode, true);
      return;
    }
    const rate = this.trips.otherRate * this.otherWeight[role];
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
    const ride = this.trips.rideOf(person, day, isBack, false);
    const notBefore = isBack ? this.arrives + this.p.stay_minutes : 0;
    const u = comes.uniform(person, day * 2 + (isBack ? 1 : 0));
    const at = own.comesAt(this.host, day, ride, Math.max(minute, notBefore), notBefore, u);
    if (at < 0) return;
    plan.add(at, code);
    if (!isBack) this.arrives = Math.ceil(at + own.minutesOf(ride));
  }

  /** The ride of a person's present step, or the second where the line is changed, −1 where it is not: see kit/ride.ts. */
  rideOf(person: number, back: boolean, second: boolean): number {
    const { days } = this.host;
    const n = days.counter(person, second ? 1 : 0);
    const known = this.rides.get(person, n);
    if (known >= 0) return known;
    const ride = this.trips.rideOf(person, days.day.get(person), back, second);
    return ride < 0 ? ride : this.rides.keep(person, n, ride);
  }
}
