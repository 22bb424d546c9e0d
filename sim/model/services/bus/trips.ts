/** What people ride on lines that are laid out: trips out and back, with one ride or two. */
import type { Purpose } from '../../../kernel/random.ts';
import type { Host } from '../../host.ts';
import type { Lines } from '../../kit/lines.ts';
import { Members } from '../../kit/members.ts';
import { endOfRide, packRide } from '../../kit/ride.ts';
import { findTrips, TRIPS } from './find-trips.ts';
import type { BusLines } from './lines.ts';
import type { BUS_TABLE } from './parameters.ts';

const NONE = -1;

/** How people get where they ride to: one ride or two a trip. */
export interface Trips {
  /** Probability of an occasional return trip on a day, for a weight of 1. */
  readonly otherRate: number;
  /** Whether a person rides at all. */
  rides(person: number): boolean;
  /** The ride of a trip, or that after the change: −1 where no line is changed. */
  rideOf(person: number, day: number, back: boolean, second: boolean): number;
}

export class LaidTrips implements Trips {
  readonly otherRate: number;
  /** Kilometres ridden on each line on the mean day. */
  readonly load: Float64Array;
  private readonly lines: Lines;
  /** By neighbourhood and trip: the ride out, and that after the change. */
  private readonly first: Int32Array;
  private readonly second: Int32Array;
  private readonly commuters: Members;
  private readonly commuteFirst: Int32Array;
  private readonly commuteSecond: Int32Array;
  private readonly commuter: number;
  private readonly which: Purpose;

  constructor(
    private readonly host: Host,
    net: BusLines,
    p: ReturnType<typeof BUS_TABLE.read>,
    ridesPerResident: number,
  ) {
    const { random, memory, geography, people } = host;
    this.lines = net.lines;
    this.commuter = host.flag('bus.commuter');
    this.which = random.purpose('bus.ride');
    this.first = memory.fixed(Int32Array, geography.neighbourhoods * TRIPS);
    this.second = memory.fixed(Int32Array, geography.neighbourhoods * TRIPS);
    const { commuters, otherRate, load } = findTrips(host, net, p, ridesPerResident, this);
    this.otherRate = otherRate;
    this.load = load;
    const numbers = commuters.map(({ person }) => person);
    for (const person of numbers) people.flags.set(person, people.flags.get(person) | this.commuter);
    this.commuters = new Members(people, numbers, 0, memory);
    this.commuteFirst = memory.fixed(Int32Array, commuters.length);
    this.commuteSecond = memory.fixed(Int32Array, commuters.length);
    commuters.forEach(({ first, second }, at) => {
      this.commuteFirst[at] = first;
      this.commuteSecond[at] = second;
    });
  }

  /** Keeps a trip of a neighbourhood, while trips are found. */
  keep(home: number, trip: number, { first, second }: { readonly first: number; readonly second: number }): void {
    this.first[home * TRIPS + trip] = first;
    this.second[home * TRIPS + trip] = second;
  }

  rides(): boolean {
    return true;
  }

  rideOf(person: number, day: number, back: boolean, second: boolean): number {
    const { host } = this;
    const commutes = (host.people.flags.get(person) & this.commuter) !== 0 && !host.isWeekend(day);
    const at = commutes
      ? this.commuters.indexOf(person)
      : host.people.home.get(person) * TRIPS + this.which.below(person, day, TRIPS);
    const out = (commutes ? this.commuteFirst : this.first)[at];
    const on = (commutes ? this.commuteSecond : this.second)[at];
    if (!back) return second ? on : out;
    if (second) return on < 0 ? NONE : reversed(this.lines, out);
    return reversed(this.lines, on < 0 ? out : on);
  }
}

/** The same way back. */
function reversed(lines: Lines, ride: number): number {
  const route = lines.routeOfRide(ride);
  const last = lines.stopsOf(route >> 1) - 1;
  return packRide(lines.queueAt(route ^ 1, last - endOfRide(ride)), last - lines.beginOf(ride));
}
