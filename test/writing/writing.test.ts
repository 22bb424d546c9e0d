/** What is written says what was meant: anew, and in files that are there already. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { readScenario } from '../../sim/model/reading/read-scenario.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import { same } from '../../sim/model/writing/difference.ts';
import { scenarioData, type FileData } from '../../sim/model/writing/scenario-data.ts';
import { rewriteScenario, updateScenario, type Change } from '../../sim/model/writing/update-scenario.ts';
import { writeScenario } from '../../sim/model/writing/write-scenario.ts';
import { SHIPPED_SCENARIOS, shippedCities, shippedScenarioText } from '../../sim/runner/library.ts';
import { writing } from '../fuzz/file-text.ts';
import { scenarioData as anyData } from '../fuzz/scenario-data.ts';
import { WUHAN } from '../model/fixture.ts';

const SEED = 20170601;

/** @throws Error with the mistakes of a text that is not in order */
function read(text: string): Scenario {
  const reading = readScenario(text, { cities: shippedCities(), name: 'of-the-file' });
  if (reading.ok) return reading.scenario;
  throw new Error(`${JSON.stringify(reading.mistakes.slice(0, 3))}\n${text}`);
}

const commentsOf = (text: string): string[] => text.split('\n').flatMap((line) => /(?<=^|\s)#.*$/.exec(line) ?? []);

describe('a scenario written anew', () => {
  test.each(SHIPPED_SCENARIOS)('%s is read as the same scenario', (name) => {
    const scenario = read(shippedScenarioText(name));
    const text = writeScenario(scenarioData(scenario));
    expect(read(text)).toEqual(scenario);
    expect(text.length).toBeLessThan(shippedScenarioText(name).length + 200);
  });

  it('is read as the same scenario, whatever it is', () => {
    const check = fc.property(anyData(WUHAN), (data) => {
      const scenario = read(writeScenario(data));
      expect(same(parse(writeScenario(data), { version: '1.2' }), data)).toBe(true);
      expect(read(writeScenario(scenarioData(scenario)))).toEqual(scenario);
    });
    fc.assert(check, { numRuns: 100, seed: SEED });
  });

  it('leaves out what need not be said', () => {
    const text =
      'city: wuhan\nstart: 2017-06-01\ndays: 3\nscale: 100\nseed: 1\npolicy:\n' +
      '  - { measure: subsidise, sectors: [vendor, convenience, supermarket, restaurant, market], from: 2017-06-01, to: 2017-06-03, fee_rebate_share: 0.5, grant_yuan: 0 }\n' +
      '  - { measure: outage, sectors: [all], from: 2017-06-01 08:00, to: 2017-06-01 09:00 }\n';
    expect(writeScenario(scenarioData(read(text)))).toBe(`name: of-the-file

city: wuhan
start: 2017-06-01
days: 3

policy:
  - measure: subsidise
    sectors: [shops]
    from: 2017-06-01
    fee_rebate_share: 0.5

  - measure: outage
    from: 2017-06-01 08:00
    to: 2017-06-01 09:00
`);
  });
});

describe('a file that is there', () => {
  test.each(SHIPPED_SCENARIOS)('%s stays as it is, to the character, where nothing changes', (name) => {
    const text = shippedScenarioText(name);
    expect(rewriteScenario(text, parse(text, { version: '1.2' }) as FileData)).toBe(text);
    expect(updateScenario(text, [])).toBe(text);
  });

  test.each(SHIPPED_SCENARIOS)('%s keeps every line but the one that is changed', (name) => {
    const text = shippedScenarioText(name);
    const days = 11;
    const found = updateScenario(text, [{ path: ['days'], value: days }]);
    const [before, after] = [text.split('\n'), found.split('\n')];
    expect(after.length).toBe(before.length);
    expect(after.filter((line, at) => line !== before[at])).toEqual([`days: ${days}`]);
    expect(read(found)).toEqual(readOverridden(text, days));
  });

  it('says what it is to say after any change', { timeout: 180_000 }, () => {
    const check = fc.property(anyData(WUHAN), anyData(WUHAN), writing(), (data, wanted, write) => {
      const text = write(data);
      const found = rewriteScenario(text, wanted);
      expect(same(parse(found, { version: '1.2' }), wanted)).toBe(true);
      expect(read(found)).toEqual(read(writeScenario(wanted)));
      expect(rewriteScenario(found, wanted)).toBe(found);
    });
    fc.assert(check, { numRuns: 30, seed: SEED });
  });

  test.each(SHIPPED_SCENARIOS)('%s keeps its comments whatever is changed in it', (name) => {
    const text = shippedScenarioText(name);
    const check = fc.property(changes(parse(text, { version: '1.2' }) as FileData), (list) => {
      const found = updateScenario(text, list);
      expect(commentsOf(found)).toEqual(commentsOf(text));
    });
    fc.assert(check, { numRuns: 20, seed: SEED });
  });

  const SMALL = `# A plan.
city: wuhan # of 2017
start: 2017-06-01
days: 30

policy:
  # First the buses.
  - measure: equip
    sectors: [bus]   # all lines
    from: 2017-06-01
    target_share: 0.5

  # Then word of it.
  - measure: campaign
    sectors: [bus]
    from: 2017-06-05
    daily_reach_share: 0.1
`;

  test.each<[string, Change, string, string]>([
    ['a value', { path: ['policy', 0, 'target_share'], value: 1 }, 'target_share: 0.5', 'target_share: 1'],
    ['a list', { path: ['policy', 0, 'sectors'], value: ['bus', 'shops'] }, '[bus]   # all', '[bus, shops]   # all'],
    ['a key, where it belongs', { path: ['scale'], value: 50 }, 'days: 30\n', 'days: 30\nscale: 50\n'],
    [
      'a key of an action',
      { path: ['policy', 0, 'to'], value: '2017-06-20' },
      '    from: 2017-06-01\n',
      '    from: 2017-06-01\n    to: 2017-06-20\n',
    ],
    [
      'the first parameter',
      { path: ['parameters', 'bus.door_seconds'], value: 5 },
      'days: 30\n',
      'days: 30\nparameters:\n  bus.door_seconds: 5\n',
    ],
    [
      'an action at the end',
      { path: ['policy', 2], value: { measure: 'no_cash', sectors: ['bus'], from: '2017-06-20' }, insert: true },
      'daily_reach_share: 0.1\n',
      'daily_reach_share: 0.1\n\n  - measure: no_cash\n    sectors: [bus]\n    from: 2017-06-20\n',
    ],
    [
      'an action between two',
      { path: ['policy', 1], value: { measure: 'no_cash', sectors: ['bus'], from: '2017-06-20' }, insert: true },
      'target_share: 0.5\n',
      'target_share: 0.5\n\n  - measure: no_cash\n    sectors: [bus]\n    from: 2017-06-20\n',
    ],
    [
      'nothing instead of an action',
      { path: ['policy', 1], value: undefined },
      /\n {2}- measure: campaign[^]*$/ as unknown as string,
      '\n',
    ],
    ['a text with signs of YAML in it', { path: ['city'], value: 'a: #b' }, 'city: wuhan #', 'city: "a: #b" #'],
  ])('takes %s in its place', (_, change, before, after) => {
    expect(updateScenario(SMALL, [change])).toBe(SMALL.replace(before, after));
  });

  it('of an empty policy takes the first action, and loses the last one', () => {
    const empty = shippedScenarioText('wuhan-empty');
    const action = { measure: 'no_cash', sectors: ['bus'], from: '2017-06-20' };
    const one = updateScenario(empty, [{ path: ['policy', 0], value: action, insert: true }]);
    expect(one).toBe(
      empty.replace('policy: []', 'policy:\n  - measure: no_cash\n    sectors: [bus]\n    from: 2017-06-20'),
    );
    expect(updateScenario(one, [{ path: ['policy', 0], value: undefined }])).toBe(empty);
  });

  it.each([
    ['a place beyond the list', ['policy', 7, 'to']],
    ['an action after a gap', ['policy', 3]],
    ['a key of a number', ['days', 'from']],
    ['a map within a map that is not there', ['parameters', 'a', 'b']],
  ])('refuses %s', (_, path) => {
    expect(() => updateScenario(SMALL, [{ path, value: 1 }])).toThrow(/^found no place for .*, expected a path whose/);
  });

  it('refuses a text that is no YAML', () => {
    expect(() => updateScenario('a: [', [])).toThrow(/^found .*, expected/);
  });
});

function readOverridden(text: string, days: number): Scenario {
  const reading = readScenario(text, { cities: shippedCities(), name: 'of-the-file', overrides: { days } });
  if (reading.ok) return reading.scenario;
  throw new Error('a shipped scenario is in order');
}

/** Some changes that leave a file in order. */
function changes(data: FileData): fc.Arbitrary<readonly Change[]> {
  const { length } = data['policy'] as readonly unknown[];
  const action = { measure: 'no_cash', sectors: ['bus', 'market'], from: '2017-06-03', note: 'Why: "so", really.' };
  const one = fc.oneof(
    fc.integer({ min: 1, max: 90 }).map((value): Change => ({ path: ['days'], value })),
    fc.constantFrom('x', 7, 'a b').map((value): Change => ({ path: ['seed'], value })),
    fc.constantFrom('Another title', { en: 'a', zh: 'b' }).map((value): Change => ({ path: ['title'], value })),
    fc
      .double({ min: 0, max: 9, noNaN: true })
      .map((value): Change => ({ path: ['parameters', 'bus.door_seconds'], value })),
    fc.integer({ min: 0, max: length }).map((at): Change => ({ path: ['policy', at], value: action, insert: true })),
    fc.constant<Change>({ path: ['description'], value: undefined }),
  );
  return fc.array(one, { minLength: 1, maxLength: 4 });
}
