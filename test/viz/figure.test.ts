/** A chart to take away: what several seeds say of it is in its legend, its source and its numbers. */
import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { layOut, type PlotData } from '../../viz/charts/plot.ts';
import FigureSvg from '../../viz/export/figure.svelte';
import { fileName } from '../../viz/export/file-name.ts';
import { csvOf, type Figure } from '../../viz/export/save.ts';
import { formatsOf } from '../../viz/format.ts';
import { messages } from '../../viz/i18n/index.ts';

const points = (...values: readonly number[]) => values.map((value, day) => ({ day: day + 0.5, value }));

/** A chart of three days of which several seeds tell, `known` of them of this run. */
function figureOf(known: number, isExpected = true): Figure {
  const expected = {
    ...{ baseline: points(1, 2, 3), policy: points(2, 3, 1) },
    band: [0, 1, 2].map((day) => ({ day: day + 0.5, low: day - 1, high: day + 4 })),
  };
  const data: PlotData = {
    curves: [
      { id: 'baseline', name: 'Without', points: points(7, 8).slice(0, known) },
      { id: 'policy', name: 'With', points: points(9, 9).slice(0, known) },
    ],
    ...{ expected: isExpected ? expected : null, flags: [], claims: [], days: 3, start: '2017-06-01' },
    ...{ formats: formatsOf('en'), axis: String },
  };
  const about = { file: 'x', title: 'Refused', unit: 'people', about: 'All.', source: 'of both', seeds: '10' };
  return { ...about, data, words: messages('en') };
}
const table = (figure: Figure) => csvOf(figure).replace('\ufeff', '').split('\r\n').slice(0, 4);

test('its numbers are those that it is drawn from: the mean and range of seeds beside the run', () => {
  expect(table(figureOf(1))).toEqual([
    'Date,Without,With,Difference,"Without, mean of 10 seeds","With, mean of 10 seeds","With: 95% interval of the difference, low","With: 95% interval of the difference, high"',
    '2017-06-01,7,9,2,1,2,-1,4',
    '2017-06-02,,,,2,3,0,5',
    '2017-06-03,,,,3,1,1,6',
  ]);
});

test('before the first day of the run the numbers of the seeds are there alone', () => {
  expect(table(figureOf(0))[1]).toBe('2017-06-01,,,,1,2,-1,4');
  expect(table(figureOf(2, false))[0]).toBe('Date,Without,With,Difference');
});

test('its legend names the seeds and the band, and the run where it is drawn', () => {
  const of = (figure: Figure) => render(FigureSvg, { props: { figure } }).body;
  // Of the legend: a curve has its name at its end as well.
  const run = /font-size="13"[^>]*>With</;
  expect(of(figureOf(1))).toMatch(run);
  for (const said of ['With, mean of 10 seeds', '95% interval of their difference', 'of both']) {
    expect(of(figureOf(1))).toContain(said);
  }
  expect(of(figureOf(0))).not.toMatch(run);
  expect(of(figureOf(0))).toMatch(/data-end-label[^>]*>With</);
  expect(of(figureOf(2, false))).not.toContain('seeds');
});

test('what is never below zero has no range there', () => {
  const least = (data: PlotData) => Math.min(...layOut(data, 700, 300).rows.map(({ value }) => value));
  const { data } = figureOf(0);
  expect(least(data)).toBe(0);
  // Means are rounded; what is truly below zero stays there.
  const expected = data.expected!;
  expect(least({ ...data, expected: { ...expected, policy: points(2, -0.001, 1) } })).toBe(0);
  expect(least({ ...data, expected: { ...expected, policy: points(2, -2, 1) } })).toBeLessThan(0);
});

test('its file is called by what it shows, in letters that every file system takes', () => {
  expect(fileName('Wuhan 2017: QR codes on every bus', 'Payments: bus, phone')).toBe(
    'Wuhan-2017-QR-codes-on-every-bus_Payments-bus-phone',
  );
  expect(fileName('武汉2017：公交都能扫码', '居民每天花费的时间：75岁以上')).toBe(
    '武汉2017-公交都能扫码_居民每天花费的时间-75岁以上',
  );
  expect(fileName('a/b\\c:d*e?f"g<h>i|j', '..', ' 75+ ')).toBe('a-b-c-d-e-f-g-h-i-j_75+');
  expect(fileName('', '…')).toBe('cashless-city');
  // 255 bytes with the ending are the most, and no character is cut in two.
  expect(new TextEncoder().encode(fileName('城'.repeat(99), '区')).length).toBeLessThanOrEqual(200);
});
