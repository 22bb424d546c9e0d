/** stop_times.txt: by far the largest table of a feed. Kept in columns, for the trips of the usual days alone. */
import { readTable, secondsOf, type Feed } from './feed.ts';
import type { Journal } from './journal.ts';
import { refusal } from './refusal.ts';

const ROWS_MAX = 40_000_000;
/** Rows of usual days: 24 bytes each are kept. */
const KEPT_MAX = 12_000_000;
/** Time or distance that is left blank. */
export const BLANK = -1;
/** A row whose stop has no place. */
const NOWHERE = -1;

/** A column that grows as rows come in. */
class Column<A extends Int32Array | Float32Array> {
  constructor(public values: A) {}
  put(at: number, value: number): void {
    if (at === this.values.length) {
      const longer = new (this.values.constructor as new (length: number) => A)(2 * at);
      longer.set(this.values as never);
      this.values = longer;
    }
    this.values[at] = value;
  }
}

/** The calls of one trip, in their order. Arrays are longer than `count` and used again. */
export interface Calls {
  count: number;
  stop: Int32Array;
  /** Seconds after midnight, BLANK where the feed has none. */
  arrive: Int32Array;
  leave: Int32Array;
  /** Along the line, in the feed's own unit; NaN where it has none. */
  along: Float32Array;
  line: Int32Array;
}

export interface StopTimes {
  /** The calls of a trip; the same object each time. */
  of(trip: number): Calls;
}

/**
 * Reads the table.
 * @param tripOf number of a trip: −1 where it does not run on usual days, undefined where the feed has none of that id
 * @param stopOf number of a stop: −1 where it has no place, undefined where the feed has none of that id
 */
export async function readStopTimes(
  feed: Feed,
  trips: number,
  tripOf: (id: string) => number | undefined,
  stopOf: (id: string) => number | undefined,
  journal: Journal,
): Promise<StopTimes> {
  const int = () => new Column(new Int32Array(1 << 16));
  const [trip, stop, sequence, arrive, leave, line] = [int(), int(), int(), int(), int(), int()];
  const along = new Column(new Float32Array(1 << 16));
  const counts = new Int32Array(trips + 1);
  let rows = 0;
  // Rows of a trip mostly come together.
  let [lastId, lastTrip] = ['', undefined as number | undefined];
  const terms = {
    needed: ['trip_id', 'stop_id', 'stop_sequence'],
    others: ['arrival_time', 'departure_time', 'shape_dist_traveled'],
    most: ROWS_MAX,
  };
  const file = 'stop_times.txt';
  await readTable(feed, file, terms, (values, at) => {
    const [id = '', stopId = '', order = '', arrival = '', departure = '', distance = ''] = values;
    if (id !== lastId) [lastId, lastTrip] = [id, tripOf(id)];
    if (lastTrip === undefined) {
      journal.drop(file, at, 'stop times of trips that are not in trips.txt', id);
      return;
    }
    if (lastTrip < 0) return;
    const number = stopOf(stopId);
    if (number === undefined || number === NOWHERE) {
      const why = number === undefined ? 'that are not in stops.txt' : 'without a place';
      journal.drop(file, at, `stop times at stops ${why}`, stopId);
      return;
    }
    const position = Number(order);
    if (order === '' || !Number.isInteger(position) || Math.abs(position) > 1e9) {
      journal.drop(file, at, 'stop times whose stop_sequence is no whole number', order);
      return;
    }
    if (rows >= KEPT_MAX) {
      throw refusal(`${feed.name}/${file}`, at, `more than ${KEPT_MAX} stop times of usual days`, 'the feed of a city');
    }
    trip.put(rows, lastTrip);
    stop.put(rows, number);
    sequence.put(rows, position);
    arrive.put(rows, timeOf(arrival, at, journal));
    leave.put(rows, timeOf(departure, at, journal));
    along.put(rows, distance === '' ? NaN : Number(distance));
    line.put(rows, at);
    counts[lastTrip + 1]!++;
    rows++;
  });
  for (let i = 0; i < trips; i++) counts[i + 1]! += counts[i]!;
  const order = new Int32Array(rows);
  const next = counts.slice(0, trips);
  for (let row = 0; row < rows; row++) order[next[trip.values[row]!]!++] = row;
  return reader(counts, order, sequence.values, [stop, arrive, leave, line], along.values);
}

function timeOf(text: string, line: number, journal: Journal): number {
  if (text === '') return BLANK;
  const seconds = secondsOf(text);
  if (!Number.isNaN(seconds)) return seconds;
  journal.drop('stop_times.txt', line, 'times that are no time of day, taken as blank', text);
  return BLANK;
}

function reader(
  first: Int32Array,
  order: Int32Array,
  sequence: Int32Array,
  [stop, arrive, leave, line]: readonly Column<Int32Array>[],
  along: Float32Array,
): StopTimes {
  let longest = 1;
  for (let i = 0; i + 1 < first.length; i++) longest = Math.max(longest, first[i + 1]! - first[i]!);
  const int = () => new Int32Array(longest);
  const calls: Calls = {
    count: 0,
    stop: int(),
    arrive: int(),
    leave: int(),
    along: new Float32Array(longest),
    line: int(),
  };
  return {
    of(trip) {
      const rows = order.subarray(first[trip], first[trip + 1]);
      // Sorting keeps the file's order among equals.
      if (!isSorted(rows, sequence)) rows.sort((a, b) => sequence[a]! - sequence[b]! || a - b);
      calls.count = rows.length;
      rows.forEach((row, i) => {
        calls.stop[i] = stop!.values[row]!;
        calls.arrive[i] = arrive!.values[row]!;
        calls.leave[i] = leave!.values[row]!;
        calls.line[i] = line!.values[row]!;
        calls.along[i] = along[row]!;
      });
      return calls;
    },
  };
}

function isSorted(rows: Int32Array, sequence: Int32Array): boolean {
  for (let i = 1; i < rows.length; i++) if (sequence[rows[i - 1]!]! > sequence[rows[i]!]!) return false;
  return true;
}
