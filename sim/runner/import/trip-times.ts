/** The times of one trip: blanks filled in, and those refused that no vehicle could keep. */
import { kmBetween, type Position } from './distance.ts';
import { BLANK, type Calls } from './stop-times.ts';

/** Stops a line may have (see the kit's Lines). */
export const STOPS_MAX = 1000;
/** Nobody rides longer, hours. */
const HOURS_MAX = 16;

/** Who walks is faster, km/h; told of trips of more than an hour only: ferries wait. */
const SLOWEST = 2;

/** What is wrong with a trip, and the line of stop_times.txt at which it shows. */
export interface TripFault {
  readonly what: string;
  readonly line: number;
}

/**
 * Mends the times of a trip in place: one time stands for two, blanks lie between those that are known, in proportion to
 * `shape_dist_traveled` or else to the straight way. A stop that is named twice in a row is one.
 * @param fastest km/h that the trip may have on the whole
 * @returns what keeps the trip from being used, undefined where nothing does
 */
export function mendTimes(
  calls: Calls,
  placeOf: (stop: number) => Position,
  fastest: number,
  onFilled: (line: number, count: number) => void,
): TripFault | undefined {
  joinRepeated(calls);
  const { count, arrive, leave, line } = calls;
  const faulty = (what: string, at: number): TripFault => ({
    what,
    // Columns are longer than the trip, and hold what was of another one.
    line: at < calls.count ? line[at]! : 0,
  });
  if (count < 2) return faulty('trips with fewer than two stops that have a place', 0);
  if (count > STOPS_MAX) return faulty(`trips with more than ${STOPS_MAX} stops`, 0);
  for (let i = 0; i < count; i++) {
    if (arrive[i] === BLANK) arrive[i] = leave[i]!;
    if (leave[i] === BLANK) leave[i] = arrive[i]!;
  }
  if (leave[0] === BLANK) return faulty('trips without a time at their first stop', 0);
  if (arrive[count - 1] === BLANK) return faulty('trips without a time at their last stop', count - 1);
  const filled = fillBlanks(calls, placeOf);
  if (filled > 0) onFilled(line[0]!, filled);
  for (let i = 0; i < count; i++) {
    // The arrival at the first stop and the departure from the last are nobody's.
    const backwards = (i > 0 && arrive[i]! < leave[i - 1]!) || (i > 0 && i < count - 1 && leave[i]! < arrive[i]!);
    if (backwards) return faulty('trips whose times go backwards', i);
  }
  const hours = (arrive[count - 1]! - leave[0]!) / 3600;
  if (hours > HOURS_MAX) return faulty(`trips of more than ${HOURS_MAX} hours`, count - 1);
  const km = kmAlong(calls, placeOf);
  if (km > fastest * hours) return faulty(`trips faster than ${fastest} km/h on the whole`, count - 1);
  if (hours > 1 && km < SLOWEST * hours) return faulty(`trips slower than ${SLOWEST} km/h on the whole`, count - 1);
  return undefined;
}

function joinRepeated(calls: Calls): void {
  let to = 0;
  for (let i = 0; i < calls.count; i++) {
    if (to > 0 && calls.stop[to - 1] === calls.stop[i]) {
      if (calls.leave[i] !== BLANK) calls.leave[to - 1] = calls.leave[i]!;
      continue;
    }
    calls.stop[to] = calls.stop[i]!;
    calls.arrive[to] = calls.arrive[i]!;
    calls.leave[to] = calls.leave[i]!;
    calls.along[to] = calls.along[i]!;
    calls.line[to] = calls.line[i]!;
    to++;
  }
  calls.count = to;
}

function fillBlanks(calls: Calls, placeOf: (stop: number) => Position): number {
  const { count, arrive, leave } = calls;
  let filled = 0;
  for (let from = 0; from < count - 1;) {
    let to = from + 1;
    while (arrive[to] === BLANK) to++;
    if (to > from + 1) {
      const parts = partsBetween(calls, from, to, placeOf);
      const seconds = arrive[to]! - leave[from]!;
      for (let i = from + 1; i < to; i++) {
        arrive[i] = leave[i] = Math.round(leave[from]! + seconds * parts[i - from - 1]!);
      }
      filled += to - from - 1;
    }
    from = to;
  }
  return filled;
}

/** How far along the way from one call to another those between them lie, 0 to 1. */
function partsBetween(calls: Calls, from: number, to: number, placeOf: (stop: number) => Position): number[] {
  const { stop, along } = calls;
  const between = Array.from({ length: to - from }, (_, i) => from + i + 1);
  const usesAlong = between.every((i) => along[i]! >= along[i - 1]!) && along[to]! > along[from]!;
  let way = 0;
  const ways = between.map((i) => {
    way += usesAlong ? along[i]! - along[i - 1]! : kmBetween(placeOf(stop[i - 1]!), placeOf(stop[i]!));
    return way;
  });
  return ways.slice(0, -1).map((one, i) => (way > 0 ? one / way : (i + 1) / ways.length));
}

function kmAlong({ count, stop }: Calls, placeOf: (stop: number) => Position): number {
  let km = 0;
  for (let i = 1; i < count; i++) km += kmBetween(placeOf(stop[i - 1]!), placeOf(stop[i]!));
  return km;
}
