/** Lines of a city's network that are paid for on boarding: who takes which, at what stop, and when they come for it. */
import { TICKS_PER_MINUTE } from '../../../kernel/time.ts';
import type { Purpose } from '../../../kernel/random.ts';
import type { Memory } from '../../../kernel/memory.ts';
import type { Geography } from '../../geography.ts';
import type { Host } from '../../host.ts';
import { Lines } from '../../kit/lines.ts';
import { endOfRide, queueOfRide } from '../../kit/ride.ts';
import {
  comesFor,
  dayKindOf,
  departuresADay,
  nearestDeparture,
  timetabledLines,
  type TimetabledLine,
} from '../../kit/timetabled-lines.ts';
import { hasPlatforms, type Network } from '../../network.ts';

/** Lines that people of a neighbourhood choose among. */
const CHOICES = 6;
/** Distance at which a line draws half as many as one at the door, and beyond which nobody walks, km (assumed). */
const HALF_KM = 0.4;
const REACH_KM = 5;
/** People of a neighbourhood use stops so far beyond its own land, km (assumed). */
const BESIDE_KM = 0.3;
/** Boardings of the mean departure of a bus's size for which there is room (assumed: a ride is a third of the way). */
const BOARDINGS_MAX = 40;
const BUS_CAPACITY = 80;
const PI = 3.141592653589793;
/** Numbers drawn of a person: the line, the stop, whether a line has room for another passenger. */
const LINE = 0;
const STOP = 1;
const RIDES = 2;

export class NetworkLines {
  readonly lines: Lines;
  readonly timetabled: readonly TimetabledLine[];
  /** Residents who take each line. */
  readonly people: readonly number[];
  readonly gaps: undefined;
  /** Rides a resident makes on a day for which the lines have room. */
  readonly ridesPerResident: number;
  /** By neighbourhood and choice: line, running sum of shares, and the first and last stop that its people use. */
  private readonly line: Int32Array;
  private readonly upTo: Float64Array;
  private readonly firstStop: Uint16Array;
  private readonly lastStop: Uint16Array;
  /** By line: share of those who might take it who ride at all. */
  private readonly riding: Float64Array;
  /** By queue: ticks from the departure at the terminal. */
  private readonly offset: Uint32Array;

  /** @param ridesPerResident rides that people would make */
  constructor(
    private readonly geography: Geography,
    network: Network,
    private readonly scale: number,
    ridesPerResident: number,
    private readonly draw: Purpose,
    memory: Memory,
  ) {
    const all = timetabledLines(network, (mode) => !hasPlatforms(mode), geography, true);
    this.timetabled = sampleOf(all, Math.max(1, Math.round(all.length / scale)));
    this.lines = new Lines(
      this.timetabled.map(({ laid }) => laid),
      memory,
    );
    const homes = geography.neighbourhoods;
    this.line = memory.fixed(Int32Array, homes * CHOICES).fill(-1);
    this.upTo = memory.fixed(Float64Array, homes * CHOICES);
    this.firstStop = memory.fixed(Uint16Array, homes * CHOICES);
    this.lastStop = memory.fixed(Uint16Array, homes * CHOICES);
    this.people = this.serve();
    const { riding, rides } = this.share(ridesPerResident);
    this.riding = riding;
    this.ridesPerResident = rides;
    this.offset = memory.fixed(Uint32Array, this.lines.firstQueue[2 * this.lines.count]);
    this.timetabled.forEach(({ running }, line) => {
      running.forEach((ticks, way) => {
        const first = this.lines.firstQueue[2 * line + way];
        ticks.forEach((toNext, at) => (this.offset[first + at + 1] = this.offset[first + at] + toNext));
      });
    });
  }

  /** The line that a person takes, which is always the same: −1 where none is near. */
  lineOf(person: number, home: number): number {
    const choice = this.choiceOf(person, home);
    return choice < 0 ? -1 : this.line[choice];
  }

  /** The position of the stop at home on its way out. */
  stopOf(person: number, home: number): number {
    const choice = this.choiceOf(person, home);
    const first = this.firstStop[choice];
    return first + this.draw.below(person, STOP, this.lastStop[choice] - first + 1);
  }

  /** Whether a person rides at all. */
  rides(person: number, home: number): boolean {
    const line = this.lineOf(person, home);
    return line >= 0 && this.draw.chance(person, RIDES, this.riding[line]);
  }

  isLoop(line: number): boolean {
    return this.timetabled[line].loop;
  }

  /** District of the stop a part (0 to 1) of the way along a line. */
  districtAlong(line: number, part: number): number {
    const { lines, geography } = this;
    const stop = lines.firstStop[line] + Math.min(lines.stopsOf(line) - 1, Math.floor(part * lines.stopsOf(line)));
    let nearest = 0;
    let least = Infinity;
    geography.homeX.forEach((x, home) => {
      const square = squareOf(x - lines.x[stop], geography.homeY[home] - lines.y[stop]);
      if (square >= least) return;
      least = square;
      nearest = home;
    });
    return geography.homeDistrict[nearest];
  }

  /** Fare of a line, fen; null where the city's figure is. */
  fareOf(line: number): number | null {
    return this.timetabled[line].line.fare_fen;
  }

  /**
   * When a person comes to the stop for a ride.
   * @param minute after midnight at which they would like to ride, and before which they cannot
   * @returns minute after midnight, or −1 where no vehicle comes any more
   */
  comesAt(host: Host, day: number, ride: number, minute: number, notBefore: number, u: number): number {
    const { lines, timetabled, offset } = this;
    const queue = queueOfRide(ride);
    const route = lines.routeOfQueue[queue];
    const departures = timetabled[route >> 1].departures[dayKindOf(host, day)][route & 1];
    const shift = offset[queue];
    const earliest = notBefore * TICKS_PER_MINUTE - shift;
    const at = nearestDeparture(departures, minute * TICKS_PER_MINUTE - shift, earliest);
    return at < 0 ? -1 : Math.max(notBefore, comesFor(departures, at, shift, u));
  }

  /** Minutes a ride takes by the timetable. */
  minutesOf(ride: number): number {
    const { lines, offset } = this;
    const queue = queueOfRide(ride);
    const first = lines.firstQueue[lines.routeOfQueue[queue]];
    const end = first + endOfRide(ride);
    const round = end > queue ? 0 : offset[lines.firstQueue[lines.routeOfQueue[queue] + 1] - 1];
    return (offset[end] + round - offset[queue]) / TICKS_PER_MINUTE;
  }

  private choiceOf(person: number, home: number): number {
    const first = home * CHOICES;
    if (this.line[first] < 0) return -1;
    const u = this.draw.uniform(person, LINE);
    let choice = first;
    while (this.upTo[choice] <= u && choice < first + CHOICES - 1 && this.line[choice + 1] >= 0) choice++;
    return choice;
  }

  /** Gives neighbourhoods the lines near them: the nearer and the more frequent, the more people. @returns people of each line */
  private serve(): number[] {
    const { geography, timetabled, scale } = this;
    const people = timetabled.map(() => 0);
    const frequency = timetabled.map(departuresADay);
    // At 1:k a line stands for k, and people walk no further to it than to those.
    const widely = Math.sqrt(scale);
    for (let home = 0; home < geography.neighbourhoods; home++) {
      const near = timetabled
        .map((_, line) => {
          const { stop, km } = this.nearest(line, home);
          const part = km / (HALF_KM * widely);
          return { line, stop, km, weight: frequency[line] / (1 + part * part) };
        })
        .filter(({ km, weight }) => km <= REACH_KM * widely && weight > 0)
        .sort((a, b) => b.weight - a.weight || a.line - b.line)
        .slice(0, CHOICES);
      const all = near.reduce((sum, { weight }) => sum + weight, 0);
      let upTo = 0;
      near.forEach(({ line, stop, weight }, i) => {
        const choice = home * CHOICES + i;
        upTo += weight / all;
        this.line[choice] = line;
        this.upTo[choice] = upTo;
        people[line] += (weight / all) * geography.homePeople[home];
        [this.firstStop[choice], this.lastStop[choice]] = this.stopsAround(line, stop, home);
      });
    }
    return people;
  }

  private nearest(line: number, home: number): { readonly stop: number; readonly km: number } {
    let [stop, least] = [0, Infinity];
    for (let at = 0; at < this.lines.stopsOf(line); at++) {
      const square = this.square(line, at, home);
      if (square < least) [stop, least] = [at, square];
    }
    return { stop, km: Math.sqrt(least) };
  }

  /** First and last of the stops beside the nearest that lie on a neighbourhood's land or just beside it. */
  private stopsAround(line: number, nearest: number, home: number): [first: number, last: number] {
    const { geography, lines } = this;
    const reach = Math.sqrt((geography.homePeople[home] * this.scale) / geography.density / PI) + BESIDE_KM;
    let [first, last] = [nearest, nearest];
    while (first > 0 && this.square(line, first - 1, home) <= reach * reach) first--;
    while (last < lines.stopsOf(line) - 1 && this.square(line, last + 1, home) <= reach * reach) last++;
    return [first, last];
  }

  private square(line: number, at: number, home: number): number {
    const { lines, geography } = this;
    const stop = lines.firstStop[line] + at;
    return squareOf(lines.x[stop] - geography.homeX[home], lines.y[stop] - geography.homeY[home]);
  }

  /** Shares rides out over lines in proportion to who is near, but none gets more than its vehicles hold. */
  private share(ridesPerResident: number): { riding: Float64Array; rides: number } {
    const { people, timetabled, geography } = this;
    const residents = geography.homePeople.reduce((sum, here) => sum + here, 0);
    const wanted = ridesPerResident * residents;
    const room = timetabled.map(
      (line) => departuresADay(line) * BOARDINGS_MAX * Math.min(1, line.line.capacity / BUS_CAPACITY),
    );
    const ratesAt = (rate: number) => people.map((count, line) => (count > 0 ? Math.min(rate, room[line] / count) : 0));
    const ridesAt = (rate: number) => ratesAt(rate).reduce((sum, each, line) => sum + each * people[line], 0);
    const most = Math.max(ridesPerResident, ...ratesAt(Infinity));
    let [low, high] = [0, most];
    for (let step = 0; step < 60; step++) {
      const middle = (low + high) / 2;
      if (ridesAt(middle) < wanted) low = middle;
      else high = middle;
    }
    const rates = ratesAt(high);
    const highest = Math.max(...rates);
    return {
      riding: Float64Array.from(rates, (rate) => (highest > 0 ? rate / highest : 0)),
      rides: Math.min(wanted, ridesAt(high)) / residents,
    };
  }
}

const squareOf = (x: number, y: number): number => x * x + y * y;

/** So many of the lines, of all sizes alike: at 1:k the network has a k-th of its lines, each with its own vehicles. */
function sampleOf(all: readonly TimetabledLine[], count: number): TimetabledLine[] {
  if (count >= all.length) return [...all];
  const bySize = all.map((_, i) => i).sort((a, b) => all[b].line.vehicles - all[a].line.vehicles || a - b);
  const chosen = Array.from({ length: count }, (_, i) => bySize[Math.floor(((i + 0.5) * all.length) / count)]);
  return chosen.sort((a, b) => a - b).map((i) => all[i]);
}
