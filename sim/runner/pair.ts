/** Both worlds side by side: what each person saves, and the difference of every measure. */
import { TICKS_PER_MINUTE } from '../kernel/time.ts';
import { AGE_BANDS, type City } from '../model/city.ts';
import type { Group } from '../model/measures/counters.ts';
import { forEachGroup } from '../model/measures/derive.ts';
import { dottedName, type MeasureValue } from '../model/measures/dictionary.ts';
import { DISTRICTS_MAX } from '../model/measures/layout.ts';
import { PAIRED_MEASURES, UNCHANGED_MINUTES } from '../model/measures/paired.ts';
import type { WorldOutcome } from './simulate.ts';

/** What a comparison needs of an outcome. */
export type Comparable = Pick<WorldOutcome, 'values' | 'personTicks' | 'personAge' | 'personDistrict'>;

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
  const sums = sumByCell(baseline, other, days);
  const values: MeasureValue[] = [];
  for (const definition of PAIRED_MEASURES) {
    for (const split of [[], ...definition.splits]) {
      forEachGroup(split, city, (group, label) => {
        values.push({ name: definition.name, group: label, day: -1, value: summarise(definition.name, sums, group) });
      });
    }
  }
  return values;
}

/** Sums for each age band and district, so that every split can be read off them. */
function sumByCell(baseline: Comparable, other: Comparable, days: number): Float64Array {
  const sums = new Float64Array(AGE_BANDS.length * DISTRICTS_MAX * SUM.width);
  for (let person = 0; person < baseline.personTicks.length; person++) {
    const saved = (baseline.personTicks[person] - other.personTicks[person]) / TICKS_PER_MINUTE / days;
    const at = (baseline.personAge[person] * DISTRICTS_MAX + baseline.personDistrict[person]) * SUM.width;
    sums[at + SUM.people]++;
    sums[at + SUM.minutes] += saved;
    if (saved >= UNCHANGED_MINUTES) sums[at + SUM.gainers]++;
    if (saved <= -UNCHANGED_MINUTES) sums[at + SUM.losers]++;
  }
  return sums;
}

function summarise(name: string, sums: Float64Array, group: Group): number {
  let people = 0;
  let total = 0;
  const column = name.endsWith('gainers_share')
    ? SUM.gainers
    : name.endsWith('losers_share')
      ? SUM.losers
      : SUM.minutes;
  for (let age = 0; age < AGE_BANDS.length; age++) {
    if (group.age !== undefined && group.age !== age) continue;
    for (let district = 0; district < DISTRICTS_MAX; district++) {
      if (group.district !== undefined && group.district !== district) continue;
      const at = (age * DISTRICTS_MAX + district) * SUM.width;
      people += sums[at + SUM.people];
      total += sums[at + column];
    }
  }
  return people === 0 ? 0 : total / people;
}

/** Whole-run values by dotted name. */
export function wholeRun(values: readonly MeasureValue[]): Record<string, number> {
  const byName: Record<string, number> = {};
  for (const value of values) if (value.day === -1) byName[dottedName(value)] = value.value;
  return byName;
}

/** Policy − baseline, for the names of the baseline. */
export function difference(
  baseline: Readonly<Record<string, number>>,
  policy: Readonly<Record<string, number>>,
): Record<string, number> {
  return Object.fromEntries(Object.keys(baseline).map((name) => [name, policy[name] - baseline[name]]));
}
