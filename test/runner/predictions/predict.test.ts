/** Predictions: what is planned, drawn, left out and read off. */
import { describe, expect, it } from 'vitest';
import { parseDate } from '../../../sim/kernel/calendar.ts';
import { dottedName, type MeasureValue } from '../../../sim/model/measures/dictionary.ts';
import type { Scenario } from '../../../sim/model/scenario.ts';
import {
  shippedCities,
  shippedPredictionsText,
  shippedScenario,
  shippedScenarioText,
} from '../../../sim/runner/library.ts';
import { predict, quantile, type PredictionHost } from '../../../sim/runner/predictions/predict.ts';
import { readPredictions, type PredictionsFile } from '../../../sim/runner/predictions/predictions-file.ts';
import { Simulation } from '../../../sim/runner/simulate.ts';

const shipped = readPredictions(shippedPredictionsText());
const file = (): PredictionsFile => {
  if (!shipped.ok) throw new Error(JSON.stringify(shipped.mistakes));
  return structuredClone(shipped.file);
};

/** Values that are asked for, made up. */
const values = (days: readonly number[], valueOf: (name: string, day: number) => number | null) =>
  days.flatMap((day) =>
    ['city.bus_cards', 'payments.count.bus', 'payments.count.bus.mobile', 'city.bus_scans'].map(
      (dotted): MeasureValue => {
        const [, name = '', group = ''] = /^(\w+\.\w+)(?:\.(.*))?$/.exec(dotted)!;
        const groups: Record<string, string> = { '': '', bus: 'sector=bus', 'bus.mobile': 'sector=bus;method=mobile' };
        return { name, group: groups[group]!, day, value: valueOf(dotted, day) };
      },
    ),
  );

const seen: Scenario[] = [];
const host = (
  valueOf: (name: string, day: number, scenario: Scenario) => number | null,
  draws = 8,
): PredictionHost => ({
  draws,
  cities: shippedCities(),
  scenarioText: shippedScenarioText,
  simulate: (scenario, world, daysKept) => {
    expect(world).toBe('policy');
    seen.push(scenario);
    const made = values(daysKept, (name, day) => valueOf(name, day, scenario));
    return Promise.resolve({ values: made } as never);
  },
});

describe('the predictions that are shipped', () => {
  it('run every city to the end of 2018, with draws inside what the file says, the same in every city', async () => {
    seen.length = 0;
    await predict(
      file(),
      host(() => 760_000),
    );
    expect(seen).toHaveLength(5 * 8);
    expect(new Set(seen.map(({ start, days }) => parseDate(start) + days - 1))).toEqual(
      new Set([parseDate('2018-12-31')]),
    );
    for (const { set, low, high } of file().draws.filter((one) => one.set.startsWith('parameters.'))) {
      const drawn = seen.map(({ parameters }) => parameters[set.slice('parameters.'.length)]!);
      expect(drawn.every((value) => value >= low && value <= high)).toBe(true);
      expect(new Set(drawn).size).toBe(8);
    }
    // What is added stands after what the shipped scenario has.
    const [wuhan] = seen;
    expect(wuhan!.policy.length).toBe(shippedScenario('wuhan-2017').policy.length + file().added.length);
  });

  it('put nothing in that happened after mid-2017: what was known lies before', () => {
    const late = shippedPredictionsText().replace('on: 2017-06-26', 'on: 2017-07-26');
    const reading = readPredictions(late);
    expect(reading.ok ? [] : reading.mistakes.map(({ found, path }) => `${path} ${found}`)).toEqual([
      'known[0].on 2017-07-26',
    ]);
  });
});

it('says the median and 90% of the runs that fit what was known, and leaves the others out', async () => {
  // Seeds 1 to 6 have 700,000 cards and more; 7 and 8 miss what was known.
  const cards = (seed: string) => (Number(seed) > 6 ? 10_000 : 700_000 + 10_000 * Number(seed));
  const { predictions, fitting } = await predict(
    file(),
    host((name, _, { seed }) => (name === 'city.bus_cards' ? cards(seed) : name === 'payments.count.bus' ? 400 : 100)),
    'wuhan',
  );
  expect(fitting).toEqual([0, 1, 2, 3, 4, 5]);
  const [one] = predictions;
  expect(one).toMatchObject({ id: 'wuhan/bus-cards/2017-12-31', city: 'wuhan', unit: 'persons', value: 735_000 });
  expect([one!.low, one!.high]).toEqual([712_500, 757_500]);
  const share = predictions.find(({ id }) => id === 'wuhan/bus-code-share/2018-12-31')!;
  expect(share).toMatchObject({
    value: 0.25,
    unit: 'share',
    measure: 'payments.count.bus.mobile / payments.count.bus',
  });
  // Nothing is known of what was not measured.
  expect(predictions.some(({ id }) => id.includes('metro'))).toBe(false);
});

it('takes the mean of the days up to a date, without those on which there was nothing', async () => {
  const day = parseDate('2018-12-31') - parseDate('2017-06-01');
  const { predictions } = await predict(
    file(),
    host((name, at) => (name === 'city.bus_scans' ? (at === day ? null : at > day - 28 ? 27 : 1000) : 760_000)),
    'wuhan',
  );
  expect(predictions.find(({ id }) => id === 'wuhan/bus-scans/2018-12-31')!.value).toBe(27);
});

it('is refused where hardly a run fits', async () => {
  await expect(
    predict(
      file(),
      host(() => 1),
    ),
  ).rejects.toThrow('found 0 of 8 runs that fit');
});

it('reads real worlds', async () => {
  const small = file();
  small.cities = [{ id: 'wuhan', from: 'wuhan-empty', added: [], draws: [] }];
  small.dates = ['2017-06-13'];
  small.known = [];
  small.quantities = small.quantities.filter(({ id }) => /^(bus-code-share|hospital-counter-share|coverage)$/.test(id));
  for (const one of small.quantities) one.days = 1;
  const { predictions } = await predict(small, {
    ...{ draws: 2, scale: 20_000, cities: shippedCities(), scenarioText: shippedScenarioText },
    simulate: (scenario, world, daysKept) => {
      const simulation = new Simulation(scenario, world);
      simulation.daysKept = new Set(daysKept);
      const outcome = simulation.finish();
      expect(new Set(outcome.values.map(({ day }) => day))).toEqual(new Set([...daysKept, -1]));
      expect(outcome.values.some((one) => dottedName(one) === 'acceptance.coverage.vendor')).toBe(true);
      return Promise.resolve(outcome);
    },
  });
  const coverage = predictions.filter(({ id }) => id.startsWith('wuhan/coverage/'));
  expect(coverage).toHaveLength(5);
  expect(coverage.every(({ low, value, high }) => low <= value && value <= high && high <= 1)).toBe(true);
});

it('finds quantiles on straight lines between the values in order', () => {
  expect([0, 0.25, 0.5, 0.9, 1].map((share) => quantile([4, 1, 3, 2, 5], share))).toEqual([1, 2, 3, 4.6, 5]);
});
