/**
 * Keyed random numbers in every arrangement in which dieharder sees them, by a few quick statistics; and generators
 * that are broken in ways that are easy to imagine, which the same statistics must notice.
 *
 * A perfect generator leaves the bounds with a chance of 6·10⁻⁷ a statistic, about 10⁻⁴ in all. The numbers are fixed
 * by their seeds, so a test that passes always passes.
 */
import { describe, expect, it } from 'vitest';
import { ARRANGEMENTS, arrangementNamed } from './arrangements.ts';
import { type Generator, reduced, simulated } from './generators.ts';
import { deviations, worst } from './statistics.ts';

const BOUND = 5;

describe('keyed random numbers', () => {
  it.each(ARRANGEMENTS)('$name: $title', ({ open }) => {
    const outside = deviations(open(simulated, 0)).filter(({ z }) => !(Math.abs(z) < BOUND));
    expect(outside).toEqual([]);
  });

  it('an arrangement with other keys has other numbers', () => {
    for (const { open } of ARRANGEMENTS) {
      const [a, b] = [open(simulated, 0), open(simulated, 1)];
      const equal = Array.from({ length: 1000 }, (_, i) => a(i) === b(i)).filter(Boolean).length;
      expect(equal).toBeLessThanOrEqual(1);
    }
  });
});

/** A generator that forgets something before it asks the right one. */
const forgetful =
  (forget: (seed: string, purpose: string) => readonly [string, string]): Generator =>
  (seed, purpose) =>
    simulated(...forget(seed, purpose));

const onWords =
  (change: (entity: number, n: number) => readonly [number, number]): Generator =>
  (seed, purpose) => {
    const keyed = simulated(seed, purpose);
    return { bits: (entity, n) => keyed.bits(...change(entity, n)) };
  };

/** A xorshift step or a linear congruential step for each number, from a state put together of the keys. */
const stepped =
  (step: (state: number) => number): Generator =>
  (seed, purpose) => {
    const key = simulated(seed, purpose).bits(0, 0);
    return { bits: (entity, n) => step((Math.imul(entity, 0x10001) + n + key) | 0) >>> 0 };
  };

function xorshift(state: number): number {
  let x = state;
  x ^= x << 13;
  x ^= x >>> 17;
  return x ^ (x << 5);
}

describe('noticed', () => {
  it.each<[string, string, Generator]>([
    ['seeds are ignored', 'seed', forgetful((_, purpose) => ['', purpose])],
    ['only the length of a seed counts', 'seed', forgetful((seed, purpose) => [String(seed.length), purpose])],
    ['purposes are ignored', 'purpose', forgetful((seed) => [seed, ''])],
    ['the last digit of a purpose is ignored', 'purpose', forgetful((seed, name) => [seed, name.slice(0, -1)])],
    ['entities are ignored', 'entity', onWords((_, n) => [0, n])],
    ['the lowest bit of an entity is ignored', 'entity', onWords((entity, n) => [entity >>> 1, n])],
    ['counts are ignored', 'counter', onWords((entity) => [entity, 0])],
    ['counts beyond 4095 come again', 'counter', onWords((entity, n) => [entity, n & 4095])],
    ['entity and count are mixed up into one', 'short', onWords((entity, n) => [entity + n, 0])],
    ['a counter', 'counter', stepped((state) => state)],
    ['a linear congruential step', 'entity', stepped((state) => Math.imul(state, 1664525) + 1013904223)],
    ['a xorshift step', 'short', stepped(xorshift)],
    ['four rounds', 'entity', reduced(4)],
    ['seven rounds', 'short', reduced(7)],
  ])('%s', (_, arrangement, broken) => {
    expect(Math.abs(worst(arrangementNamed(arrangement).open(broken, 0)).z)).toBeGreaterThan(BOUND);
  });
});
