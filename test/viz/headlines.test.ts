/** How sure the headlines are, in the page: where bars lie, and what is said beside them. */
import { describe, expect, test } from 'vitest';
import {
  HEADLINES_FORMAT,
  type FigureResult,
  type HeadlineResult,
} from '../../sim/runner/headlines/headline-results.ts';
import { formatsOf } from '../../viz/format.ts';
import { messages } from '../../viz/i18n/index.ts';
import type { Locale } from '../../viz/i18n/index.ts';
import { layOutBars } from '../../viz/method/headlines-plot.ts';
import { rowsOf } from '../../viz/method/headlines-rows.ts';
import { methodWords } from '../../viz/method/words.ts';

const first: FigureResult = {
  ...{ id: 'first month', measure: 'bus.boarding_seconds_mean', unit: 's', from: 0, to: 29 },
  ...{ mean: 0.01309, half_width: 0.0004271, agree: 10, range: [-0.1, 0.2], other_sign: 0.4 },
  flips: [
    { parameter: 'payment.bus_mobile_ready_seconds', value: 1, figure: -0.02 },
    { parameter: 'payment.bus_mobile_ready_seconds', value: 3, figure: -0.03 },
  ],
};
const later: FigureResult = {
  ...first,
  ...{
    id: 'third month',
    from: 62,
    to: 91,
    mean: 0.05,
    half_width: null,
    range: [0.02, 0.4],
    other_sign: 0,
    flips: [],
  },
};
const headline: HeadlineResult = {
  ...{ id: 'bus-time', about: { en: 'Seconds', zh: '秒数' }, scenario: 'wuhan-2017', days: 92, scale: 500 },
  ...{ assumed: ['payment.bus_mobile_ready_seconds'], figures: [first, later] },
};

describe('bars of a headline', () => {
  test('have one zero and one scale; what has the other sign is told apart', () => {
    const [one, two] = layOutBars([first, later], 600);
    expect(one!.zero).toBe(two!.zero);
    // Of the same measure: from −0.1 to 0.4 over the whole width.
    const unit = (one!.right - one!.left) / 0.5;
    expect(one!.mean - one!.zero).toBeCloseTo(0.01309 * unit, 6);
    expect(two!.range!.width).toBeCloseTo(0.38 * unit, 6);
    expect(one!.other).toMatchObject({ x: one!.left });
    expect(one!.other!.x + one!.other!.width).toBeCloseTo(one!.zero, 6);
    expect(two!.other).toBeNull();
    expect(two!.interval).toBeNull();
  });

  test('of several measures share the zero alone', () => {
    const [one, two] = layOutBars([first, { ...later, measure: 'another' }], 600);
    expect(one!.zero).toBeCloseTo(two!.zero, 6);
    expect(two!.range!.x + two!.range!.width).toBeCloseTo(two!.right, 6);
  });

  test('lie inside of the picture where everything is on one side, and where all is zero', () => {
    const [less] = layOutBars([{ measure: 'm', mean: -2, half_width: 0.5, range: [-9, -1] }], 300);
    expect(less!.zero).toBe(less!.right);
    expect(less!.range!.x).toBeCloseTo(less!.left, 6);
    const [none] = layOutBars([{ measure: 'm', mean: 0, half_width: 0, range: null }], 300);
    expect(Object.values(none!).flat()).not.toContain(NaN);
  });
});

describe('what is said of a headline', () => {
  const said = (locale: Locale) => ({
    words: methodWords(locale),
    messages: messages(locale),
    formats: formatsOf(locale),
  });
  const file = { format: HEADLINES_FORMAT, seeds: Array.from({ length: 10 }, (_, i) => `${i}`), draws: 20 };

  test('in English: value, days, certainty, whether its sign holds, and what turns it round, a line a parameter', () => {
    const [one, two] = rowsOf(headline, file, 600, said('en'));
    expect(one!.label).toBe('days 1 to 30; +0.0131 ± 0.0004 seconds; over seeds: clear');
    expect(one!.sign).toBe('Its sign depends on what is assumed. In 40% of the 20 joint draws the sign is another.');
    expect(one!.range).toBe('Nine tenths of the draws lie between −0.1 and +0.2 seconds.');
    expect(one!.flips).toHaveLength(1);
    expect(one!.flips[0]).toMatch(/ \(now .*\): at 1 seconds?: −0\.02; at 3 seconds: −0\.03$/);
    expect(two!.depends).toBe(false);
    expect(two!.sign).toBe('In all 20 joint draws the sign is the same.');
    expect(two!.label).toContain('too small to tell');
  });

  test('in Chinese', () => {
    const [one] = rowsOf(headline, file, 600, said('zh'));
    expect(one!.title).toBe('秒数');
    expect(one!.label).toBe('第1至30天；+0.0131 ± 0.0004秒；就各种子而言：明确');
    expect(one!.sign).toBe('其正负取决于假设。20次联合抽取中，40%正负相反。');
    expect(one!.flips[0]).not.toMatch(/[a-z]{3}/);
  });
});
