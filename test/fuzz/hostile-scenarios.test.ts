/** Scenario files that are spoilt or meant to harm: a clear answer, soon, and nothing run. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAYS_MAX } from '../../sim/kernel/time.ts';
import { PARAMETERS } from '../../sim/model/parameters.ts';
import { readScenario } from '../../sim/model/reading/read-scenario.ts';
import { isSeed, SCALE_MAX } from '../../sim/model/reading/scenario-schema.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import { SHIPPED_SCENARIOS, shippedCities, shippedScenarioText } from '../../sim/runner/library.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { decodeText } from '../../sim/runner/text.ts';
import { FINE } from '../reading/mistakes.ts';
import { expectCleanPrototypes, expectGoodAnswer } from './answers.ts';
import { flipped, HOSTILE_VALUES, spoilt, truncated } from './mutations.ts';

const cities = shippedCities();
const SHIPPED = SHIPPED_SCENARIOS.map(shippedScenarioText);
const AS_JSON = JSON.stringify({
  city: 'wuhan',
  start: '2017-06-01',
  days: 2,
  scale: 20_000,
  seed: 7,
  title: { en: 'Test', zh: '测试' },
  parameters: { 'bus.door_seconds': 4, 'bus.capacity': 80 },
  policy: [
    { measure: 'equip', sectors: ['bus', 'shops'], from: '2017-06-01', to: '2017-06-02', target_share: 0.5 },
    { measure: 'outage', from: '2017-06-01 08:00', to: '2017-06-02 09:00', districts: ['wuchang'] },
  ],
});

/** Seconds of this process's time that work takes: what others do on the machine does not count. */
function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const accepted: Scenario[] = [];

/** Reads a text that may be anything. */
function answer(text: string): void {
  const reading = readScenario(text, { cities });
  if (!reading.ok) return expectGoodAnswer(reading.mistakes, text);
  expectSound(reading.scenario);
  accepted.push(reading.scenario);
}

/** A scenario that was accepted has every number in its range. */
function expectSound({ days, scale, seed, parameters, policy }: Scenario): void {
  const wrong = PARAMETERS.filter(({ id, low, high }) => !(parameters[id]! >= low && parameters[id]! <= high));
  expect(wrong.map(({ id }) => id)).toEqual([]);
  expect([days >= 1 && days <= DAYS_MAX, scale >= 1 && scale <= SCALE_MAX, isSeed(seed)]).toEqual([true, true, true]);
  const numbers = JSON.stringify(policy, (_, value: unknown) => {
    if (typeof value === 'number' && !Number.isFinite(value)) expect.fail(`found ${value} in a policy`);
    return value;
  });
  expect(JSON.parse(numbers)).toEqual(policy);
}

function answerBytes(bytes: Uint8Array): void {
  const decoded = decodeText(bytes);
  if (decoded.ok) answer(decoded.text);
  else expectGoodAnswer(decoded.mistakes, new TextDecoder().decode(bytes));
}

describe('a scenario file that is spoilt', () => {
  it('is answered when it is cut short after any character', () => {
    for (const text of [FINE, AS_JSON]) for (const cut of truncated(text)) answer(cut);
    for (const text of SHIPPED) for (const cut of truncated(text, 11)) answer(cut);
  });

  it('is answered when it is cut short after any byte', () => {
    const bytes = new TextEncoder().encode(FINE);
    for (let length = 0; length < bytes.length; length += 3) answerBytes(bytes.slice(0, length));
  });

  it('is answered when a bit of it is turned over', () => {
    for (const text of [FINE, AS_JSON]) for (const bytes of flipped(new TextEncoder().encode(text))) answerBytes(bytes);
  });

  it('is answered whatever stands in place of a value', () => {
    const values = [...FINE.matchAll(/(?<=[:[,-] )[^\s,:{}[\]][^\n,{}[\]]*/g)];
    expect(values.length).toBeGreaterThan(30);
    for (const [i, { index, 0: value }] of values.entries()) {
      for (const by of HOSTILE_VALUES.filter((_, j) => (i + j) % 3 === 0)) {
        answer(FINE.slice(0, index) + by + FINE.slice(index + value.length));
      }
    }
  });

  it('is answered whatever stands in place of a key', () => {
    const keys = [...FINE.matchAll(/[a-z_.]+(?=:)/g)];
    expect(keys.length).toBeGreaterThan(35);
    for (const [i, { index, 0: key }] of keys.entries()) {
      for (const by of HOSTILE_VALUES.filter((_, j) => (i + j) % 5 === 0)) {
        answer(FINE.slice(0, index) + by + FINE.slice(index + key.length));
      }
    }
  });

  it('is answered when it is spoilt at random, in several ways at once', () => {
    fc.assert(fc.property(spoilt([FINE, AS_JSON, ...SHIPPED]), answer), { numRuns: 1000, seed: 12 });
  });

  it('is answered when it is any text at all', () => {
    const any = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: fc.constantFrom(...'ab01:-?[]{},&*!|>\'"%@`#~<= \n\t'), maxLength: 120 }),
      fc
        .array(fc.constantFrom(...HOSTILE_VALUES, 'city: wuhan\n', 'policy:\n', '  - '), { maxLength: 12 })
        .map((a) => a.join('')),
    );
    fc.assert(fc.property(any, answer), { numRuns: 1000, seed: 12 });
  });

  it('leaves what objects inherit as it was', expectCleanPrototypes);

  it('is simulated without a fault where it is accepted after all', () => {
    expect(accepted.length).toBeGreaterThan(500);
    const different = new Map(
      accepted.map((scenario) => [JSON.stringify([scenario.policy, scenario.parameters]), scenario]),
    );
    const some = [...different.values()].filter((_, i) => i % Math.ceil(different.size / 15) === 0);
    expect(some.length).toBeGreaterThan(8);
    for (const scenario of some) new Simulation({ ...scenario, days: 1, scale: 20_000 }, 'policy').finish();
  });
});

/** Names as large as `size`, once each. */
const names = (size: number) => Array.from({ length: size }, (_, i) => `k${i}`);
const long = 'x'.repeat(400_000);

describe('a scenario file that is meant to take all there is', () => {
  it.each<[string, string]>([
    ['a key that all values below it repeat', `? ${long}\n: [${'0, '.repeat(20_000)}0]\n`],
    ['an anchor without end', `seed: &${long} 7\n`],
    ['an alias without end', `seed: *${long}\n`],
    ['a tag without end', `seed: !${long} 7\n`],
    ['a directive without end', `%${long}\n---\nseed: 7\n`],
    ['errors without end', ']'.repeat(900_000)],
    ['errors inside a document', '\t!'.repeat(400_000)],
    ['errors in a list', `a: [${'- ,'.repeat(50_000)}`],
    ['documents without end', '---\n'.repeat(200_000)],
    ['ends of documents', '...\n'.repeat(200_000)],
    ['directives', '%\n'.repeat(400_000)],
    ['escapes that are none', `"${'\\x'.repeat(400_000)}"`],
    ['lists in lists', '- '.repeat(400_000)],
    ['lists in lists, line by line', Array.from({ length: 1300 }, (_, i) => `${' '.repeat(i)}-`).join('\n')],
    ['maps of one key', `${'a: '.repeat(300_000)}1`],
    ['keys without values', '\n? '.repeat(200_000)],
    ['items of a list', `policy: [${'0, '.repeat(30_000)}0]`],
    ['measures', `policy: [${'{measure: equip}, '.repeat(12_000)}]`],
    ['unknown keys in measures', `policy:\n${`  - {measure: equip, ${names(100).join(': 1, ')}: 1}\n`.repeat(150)}`],
    ['unknown parameters', `parameters: {${names(20_000).join(': 1, ')}: 1}`],
    ['the same key', 'days: 1\n'.repeat(30_000)],
    [
      'anchors and aliases, ten to the ninth',
      `a: &a [x]\n${names(9)
        .map((k, i) => `${k}: &${k} [${`*${i ? `k${i - 1}` : 'a'}, `.repeat(9)}]`)
        .join('\n')}`,
    ],
    ['empty lines', '\n'.repeat(900_000)],
    ['spaces', `a:${' '.repeat(900_000)}b`],
    ['spaces in quotes', `a: "${' \n'.repeat(400_000)}"`],
    ['a block of spaces', `a: |\n${`${' '.repeat(99)}\n`.repeat(9000)}`],
    ['comments', '# x\n'.repeat(200_000)],
    ['quotes', "'' ".repeat(300_000)],
    ['digits', `days: ${'9'.repeat(900_000)}`],
    ['a text of combining characters', `title: "${'e\u0301'.repeat(400_000)}"`],
  ])('with %s is answered in good time', (_, text) => {
    expect(text.length).toBeLessThan(1_000_000);
    const seconds = cpuSeconds(() => answer(text));
    // Loose on purpose: it takes tenths of a second where nothing else runs, and minutes or forever where this is missing.
    expect(seconds).toBeLessThan(10);
  });

  it('with measures by the hundred and every district by name is not refused for its size', () => {
    const districts = [...cities.get('wuhan')!.districts].map(({ id }) => id);
    const all = Array.from({ length: 64 }, (_, i) => districts[i % districts.length]!);
    const lists = (indent: string, items: readonly string[]) => items.map((item) => `\n${indent}- ${item}`).join('');
    const measure = (i: number) =>
      `  - measure: subsidise\n    sectors:${lists('      ', ['shops', 'vendor', 'market', 'restaurant'])}\n` +
      `    from: 2017-06-0${1 + (i % 9)}\n    to: 2017-07-01\n    fee_rebate_share: 0.5\n    grant_yuan: 100\n` +
      `    note: ${'why '.repeat(200)}\n    districts:${lists('      ', all.slice(0, districts.length))}\n`;
    const text = `city: wuhan\nstart: 2017-06-01\ndays: 3\npolicy:\n${Array.from({ length: 200 }, (_, i) => measure(i)).join('')}`;
    const reading = readScenario(text, { cities });
    expect(reading.ok && reading.scenario.policy.length).toBe(200);
  });
});
