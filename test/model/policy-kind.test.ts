/** A kind of policy that exists here only: one declaration, and everything that knows kinds knows it. */
import { describe, expect, it } from 'vitest';
import { number, yuan } from '../../sim/model/policy/field.ts';
import { allowed, formOf } from '../../sim/model/policy/form.ts';
import { inForce, policyKind } from '../../sim/model/policy/kind.ts';
import { Levers, type Lever } from '../../sim/model/policy/levers.ts';
import { SECTORS } from '../../sim/model/policy/names.ts';
import { declaredLevers, POLICY_KINDS, setLevers } from '../../sim/model/policy/registry.ts';
import { formatMistake } from '../../sim/model/reading/mistake.ts';
import { readScenario, type Reading } from '../../sim/model/reading/read-scenario.ts';
import { scenarioJsonSchema } from '../../sim/model/reading/scenario-schema.ts';
import { formatWarning } from '../../sim/model/reading/without-effect.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import { SERVICES } from '../../sim/model/services/registry.ts';
import { World } from '../../sim/model/world.ts';
import { scenarioData } from '../../sim/model/writing/scenario-data.ts';
import { writeScenario } from '../../sim/model/writing/write-scenario.ts';
import { shippedCities } from '../../sim/runner/library.ts';
import { NO_SHOPPING, sector, tinyScenario, WUHAN } from './fixture.ts';

const TOLL: Lever = { name: 'toll.fen', atRest: 3 };

const toll = policyKind({
  id: 'toll',
  name: { en: 'Toll', zh: '收费' },
  about: { en: 'Shops pay a toll.', zh: '商店缴费。' },
  sectors: { among: 'merchants' },
  period: 'days',
  fields: {
    toll_yuan: yuan(50, {
      as: 'tollFen',
      label: { en: 'Toll', zh: '费用' },
      about: { en: 'Paid each day.', zh: '每天缴纳。' },
    }),
    gates: number(
      { low: 1, high: 9, unit: 'gates', whole: true },
      {
        as: 'gates',
        label: { en: 'Gates', zh: '闸口' },
        about: { en: 'How many gates.', zh: '闸口数。' },
        otherwise: 2,
      },
    ),
  },
  levers: [TOLL],
  toAct: { en: 'a toll_yuan above 0', zh: '大于 0 的 toll_yuan' },
  sentence: () => ({ en: 'Toll of {toll_yuan}, {where}', zh: '{where}收费 {toll_yuan}' }),
  pull(levers, action, day) {
    if (!inForce(action, day)) return;
    const column = levers.column(TOLL);
    levers.forEach(action, (cell) => {
      column[cell] += action.tollFen * action.gates;
    });
  },
  schedule(host, actions) {
    const kind = host.eventKind('toll.opens', () => {}, { name: 'action', values: () => [] });
    return () => {
      actions.forEach((_, index) => host.engine.schedule(100 + index, kind, index));
    };
  },
});
const KINDS = [...POLICY_KINDS, toll];

const file = (...lines: string[]): string =>
  `city: wuhan\nstart: 2017-06-05\ndays: 3\nscale: 2000\npolicy:\n  - measure: toll\n${lines.map((line) => `    ${line}\n`).join('')}`;
const FINE = file('sectors: [market]', 'from: 2017-06-06', 'districts: [wuchang]', 'toll_yuan: 1.5');

const read = (text: string): Reading => readScenario(text, { cities: shippedCities(), name: 'toll', kinds: KINDS });
function scenarioOf(text: string): Scenario {
  const reading = read(text);
  if (!reading.ok) throw new Error(JSON.stringify(reading.mistakes));
  return reading.scenario;
}

describe('a kind of policy that is declared', () => {
  it('is read with its own units, and refused where it is not declared', () => {
    expect(scenarioOf(FINE).policy).toEqual([
      {
        kind: 'toll',
        fromDay: 1,
        toDay: 3,
        sectors: [sector('market')],
        districts: [WUHAN.districts.findIndex(({ id }) => id === 'wuchang')],
        tollFen: 150,
        gates: 2,
      },
    ]);
    expect(readScenario(FINE, { cities: shippedCities() }).ok).toBe(false);
  });

  it.each([
    [
      ['sectors: [bus]', 'from: 2017-06-06', 'toll_yuan: 1'],
      '7:15 policy[0].sectors[0]: found "bus", expected one of shops, vendor, convenience, supermarket, restaurant, market',
    ],
    [
      ['sectors: [shops]', 'from: 2017-06-06', 'toll_yuan: 51'],
      '9:16 policy[0].toll_yuan: found 51, expected an amount in yuan from 0 to 50, in whole fen',
    ],
    [
      ['sectors: [shops]', 'from: 2017-06-06', 'toll_yuan: 1', 'gates: 1.5'],
      '10:12 policy[0].gates: found 1.5, expected a whole number (gates) from 1 to 9',
    ],
    [
      ['sectors: [shops]', 'from: 2017-06-06', 'tol_yuan: 1', 'toll_yuan: 2'],
      '9:5 policy[0].tol_yuan: found the unknown key "tol_yuan", expected one of measure, sectors, from, to, districts, note, toll_yuan, gates (the nearest is toll_yuan)',
    ],
  ])('has its mistakes told with their places: %j', (lines, said) => {
    const reading = read(file(...lines));
    expect(reading.ok ? [] : reading.mistakes.map((mistake) => formatMistake('f', mistake))).toEqual([`f:${said}`]);
  });

  it('is among what could have been meant', () => {
    const reading = read(FINE.replace('toll', 'tol'));
    expect(reading.ok ? '' : reading.mistakes[0].expected).toMatch(/, toll$/);
  });

  it('is told of where it changes nothing', () => {
    const reading = read(FINE.replace('1.5', '0'));
    expect(
      reading.ok
        ? reading.warnings.filter(({ path }) => path !== 'scale').map((warning) => formatWarning('f', warning))
        : [],
    ).toEqual(['f:6:5 policy[0]: warning: found "toll" that changes nothing on any day, expected a toll_yuan above 0']);
  });

  it('stands in the schema', () => {
    const schema = JSON.stringify(scenarioJsonSchema(shippedCities(), KINDS));
    expect(schema).toContain('"const":"toll"');
    expect(schema).toContain('"toll_yuan":{"type":"number","minimum":0,"maximum":50,"description":"Paid each day."}');
    expect(JSON.stringify(scenarioJsonSchema(shippedCities()))).not.toContain('toll_yuan');
  });

  it('pulls its lever, which rests where it says, and has its events', () => {
    const { policy } = scenarioOf(FINE);
    const levers = new Levers(SECTORS.length, WUHAN.districts.length, declaredLevers(KINDS));
    const cell = sector('market') * WUHAN.districts.length + policy[0].districts[0];
    const onDay = (day: number) => {
      setLevers(levers, policy, day, KINDS);
      return levers.column(TOLL)[cell];
    };
    expect([0, 1, 2, 3].map(onDay)).toEqual([3, 303, 303, 3]);
    expect(levers.column(TOLL).filter((value) => value !== 3)).toHaveLength(0);
    expect(() => levers.column({ name: 'nobody.knows', atRest: 0 })).toThrow(
      /^found no lever nobody\.knows, expected one/,
    );

    const scenario = tinyScenario({ days: 1, parameters: NO_SHOPPING, policy });
    const world = new World(scenario, policy, SERVICES, undefined, undefined, KINDS);
    const kind = world.kindNames.indexOf('toll.opens');
    const plain = new World(scenario, [], SERVICES, undefined, undefined, KINDS);
    for (const one of [world, plain]) one.runUntil(1000);
    expect(kind).toBeGreaterThan(0);
    expect(world.dispatched).toBe(plain.dispatched + 1);
  });

  it('has a form and words in both languages', () => {
    const form = formOf(toll, ['wuchang']);
    expect(form.map(({ key, control, needed }) => `${key} ${control} ${needed}`)).toEqual([
      'sectors sectors true',
      'from date true',
      'to date false',
      'districts districts false',
      'note text false',
      'toll_yuan yuan true',
      'gates number false',
    ]);
    expect(form.at(-1)).toMatchObject({ low: 1, high: 9, step: 1, otherwise: 2 });
    expect(allowed(form.at(-2)!)).toBe('0 to 50 yuan');
  });

  it('is written as it was read', () => {
    const scenario = scenarioOf(FINE);
    const text = writeScenario(scenarioData(scenario, KINDS));
    expect(text).toContain('toll_yuan: 1.5\n');
    expect(text).not.toContain('gates');
    expect(scenarioOf(text)).toEqual(scenario);
  });
});

describe('every kind', () => {
  it.each(POLICY_KINDS)('$id has words in both languages, and names in its sentence only what it has', (kind) => {
    const form = formOf(kind, ['wuchang']);
    const names = [kind.name, kind.about, kind.toAct, ...form.flatMap(({ label, about }) => [label, about])];
    for (const { en, zh } of names) {
      expect(en).not.toMatch(/[一-鿿]|^$/);
      expect(zh).toMatch(/[一-鿿]/);
    }
    const own = Object.fromEntries(Object.values(kind.fields).map(({ as }) => [as, 1]));
    const common = { kind: kind.id, fromDay: 0, toDay: 1, sectors: [0], districts: [0], ...own };
    for (const words of Object.values(kind.sentence(common))) {
      const known = ['where', ...Object.keys(kind.fields), ...(kind.period === 'minutes' ? ['from', 'to'] : [])];
      for (const [, key] of words.matchAll(/\{(\w+)\}/g)) expect(known).toContain(key);
    }
  });

  it('of levers has a name of its own for each', () => {
    expect(() => declaredLevers([toll, toll])).toThrow('found two levers called toll.fen');
  });
});
