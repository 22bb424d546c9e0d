import { describe, expect, it } from 'vitest';
import { Engine } from '../../sim/kernel/engine.ts';
import { EventDigest } from '../../sim/kernel/event-digest.ts';
import { EventList } from '../../sim/kernel/event-list.ts';
import { Purpose } from '../../sim/kernel/random.ts';

const random = new Purpose(71, 72);
const events = Array.from({ length: 500 }, (_, i) => [random.below(1, i, 4e9), random.bits(2, i) | 0] as const);

function digestOf(some: readonly (readonly [tick: number, id: number])[]): EventDigest {
  const digest = new EventDigest();
  for (const [tick, id] of some) digest.add(tick, id);
  return digest;
}

describe('the digest of events', () => {
  it('does not depend on their order, nor on who has seen which of them', () => {
    const whole = digestOf(events);
    expect(digestOf([...events].reverse()).hex()).toBe(whole.hex());
    const parts = [0, 1, 2].map((part) => digestOf(events.filter((_, i) => i % 3 === part)));
    const sum = new EventDigest();
    for (const part of parts) sum.merge(part.save());
    expect(sum.hex()).toBe(whole.hex());
  });

  it('can be had of some kinds, which add up to all', () => {
    const digest = digestOf(events);
    const kindOf = (id: number) => id >>> 24;
    const low = Array.from({ length: 100 }, (_, kind) => kind);
    const high = Array.from({ length: 156 }, (_, i) => 100 + i);
    const [a, b] = digest.sum(low);
    expect([a, b]).toEqual(digestOf(events.filter(([, id]) => kindOf(id) < 100)).sum());
    const [c, d] = digest.sum(high);
    expect([(a + c) | 0, (b + d) | 0]).toEqual(digest.sum());
    expect(digest.sum([])).toEqual([0, 0]);
  });

  it('tells every event from every other: with one bit changed about half of its bits are', () => {
    let changed = 0;
    let cases = 0;
    for (const [tick, id] of events.slice(0, 50)) {
      const [a, b] = digestOf([[tick, id]]).sum();
      for (let bit = 0; bit < 64; bit++) {
        const other = bit < 32 ? ([tick ^ (1 << bit), id] as const) : ([tick, id ^ (1 << (bit - 32))] as const);
        const [c, d] = digestOf([other]).sum();
        const bits = ones(a! ^ c!) + ones(b! ^ d!);
        expect(bits).toBeGreaterThan(8);
        changed += bits;
        cases += 64;
      }
    }
    expect(changed / cases).toBeCloseTo(0.5, 1);
  });

  it('does not take an event at one tick and another at a second for the same two with their ticks exchanged', () => {
    const [[t, a], [u, b]] = [events[0]!, events[1]!];
    expect(digestOf([[t, a], [u, b]]).hex()).not.toBe(digestOf([[t, b], [u, a]]).hex()); // prettier-ignore
  });

  it('forgets an event that is taken out', () => {
    const digest = digestOf(events);
    digest.remove(...events[7]!);
    expect(digest.hex()).toBe(digestOf(events.filter((_, i) => i !== 7)).hex());
  });
});

describe('an event that another engine has sent', () => {
  it('is dispatched in its turn, also at the tick the clock has come to, but not when it comes too late', () => {
    const engine = new Engine(2);
    const seen: number[] = [];
    engine.on(1, (entity) => seen.push(entity));
    engine.runUntil(600);
    engine.schedule(700, 1, 8);
    engine.deliver(600, (1 << 24) | 7);
    expect(() => engine.deliver(599, (1 << 24) | 9)).toThrow('kind 1, entity 9 of tick 599');
    engine.runUntil(1200);
    expect(seen).toEqual([7, 8]);
  });

  it('is left out of digest and count where another engine counts it', () => {
    const engine = new Engine(1);
    engine.on(0, (entity) => entity === 3 && engine.leaveOut(0, 3));
    for (const entity of [2, 3]) engine.schedule(entity, 0, entity);
    engine.runUntil(10);
    expect([engine.dispatched, engine.digest.hex()]).toEqual([1, digestOf([[2, 2]]).hex()]);
  });
});

describe('the earliest tick of an event list', () => {
  it('is never after its first event, and that event’s own soon', () => {
    const list = new EventList();
    expect(list.earliest).toBe(Infinity);
    let now = 0;
    for (let i = 0; i < 3000; i++) {
      list.schedule(now + 1 + random.below(3, i, 1 << random.below(4, i, 26)), i);
      if (i % 3 !== 0) continue;
      const { earliest } = list;
      const first = list.takeNext(2 ** 32);
      expect(earliest).toBeLessThanOrEqual(first);
      expect(earliest).toBeGreaterThanOrEqual(Math.max(now - (now % 4096), first - (first % 2 ** 24)));
      now = first;
    }
  });
});

function ones(word: number): number {
  let count = 0;
  for (let bit = 0; bit < 32; bit++) count += (word >>> bit) & 1;
  return count;
}
