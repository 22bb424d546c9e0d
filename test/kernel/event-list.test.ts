import { describe, expect, it } from 'vitest';
import { EventList } from '../../sim/kernel/event-list.ts';
import { Purpose } from '../../sim/kernel/random.ts';
import { TICK_MAX } from '../../sim/kernel/time.ts';

const random = new Purpose(1, 2);

/** The same contract by the plainest means: an array sorted by (tick, id). */
class SortedArray {
  private events: [number, number][] = [];
  schedule(tick: number, id: number): void {
    this.events.push([tick, id]);
  }
  get pending(): number {
    return this.events.length;
  }
  idsBelow(limit: number): number[] {
    return this.events.filter(([tick]) => tick < limit).map(([, id]) => id);
  }
  takeNext(limit: number): { tick: number; ids: number[] } {
    this.events.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const tick = this.events[0]?.[0];
    if (tick === undefined || tick >= limit) return { tick: -1, ids: [] };
    const ids = this.events.filter((event) => event[0] === tick).map((event) => event[1]);
    this.events = this.events.filter((event) => event[0] !== tick);
    return { tick, ids };
  }
}

function take(list: EventList, limit: number): { tick: number; ids: number[] } {
  const tick = list.takeNext(limit);
  return { tick, ids: tick < 0 ? [] : [...list.batch.subarray(0, list.batchLength)] };
}

/** Distances ahead that reach every level, every border and long chains in one slot. */
const DISTANCES: readonly ((u: number) => number)[] = [
  (u) => 1 + Math.floor(u * 3),
  (u) => 1 + Math.floor(u * 5000),
  (u) => 506 + Math.floor(u * 12),
  (u) => 1 + Math.floor(u * 2 ** 25),
  (u) => 2 ** 21 - 5 + Math.floor(u * 10),
  (u) => 1 + Math.floor(u * u * u * 2 ** 31),
  () => 512,
  () => 2 ** 21,
];

function compareRandomly(seed: number, distances: readonly ((u: number) => number)[], steps: number): void {
  const list = new EventList(1);
  const naive = new SortedArray();
  let now = 0;
  for (let step = 0; step < steps; step++) {
    const many = random.below(seed, step * 8, 6);
    for (let i = 0; i < many; i++) {
      const n = step * 8 + i;
      const distance = distances[random.below(seed + 1000, n, distances.length)]!(random.uniform(seed + 2000, n));
      const tick = now + distance;
      if (tick > TICK_MAX) continue;
      // Few distinct ids at times, so that equal events occur; the highest bit set in half of them.
      const id = random.bits(seed + 3000, n) & (seed % 2 === 0 ? 0x80000003 : -1);
      list.schedule(tick, id);
      naive.schedule(tick, id >>> 0);
    }
    const span = 2 ** random.below(seed + 5000, step, 27);
    const limit = Math.min(TICK_MAX, now + 1 + Math.floor(random.uniform(seed + 4000, step) * span));
    // Now and then the clock moves on without an event, as at the end of a run.
    if (step % 3 === 0) now = drainTo(list, naive, limit);
    else now = Math.max(now, takeOne(list, naive));
    expect(list.pending).toBe(naive.pending);
  }
  drainTo(list, naive, TICK_MAX + 1);
  expect(list.pending).toBe(0);
}

/** Takes the earliest tick from both, and looks at what comes next. */
function takeOne(list: EventList, naive: SortedArray): number {
  const expected = naive.takeNext(TICK_MAX + 1);
  if (expected.tick < 0) return expected.tick;
  expect(take(list, TICK_MAX + 1)).toEqual(expected);
  for (const enough of [1, 20]) peekAtBoth(list, naive, expected, Math.min(TICK_MAX + 1, expected.tick + 300), enough);
  return expected.tick;
}

/** What is looked at is all that there is up to a tick, and up to a later one only where more is asked for. */
function peekAtBoth(
  list: EventList,
  naive: SortedArray,
  taken: { tick: number; ids: number[] },
  limit: number,
  enough: number,
): void {
  const to = list.peek(limit, enough);
  const found = [...list.upcoming.subarray(0, list.upcomingLength)];
  const inOrder = (ids: readonly number[]) => [...ids].sort((a, b) => a - b);
  expect(inOrder(found)).toEqual(inOrder([...taken.ids, ...naive.idsBelow(to)]));
  expect(to).toBeGreaterThan(taken.tick);
  expect(to).toBeLessThanOrEqual(limit);
  // It has stopped because that was enough, or at the limit, or where the block ends.
  expect(found.length >= enough || to === limit || to % 512 === 0).toBe(true);
}

/** Takes everything below the limit from both, and moves the clock there, as the engine does. */
function drainTo(list: EventList, naive: SortedArray, limit: number): number {
  for (;;) {
    const expected = naive.takeNext(limit);
    expect(take(list, limit)).toEqual(expected);
    if (expected.tick < 0) return limit;
  }
}

describe('event list', () => {
  it.each(DISTANCES.map((distance, i) => [i, distance] as const))(
    'agrees with a sorted array at distances of kind %i',
    (i, distance) => compareRandomly(10 + i, [distance], 150),
  );

  it.each([0, 1, 2, 3, 4, 5])('agrees with a sorted array at mixed distances, seed %i', (seed) => {
    compareRandomly(seed, DISTANCES, 500);
  });

  it('sorts ids as unsigned, whatever the number at one tick', () => {
    for (const count of [1, 2, 31, 48, 49, 62, 63, 64, 127, 5000]) {
      const list = new EventList(4);
      const ids = Array.from({ length: count }, (_, i) => random.bits(7, i));
      for (const id of ids) list.schedule(70000, id);
      list.schedule(69999, 5);
      const inOrder = [...ids].sort((a, b) => a - b);
      // The same many are found before they are taken, and when they have been.
      expect(take(list, 70001)).toEqual({ tick: 69999, ids: [5] });
      expect(list.peek(70001, 2)).toBe(70001);
      expect([...list.upcoming.subarray(1, list.upcomingLength)].sort((a, b) => a - b)).toEqual(inOrder);
      expect(take(list, 70001)).toEqual({ tick: 70000, ids: inOrder });
      list.peek(70001, 1);
      expect([...list.upcoming.subarray(0, list.upcomingLength)]).toEqual(inOrder);
      expect(take(list, TICK_MAX + 1).tick).toBe(-1);
    }
  });

  it('reaches the last tick there is, and no limit lets an event through at its own tick', () => {
    const list = new EventList();
    list.schedule(TICK_MAX, 9);
    expect(take(list, TICK_MAX).tick).toBe(-1);
    expect(take(list, TICK_MAX + 1)).toEqual({ tick: TICK_MAX, ids: [9] });
  });

  it('takes what is scheduled between a limit and the events that lay beyond it', () => {
    const list = new EventList();
    list.schedule(3 * 2 ** 21 + 5, 1);
    expect(take(list, 2 ** 21 - 2).tick).toBe(-1);
    list.schedule(2 ** 21 - 1, 2);
    list.schedule(2 ** 21, 3);
    list.schedule(2 ** 21 + 1, 4);
    const taken = Array.from({ length: 4 }, () => take(list, TICK_MAX).ids[0]);
    expect(taken).toEqual([2, 3, 4, 1]);
  });

  it('reuses its memory: a steady number pending does not let it grow', () => {
    const list = new EventList(1024);
    for (let i = 0; i < 1000; i++) list.schedule(1 + random.below(1, i, 20000), i);
    for (let n = 0; n < 20000; n++) hold(list, n);
    const bytes = list.bytes;
    for (let n = 20000; n < 200000; n++) hold(list, n);
    expect(list.pending).toBe(1000);
    expect(list.bytes).toBe(bytes);
  });
});

function hold(list: EventList, n: number): void {
  const tick = list.takeNext(TICK_MAX);
  for (const id of list.batch.slice(0, list.batchLength)) list.schedule(tick + 1 + random.below(id, n, 20000), id);
}
