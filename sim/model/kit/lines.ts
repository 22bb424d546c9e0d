/** Lines of any and different numbers of stops: where they stop, and how stops and queues are numbered. */
import type { Memory } from '../../kernel/memory.ts';
import { queueOfRide } from './ride.ts';

/** Stops of a line that its vehicles' positions, and the numbers drawn for them, have room for. */
export const STOPS_A_LINE_MAX = 1000;
/** Queues at stops, one a direction: they are numbered in events and in rides. */
const QUEUES_MAX = 1 << 21;

/** A line as whoever lays it describes it. */
export interface LaidLine {
  /** Kilometres east and north, in the order of the way out. */
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Neighbourhood to which the line belongs: whoever simulates that simulates the line. */
  readonly seat: number;
}

/**
 * A route is a line in one direction: line × 2, + 1 on the way back. Stops are numbered line by line along the way out, queues
 * route by route along its own way.
 */
export class Lines {
  readonly count: number;
  /** First stop of each line, and the end. */
  readonly firstStop: Int32Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly seat: Int32Array;
  /** First queue of each route, and the end. */
  readonly firstQueue: Int32Array;
  /** Route of each queue. */
  readonly routeOfQueue: Int32Array;

  /** @throws Error where a line has fewer than two stops or more than STOPS_A_LINE_MAX, or all have too many */
  constructor(laid: readonly LaidLine[], memory: Memory) {
    this.count = laid.length;
    const stops = laid.reduce((sum, { x }) => sum + x.length, 0);
    if (2 * stops > QUEUES_MAX) throw new Error(`found ${stops} stops of lines, expected ${QUEUES_MAX / 2} at most`);
    this.firstStop = memory.fixed(Int32Array, laid.length + 1);
    this.seat = memory.fixed(Int32Array, laid.length);
    this.firstQueue = memory.fixed(Int32Array, 2 * laid.length + 1);
    this.routeOfQueue = memory.fixed(Int32Array, 2 * stops);
    this.x = memory.fixed(Float32Array, stops);
    this.y = memory.fixed(Float32Array, stops);
    laid.forEach(({ x, y, seat }, line) => {
      const { length } = x;
      if (length < 2 || length > STOPS_A_LINE_MAX) {
        throw new Error(`line ${line + 1}: found ${length} stops, expected 2 to ${STOPS_A_LINE_MAX}`);
      }
      const first = this.firstStop[line];
      this.firstStop[line + 1] = first + length;
      this.x.set(x, first);
      this.y.set(y, first);
      this.seat[line] = seat;
      for (const route of [2 * line, 2 * line + 1]) {
        const queue = this.firstQueue[route];
        this.firstQueue[route + 1] = queue + length;
        this.routeOfQueue.fill(route, queue, queue + length);
      }
    });
  }

  /** Stops of all lines. */
  get stops(): number {
    return this.x.length;
  }

  /** Stops of a line, terminals included. */
  stopsOf(line: number): number {
    return this.firstStop[line + 1] - this.firstStop[line];
  }

  /** Stop at a position along a route. */
  stopAt(route: number, position: number): number {
    const line = route >> 1;
    return (route & 1) === 0 ? this.firstStop[line] + position : this.firstStop[line + 1] - 1 - position;
  }

  /** Queue at a position along a route. */
  queueAt(route: number, position: number): number {
    return this.firstQueue[route] + position;
  }

  /** The two queues of a stop, one a direction. */
  queuesOf(stop: number): readonly [out: number, back: number] {
    const line = this.lineOf(stop);
    const position = stop - this.firstStop[line];
    return [this.queueAt(2 * line, position), this.queueAt(2 * line + 1, this.stopsOf(line) - 1 - position)];
  }

  /** Route of a ride (see ride.ts), its line, and the position along it where it begins. */
  routeOfRide(ride: number): number {
    return this.routeOfQueue[queueOfRide(ride)];
  }
  lineOfRide(ride: number): number {
    return this.routeOfRide(ride) >> 1;
  }
  beginOf(ride: number): number {
    return this.positionOf(queueOfRide(ride));
  }

  /** Position of a queue along its route. */
  positionOf(queue: number): number {
    return queue - this.firstQueue[this.routeOfQueue[queue]];
  }

  /** Line of a stop. */
  lineOf(stop: number): number {
    // Each stop has two queues, and both directions of the lines before come first.
    return this.routeOfQueue[2 * stop] >> 1;
  }
}
