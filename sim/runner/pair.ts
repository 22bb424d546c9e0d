/** Both worlds side by side: what each person saves, and the difference of every measure. */
import { TICKS_PER_MINUTE } from '../kernel/time.ts';
import { AGE_BANDS, type City } from '../model/city.ts';
import type { Group } from '../model/measures/counters.ts';
import { forEachGroup } from '../model/measures/derive.ts';
import { dottedName, type MeasureValue } from '../model/measures/dictionary.ts';
import { INCOME_BANDS } from '../model/people-parameters.ts';
import { PAIRED_MEASURES, UNCHANGED_MINUTES } from '../model/measures/paired.ts';
import type { WorldOutcome } from './simulate.ts';

/** What a comparison needs of an outcome. */
export type Comparable = Pick<WorldOutcome, 'values' | 'personTicks' | 'personAge' | 'personDistrict' | 'personIncome'>;

/**
 * The measures of both worlds with those added that compare person by person. In the baseline, which is compared with
 * itself, they are 0.
 */
export function withPairedMeasures(
  baseline: Comparable,
  policy: Comparable,
  city: City,
  days: number,
): { baseline: MeasureValue[]; policy: MeasureValue[] } {
  return {
    baseline: [...baseline.values, ...compare(baseline, baseline, city, days)],
    policy: [...policy.values, ...compare(baseline, policy, city, days)],
  };
}

/** What a group of people has saved: columns of a row of sums. */
const SUM = { people: 0, minutes: 1, gainers: 2, losers: 3, width: 4 } as const;

function compare(baseline: Comparable, other: Comparable, city: City, days: number): MeasureValue[] {
  const sums = sumByCell(baseline, other, city.districts.length, days);
  const values: MeasureValue[] = [];
  for (const definition of PAIRED_MEASURES) {
    for (const split of [[], ...definition.splits]) {
      forEachGroup(split, city, (group, label) => {
        values.push({
          name: definition.name,
          group: label,
          day: -1,
          value: summarise(definition.name, sums, group, city.districts.length),
        });
      });
    }
  }
  return values;
}

/** Sums for each age band, income band and district, so that every split can be read off them. */
function sumByCell(baseline: Comparable, other: Comparable, districts: number, days: number): Float64Array {
  const sums = new Float64Array(AGE_BANDS.length * INCOME_BANDS * districts * SUM.width);
  for (let person = 0; person < baseline.personTicks.length; person++) {
    const saved = (baseline.personTicks[person] - other.personTicks[person]) / TICKS_PER_MINUTE / days;
    const row = baseline.personAge[person] * INCOME_BANDS + baseline.personIncome[person];
    const at = (row * districts + baseline.personDistrict[person]) * SUM.width;
    sums[at + SUM.people]++;
    sums[at + SUM.minutes] += saved;
    if (saved >= UNCHANGED_MINUTES) sums[at + SUM.gainers]++;
    if (saved <= -UNCHANGED_MINUTES) sums[at + SUM.losers]++;
  }
  return sums;
}

/** Null where the group has no residents. */
function summarise(name: string, sums: Float64Array, group: Group, districts: number): number | null {
  let people = 0;
  let total = 0;
  const column = name.endsWith('gainers_share')
    ? SUM.gainers
    : name.endsWith('losers_share')
      ? SUM.losers
      : SUM.minutes;
  const isIn = (dimension: string, member: number) => (group[dimension] ?? member) === member;
  for (let row = 0; row < AGE_BANDS.length * INCOME_BANDS; row++) {
    if (!isIn('age', Math.floor(row / INCOME_BANDS)) || !isIn('income', row % INCOME_BANDS)) continue;
    for (let district = 0; district < districts; district++) {
      if (!isIn('district', district)) continue;
      const at = (row * districts + district) * SUM.width;
      people += sums[at + SUM.people];
      total += sums[at + column];
    }
  }
  return people === 0 ? null : total / people;
}

/** Values by dotted name; null where there was nothing to measure. */
export type Measures = Readonly<Record<string, number | null>>;

/** Whole-run values by dotted name. */
export function wholeRun(values: readonly MeasureValue[]): Measures {
  const byName: Record<string, number | null> = {};
  for (const value of values) if (value.day === -1) byName[dottedName(value)] = value.value;
  return byName;
}

/** Policy − baseline, for the names of the baseline; null where one of them has nothing to measure. */
export function difference(baseline: Measures, policy: Measures): Record<string, number | null> {
  return Object.fromEntries(
    Object.entries(baseline).map(([name, value]) => {
      const other = policy[name] ?? null;
      return [name, value === null || other === null ? null : other - value];
    }),
  );
}
