import { describe, expect, test } from 'vitest';
import { TICKS_PER_DAY, TICKS_PER_HOUR } from '../../sim/kernel/time.ts';
import { LIVE } from '../../sim/runner/protocol.ts';
import type { LiveName } from '../../sim/runner/protocol.ts';
import { dayTicks, dayWindow, valueAxis } from '../../viz/charts/axes.ts';
import { decimate, mobileShareCurve, perPersonDay, savedCurve, stateCurve } from '../../viz/charts/series.ts';
import { History, SAMPLES_MAX, live } from '../../viz/state/history.ts';

/** Running totals with these values, 0 elsewhere. */
function totals(values: Partial<Record<LiveName, number>>): Float64Array {
  return Float64Array.from(LIVE, (name) => values[name] ?? 0);
}

describe('History', () => {
  test('keeps bounded memory, the first and the newest instant, in order', () => {
    const history = new History();
    for (let hour = 0; hour <= 24 * 1000; hour++) {
      const values = totals({ 'minutes.bus': hour });
      history.record(hour * TICKS_PER_HOUR, { baseline: values, policy: values });
    }
    const samples = history.samples();
    expect(samples.length).toBeGreaterThan(SAMPLES_MAX / 4);
    expect(samples.length).toBeLessThanOrEqual(SAMPLES_MAX + 1);
    expect(samples[0]?.tick).toBe(0);
    expect(samples.at(-1)?.tick).toBe(24_000 * TICKS_PER_HOUR);
    expect(live(samples.at(-1)?.policy ?? totals({}), 'minutes.bus')).toBe(24_000);
    for (let at = 1; at < samples.length; at++) expect(samples[at]!.tick).toBeGreaterThan(samples[at - 1]!.tick);
  });
});

describe('curves', () => {
  const samples = [0, 0.5, 1, 1.5, 2].map((day) => ({
    tick: day * TICKS_PER_DAY,
    // A payment in ten by phone on the first day, one in two on the second.
    baseline: totals({ 'payments.cash': 90 * Math.min(day, 1) + 50 * Math.max(0, day - 1), 'minutes.bus': 100 * day }),
    policy: totals({
      'payments.cash': 90 * Math.min(day, 1) + 50 * Math.max(0, day - 1),
      'payments.mobile': 10 * Math.min(day, 1) + 50 * Math.max(0, day - 1),
      'minutes.bus': 80 * day,
      'minutes.hospital': 5 * day,
      'enrolled.bus': day,
    }),
  }));

  test('states are scaled', () => {
    expect(stateCurve(samples, 'policy', 'enrolled.bus', 100).at(-1)).toEqual({ day: 2, value: 200 });
  });
  test('the mobile share is that of the last day, not of all time', () => {
    const curve = mobileShareCurve(samples, 'policy');
    expect(curve.map(({ day }) => day)).toEqual([0.5, 1, 1.5, 2]);
    expect(curve.map(({ value }) => value)).toEqual([0.1, 0.1, 30 / 100, 0.5]);
    expect(mobileShareCurve(samples, 'baseline').at(-1)?.value).toBe(0);
  });
  test('time saved is baseline less policy, over all sectors', () => {
    expect(savedCurve(samples, 1).at(-1)?.value).toBe(200 - 160 - 10);
    expect(perPersonDay(30, 10, 2 * TICKS_PER_DAY)).toBe(1.5);
    expect(perPersonDay(30, 10, 0)).toBe(0);
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
  test('the window grows in steps and ends with the run', () => {
    expect([0.1, 0.6, 1, 1.2, 8, 40, 80].map((day) => dayWindow(day, 92))).toEqual([0.5, 1, 1, 2, 14, 61, 92]);
    expect(dayWindow(1.2, 2)).toBe(2);
  });
  test('day labels are few and round', () => {
    expect(dayTicks(92, 5)).toEqual([0, 30, 60, 90]);
    expect(dayTicks(1, 4)).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });
  test('values and zero fit on the axis', () => {
    for (const values of [[], [0], [-3, 17], [0.1, 0.2], [-1e6], [123_456]]) {
      const { low, high, labels } = valueAxis(values);
      expect(low).toBeLessThanOrEqual(Math.min(0, ...values));
      expect(high).toBeGreaterThanOrEqual(Math.max(0, ...values));
      expect(labels).toContain(0);
      expect(labels.length).toBeLessThanOrEqual(8);
    }
  });
});
