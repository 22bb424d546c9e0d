/** Stations and lines as they are open on the first day, and the way from each station to each other with one change at most. */
import type { Memory } from '../../../kernel/memory.ts';
import { TICKS_PER_HOUR } from '../../../kernel/time.ts';
import type { City } from '../../city.ts';
import type { Geography } from '../../geography.ts';
import { Lines, type LaidLine } from '../../kit/lines.ts';
import { endOfRide, packRide, queueOfRide } from '../../kit/ride.ts';
import { nearestHome, type TimetabledLine } from '../../kit/timetabled-lines.ts';

const NONE = -1;
/** Stops of a timetable's lines that are so near each other are one station: of one name, and of others, km (assumed). */
const SAME_NAME_KM = 0.6;
const NEAR_KM = 0.2;

/** Times in ticks. */
export interface NetworkTerms {
  readonly kmAnHour: number;
  readonly dwell: number;
  /** Way between platforms of an interchange; and what a change counts for beside it, in the choice of a way. */
  readonly transfer: number;
  readonly headway: number;
  /** Lines with timetables, which then run instead of those that the city has beside. */
  readonly timetabled?: readonly TimetabledLine[] | undefined;
}

export class Network {
  readonly lines: Lines;
  /** Stations: the stops of one name are one. */
  readonly stations: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** By queue on a platform (see Lines): ticks from the departure at the terminal to that here. */
  readonly departAt: Int32Array;
  /** Kilometres from station to station along the way, and the rides it takes (kit/ride.ts): the second −1 without a change. */
  readonly km: Float32Array;
  private readonly firstRide: Int32Array;
  private readonly secondRide: Int32Array;
  readonly dwell: number;
  /** What each line is called. */
  readonly names: readonly string[];
  /** Station of each stop. */
  private readonly stationOf: readonly number[];

  /** @param start first day of the run */
  constructor(city: City, geography: Geography, start: string, terms: NetworkTerms, memory: Memory) {
    const { timetabled } = terms;
    const running = (timetabled === undefined ? (city.metro ?? []) : [])
      .map(({ line, stations }) => ({ line, stations: stations.filter(({ opened }) => opened <= start) }))
      .filter(({ stations }) => stations.length > 1);
    const open = running.map(({ stations }) => stations);
    this.names = timetabled?.map(({ line }) => line.name) ?? running.map(({ line }) => line);
    const laid = open.map((stations): LaidLine => {
      const x = stations.map(({ at }) => geography.plane.x(at[0]));
      const y = stations.map(({ at }) => geography.plane.y(at[1]));
      const middle = x.length >> 1;
      return { x, y, seat: nearestHome(geography, x[middle], y[middle]) };
    });
    this.lines = new Lines(timetabled?.map((line) => line.laid) ?? laid, memory);
    this.dwell = terms.dwell;
    this.stationOf =
      timetabled === undefined
        ? stationsByName(open.map((stations) => stations.map(({ name }) => name.zh)))
        : stationsByPlace(this.lines, stopNames(city, timetabled));
    const { stationOf } = this;
    const count = new Set(stationOf).size;
    this.stations = count;
    this.x = memory.fixed(Float32Array, count);
    this.y = memory.fixed(Float32Array, count);
    const stops: number[][] = Array.from({ length: count }, () => []);
    stationOf.forEach((station, stop) => {
      stops[station].push(stop);
      this.x[station] = this.lines.x[stop];
      this.y[station] = this.lines.y[stop];
    });
    this.departAt = memory.fixed(Int32Array, 2 * stationOf.length);
    if (timetabled === undefined) this.setTimes(terms.kmAnHour);
    else this.takeTimes(timetabled);
    this.km = memory.fixed(Float32Array, count * count);
    this.firstRide = memory.fixed(Int32Array, count * count).fill(NONE);
    this.secondRide = memory.fixed(Int32Array, count * count).fill(NONE);
    this.findWays(stops, terms.transfer + terms.headway);
  }

  /** What stations have, shared by the stops of each, relative to the mean stop; 1 where there is nothing. */
  byStop(ofStation: Float64Array): Float64Array {
    const { stationOf, lines } = this;
    const stops = new Float64Array(this.stations);
    for (const station of stationOf) stops[station]++;
    const mean = ofStation.reduce((sum, value) => sum + value, 0) / lines.stops;
    return Float64Array.from(stationOf, (station) => (mean > 0 ? ofStation[station] / stops[station] / mean : 1));
  }

  /** Whether one can get from a station to another with one change at most. */
  isWay(from: number, to: number): boolean {
    return this.firstRide[from * this.stations + to] >= 0;
  }

  /** The rides of a way; the second is −1 where no line is changed. */
  rideOf(from: number, to: number, second: boolean): number {
    return (second ? this.secondRide : this.firstRide)[from * this.stations + to];
  }

  /** Ticks from the departure at a ride's first stop to the arrival at its last. */
  ticksOf(ride: number): number {
    const { lines, departAt } = this;
    const queue = queueOfRide(ride);
    const end = lines.queueAt(lines.routeOfQueue[queue], endOfRide(ride));
    return Math.max(1, departAt[end] - this.dwell - departAt[queue]);
  }

  /** Stops where a ride begins and ends. */
  firstStopOf(ride: number): number {
    const { lines } = this;
    const queue = queueOfRide(ride);
    return lines.stopAt(lines.routeOfQueue[queue], lines.positionOf(queue));
  }
  lastStopOf(ride: number): number {
    const { lines } = this;
    return lines.stopAt(lines.routeOfQueue[queueOfRide(ride)], endOfRide(ride));
  }

  private setTimes(kmAnHour: number): void {
    const { lines, departAt, dwell } = this;
    for (let route = 0; route < lines.count * 2; route++) {
      let at = 0;
      for (let position = 1; position < lines.stopsOf(route >> 1); position++) {
        const km = this.kmBetween(lines.stopAt(route, position - 1), lines.stopAt(route, position));
        at += Math.max(1, Math.round((km / kmAnHour) * TICKS_PER_HOUR)) + dwell;
        departAt[lines.queueAt(route, position)] = at;
      }
    }
  }

  /** Times of a timetable hold the stays at stations. */
  private takeTimes(timetabled: readonly TimetabledLine[]): void {
    const { lines, departAt } = this;
    timetabled.forEach(({ running }, line) => {
      running.forEach((ticks, way) => {
        let at = 0;
        ticks.forEach((toNext, i) => {
          at += toNext;
          departAt[lines.queueAt(2 * line + way, i + 1)] = at;
        });
      });
    });
  }

  private kmBetween(a: number, b: number): number {
    const { x, y } = this.lines;
    return Math.sqrt((x[a] - x[b]) * (x[a] - x[b]) + (y[a] - y[b]) * (y[a] - y[b]));
  }

  /** Of all ways with one change at most, the one that takes the shortest time. */
  private findWays(stops: readonly (readonly number[])[], change: number): void {
    const { lines, stationOf } = this;
    const along = this.kmAlong();
    const interchanges = interchangesOf(lines, stops);
    const best = { ticks: Infinity, first: NONE, second: NONE, km: 0 };
    const consider = (first: number, second: number, km: number) => {
      const ticks = this.ticksOf(first) + (second < 0 ? 0 : change + this.ticksOf(second));
      if (ticks < best.ticks) Object.assign(best, { ticks, first, second, km });
    };
    const rideBetween = (a: number, b: number): number => {
      const line = lines.lineOf(a);
      const [from, to, last] = [a - lines.firstStop[line], b - lines.firstStop[line], lines.stopsOf(line) - 1];
      const forth = to > from;
      return packRide(lines.queueAt(line * 2 + (forth ? 0 : 1), forth ? from : last - from), forth ? to : last - to);
    };
    const km = (a: number, b: number) => Math.abs(along[a] - along[b]);
    for (let from = 0; from < this.stations; from++) {
      for (let to = 0; to < this.stations; to++) {
        if (from === to) continue;
        best.ticks = Infinity;
        for (const a of stops[from]) {
          for (const b of stops[to]) {
            if (lines.lineOf(a) === lines.lineOf(b)) {
              consider(rideBetween(a, b), NONE, km(a, b));
              continue;
            }
            for (const [off, on] of interchanges[lines.lineOf(a)][lines.lineOf(b)]) {
              const ends = [stationOf[a], stationOf[b]];
              if (ends.includes(stationOf[off])) continue;
              consider(rideBetween(a, off), rideBetween(on, b), km(a, off) + km(on, b));
            }
          }
        }
        if (best.ticks === Infinity) continue;
        this.firstRide[from * this.stations + to] = best.first;
        this.secondRide[from * this.stations + to] = best.second;
        this.km[from * this.stations + to] = best.km;
      }
    }
  }

  /** Of each stop, kilometres from the first of its line. */
  private kmAlong(): Float64Array {
    const { lines } = this;
    const along = new Float64Array(lines.stops);
    for (let stop = 1; stop < lines.stops; stop++) {
      const isFirst = lines.lineOf(stop) !== lines.lineOf(stop - 1);
      along[stop] = isFirst ? 0 : along[stop - 1] + this.kmBetween(stop - 1, stop);
    }
    return along;
  }
}

/** Of each two lines, the stops of both at the stations that they share. */
function interchangesOf(lines: Lines, stops: readonly (readonly number[])[]): (readonly [number, number])[][][] {
  const found = Array.from({ length: lines.count }, () =>
    Array.from({ length: lines.count }, (): (readonly [number, number])[] => []),
  );
  for (const here of stops) {
    for (const a of here) for (const b of here) if (a !== b) found[lines.lineOf(a)][lines.lineOf(b)].push([a, b]);
  }
  return found;
}

/** Stations of stops, line by line: the stops of one name are one. */
function stationsByName(lines: readonly (readonly string[])[]): number[] {
  const numbers = new Map<string, number>();
  return lines.flat().map((name) => {
    const station = numbers.get(name) ?? numbers.size;
    numbers.set(name, station);
    return station;
  });
}

function stopNames({ network }: City, timetabled: readonly TimetabledLine[]): string[] {
  return timetabled.flatMap(({ line }) => line.ways[0].stops.map((stop) => network?.stops[stop].name ?? ''));
}

/** Stations of stops: those that lie near each other are one, as platforms have names and places of their own in timetables. */
function stationsByPlace({ x, y }: Lines, names: readonly string[]): number[] {
  const first: number[] = [];
  return names.map((name, stop) => {
    const known = first.findIndex((other) => {
      const km = names[other] === name ? SAME_NAME_KM : NEAR_KM;
      const [dx, dy] = [x[stop] - x[other], y[stop] - y[other]];
      return dx * dx + dy * dy <= km * km;
    });
    return known >= 0 ? known : first.push(stop) - 1;
  });
}
