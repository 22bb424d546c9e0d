import { describe, expect, test } from 'vitest';
import type { PairResult } from '../../sim/runner/client.ts';
import { PREPARED_FORMAT, readPrepared, type PreparedResults } from '../../sim/runner/experiment/prepared-results.ts';
import { shippedScenario } from '../../sim/runner/library.ts';
import { MEASURES } from '../../sim/runner/vocabulary.ts';
import { csv } from '../../viz/export/csv.ts';
import { stepOf, valueAxis } from '../../viz/charts/axes.ts';
import { wrap, wrapEvenly } from '../../viz/export/wrap.ts';
import { CERTAINTY_WORDS, type Certainty } from '../../sim/runner/experiment/certainty.ts';
import { formatsOf } from '../../viz/format.ts';
import { messages } from '../../viz/i18n/index.ts';
import { firstMeasures } from '../../sim/runner/answers.ts';
import { answersOf, answerTitle, verdictOf, type Answer } from '../../viz/measures/answers.ts';
import { applicable, expectedOf, figureOf, isAlone } from '../../viz/measures/figure.ts';
import { gainOf, gainOfCells, gainOfDays, losersFirst } from '../../viz/measures/groups.ts';
import { Measure, definitionOf, findMeasures, searchText } from '../../viz/measures/measure.ts';
import { plainName } from '../../viz/measures/names.ts';
import { policyLanes } from '../../viz/panels/lanes.ts';
import { estimate } from '../../viz/state/estimate.ts';
import { lastWorkingMorning, nextTarget } from '../../viz/state/pace.ts';
import { SCENARIOS } from '../../viz/state/scenarios.ts';

const scenario = shippedScenario('wuhan-2017');
const named = (name: string, locale: 'en' | 'zh' = 'en') =>
  new Measure(name, scenario, messages(locale), formatsOf(locale));

describe('names of measures', () => {
  test('every measure has a plain one in both languages, without an id', () => {
    for (const { name } of MEASURES) {
      expect(plainName(name), name).not.toBeNull();
      expect(plainName(name)?.zh, name).toMatch(/\p{Script=Han}/u);
      expect(named(name).title).not.toMatch(/[._]/);
    }
  });
  test('parts are named', () => {
    expect(named('payments.count.bus.mobile').title).toBe('Payments: bus, phone');
    expect(named('payments.count.bus.mobile', 'zh').title).toBe('付款笔数：公交、手机');
    expect(named('refusals.count.75+').title).toBe('People refused: age 75+');
  });
  test('counts are of the whole city, shares and means are not scaled', () => {
    expect(named('refusals.count').shown(3)).toBe(300);
    expect(named('city.bus_cards').shown(3)).toBe(3);
    expect(named('payments.mobile_share').shown(0.3)).toBe(0.3);
    expect(named('refusals.count').unit).toBe('people, whole city');
  });
  test('marks of an axis are told apart, and have a true minus', () => {
    const marksOf = (name: string, marks: readonly number[]) =>
      marks.map((mark) => named(name).axis(mark, stepOf(marks)));
    expect(marksOf('person.minutes_per_day', [0, 0.02, 0.04, 0.1])).toEqual(['0', '0.02', '0.04', '0.10']);
    expect(marksOf('hospital.visit_minutes_mean', [-8, -6, 0])).toEqual(['−8', '−6', '0']);
    expect(marksOf('refusals.count', [0, 500_000, 1_000_000, 1_500_000])).toEqual(['0', '500k', '1 M', '1.5 M']);
    expect(marksOf('payments.mobile_share', [0, 0.005, 0.01])).toEqual(['0.0%', '0.5%', '1.0%']);
    expect(marksOf('payments.mobile_share', [0, 0.2, 0.4])).toEqual(['0%', '20%', '40%']);
    // The top of the scale has its mark, whatever fractions come to.
    expect(valueAxis([0.19, 0.2576]).labels.at(-1)).toBeCloseTo(0.26, 9);
    expect(stepOf([3])).toBe(3);
    expect(stepOf([])).toBe(1);
    expect(valueAxis([NaN]).labels).toEqual([]);
  });
  test('beside values that carry their unit stands only what they are for each of', () => {
    expect(named('person.minutes_per_day').per).toBe('a resident and day');
    expect(named('person.minutes_per_day', 'zh').per).toBe('每人每天');
    expect(named('payments.mobile_share').per).toBe('');
    expect(named('payments.seconds_mean').per).toBe('');
    expect(named('refusals.count').per).toBe('people, whole city');
  });
  test('values and differences are written with their unit and sign', () => {
    expect(named('payments.mobile_share').value(0.243)).toBe('24.3%');
    expect(named('payments.mobile_share').difference(-0.016)).toBe('−1.6 points');
    expect(named('person.minutes_per_day').difference(0.5)).toBe('+30.0 s');
    expect(named('person.minutes_per_day', 'zh').difference(-12)).toBe('−12.0分钟');
    expect(named('person.minutes_per_day').difference(-1e-9)).not.toMatch(/[-−+]/);
    expect(named('person.minutes_per_day').value(NaN)).toBe('–');
    // Money for each of something is money.
    const lent = (locale: 'en' | 'zh') => named('credit.lent_per_resident', locale);
    expect(lent('en').difference(164.8)).toBe('+¥164.80');
    expect(lent('zh').estimate('difference', 164.8, 8.3)).toEqual({ text: '+¥165', range: '± ¥8' });
    expect([lent('en').per, lent('zh').per]).toEqual(['a resident', '每人']);
  });
});

describe('search', () => {
  const all = MEASURES.map(({ name }) => name).concat('refusals.count.bus', 'payments.count.bus.mobile');
  const find = (sought: string) =>
    findMeasures(all, sought, named, (name) => searchText(name, scenario)).map(({ name }) => name);

  test('finds by words of either language, and by id', () => {
    expect(find('refused')).toContain('refusals.count');
    expect(find('被拒')).toContain('refusals.count');
    expect(find('refused bus')).toContain('refusals.count.bus');
    expect(find('手机钱包')).toContain('enrolment.wallet');
    expect(find('payments.count.bus')).toEqual(['payments.count.bus.mobile']);
    expect(find('zeppelin')).toEqual([]);
  });
  test('without words the wholes come', () => {
    expect(find(' ')).toHaveLength(MEASURES.length);
  });
});

test('every shipped scenario is answered by three figures, the third the harm, and has curves that exist', () => {
  for (const name of SCENARIOS) {
    const answers = answersOf(shippedScenario(name));
    expect(answers.map(({ isHarm }) => isHarm)).toEqual([false, false, true]);
    for (const { measure, daily } of answers) {
      expect(definitionOf(measure), measure).toBeDefined();
      expect(definitionOf(daily)?.daily, daily).toBe(true);
    }
    for (const curve of firstMeasures(shippedScenario(name))) expect(definitionOf(curve)?.daily, curve).toBe(true);
  }
});

describe('the heading of the harm', () => {
  const asked = SCENARIOS.map((name) => ({ name, harm: answersOf(shippedScenario(name))[2]! }));
  const said = (at: Answer, sign: number, certainty: Certainty | null, locale: 'en' | 'zh' = 'en'): string => {
    const difference = sign * (at.better === 'less' ? 1 : -1);
    return answerTitle(at, 'X', verdictOf(at.better, difference, certainty), certainty, messages(locale));
  };
  test('follows sign and certainty in every shipped scenario', () => {
    // To owe, or to pay fees, is neither better nor worse by itself.
    const [open, told] = [asked.filter(({ harm }) => harm.better === null), asked.filter(({ harm }) => harm.better)];
    for (const { name, harm } of open) expect(said(harm, 1, 'clear'), name).toBe('Possible harm: X');
    expect(told.length).toBeGreaterThan(open.length);
    for (const { name, harm } of told) {
      for (const certainty of ['clear', 'likely'] as const) {
        expect(said(harm, 1, certainty), name).toBe('Harm: X');
        expect(said(harm, -1, certainty), name).toBe('No harm seen: X');
        expect(said(harm, 1, certainty, 'zh'), name).toBe('代价：X');
        expect(said(harm, -1, certainty, 'zh'), name).toBe('未见代价：X');
      }
      expect(said(harm, 0, 'same'), name).toBe('No harm seen: X');
    }
  });
  test('is left open by one run, and by what is too small to tell', () => {
    const { harm } = asked[0]!;
    for (const sign of [-1, 0, 1]) {
      expect(said(harm, sign, null)).toBe('Possible harm: X');
      expect(said(harm, sign, 'too_small', 'zh')).toBe('可能的代价：X');
    }
  });
  test('other answers are headed by their name alone', () => {
    const [first] = answersOf(shippedScenario('wuhan-hospitals'));
    expect(said(first!, 1, 'clear')).toBe('X');
  });
});

describe('groups', () => {
  test('a small steady loss is told from noise by the days', () => {
    const baseline = Array.from({ length: 10 }, (_, day) => 10 + (day % 3));
    const steady = baseline.map((value) => value + 0.1);
    const wild = baseline.map((value, day) => value + (day % 2 === 0 ? 1 : -1));
    expect(gainOfDays(baseline, steady).isNoise).toBe(false);
    expect(gainOfDays(baseline, wild).isNoise).toBe(true);
    expect(gainOfDays([10, 10], [9, 9])).toMatchObject({ minutes: 1, isNoise: true });
  });
  test('and by the residents', () => {
    const cell = (people: number, minutes: number, squares: number) => ({
      age: 0,
      income: 0,
      district: 0,
      people,
      minutes,
      squares,
    });
    // 100 residents lose a minute each; then 50 gain and 50 lose one.
    expect(gainOfCells([cell(100, -100, 101)])).toMatchObject({ minutes: -1, isNoise: false });
    expect(gainOfCells([cell(50, 50, 50), cell(50, -50, 50)])).toMatchObject({ minutes: 0, isNoise: true });
    expect(gainOfCells([]).minutes).toBeNaN();
  });
  test('by the one definition of certainty: Student’s interval leaves 0 out', () => {
    // Five days with mean 1 and a standard error of 0.45: more than twice that, and less than Student's 2.776 times.
    expect(gainOfDays([10, 10, 10, 10, 10], [8, 10, 9, 8, 10]).isNoise).toBe(true);
    expect(gainOfDays([10, 10, 10, 10, 10], [8, 10, 9, 8.5, 8.5]).isNoise).toBe(false);
    for (const locale of ['en', 'zh'] as const) {
      const { noise, who_noise: ofSeeds, who_one: ofOne } = messages(locale);
      expect(noise).toBe(CERTAINTY_WORDS.too_small[locale]);
      for (const about of [ofSeeds({ seeds: '10' }), ofOne]) expect(about).toContain(CERTAINTY_WORDS.too_small[locale]);
    }
  });
  test('of one run are no result yet, whatever its residents say; of several seeds they have their word', () => {
    const days = { values: (world: string) => Array.from({ length: 9 }, () => (world === 'policy' ? 6 : 5)) };
    const everyone = () => true;
    expect(gainOf('wuchang', null, days, null, everyone)).toMatchObject({ minutes: -1, certainty: null });
    const cells = [{ age: 0, income: 0, district: 0, people: 100, minutes: -100, squares: 101 }];
    const results = { cells } as unknown as PairResult;
    expect(gainOf('wuchang', null, days, results, everyone)).toMatchObject({ minutes: -1, certainty: null });
    const made = {
      whole: { 'saved.minutes_per_person_day.wuchang': [0, 2, 0.1, 5, 0.2] },
      seeds: ['1', '2', '3', '4', '5'],
    };
    expect(gainOf('wuchang', made as unknown as PreparedResults, days, results, everyone)).toMatchObject({
      ...{ minutes: 2, certainty: 'clear', isNoise: false },
    });
  });
  test('losers come first, unknowns last, and noise between losers and gainers', () => {
    const gains = [2, NaN, -1, -9, 0.5].map((minutes, at) => ({ minutes, isNoise: at === 3 }));
    expect(gains.sort(losersFirst).map(({ minutes }) => minutes)).toEqual([-1, -9, 0.5, 2, NaN]);
  });
});

describe('lanes of a policy', () => {
  test('an outage has its minutes', () => {
    const [lane] = policyLanes(shippedScenario('wuhan-outage'), messages('en'), formatsOf('en'));
    expect(lane!.from).toBeCloseTo(4 + 7.5 / 24, 9);
    expect(lane!.to).toBeCloseTo(4 + 10 / 24, 9);
    expect(lane!.what).toContain('07:30–10:00');
  });
  test('what lies outside of the run has none, what passes its ends is cut', () => {
    // Where there is little height, those that are not in each other's way share a row.
    const rows = policyLanes(shippedScenario('wuhan-2017'), messages('en'), formatsOf('en')).map(({ row }) => row);
    expect(rows).toEqual([0, 1, 0]);
    const lanes = policyLanes({ ...scenario, days: 10 }, messages('en'), formatsOf('en'));
    expect(lanes).toHaveLength(2);
    for (const lane of lanes) expect(lane.to).toBeLessThanOrEqual(10);
  });
});

test('the whole city is a heavy run, the default one is not', () => {
  const run = (scale: number, days: number) => estimate(11_000_000, scale, days, 4, 120 * 2 ** 20);
  expect(run(100, 92)).toMatchObject({ residents: 110_000, isHeavy: false });
  expect(run(1, 92).isHeavy).toBe(true);
  expect(run(100, 92).bytes).toBeLessThan(500 * 2 ** 20);
  expect(run(100, 92).seconds).toBeGreaterThan(run(1000, 92).seconds);
});

test('a run ends on the morning of its last working day', () => {
  const HOUR = 36_000;
  expect(lastWorkingMorning('2017-06-01', 92)).toBe((91 * 24 + 8) * HOUR); // Thursday 31 August
  expect(lastWorkingMorning('2017-06-01', 4)).toBe((24 + 8) * HOUR); // Sunday: the Friday before
  expect(lastWorkingMorning('2017-06-03', 2)).toBe((24 + 8) * HOUR); // a weekend alone
});

test('where pictures are rare, the worlds are kept ahead of them', () => {
  const SECOND = 10;
  const asked = (leadMs: number) => nextTarget(0, 600 * SECOND, 1e9, 600, 1e6, leadMs);
  expect(asked(0)).toBeNull();
  expect(asked(2500)).toBeGreaterThan(600 * SECOND);
});

test('CSV quotes what must be quoted and starts no formula', () => {
  expect(csv([['a,b', 'say "no"', '=1+1', 2.5, NaN]])).toBe(`\ufeff"a,b","say ""no""",'=1+1,2.5,\r\n`);
  expect(csv([[24.650000000000002, 9_007_199_254_740_991, -0.1]])).toBe('\ufeff24.65,9007199254740991,-0.1\r\n');
});

test('lines of a picture are broken between words, and anywhere in Chinese', () => {
  expect(wrap('one two three', 8)).toEqual(['one two', 'three']);
  expect(wrap('无现金之城。模拟', 8)).toEqual(['无现金之', '城。模拟']);
  expect(wrap('', 8)).toEqual([]);
  expect(wrap('城市之间没有消息', 14)).toEqual(['城市之间没有消', '息']);
  expect(wrapEvenly('城市之间没有消息', 14)).toEqual(['城市之间', '没有消息']);
  expect(wrapEvenly('No news between cities', 14)).toEqual(['No news', 'between cities']);
  expect(wrapEvenly('武汉', 14)).toEqual(['武汉']);
});

describe('figures made beforehand', () => {
  const prepared = readPrepared({
    format: PREPARED_FORMAT,
    scenario: scenario.name,
    model: 'any',
    start: scenario.start,
    days: scenario.days,
    scale: 400,
    seeds: ['1', '2', '3', '4', '5'],
    runs: [],
    whole: { 'refusals.count': [10, 6, 1, 5, 0.5], 'walkaways.count': [10, 0.1, 3, 3, 1] },
    daily: { 'refusals.count': { baseline: [1, 2, null], difference: [0.5, 0, null], halfWidth: [0.2, 0.1, null] } },
    cells: [],
  });
  const days = { count: 1, values: (world: string) => (world === 'policy' ? [5] : [3]) };

  test('stand at once, with range and certainty, whatever the run on the screen says', () => {
    const figure = figureOf('refusals.count', prepared, null, days);
    expect(figure).toMatchObject({
      baseline: 10,
      policy: 16,
      difference: 6,
      halfWidth: 1,
      certainty: 'clear',
      seeds: 5,
    });
    expect(figureOf('walkaways.count', prepared, null, days)?.certainty).toBe('too_small');
  });
  describe('of what only the world with the policy has', () => {
    const [name, half] = ['credit.missed_share', 0.00008];
    const alone = readPrepared({
      ...prepared,
      whole: { [name]: [null, null, null, 0, null, null, half, 0.002] },
      daily: {
        [name]: {
          baseline: [null, null],
          difference: [null, null],
          halfWidth: [null, null],
          policy: [null, 0.002],
          policyHalf: [null, 0.001],
        },
      },
    });
    test('stand with its own range, and with no difference', () => {
      const figure = figureOf(name, alone, null, days)!;
      expect(figure).toMatchObject({ policy: 0.002, half: { policy: half }, certainty: null, seeds: 5, day: null });
      expect(figure.difference).toBeNaN();
      expect(isAlone(figure)).toBe(true);
      expect(isAlone(figureOf('refusals.count', prepared, null, days)!)).toBe(false);
      const told = new Measure(name, null, messages('en'), formatsOf('en')).estimate('value', 0.002, half);
      expect(told).toEqual({ text: '0.20%', range: '± 0.01 points' });
    });
    test('have a band around their course', () => {
      const expected = expectedOf(name, alone, 'day', 0, (value) => value);
      expect(expected?.policy).toEqual([{ day: 1.5, value: 0.002 }]);
      expect(expected?.baseline).toEqual([]);
      expect(expected?.band).toEqual([{ day: 1.5, low: 0.001, high: 0.003 }]);
    });
    test('are one run’s where the file is of before they were kept', () => {
      const before = { ...alone, whole: { [name]: [null, null, null, 0, null, null, half] as const } };
      expect(figureOf(name, before, null, days)).toMatchObject({ policy: 5, seeds: 1 });
    });
  });
  test('have a range that is never written as nothing where there is one', () => {
    const range = (name: string, half: number) =>
      new Measure(name, null, messages('en'), formatsOf('en')).estimate('difference', 0.5, half).range;
    expect(range('bus.boarding_seconds_mean', 0.0021)).toBe('± 0.002 s');
    expect(range('bus.boarding_seconds_mean', 0.00021)).toBe('± <0.001 s');
    expect(range('bus.boarding_seconds_mean', 0.021)).toBe('± 0.02 s');
    expect(range('bus.boarding_seconds_mean', 0)).toBe('± 0 s');
    expect(range('bus.late_share', 0.0004)).toBe('± 0.04 points');
    expect(range('bus.late_share', 0.00004)).toBe('± <0.01 points');
    expect(range('bus.late_share', NaN)).toBe('');
  });
  test.each([
    ['bus.boarding_seconds_mean', -0.2, 0.03, 'en', '−0.20 s', '± 0.03 s'],
    ['bus.boarding_seconds_mean', 3.234, 12.6, 'en', '+3 s', '± 13 s'],
    ['bus.boarding_seconds_mean', 0.004, 0.3, 'en', '0.0 s', '± 0.3 s'],
    ['bus.late_share', 0.0123, 0.004, 'en', '+1.2 points', '± 0.4 points'],
    ['saved.minutes_per_person_day', -2.5, 0.4, 'en', '−2.5 min', '± 0.4 min'],
    ['saved.minutes_per_person_day', 0.01, 0.4, 'en', '+1 s', '± 24 s'],
    ['city.bus_scans', 18_900_000, 345_000, 'en', '+18.9 million', '± 0.3 million'],
    ['city.bus_scans', 18_900_000, 345_000, 'zh', '+1890万', '± 35万'],
    ['cost.bus_cash_clerks', -6.59, 0.191, 'zh', '−6.59', '± 0.19'],
  ] as const)(
    '%s: %d ± %d has as many digits as its range, in its unit, in %s',
    (name, value, half, locale, text, range) => {
      const measure = new Measure(name, null, messages(locale), formatsOf(locale));
      expect(measure.estimate('difference', value, half)).toEqual({ text, range });
    },
  );
  test('where there are none, the last day of the run is told as one run’s', () => {
    expect(figureOf('refusals.count', null, null, days)).toMatchObject({ difference: 2, certainty: null, day: 0 });
    expect(figureOf('refusals.count', null, null, { ...days, count: 0 })).toBeNull();
  });
  test('are of the scenario as it is shipped, not of other days', () => {
    expect(applicable(prepared, { ...scenario, seed: 'other', scale: 1000 })).toBe(prepared);
    expect(applicable(prepared, { ...scenario, days: 7 })).toBeNull();
    expect(applicable(prepared, { ...scenario, name: 'another' })).toBeNull();
  });
  test('give a curve with a band, and no point where nothing is known', () => {
    const expected = expectedOf('refusals.count', prepared, 'day', 0, (value) => value * 400);
    expect(expected?.policy).toEqual([
      { day: 0.5, value: 600 },
      { day: 1.5, value: 800 },
    ]);
    expect(expected?.band[0]).toEqual({ day: 0.5, low: 520, high: 680 });
    expect(expectedOf('closed.count', prepared, 'day', 0, (value) => value)).toBeNull();
  });
});
