import { serviceWord } from '../../viz/i18n/declared.ts';
import { unitName } from '../../viz/i18n/units.ts';
import { MEASURES } from '../../sim/runner/vocabulary.ts';
import { describe, expect, test } from 'vitest';
import { TICKS_PER_DAY, TICKS_PER_HOUR } from '../../sim/kernel/time.ts';
import { factLabel, factValue } from '../../viz/panels/facts.ts';
import { PAYMENT_STATES } from '../../sim/model/facts.ts';
import { SECTORS } from '../../sim/model/catalogue.ts';
import type { PolicyAction } from '../../sim/model/scenario.ts';
import { SHIPPED_SCENARIOS, shippedScenario } from '../../sim/runner/library.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { describeCity } from '../../sim/runner/view/city-view.ts';
import { inspect } from '../../sim/runner/view/inspect.ts';
import { Recorder } from '../../sim/runner/view/recorder.ts';
import type { LastPayment, Target } from '../../sim/runner/protocol.ts';
import { Formats, dayNumber, formatsOf } from '../../viz/format.ts';
import { sectorName } from '../../viz/i18n/declared.ts';
import { LOCALES, lookUp, messages, preferredLocale } from '../../viz/i18n/index.ts';
import { actionDates, actionState, actionWords, mergedActions } from '../../viz/panels/action-words.ts';
import { methodWords } from '../../viz/method/words.ts';
import { planWords } from '../../viz/plan/words.ts';
import { storyWords } from '../../viz/story/words.ts';
import { paymentWords } from '../../viz/panels/last-payment.ts';

const en = { words: messages('en'), formats: new Formats('en') };
const zh = { words: messages('zh'), formats: new Formats('zh') };
const scenario = shippedScenario('wuhan-2017', { days: 92 });

describe('dictionaries', () => {
  test('no text is empty, and Chinese is not left in English', () => {
    for (const [key, value] of Object.entries(zh.words)) {
      if (typeof value !== 'string') continue;
      const english = lookUp(en.words, key) ?? '';
      expect(value, key).not.toBe('');
      // Whatever has a word in English must have a Chinese character in Chinese.
      if (/[a-z]{3}/i.test(english)) expect(value, key).toMatch(/\p{Script=Han}/u);
    }
  });
  test('every sector and every reason of the model has its words', () => {
    for (const locale of LOCALES) {
      for (const sector of SECTORS) expect(sectorName(sector, locale)).not.toBe('');
      for (const state of PAYMENT_STATES) expect(lookUp(messages(locale), `state_${state}`)).not.toBeNull();
    }
  });
  test('words of views that are loaded later are in both languages too', () => {
    for (const wordsOf of [planWords, storyWords, methodWords]) {
      const [english, chinese] = [wordsOf('en'), wordsOf('zh')] as Readonly<Record<string, unknown>>[];
      for (const [key, value] of Object.entries(chinese!)) {
        if (typeof value !== 'string') continue;
        expect(value, key).not.toBe('');
        if (/[a-z]{3}/i.test(String(english![key]))) expect(value, key).toMatch(/\p{Script=Han}/u);
      }
    }
  });
  test('inherited names are not texts', () => {
    expect(lookUp(en.words, 'toString')).toBeNull();
  });
  test('the reader’s first language that is spoken here wins', () => {
    expect(preferredLocale(['fr-FR', 'zh-Hant-TW', 'en'])).toBe('zh');
    expect(preferredLocale(['en-US', 'zh'])).toBe('en');
    expect(preferredLocale(['fr'])).toBe('en');
    expect(preferredLocale([])).toBe('en');
  });
});

describe('formats', () => {
  test('durations in their natural unit', () => {
    expect(en.formats.duration(1)).toBe('1 second');
    expect(en.formats.duration(60)).toBe('1 minute');
    expect(en.formats.duration(86_400)).toBe('1 day');
    expect(en.formats.duration(-90, 1)).toBe('−1.5 minutes');
    expect(zh.formats.duration(3600)).toBe('1小时');
    expect(en.formats.duration(5400)).toBe('1.5 hours');
  });
  test('dates know no time zone', () => {
    expect(en.formats.date('2017-06-01', 0)).toBe('1 June 2017');
    expect(zh.formats.date('2017-06-01', 30 * TICKS_PER_DAY)).toBe('2017年7月1日');
    expect(en.formats.clock('2017-06-01', 7 * TICKS_PER_HOUR + 3000)).toBe('07:05');
    expect(en.formats.clock('2017-06-01', 24 * TICKS_PER_HOUR)).toBe('00:00');
  });
  test('money and shares', () => {
    expect(en.formats.yuan(2350)).toBe('¥23.50');
    expect(zh.formats.percent(0.1234, 1)).toBe('12.3%');
    expect(en.formats.signed(0)).toBe('0');
    expect(en.formats.signed(12.345)).toBe('+12.35');
    expect(en.formats.signed(-0.0035)).toBe('−0.0035');
    expect(en.formats.minuteOfDay(1505)).toBe('25:05');
  });
  test('the unit is that of what is shown: nothing is 60 seconds, 60 minutes or 24 hours by rounding', () => {
    const en = formatsOf('en');
    expect(en.duration(59.96, 1)).toBe('1.0 minutes');
    expect(en.duration(59.4)).toBe('59 seconds');
    expect(en.duration(59.6)).toBe('1 minute');
    expect(en.duration(3599.9)).toBe('1 hour');
    expect(en.duration(86_399)).toBe('1 day');
    expect(en.about(5399)).toBe('1 hour');
    expect(en.minutes(1.9999)).toBe('2.0 min');
  });

  test('what rounds to nothing has no sign', () => {
    for (const { formats } of [en, zh]) {
      for (const nothing of [-0, -0.0001, 0, 0.0001]) {
        const said = [formats.whole(nothing), formats.decimal(nothing, 1, 1), formats.percent(nothing)];
        said.push(formats.duration(nothing, 1), formats.seconds(nothing), formats.signedDecimal(nothing, 2));
        for (const text of said) expect(text).not.toMatch(/[-−+]/);
      }
      expect(formats.decimal(-0.06, 1)).toMatch(/^[-−]0\.1$/);
      expect(formats.signedDecimal(-1.64, 1)).toBe('−1.6');
    }
  });
  test('one day is not several', () => {
    expect([en.formats.days(1), en.formats.days(2), en.formats.duration(86_400)]).toEqual(['1 day', '2 days', '1 day']);
    expect([en.formats.about(0.2), en.formats.about(100), en.formats.about(7200)]).toEqual([
      '1 second',
      '2 minutes',
      '2 hours',
    ]);
    expect(en.words.measure_count({ found: 1, count: '1' })).toBe('1 measure');
  });
  test('short times, sums and sizes', () => {
    const minutes = [10.24, 0.5, 200].map((value) => en.formats.minutes(value));
    expect(minutes).toEqual(['10.2 min', '30.0 s', '200 min']);
    expect([zh.formats.minutes(10.24), zh.formats.seconds(4.7)]).toEqual(['10.2分钟', '4.70秒']);
    expect([en.formats.rounded(1234), en.formats.rounded(1_234_567), zh.formats.rounded(1_234_567)]).toEqual([
      '1,230',
      '1.23 million',
      '123万',
    ]);
    expect([en.formats.megabytes(123 * 2 ** 20), en.formats.megabytes(3 * 2 ** 30)]).toEqual([
      '150\u00a0MB',
      '3\u00a0GB',
    ]);
  });
  test('long runs have years on their axes', () => {
    expect(en.formats.dayOf('2017-06-01', 0, 92)).toBe('1 Jun');
    expect(en.formats.dayOf('2017-06-01', 400 * TICKS_PER_DAY, 3650)).toBe('6 Jul 2018');
  });
  test('the last midnight belongs to the last day', () => {
    expect(dayNumber(0, 3)).toBe(1);
    expect(dayNumber(TICKS_PER_DAY, 3)).toBe(2);
    expect(dayNumber(3 * TICKS_PER_DAY, 3)).toBe(3);
  });
});

describe('policy measures', () => {
  test('every action of every shipped scenario has words and dates in both languages', () => {
    for (const name of SHIPPED_SCENARIOS) {
      const one = shippedScenario(name);
      for (const action of one.policy) {
        for (const { words, formats } of [en, zh]) {
          expect(actionWords(action, one, words, formats)).not.toMatch(/undefined|NaN/);
          expect(actionDates(action, one, words, formats)).not.toMatch(/undefined|NaN|Invalid/);
        }
      }
    }
  });
  test('actions that differ in where they apply alone are one line', () => {
    const act = (kind: string, sectors: number[], fromDay: number): PolicyAction => ({
      ...{ kind, fromDay, toDay: 9, sectors, districts: [0], targetShare: 0.9 },
    });
    const merged = mergedActions([act('equip', [3], 0), act('equip', [0], 5), act('equip', [1, 3], 0)]);
    expect(merged.map(({ sectors, fromDay }) => [sectors, fromDay])).toEqual([
      [[1, 3], 0],
      [[0], 5],
    ]);
    expect(mergedActions(scenario.policy)).toEqual(scenario.policy);
  });
  test('what, where, when', () => {
    const everywhere = scenario.city.districts.map((_, at) => at);
    const equip: PolicyAction = {
      kind: 'equip',
      fromDay: 14,
      toDay: 92,
      sectors: [0],
      districts: everywhere,
      targetShare: 1,
    };
    expect(actionWords(equip, scenario, en.words, en.formats)).toBe('QR codes accepted: bus up to 100%');
    expect(actionWords(equip, scenario, zh.words, zh.formats)).toBe('公交开通扫码付款，至100%');
    expect(actionDates(equip, scenario, en.words, en.formats)).toBe('from 15 Jun');
    // A group is named as one, beside sectors that stand alone.
    const most = SECTORS.flatMap((id, at) => (id === 'hospital' ? [] : [at]));
    expect(actionWords({ ...equip, sectors: most }, scenario, en.words, en.formats)).toMatch(
      /^QR codes accepted: bus, all shops, .*campuses.* up to 100%$/,
    );
    const few = { ...equip, sectors: [1, 2, 3, 4, 5], districts: [0, 1], fromDay: 0, toDay: 1 };
    expect(actionWords(few, scenario, en.words, en.formats)).toBe(
      'QR codes accepted: all shops in 2 districts up to 100%',
    );
    expect(actionDates(few, scenario, en.words, en.formats)).toBe('1 Jun');
  });
  test('before, during, after', () => {
    const span = { fromDay: 2, toDay: 4 };
    expect([1.9, 2, 3.9, 4].map((day) => actionState(span, day))).toEqual(['upcoming', 'active', 'active', 'over']);
  });
});

describe('why this method', () => {
  const payment: LastPayment = {
    tick: 8 * TICKS_PER_HOUR,
    sector: 4,
    method: 2,
    amountFen: 1250,
    seconds: 14,
    probability: [0.3, 0, 0.7],
    state: ['possible', 'not_held', 'possible'],
    failed: -1,
  };
  const tell = (change: Partial<LastPayment>) =>
    paymentWords({ ...payment, ...change }, '2017-06-01', en.words, en.formats);

  test('a likely choice', () => {
    expect(tell({}).what).toBe('08:00: ¥12.50 by phone, 14.0 seconds');
    expect(tell({}).why).toContain('70%');
    expect(tell({}).rows.map(({ words }) => words)).toEqual(['30%', 'does not have it', '70%']);
    expect(tell({}).rows.map(({ chosen }) => chosen)).toEqual([false, false, true]);
  });
  test('an unlikely one, the only one, and one after a failure', () => {
    expect(tell({ method: 0 }).why).toContain('less likely');
    expect(tell({ state: ['not_enough', 'not_held', 'possible'] }).why).toBe('Only phone was possible.');
    expect(tell({ method: 0, failed: 2 }).why).toBe('Tried phone first, which failed.');
  });
});

describe('facts of an inspection', () => {
  const value = (key: string, given: number | string, { words, formats } = en): string =>
    factValue({ key, value: given }, scenario, words, formats);

  test('read by their key', () => {
    expect(value('district', 0)).toBe(scenario.city.districts[0]?.name.en);
    expect(value('home', 0, zh)).toBe(scenario.city.districts[0]?.name.zh);
    expect(value('sector', 6, zh)).toBe('医院');
    expect(value('cash_fen', 8730)).toBe('¥87.30');
    expect(value('late_minutes', 3)).toBe('3 minutes');
    expect(value('readiness', 0.42)).toBe('42%');
    expect(value('accepts_mobile', 1)).toBe('yes');
    expect(value('state', 'boarding')).toBe('at a stop, boarding');
    expect(value('aboard', 1)).toBe('1');
  });
  test('whatever a world tells about a vehicle, stop, place or person has words in both languages', () => {
    const simulation = new Simulation(shippedScenario('wuhan-2017', { days: 1, scale: 2000 }), 'policy');
    const recorder = new Recorder(simulation.world);
    simulation.runUntil(9 * TICKS_PER_HOUR);
    const city = describeCity(simulation.world);
    const targets: Target[] = [
      ...Array.from(city.vehicleLine, (_, index) => ({ kind: 'vehicle' as const, index })),
      ...Array.from(city.stopX, (_, index) => ({ kind: 'stop' as const, index })),
      ...Array.from(city.placeX, (_, index) => ({ kind: 'place' as const, index })),
      ...Array.from({ length: 500 }, (_, index) => ({ kind: 'person' as const, index })),
    ];
    const inspections = targets.flatMap((target) => inspect(simulation.world, recorder, target) ?? []);
    expect(inspections.length).toBeGreaterThan(500);
    for (const { words, formats } of [en, zh]) {
      const { locale } = formats;
      for (const { facts } of inspections) {
        for (const fact of facts) {
          expect(factLabel(fact, words, locale), fact.key).not.toBe(fact.key.replaceAll('_', ' '));
          // Words among the values are translated; age bands such as 25-34 stand as they are.
          if (typeof fact.value === 'string' && /^[a-z_]+$/.test(fact.value)) {
            const own = fact.service === undefined ? null : serviceWord(fact.service, fact.value, locale);
            expect(own ?? lookUp(words, `value_${fact.value}`), fact.value).not.toBeNull();
          }
          expect(factValue(fact, scenario, words, formats)).not.toMatch(/undefined|NaN/);
        }
      }
    }
  });
  test('labels begin alike, and a range has its dash', () => {
    expect(factLabel({ key: 'enrolled_wallet' }, en.words, 'en')).toMatch(/^[A-Z]/);
    expect(value('age', '45-59')).toBe('45–59');
  });
  test('an unknown key is shown, not hidden', () => {
    expect(factLabel({ key: 'odd_thing' }, en.words, 'en')).toBe('Odd thing');
    expect(value('odd_thing', 'odd')).toBe('odd');
  });
});

test('every unit of a measure has a Chinese name', () => {
  const missing = MEASURES.map(({ unit }) => unit).filter((unit) => unitName(unit, 'zh') === unit);
  expect(missing).toEqual([]);
  expect(unitName('persons', 'en')).toBe('people');
  expect(unitName('furlongs', 'zh')).toBe('furlongs');
});
