/** What districts of the map can be coloured by: what the results made beforehand have of each of them. */
import { describe, expect, test } from 'vitest';
import { estimateOf, preparedResults, savedEstimates } from '../../sim/runner/experiment/prepared-results.ts';
import { shippedScenario } from '../../sim/runner/library.ts';
import { formatsOf } from '../../viz/format.ts';
import { messages } from '../../viz/i18n/index.ts';
import { measureFor } from '../../viz/map/measures.ts';
import { COUNTED } from '../../viz/map/props.ts';
import { AREAS } from '../../viz/measures/area-ids.ts';
import { areaMeasures } from '../../viz/measures/area-measures.ts';

const days = { values: () => [] };

async function measuresFor(name: string, locale: 'en' | 'zh' = 'en') {
  const [scenario, prepared] = [shippedScenario(name), (await preparedResults(name))!];
  const facts = { scenario, prepared, days, results: null, words: messages(locale), formats: formatsOf(locale) };
  return { scenario, prepared, measures: areaMeasures(facts) };
}

describe('areas', () => {
  test('show who is refused, pays by phone, is in no record, and the time of each band of ages and incomes', async () => {
    const { scenario, prepared, measures } = await measuresFor('wuhan-merchants');
    const ids = measures.map(({ id }) => id);
    expect(ids[0]).toBe('person.minutes_per_day');
    for (const id of ['refusals.count', 'payments.mobile_share', 'demand.invisible_share', 'acceptance.coverage']) {
      expect(ids).toContain(id);
    }
    expect(ids).toContain('enrolment.wallet_share');
    expect(ids.filter((id) => /^person\.minutes_per_day\.\d/.test(id))).toHaveLength(7);
    const at = 2;
    const { id } = scenario.city.districts[at]!;
    const share = measures.find((measure) => measure.id === 'payments.mobile_share')!;
    expect(share.differences[at]).toBe(estimateOf(prepared, `payments.mobile_share.${id}`)!.difference);
    // Saved minutes are shown as time spent.
    const old = measures.find((measure) => measure.id === 'person.minutes_per_day.75+')!;
    const cell = savedEstimates(prepared, 'age').find(({ band, district }) => band === 6 && district === at)!;
    expect(old.differences[at]).toBe(-cell.difference);
    expect(old.title).toBe('Time a resident spends a day: age 75+');
    const poor = measures.find((measure) => measure.id === 'person.minutes_per_day.income_1')!;
    const quarter = savedEstimates(prepared, 'income').find(({ band, district }) => band === 0 && district === at)!;
    expect(poor.differences[at]).toBe(-quarter.difference);
    expect(poor.title).toBe('Time a resident spends a day: income quarter 1');
    expect(ids.filter((id) => id.includes('.income_'))).toHaveLength(4);
  });
  test('begin with the time of residents, and are none before that is known', async () => {
    const { scenario, prepared } = await measuresFor('hangzhou-2016');
    const facts = { scenario, days, results: null, words: messages('en'), formats: formatsOf('en') };
    expect(areaMeasures({ ...facts, prepared: { ...prepared, whole: {} } })).toEqual([]);
    expect(areaMeasures({ ...facts, prepared: null })).toEqual([]);
  });
  test('count people of the whole city, at the scale of the runs that were made', async () => {
    const { scenario, prepared, measures } = await measuresFor('wuhan-outage');
    const refused = measures.find(({ id }) => id === 'refusals.count')!;
    const { id } = scenario.city.districts[0]!;
    expect(refused.differences[0]).toBeCloseTo(
      prepared.scale * estimateOf(prepared, `refusals.count.${id}`)!.difference,
    );
  });
  test('leave out what differs in no district', async () => {
    const { measures } = await measuresFor('wuhan-empty');
    expect(measures.map(({ id }) => id)).toEqual(['person.minutes_per_day']);
    const outage = await measuresFor('wuhan-outage');
    expect(outage.measures.map(({ id }) => id)).not.toContain('acceptance.coverage');
  });
  test('are neither better nor worse where a measure is not, and the address knows each', async () => {
    for (const locale of ['en', 'zh'] as const) {
      const { scenario, measures } = await measuresFor('wuhan-everything', locale);
      const count = scenario.city.districts.length;
      expect(measures.find(({ id }) => id === 'payments.mobile_share')?.better).toBeNull();
      expect(measures.find(({ id }) => id === 'refusals.count')?.better).toBe('less');
      for (const { id, title, differences, noise } of measures) {
        expect(AREAS).toContain(id);
        expect(title, id).not.toMatch(/[._]/);
        if (locale === 'zh') expect(title, id).not.toMatch(/[A-Za-z]/);
        expect([differences.length, noise.length]).toEqual([count, count]);
      }
    }
    for (const id of COUNTED) expect(AREAS).toContain(id);
  });
  test('are first shown by what can be told of one: the time of residents where it can, else the next that says something', async () => {
    const told = ({ differences, noise }: { differences: readonly number[]; noise: readonly number[] }) =>
      differences.some((difference, at) => difference !== 0 && noise[at] === 0);
    const firstOf = async (name: string) => {
      const { scenario, measures } = await measuresFor(name);
      return { measures, first: measureFor(null, measures, scenario, null, measures).id };
    };
    // Under an outage every district loses time; the first summer of the bus card says too little of any.
    const outage = await firstOf('wuhan-outage');
    expect(told(outage.measures[0]!)).toBe(true);
    expect(outage.first).toBe('person.minutes_per_day');
    const summer = await firstOf('wuhan-2017');
    expect(told(summer.measures[0]!)).toBe(false);
    expect(summer.first).toBe(summer.measures.find(told)!.id);
    expect(summer.first).not.toBe('person.minutes_per_day');
    // Where nothing can be told of any district it is the time of residents that is the same everywhere.
    expect((await firstOf('wuhan-empty')).first).toBe('person.minutes_per_day');
    expect(measureFor('payments.mobile_share', summer.measures, null, null, summer.measures).id).toBe(
      'payments.mobile_share',
    );
  });
});
