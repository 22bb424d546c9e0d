import { describe, expect, it } from 'vitest';
import { formatDate, parseDate } from '../../sim/kernel/calendar.ts';
import { DAYS_MAX } from '../../sim/kernel/time.ts';
import { PARAMETERS } from '../../sim/model/parameters.ts';
import { SECTORS } from '../../sim/model/policy/names.ts';
import { formatMistake } from '../../sim/model/reading/mistake.ts';
import { readScenario, type Overrides } from '../../sim/model/reading/read-scenario.ts';
import type { PolicyAction } from '../../sim/model/scenario.ts';
import { shippedCities } from '../../sim/runner/library.ts';
import { CASES, FINE } from './mistakes.ts';

const cities = shippedCities();

function read(text: string, overrides: Overrides = {}) {
  const reading = readScenario(text, { cities, overrides });
  if (reading.ok) return reading.scenario;
  throw new Error(reading.mistakes.map((mistake) => formatMistake('file', mistake)).join('\n'));
}

function mistakesIn(text: string): string[] {
  const reading = readScenario(text, { cities });
  return reading.ok ? [] : reading.mistakes.map((mistake) => formatMistake('f', mistake).slice('f:'.length));
}

/** The one action of a policy, with what the file says of it. */
function action(fields: string, overrides: Overrides = {}): PolicyAction {
  const text = `city: wuhan\nstart: 2017-06-10\ndays: 20\npolicy:\n  - { ${fields} }\n`;
  const { policy } = read(text, overrides);
  expect(policy).toHaveLength(1);
  return policy[0]!;
}

describe('a scenario that is fine', () => {
  it('is read with every default filled in', () => {
    const scenario = read(FINE);
    expect(scenario).toMatchObject({ name: 'test', start: '2017-06-01', days: 3, scale: 2000, seed: '7' });
    expect(scenario.title).toEqual({ en: 'Test', zh: '测试' });
    expect(scenario.city).toBe(cities.get('wuhan'));
    expect(Object.keys(scenario.parameters)).toEqual(PARAMETERS.map(({ id }) => id));
    const defaults = PARAMETERS.filter(({ id }) => id !== 'bus.door_seconds');
    for (const { id, value } of defaults) expect(scenario.parameters[id], id).toBe(value);
    expect(scenario.policy.map(({ kind }) => kind)).toEqual([
      'equip',
      'discount',
      'campaign',
      'assist',
      'subsidise',
      'outage',
    ]);
  });

  it('needs no more than a city, a time and a policy', () => {
    const scenario = read('{ city: wuhan, start: 2017-06-01, days: 1, policy: [] }');
    expect(scenario).toMatchObject({ name: 'scenario', scale: 100, seed: '1', policy: [] });
    expect(scenario.description).toEqual({ en: '', zh: '' });
  });

  it('takes parameters instead of defaults', () => {
    const seconds = PARAMETERS.find(({ id }) => id === 'bus.door_seconds')!;
    const scenario = read(FINE.replace('door_seconds: 4', `door_seconds: ${seconds.high}`));
    expect(scenario.parameters['bus.door_seconds']).toBe(seconds.high);
    expect(seconds.high).not.toBe(seconds.value);
  });

  it('may begin with a byte order mark and end its lines as Windows does', () => {
    expect(read(`\ufeff${FINE.replaceAll('\n', '\r\n')}`)).toEqual(read(FINE));
  });

  it('may be written as JSON', () => {
    expect(read('{"city":"wuhan","start":"2017-06-01","days":1,"policy":[]}').days).toBe(1);
  });

  it('is told apart from others by text, not by number, in its seed', () => {
    expect(read(FINE.replace('seed: 7', 'seed: "007"')).seed).toBe('007');
    expect(read(FINE.replace('seed: 7', 'seed: -7')).seed).toBe('-7');
  });
});

describe('measures', () => {
  it('count days from the start; the last day in the file is included', () => {
    const found = action('measure: no_cash, sectors: [bus], from: 2017-06-08, to: 2017-06-12');
    expect(found).toMatchObject({ kind: 'no_cash', fromDay: -2, toDay: 3 });
  });

  it('last to the end of the run where no last day is given', () => {
    expect(action('measure: no_cash, sectors: [bus], from: 2017-06-12')).toMatchObject({ fromDay: 2, toDay: 20 });
    expect(action('measure: no_cash, sectors: [bus], from: 2017-06-12', { days: 5 })).toMatchObject({ toDay: 5 });
  });

  it('may begin after the end of a shortened run', () => {
    const found = action('measure: equip, sectors: [bus], from: 2017-06-25, target_share: 1', { days: 2 });
    expect(found).toMatchObject({ fromDay: 15, toDay: 16 });
  });

  it('name groups of sectors, each sector once and in order', () => {
    const sectors = (list: string) => action(`measure: no_cash, sectors: [${list}], from: 2017-06-10`).sectors;
    expect(sectors('all')).toEqual(SECTORS.map((_, sector) => sector));
    expect(sectors('hospital, shops, market, bus, bus')).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(sectors('shops')).toEqual([1, 2, 3, 4, 5]);
  });

  it('apply to all districts or to those named', () => {
    const districts = (list: string) => action(`measure: no_cash, sectors: [bus], from: 2017-06-10${list}`).districts;
    expect(districts('')).toHaveLength(13);
    expect(districts(', districts: [wuchang, jiangan, wuchang]')).toEqual([0, 4]);
  });

  it('have the sizes of the file in the units of the model', () => {
    expect(action('measure: discount, sectors: [bus], from: 2017-06-10, method: card, percent: 12.5')).toMatchObject({
      method: 1,
      share: 0.125,
    });
    expect(action('measure: subsidise, sectors: [shops], from: 2017-06-10, grant_yuan: 19.99')).toMatchObject({
      grantFen: 1999,
      feeRebateShare: 0,
    });
    expect(
      action('measure: campaign, sectors: [bus], from: 2017-06-10, daily_reach_share: 0.1, reward_yuan: 0.29'),
    ).toMatchObject({ reachShare: 0.1, rewardFen: 29 });
    expect(action('measure: assist, sectors: [bus], from: 2017-06-10, daily_share: 0.2, from_age: 60')).toMatchObject({
      dailyShare: 0.2,
      fromAgeBand: 5,
    });
    expect(action('measure: pay_later, from: 2017-06-10, target_share: 0.3')).toMatchObject({
      sectors: [6],
      targetShare: 0.3,
    });
  });

  it('are outages by the minute', () => {
    expect(action('measure: outage, from: 2017-06-12 08:00, to: 2017-06-13 10:30')).toMatchObject({
      fromDay: 2,
      toDay: 4,
      fromMinute: 480,
      toMinute: 1440 + 630,
      sectors: SECTORS.map((_, sector) => sector),
    });
    expect(action('measure: outage, from: 2017-06-09T23:00, to: 2017-06-10T01:00')).toMatchObject({
      fromDay: -1,
      fromMinute: 1380,
      toMinute: 1500,
    });
  });

  it('are outages that stay near the run, however far away they are', () => {
    const { days } = read(FINE);
    const found = read(FINE.replace('2017-06-02 08:00', '2190-01-01 08:00').replace('2017-06-02 10', '2213-12-31 10'));
    const outage = found.policy.find((one) => one.kind === 'outage')!;
    expect(outage.fromDay).toBe(days);
    expect(Number(outage.toMinute)).toBeGreaterThan(Number(outage.fromMinute));
    expect(outage.toMinute).toBeLessThanOrEqual(1440);
  });
});

describe('dates', () => {
  it('are all those that a run can come to: the last one begins in 2199 and ends in 2213', () => {
    const last = formatDate(parseDate('2199-12-31') + DAYS_MAX - 1);
    const text = `city: wuhan\nstart: 2199-12-31\ndays: ${DAYS_MAX}\npolicy:\n  - { measure: pay_later, from: ${last}, to: ${last}, target_share: 1 }\n  - { measure: outage, from: ${last} 08:00, to: ${last} 09:00 }\n`;
    const { policy, days } = read(text);
    expect(policy.map(({ fromDay }) => fromDay)).toEqual([days - 1, days - 1]);
    expect(last.slice(0, 4)).toBe('2213');
  });
});

describe('a scenario with mistakes', () => {
  it('is known in at least 45 kinds', () => {
    expect(new Set(CASES.map(({ kind }) => kind)).size).toBe(CASES.length);
    expect(CASES.length).toBeGreaterThanOrEqual(45);
    expect(mistakesIn(FINE)).toEqual([]);
  });

  it.each(CASES)('$kind', ({ text, edit, said }) => {
    const wrong = text ?? FINE.replace(edit![0], () => edit![1]);
    expect(wrong).not.toBe(FINE);
    const count = new RegExp(`\\b${PARAMETERS.length} (names|keys)`);
    expect(mistakesIn(wrong).map((line) => line.replace(count, 'N $1'))).toEqual(said);
  });

  it('tells the range of every parameter', () => {
    for (const { id, low, high } of PARAMETERS) {
      for (const value of [low - 1, high + 1]) {
        const [said = ''] = mistakesIn(FINE.replace('bus.door_seconds: 4', `${id}: ${value}`));
        expect(said).toContain(`9:${id.length + 5} parameters.${id}: found ${value}, expected`);
        expect(said).toContain(`from ${low} to ${high}`);
      }
    }
  });
});

describe('a hostile file', () => {
  it('that is too long is not parsed', () => {
    const [said] = mistakesIn(`${FINE}#${'x'.repeat(1_000_000)}`);
    expect(said).toMatch(/^1:1 file: found \d+ characters, expected at most 1000000$/);
  });

  it.each([
    ['brackets', '['.repeat(400_000)],
    ['braces', '{a: '.repeat(100_000)],
    ['dashes', '- '.repeat(50_000)],
    ['questions', '? '.repeat(50_000)],
    ['indentation', Array.from({ length: 1200 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['aliases', `a: &a [x]\nb: &b [${'*a, '.repeat(9)}*a]\nc: &c [${'*b, '.repeat(9)}*b]\n`],
    ['keys', Array.from({ length: 100_000 }, (_, i) => `k${i}: 1`).join('\n')],
    ['quotes', '"'.repeat(300_000)],
  ])('of %s is answered soon', { timeout: 20_000 }, (_, text) => {
    expect(mistakesIn(text)).not.toEqual([]);
  });

  it('cannot reach what objects inherit', () => {
    mistakesIn('__proto__: { days: 5 }\nconstructor: { prototype: { days: 5 } }\n');
    expect(({} as { days?: number }).days).toBeUndefined();
  });

  it('cannot write to the terminal', () => {
    const said = mistakesIn('"\u001b[2J": 1').join() + mistakesIn('"\\e[2J": "\\u202e"').join();
    expect(said).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(said).toContain('found');
  });
});

describe('overrides', () => {
  it('replace what the file says', () => {
    expect(read(FINE, { seed: 'x', days: 1, scale: 50 })).toMatchObject({ seed: 'x', days: 1, scale: 50 });
  });

  it.each<Overrides>([
    { seed: '' },
    { seed: 'x'.repeat(65) },
    { seed: 'a\u0000' },
    { days: 0 },
    { days: 1.5 },
    { days: DAYS_MAX + 1 },
    { scale: 0 },
    { scale: NaN },
    { scale: 100_001 },
  ])('that no scenario can have are a fault of the host: %o', (overrides) => {
    expect(() => read(FINE, overrides)).toThrow(RangeError);
  });
});

describe('a seed', () => {
  const seedOf = (written: string, override?: string) => {
    const reading = readScenario(FINE.replace('seed: 7', `seed: ${written}`), {
      cities: shippedCities(),
      ...(override === undefined ? {} : { overrides: { seed: override } }),
    });
    return reading.ok ? reading.scenario.seed : reading.mistakes;
  };
  it.each(['61e9540', '0e12345', '007', '7', '1e999', '0x1F', '12345678901234567890', 'true', '7.5'])(
    'is what is written, in a file as on the command line: %s',
    (seed) => {
      expect(seedOf(seed)).toBe(seed);
      expect(seedOf('1', seed)).toBe(seed);
    },
  );
  it('is the same in both spellings of a letter with an accent', () => {
    expect(seedOf('caf\u00e9')).toBe(seedOf('cafe\u0301'));
    expect(seedOf('1', 'cafe\u0301')).toBe('caf\u00e9');
  });
});
