import { describe, expect, test } from 'vitest';
import { SHIPPED_SCENARIOS, shippedScenario } from '../../sim/runner/library.ts';
import { dayLabel, dayTicks, valueAxis } from '../../viz/charts/axes.ts';
import { flagSigns, layOut } from '../../viz/charts/plot.ts';
import { curveOf, decimate, meanAndError, valueOn } from '../../viz/charts/series.ts';
import { Formats } from '../../viz/format.ts';

describe('curves', () => {
  // Two weeks of a busy week and a quiet weekend.
  const values = Array.from({ length: 14 }, (_, day) => (day % 7 < 5 ? 10 : 3));

  test('each day stands in its middle', () => {
    expect(curveOf(values, 'day').slice(4, 6)).toEqual([
      { day: 4.5, value: 10 },
      { day: 5.5, value: 3 },
    ]);
  });
  test('the mean of seven days knows no weekend, once there are seven', () => {
    const week = curveOf(values, 'week');
    for (const { value } of week.slice(6)) expect(value).toBeCloseTo(8, 12);
    expect(week[0]?.value).toBe(10);
    expect(week[5]?.value).toBeCloseTo(53 / 6, 12);
  });
  test('one weekday only', () => {
    expect(curveOf(values, 'weekday', 12)).toEqual([
      { day: 5.5, value: 3 },
      { day: 12.5, value: 3 },
    ]);
  });
  test('what is not known leaves no point, and the last known one is found', () => {
    const points = curveOf([1, NaN, 3], 'day');
    expect(points.map(({ day }) => day)).toEqual([0.5, 2.5]);
    expect([0, 1, 2, 9].map((day) => valueOn(points, day))).toEqual([1, 1, 3, 3]);
    expect(valueOn(points, -1)).toBeNaN();
  });
  test('mean and standard error', () => {
    const { mean, error } = meanAndError([1, 2, 3]);
    expect([mean, error]).toEqual([2, Math.sqrt(1 / 3)]);
    expect(meanAndError([5]).error).toBe(Infinity);
  });
});

describe('decimate', () => {
  const points = Array.from({ length: 10_000 }, (_, at) => ({ day: at / 100, value: Math.sin(at) }));
  points[5003] = { day: 50.03, value: 99 };

  test('leaves few points and loses neither ends nor peaks', () => {
    const few = decimate(points, 0, 100, 300);
    expect(few.length).toBeLessThanOrEqual(4 * 300);
    expect(few[0]).toEqual(points[0]);
    expect(few.at(-1)).toEqual(points.at(-1));
    expect(Math.max(...few.map(({ value }) => value))).toBe(99);
    for (let at = 1; at < few.length; at++) expect(few[at]!.day).toBeGreaterThan(few[at - 1]!.day);
  });
  test('leaves short curves alone', () => {
    expect(decimate(points.slice(0, 50), 0, 100, 300)).toEqual(points.slice(0, 50));
  });
});

describe('axes', () => {
  test('day labels are few and round', () => {
    expect(dayTicks(92, { of: 430, each: 86, end: 24 })).toEqual([0, 21, 42, 63, 84]);
    expect(dayTicks(1, { of: 344, each: 86, end: 24 })).toEqual([0, 0.25, 0.5, 0.75]);
    expect(dayTicks(92, { of: 0, each: 86, end: 24 })).toEqual([0]);
  });
  test('a run of any shipped length has three labels in a column beside the map, and two on the narrowest screen', () => {
    const formats = new Formats('en');
    for (const days of new Set([
      1,
      7,
      8,
      28,
      56,
      92,
      182,
      ...SHIPPED_SCENARIOS.map((name) => shippedScenario(name).days),
    ])) {
      const data = {
        curves: [],
        expected: null,
        flags: [],
        claims: [],
        days,
        start: '2017-06-01',
        formats,
        axis: String,
      };
      const labels = (width: number): string[] => layOut(data, width, 156).columns.map(({ label }) => label);
      expect(labels(340).length, `${days} days`).toBeGreaterThanOrEqual(3);
      expect(labels(260).length, `${days} days`).toBeGreaterThanOrEqual(2);
      expect(new Set(labels(900)).size).toBe(labels(900).length);
    }
  });
  test('labels tell hours, days or, over years, months with their year', () => {
    const formats = new Formats('en');
    expect(dayLabel(0.25, 1, '2017-06-01', formats)).toBe('06:00');
    expect(dayLabel(30, 92, '2017-06-01', formats)).toBe('1 Jul');
    expect(dayLabel(365, 3650, '2017-06-01', formats)).toBe('Jun 2018');
  });
  test('all values fit on the axis, and zero unless it would flatten the curve', () => {
    for (const values of [[], [0], [-3, 17], [0.1, 0.3], [-1e6], [123_456], [NaN, 2]]) {
      const known = values.filter(Number.isFinite);
      const { low, high, labels } = valueAxis(values);
      expect(low).toBeLessThanOrEqual(Math.min(...known, Infinity));
      expect(high).toBeGreaterThanOrEqual(Math.max(...known, -Infinity));
      expect(high).toBeGreaterThan(low);
      // Nothing is drawn beside nothing.
      expect(labels.length).toBeGreaterThan(known.length === 0 ? -1 : 1);
      expect(labels.length).toBeLessThanOrEqual(8);
    }
    expect(valueAxis([0, 17]).labels).toContain(0);
    expect(valueAxis([100, 104]).low).toBeGreaterThan(90);
  });
});

test('flags that would lie over one another share a sign', () => {
  const flag = (number: number, day: number) => ({ number, day, what: `what ${number}` });
  const signs = flagSigns([flag(1, 3), flag(3, 3), flag(2, 3.1), flag(4, 40), flag(5, 41)], (day) => 5 * day);
  expect(signs.map(({ x, numbers }) => [x, numbers])).toEqual([
    [15, '1–3'],
    [200, '4, 5'],
  ]);
  expect(signs[0]!.what).toContain('what 2');
  expect(flagSigns([flag(1, 0), flag(2, 30)], (day) => day).map(({ numbers }) => numbers)).toEqual(['1', '2']);
});
