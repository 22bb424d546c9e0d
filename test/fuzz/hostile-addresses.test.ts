/** Addresses of the page that are spoilt or meant to harm: what can be used is used, the rest is told. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DAYS_MAX } from '../../sim/runner/vocabulary.ts';
import { WORKERS_MAX } from '../../sim/runner/worker-count.ts';
import { isSeed, readAddress, SCALE_MAX, writeAddress } from '../../viz/state/address.ts';
import { LOCALES } from '../../viz/i18n/index.ts';
import { expectCleanPrototypes } from './answers.ts';
import { HOSTILE_VALUES, spoilt } from './mutations.ts';

const SCENARIOS = ['wuhan-2017', 'wuhan-empty'];
const KEYS = ['scenario', 'seed', 'days', 'scale', 'lang', 'speed', 'play', 'workers'];
const FINE = [
  '?scenario=wuhan-empty&seed=7&days=3&scale=200&lang=zh&speed=3600&play=0&workers=3',
  '?seed=a%26b+%E4%B8%AD&days=30',
];

/** Reads an address, which may be anything: what comes out can be run, and what is told of it can be shown. */
function answer(search: string): void {
  const { address, mistakes } = readAddress(search, SCENARIOS);
  const { scenario, seed, days, scale, lang, speed, play, workers } = address;
  expect(SCENARIOS).toContain(scenario);
  if (seed !== null) expect(isSeed(seed)).toBe(true);
  for (const [value, high] of [
    [days, DAYS_MAX],
    [scale, SCALE_MAX],
    [speed, Infinity],
    [workers, WORKERS_MAX],
  ] as const) {
    if (value !== null) expect(Number.isInteger(value) && value >= 1 && value <= high).toBe(true);
  }
  expect([null, ...LOCALES]).toContain(lang);
  expect([null, true, false]).toContain(play);
  expect(mistakes.length).toBeLessThan(20);
  for (const { key, found } of mistakes) {
    expect(`${key}${found}`).not.toMatch(/[\p{C}\u2028\u2029]/u);
    expect(key.length + found.length).toBeLessThan(2000);
  }
  // What the page makes of it reads as the same again, and without a mistake.
  const again = readAddress(writeAddress(address), SCENARIOS);
  expect(again).toEqual({ address, mistakes: [], untold: 0 });
}

const value = () => fc.oneof(fc.constantFrom(...HOSTILE_VALUES), fc.string({ unit: 'binary' }), fc.string());

it('an address with any values under its own keys is read', () => {
  const pairs = fc.array(fc.tuple(fc.constantFrom(...KEYS), value()), { maxLength: 9 });
  fc.assert(
    fc.property(pairs, (list) =>
      answer(`?${list.map(([key, text]) => `${key}=${encodeURIComponent(text.replace(/\p{Cs}/gu, ''))}`).join('&')}`),
    ),
    { numRuns: 1000, seed: 5 },
  );
});

it('an address with any values, not even encoded, under any keys is read', () => {
  const pairs = fc.array(fc.tuple(value(), value()), { maxLength: 5 });
  fc.assert(
    fc.property(pairs, (list) => answer(`?${list.map(([key, text]) => `${key}=${text}`).join('&')}`)),
    { numRuns: 1000, seed: 5 },
  );
});

it('an address that is spoilt is read', () => {
  fc.assert(fc.property(spoilt(FINE), answer), { numRuns: 1000, seed: 5 });
  const hex = fc.string({ unit: fc.constantFrom(...'%0123456789abcdef&=+#;'), maxLength: 60 });
  fc.assert(fc.property(hex, answer), { numRuns: 1000, seed: 5 });
});

it.each([
  ['a value without end', `?seed=${'x'.repeat(2_000_000)}`],
  ['a key without end', `?${'x'.repeat(2_000_000)}=1`],
  ['keys without end', `?${Array.from({ length: 250_000 }, (_, i) => `k${i}`).join('&')}`],
  ['one key again and again', `?${'seed=7&'.repeat(250_000)}`],
  ['prototypes', '?__proto__=1&constructor=2&toString=3&hasOwnProperty=4'],
  ['escapes without end', `?seed=${'%E2%80%AE'.repeat(200_000)}`],
])('an address with %s is read', (_, search) => {
  const before = process.cpuUsage();
  answer(search);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1e6).toBeLessThan(5);
});

it('leaves what objects inherit as it was', expectCleanPrototypes);
