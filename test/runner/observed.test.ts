/** Series that somebody has observed: read strictly, laid beside runs in the city's own numbers, met by calibration. */
import { describe, expect, test } from 'vitest';
import { compareWithTargets } from '../../sim/runner/calibrate.ts';
import { fitsOf } from '../../sim/runner/experiment/observed-fit.ts';
import { shippedScenario } from '../../sim/runner/library.ts';
import { checkObserved, cityFactor, observedTargets, readObserved } from '../../sim/runner/observed.ts';
import type { MeasureValue } from '../../sim/model/measures/dictionary.ts';

const scenario = shippedScenario('wuhan-2017', { days: 10, scale: 200 });
const read = (...rows: string[]) => readObserved('o.csv', ['date,measure,value', ...rows].join('\n'));

describe('a file of observed values', () => {
  test('is read with comma, semicolon or tab, a mark, decimal commas and Chinese headings', () => {
    const values = (text: string) => readObserved('o.csv', text).map(({ date, value }) => `${date} ${value}`);
    const expected = ['2017-06-02 12.5', '2017-06-03 0.125'];
    expect(
      values('\ufeffdate;measure;value\r\n2017-06-02;payments.count;12,5\r\n2017-06-03;payments.count;0,125'),
    ).toEqual(expected);
    expect(values('日期\t指标\t数值\n2017-06-02\tpayments.count\t12.5\n2017-06-03\tpayments.count\t1.25e-1')).toEqual(
      expected,
    );
    expect(read('2017-06-02,payments.count.mobile,3')[0]).toMatchObject({ world: 'policy', line: 2 });
  });

  test.each([
    ['2017-06-02,payments.cuont,3', 'o.csv:2:1 measure: found "payments.cuont"', 'the nearest is payments.count'],
    ['2017-06-02,payments.count.tram,3', 'o.csv:2:1 measure: found "payments.count.tram"', 'a value a day'],
    ['2017-06-02,saved.minutes_per_person_day,3', 'measure: found "saved.minutes', 'has not'],
    ['2017-02-30,payments.count,3', 'o.csv:2:1 date: found "2017-02-30"', 'a date as 2017-06-15'],
    ['2017-06-02,payments.count,"350,000"', 'value: found "350,000"', 'without signs between thousands'],
    ['2017-06-02,payments.count,12%', 'value: found "12%"', '0.125 for 12.5%'],
    ['2017-06-02,payments.count,', 'value: found ""', 'leave the row out'],
    ['2017-06-02,payments.count,3\n2017-06-02,payments.count,4', 'o.csv:3:1 date: found 2017-06-02 again', 'line 2'],
  ])('%s is refused with its line', (row, found, expected) => {
    expect(() => read(row)).toThrow(found);
    expect(() => read(row)).toThrow(expected);
  });

  test('without a heading or a row is refused', () => {
    expect(() => readObserved('o.csv', '2017-06-02,payments.count,3\n')).toThrow(
      /o.csv:1:1 heading: found the columns/,
    );
    expect(() => read()).toThrow('found no row');
  });

  test('of other days or districts is no part of the run', () => {
    const check = (row: string) => () => checkObserved('o.csv', read(row), [scenario]);
    expect(check('2017-06-10,payments.count,3')).not.toThrow();
    expect(check('2017-06-11,payments.count,3')).toThrow(
      'o.csv:2:1 date: found 2017-06-11, expected a day of the run, 2017-06-01 to 2017-06-10',
    );
    expect(check('2017-06-10,city.bus_cards,0')).not.toThrow();
    expect(() => observedTargets('o.csv', read('2017-06-10,city.bus_cards,0'), scenario)).toThrow('a number above 0');
  });
});

const value = (name: string, day: number, of: number): MeasureValue => ({ name, group: '', day, value: of });

test('counts are those of the whole city, shares and what is of the whole city already are not scaled up', async () => {
  expect(cityFactor('payments.count.bus.mobile', 200)).toBe(200);
  expect(cityFactor('payments.mobile_share', 200)).toBe(1);
  expect(cityFactor('city.bus_cards', 200)).toBe(1);
  const observed = read('2017-06-02,payments.count,1000', '2017-06-03,payments.count,3000');
  const targets = observedTargets('o.csv', observed, scenario);
  expect(targets[0]!.about).toBe('payments.count on 2017-06-02 (o.csv:2)');
  const values = [value('payments.count', 1, 10), value('payments.count', 2, 12)];
  const found = await compareWithTargets(scenario, targets, ['1'], () => Promise.resolve({ values }));
  expect(found.map(({ achieved, relative }) => [achieved, Math.round(relative * 100)])).toEqual([
    [2000, 100],
    [2400, -20],
  ]);
});

test('a fit tells the bias, the distance and the days within the seeds', () => {
  const observed = read(
    '2017-06-02,payments.count,1000',
    '2017-06-03,payments.count,3000',
    '2018-01-01,payments.count,1',
  );
  const cell = { index: 0, scenario: 's', point: 0, factors: {}, resolved: scenario };
  const seed = (a: number, b: number) => [value('payments.count', 1, a), value('payments.count', 2, b)];
  const [fit, ...others] = fitsOf(cell as unknown as Parameters<typeof fitsOf>[0], observed, {
    baseline: [],
    policy: [seed(4, 14), seed(8, 14)],
  });
  expect(others).toEqual([]);
  expect(fit!.days.map(({ observed: seen, mean, low, high }) => [seen, mean, low, high])).toEqual([
    [1000, 1200, 800, 1600],
    [3000, 2800, 2800, 2800],
  ]);
  expect(fit!.inside).toBe(1);
  expect(fit!.rmse).toBeCloseTo(200);
  expect(fit!.bias).toBeCloseTo((0.2 - 200 / 3000) / 2);
});
