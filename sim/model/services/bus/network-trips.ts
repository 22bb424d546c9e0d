/** Rides on lines of a network with a timetable: some stops along the line near home, drawn as people go. */
import type { Purpose } from '../../../kernel/random.ts';
import { ROLE } from '../../city.ts';
import type { Host } from '../../host.ts';
import { packRide } from '../../kit/ride.ts';
import type { NetworkLines } from './network-lines.ts';
import { OTHER_WEIGHT, type BUS_TABLE } from './parameters.ts';
import type { Trips } from './trips.ts';

const NONE = -1;
/** Share of rides that commuters make at most (assumed), where a timetable has room for few. */
const COMMUTING_MAX = 0.6;

export class NetworkTrips implements Trips {
  readonly otherRate: number;
  private readonly commuter: number;
  private readonly draw: Purpose;

  constructor(
    private readonly host: Host,
    private readonly own: NetworkLines,
    private readonly p: ReturnType<typeof BUS_TABLE.read>,
  ) {
    this.commuter = host.flag('bus.commuter');
    this.draw = host.random.purpose('bus.ride');
    this.otherRate = this.chooseCommuters(own.ridesPerResident);
  }

  rides(person: number): boolean {
    return this.own.rides(person, this.host.people.home.get(person));
  }

  rideOf(person: number, day: number, back: boolean, second: boolean): number {
    if (second) return NONE;
    const { lines } = this.own;
    const home = this.host.people.home.get(person);
    const line = this.own.lineOf(person, home);
    const last = lines.stopsOf(line) - 1;
    const homeStop = this.own.stopOf(person, home);
    if (this.own.isLoop(line)) return this.rideRound(person, day, back, line);
    const away = this.rideEnd(person, day, homeStop, last);
    const from = back ? away : homeStop;
    const to = back ? homeStop : away;
    const forth = to > from;
    const queue = lines.queueAt(line * 2 + (forth ? 0 : 1), forth ? from : last - from);
    return packRide(queue, forth ? to : last - to);
  }

  /** On a line that goes round its last stop is its first, and people come back by riding on. */
  private rideRound(person: number, day: number, back: boolean, line: number): number {
    const { lines } = this.own;
    const stops = lines.stopsOf(line) - 1;
    const home = this.own.stopOf(person, this.host.people.home.get(person)) % stops;
    const n = this.tripOf(person, day);
    const longest = Math.max(1, Math.min(this.p.ride_stops_max, stops - 1));
    const length = Math.min(longest, 2 + this.draw.below(person, n * 2, Math.max(1, longest - 1)));
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
    const length = Math.min(longest, 2 + this.draw.below(person, n * 2, Math.max(1, longest - 1)));
    const forward = this.draw.chance(person, n * 2 + 1, 0.5);
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
      if (!this.rides(person)) continue;
      const weight = this.host.parameters[OTHER_WEIGHT[role].id];
      weekendWeight += weight;
      // Children go to school where they live.
      const commutes = people.workplace(person) >= 0 && people.age(person) !== 0;
      if (commutes && people.wayToWork.chance(person, 0, share)) {
        people.flags.set(person, people.flags.get(person) | this.commuter);
        commuters++;
      } else weekdayWeight += weight;
    }
    const others = ridesPerResident * people.count - (5 / 7) * 2 * commuters;
    return Math.max(0, others / (2 * ((5 / 7) * weekdayWeight + (2 / 7) * weekendWeight)));
  }

  /** Where a timetable has room for few rides, commuters are not so many that nobody else rides. */
  private commuterShare(ridesPerResident: number): number {
    const { p } = this;
    const { people } = this.host;
    let able = 0;
    for (let person = 0; person < people.count; person++) {
      if (people.workplace(person) >= 0 && people.age(person) !== 0 && this.rides(person)) able++;
    }
    const rides = (5 / 7) * 2 * able;
    return rides === 0 ? 0 : Math.min(p.commuter_share, (COMMUTING_MAX * ridesPerResident * people.count) / rides);
  }
}
