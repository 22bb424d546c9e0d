import { describe, expect, it } from 'vitest';
import { Engine } from '../../sim/kernel/engine.ts';
import { Purpose } from '../../sim/kernel/random.ts';
import { TICK_MAX } from '../../sim/kernel/time.ts';

const random = new Purpose(11, 12);
type Event = readonly [tick: number, kind: number, entity: number];

/** Runs what is scheduled at the start, in this order, and returns what was dispatched. */
function dispatch(events: readonly Event[]): { log: Event[]; digest: string } {
  const engine = new Engine(256);
  const log: Event[] = [];
  for (let kind = 0; kind < 256; kind++) engine.on(kind, (entity) => log.push([engine.now, kind, entity]));
  for (const event of events) engine.schedule(...event);
  engine.runUntil(TICK_MAX + 1);
  return { log, digest: engine.digest.hex() };
}

/** Events that schedule others, many of them at the same tick: a small world of its own. */
function branching(seed: number, limits: readonly number[]): { log: string; digest: string; dispatched: number } {
  const engine = new Engine(3, 4);
  let log = '';
  let n = 0;
  for (let kind = 0; kind < 3; kind++) {
    engine.on(kind, (entity) => {
      log += `${engine.now} ${kind} ${entity}\n`;
      const children = random.below(seed, n++, 3);
      for (let i = 0; i < children && engine.pending < 200; i++) {
        const distance = 1 + random.below(seed + 100, n++, 1 << random.below(seed + 200, n, 16));
        engine.schedule(engine.now + distance, random.below(seed + 300, n, 3), random.below(seed + 400, n, 5));
      }
    });
  }
  for (let i = 0; i < 50; i++) engine.schedule(1 + i * 50, i % 3, i);
  for (const limit of limits) engine.runUntil(limit);
  return { log, digest: engine.digest.hex(), dispatched: engine.dispatched };
}

describe('engine', () => {
  it('dispatches by tick, then kind, then entity, in whatever order events were scheduled', () => {
    const events: Event[] = Array.from({ length: 3000 }, (_, i) => [
      1 + random.below(1, i, 300) * (i % 5 === 0 ? 100_000 : 1),
      [0, 1, 127, 128, 255][random.below(2, i, 5)]!,
      [0, 1, 2 ** 23, 2 ** 24 - 1][random.below(3, i, 4)]!,
    ]);
    const sorted = [...events].sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
    const forth = dispatch(events);
    const back = dispatch([...events].reverse());
    expect(forth.log).toEqual(sorted);
    expect(back.log).toEqual(sorted);
    expect(back.digest).toBe(forth.digest);
  });

  it('gives another digest when one event is another tick, kind or entity, or missing', () => {
    const events: Event[] = [
      [5, 1, 7],
      [9, 2, 8],
    ];
    const digests = [
      events,
      [events[0]!, [10, 2, 8]],
      [events[0]!, [9, 3, 8]],
      [events[0]!, [9, 2, 9]],
      [events[0]!],
    ].map((changed) => dispatch(changed as Event[]).digest);
    expect(new Set(digests).size).toBe(5);
  });

  it('is not changed by splitting a run', () => {
    for (let seed = 0; seed < 10; seed++) {
      const end = 200_000;
      const whole = branching(seed, [end]);
      expect(whole.dispatched).toBeGreaterThan(50);
      const daily = Array.from({ length: 1000 }, (_, i) => (i + 1) * 200);
      const odd = Array.from({ length: 300 }, (_, i) => random.below(seed + 900, i, end)).sort((a, b) => a - b);
      expect(branching(seed, daily)).toEqual(whole);
      expect(branching(seed, [...odd, end, end])).toEqual(whole);
    }
  });

  it('shows every event to whoever looks ahead before it is dispatched, but for those scheduled after the look', () => {
    const engine = new Engine(1);
    const seen = new Set<number>();
    const looks: number[] = [];
    let late = 0;
    engine.on(0, (entity) => {
      const isLate = entity >= 5000;
      if (isLate) late++;
      expect(seen.delete(entity) || isLate).toBe(true);
      // Some before the tick to which has been looked, some after it.
      if (entity < 500) engine.schedule(engine.now + 1 + random.below(5, entity, 1000), 0, entity + 5000);
    });
    engine.ahead = (ids, length) => {
      looks.push(length);
      for (const id of ids.subarray(0, length)) seen.add(id);
    };
    for (let entity = 0; entity < 5000; entity++) engine.schedule(1 + random.below(6, entity, 20_000), 0, entity);
    engine.runUntil(10_000);
    engine.runUntil(TICK_MAX + 1);
    expect(late).toBe(500);
    expect(engine.dispatched).toBe(5500);
    // Many at a time, or it would not be worth while.
    expect(looks.length).toBeLessThan(5500 / 40);
    expect(looks.reduce((sum, length) => sum + length, 0)).toBeGreaterThan(5000);
  });

  it('keeps the clock: an event at the limit waits for the next run', () => {
    const engine = new Engine(1);
    const seen: number[] = [];
    engine.on(0, () => seen.push(engine.now));
    engine.schedule(10, 0, 0);
    engine.schedule(9, 0, 0);
    engine.runUntil(10);
    expect([seen, engine.now, engine.pending, engine.dispatched]).toEqual([[9], 10, 1, 1]);
    engine.runUntil(11);
    expect([seen, engine.now, engine.pending, engine.dispatched]).toEqual([[9, 10], 11, 0, 2]);
  });

  it('runs to the last tick there is', () => {
    const engine = new Engine(1);
    let last = 0;
    engine.on(0, () => (last = engine.now));
    engine.schedule(TICK_MAX, 0, 0);
    engine.runUntil(TICK_MAX + 1);
    expect(last).toBe(TICK_MAX);
    expect(() => engine.schedule(TICK_MAX + 1, 0, 0)).toThrow(/expected an integer tick/);
  });

  it.each([
    [100, 1, 5],
    [99, 1, 5],
    [-1, 1, 5],
    [100.5, 1, 5],
    [NaN, 1, 5],
    [Infinity, 1, 5],
    [TICK_MAX + 1, 1, 5],
    [101, 2, 5],
    [101, -1, 5],
    [101, 1, -1],
    [101, 1, 2 ** 24],
  ])('refuses tick %d, kind %d, entity %d at tick 100', (tick, kind, entity) => {
    const engine = new Engine(2);
    engine.runUntil(100);
    const named = `cannot schedule kind ${kind}, entity ${entity} at tick ${tick} (now 100)`;
    expect(() => engine.schedule(tick, kind, entity)).toThrow(named);
    expect(engine.pending).toBe(0);
  });

  it('refuses to go back, to run inside a handler, and kinds it does not have', () => {
    const engine = new Engine(2);
    engine.on(0, () => engine.runUntil(50));
    engine.schedule(7, 0, 3);
    expect(() => engine.runUntil(20)).toThrow('runUntil(50) called by an event handler at tick 7');
    engine.schedule(9, 1, 3);
    expect(() => engine.runUntil(20)).toThrow('event kind 1 has no handler (entity 3, tick 9)');
    engine.runUntil(20);
    expect(() => engine.runUntil(19)).toThrow('cannot run until tick 19');
    expect(() => engine.on(2, () => undefined)).toThrow('found event kind 2');
    expect(() => new Engine(257)).toThrow('found 257 kinds');
  });
});
