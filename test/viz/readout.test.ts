/** What a chart says of a day: this run, or the seeds made beforehand, and which of them. */
import { expect, test } from 'vitest';
import { firstRows, readoutOn, toldDays } from '../../viz/charts/readout.ts';

const points = (...values: readonly number[]) =>
  values.map((value, day) => ({ day: day + 0.5, value })).filter(({ value }) => Number.isFinite(value));
const curves = (baseline: readonly number[], policy: readonly number[]) => [
  { id: 'baseline' as const, points: points(...baseline) },
  { id: 'policy' as const, points: points(...policy) },
];
const expected = { baseline: points(1, 2, 3, 4), policy: points(5, 6, 7, 8), band: [] };

test('before the first day of a run, and on days that it has not reached, the seeds speak', () => {
  expect(readoutOn(2, 0, curves([], []), expected)).toEqual({ baseline: 3, policy: 7, from: 'seeds' });
  expect(readoutOn(3, 2, curves([10, 20], [30, 40]), expected)).toEqual({ baseline: 4, policy: 8, from: 'seeds' });
});

test('on days that a run has it speaks for itself, and never for one world alone beside the mean of the other', () => {
  expect(readoutOn(1, 2, curves([10, 20], [30, 40]), expected)).toEqual({ baseline: 20, policy: 40, from: 'run' });
  expect(readoutOn(1, 2, curves([NaN, NaN], [30, 40]), expected)).toEqual({ baseline: NaN, policy: 40, from: 'run' });
  // What is measured in no world of this run may be in others.
  expect(readoutOn(1, 2, curves([NaN, NaN], [NaN, NaN]), expected).from).toBe('seeds');
});

test('where nothing was made beforehand, days ahead have no value: not that of the last day', () => {
  expect(readoutOn(1, 2, curves([10, 20], [30, 40]), null).from).toBe('run');
  expect(readoutOn(2, 2, curves([10, 20], [30, 40]), null)).toEqual({ baseline: NaN, policy: NaN, from: null });
});

test('a table has the days of the run, or all that the seeds tell of', () => {
  expect([toldDays(92, 3, null), toldDays(92, 3, expected), toldDays(2, 3, null)]).toEqual([3, 92, 2]);
});

test('a table begins with the first days, and then ends at the latest of the run', () => {
  expect(firstRows(92, 0, 14)).toEqual({ from: 0, to: 14 });
  expect(firstRows(92, 20, 14)).toEqual({ from: 6, to: 20 });
  expect(firstRows(20, 20, 14)).toEqual({ from: 6, to: 20 });
  expect(firstRows(3, 3, 14)).toEqual({ from: 0, to: 3 });
});
