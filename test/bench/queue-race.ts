/** Hold operations: the steady state of a simulation's event list. Take the earliest event, schedule it anew. */
import FlatQueue from 'flatqueue';
import { exponential } from '../../sim/kernel/distributions.ts';
import { EventList } from '../../sim/kernel/event-list.ts';
import { RandomSource } from '../../sim/kernel/random.ts';
import { TICK_MAX } from '../../sim/kernel/time.ts';

const DISTANCES = 1 << 16;

/** Exponential distances in whole ticks, drawn beforehand so that only the list is measured. */
function drawDistances(meanTicks: number): Int32Array {
  const purpose = new RandomSource('bench').purpose('hold distance');
  const distances = new Int32Array(DISTANCES);
  for (let n = 0; n < DISTANCES; n++) {
    distances[n] = 1 + Math.floor(exponential(purpose.uniform(0, n), meanTicks));
  }
  return distances;
}

function secondsSince(start: number): number {
  return (performance.now() - start) / 1000;
}

/**
 * Hold operations a second with so many events pending. The mean distance in ticks equals the number pending, so that on
 * average one event falls on a tick.
 */
export function holdWheel(pending: number, holds: number): number {
  const distances = drawDistances(pending);
  const list = new EventList(pending);
  let n = 0;
  for (let id = 0; id < pending; id++) list.schedule(distances[n++ & (DISTANCES - 1)]!, id);
  const run = (count: number): number => {
    let done = 0;
    while (done < count) {
      const tick = list.takeNext(TICK_MAX);
      const { batch, batchLength } = list;
      if (tick < 0) throw new Error(`the bench ran out of ticks after ${done} holds`);
      for (let i = 0; i < batchLength; i++) list.schedule(tick + distances[n++ & (DISTANCES - 1)]!, batch[i]!);
      done += batchLength;
    }
    return done;
  };
  run(Math.max(pending, holds / 4));
  const start = performance.now();
  return run(holds) / secondsSince(start);
}

/** The same through flatqueue, a binary heap on plain arrays (which does not order events of the same tick). */
export function holdFlatQueue(pending: number, holds: number): number {
  const distances = drawDistances(pending);
  const queue = new FlatQueue<number>();
  let n = 0;
  for (let id = 0; id < pending; id++) queue.push(id, distances[n++ & (DISTANCES - 1)]!);
  const run = (count: number): void => {
    for (let i = 0; i < count; i++) {
      const tick = queue.peekValue()!;
      queue.push(queue.pop()!, tick + distances[n++ & (DISTANCES - 1)]!);
    }
  };
  run(Math.max(pending, holds / 4));
  const start = performance.now();
  run(holds);
  return holds / secondsSince(start);
}
