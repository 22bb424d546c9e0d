/**
 * Hold operations: the steady state of a simulation's event list. Take the earliest event, schedule it anew. The kernel's
 * event list beside flatqueue and a plain binary heap, in one process, by turns.
 */
import FlatQueue from 'flatqueue';
import { exponential } from '../../sim/kernel/distributions.ts';
import { EventList } from '../../sim/kernel/event-list.ts';
import { RandomSource } from '../../sim/kernel/random.ts';
import { TICK_MAX } from '../../sim/kernel/time.ts';
import { BinaryHeap } from './binary-heap.ts';

const DISTANCES = 1 << 16;

/** Hold operations of each contender in a round; the first rounds of all warm up and are not counted. */
const HOLDS = 500_000;
const ROUNDS = 7;

export const CONTENDERS = ['eventList', 'flatQueue', 'binaryHeap'] as const;
export type ContenderName = (typeof CONTENDERS)[number];

/** Hold operations a second of each contender with so many events pending: the median over the rounds. */
export interface RaceResult extends Readonly<Record<ContenderName, number>> {
  readonly pending: number;
}

/** Exponential distances in whole ticks, drawn beforehand so that only the lists are measured. */
function drawDistances(meanTicks: number): Int32Array {
  const purpose = new RandomSource('bench').purpose('hold distance');
  const distances = new Int32Array(DISTANCES);
  for (let n = 0; n < DISTANCES; n++) {
    distances[n] = 1 + Math.floor(exponential(purpose.uniform(0, n), meanTicks));
  }
  return distances;
}

/** Someone who keeps the events. The constructor fills the list. */
export interface Contender {
  /** Does at least so many hold operations. @returns how many */
  hold(count: number): number;
  /** Tick of the event taken last. */
  readonly now: number;
}

class HoldEventList implements Contender {
  now = 0;
  private readonly list: EventList;
  private n = 0;

  constructor(
    pending: number,
    private readonly distances: Int32Array,
  ) {
    this.list = new EventList(pending);
    for (let id = 0; id < pending; id++) this.list.schedule(distances[this.n++ & (DISTANCES - 1)]!, id);
  }

  hold(count: number): number {
    const { list, distances } = this;
    let n = this.n & (DISTANCES - 1);
    let done = 0;
    while (done < count) {
      const tick = list.takeNext(TICK_MAX);
      const { batch, batchLength } = list;
      if (tick < 0) throw new Error(`the bench ran out of ticks after ${done} holds`);
      for (let i = 0; i < batchLength; i++) list.schedule(tick + distances[n++ & (DISTANCES - 1)]!, batch[i]!);
      done += batchLength;
      this.now = tick;
    }
    this.n = n;
    return done;
  }
}

/** flatqueue, on typed arrays of fixed size, its fastest form: a binary heap that does not order the events of a tick. */
class HoldFlatQueue implements Contender {
  now = 0;
  private readonly queue: FlatQueue<number>;
  private n = 0;

  constructor(
    pending: number,
    private readonly distances: Int32Array,
  ) {
    this.queue = new FlatQueue(pending, Uint32Array, Uint32Array);
    for (let id = 0; id < pending; id++) this.queue.push(id, distances[this.n++ & (DISTANCES - 1)]!);
  }

  hold(count: number): number {
    const { queue, distances } = this;
    let n = this.n & (DISTANCES - 1);
    for (let i = 0; i < count; i++) {
      const tick = queue.peekValue()!;
      queue.push(queue.pop()!, tick + distances[n++ & (DISTANCES - 1)]!);
    }
    this.n = n;
    this.now = queue.peekValue()!;
    return count;
  }
}

class HoldBinaryHeap implements Contender {
  now = 0;
  private readonly heap: BinaryHeap;
  private n = 0;

  constructor(
    pending: number,
    private readonly distances: Int32Array,
  ) {
    this.heap = new BinaryHeap(pending);
    for (let id = 0; id < pending; id++) this.heap.push(distances[this.n++ & (DISTANCES - 1)]!, id);
  }

  hold(count: number): number {
    const { heap, distances } = this;
    let n = this.n & (DISTANCES - 1);
    for (let i = 0; i < count; i++) {
      const tick = heap.firstTick!;
      heap.push(tick + distances[n++ & (DISTANCES - 1)]!, heap.pop()!);
    }
    this.n = n;
    this.now = heap.firstTick!;
    return count;
  }
}

/** Each contender with so many events pending. The mean distance in ticks equals the number pending: one event a tick. */
export function enter(pending: number): Readonly<Record<ContenderName, Contender>> {
  const distances = drawDistances(pending);
  return {
    eventList: new HoldEventList(pending, distances),
    flatQueue: new HoldFlatQueue(pending, distances),
    binaryHeap: new HoldBinaryHeap(pending, distances),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}

/**
 * Measures all contenders by turns, so that a noisy minute of the machine falls on each of them alike, and takes medians,
 * so that a noisy second falls on none. Before that each holds as many times as events are pending: by then every event
 * has been moved, and the lists are laid out as they are in a long run.
 */
export function race(pending: number): RaceResult {
  const contenders = enter(pending);
  const perSecond = { eventList: [] as number[], flatQueue: [] as number[], binaryHeap: [] as number[] };
  for (const name of CONTENDERS) contenders[name].hold(Math.max(pending, 2 * HOLDS));
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of CONTENDERS) {
      const start = performance.now();
      const done = contenders[name].hold(HOLDS);
      perSecond[name].push((1000 * done) / (performance.now() - start));
    }
  }
  return {
    pending,
    eventList: median(perSecond.eventList),
    flatQueue: median(perSecond.flatQueue),
    binaryHeap: median(perSecond.binaryHeap),
  };
}
