/** What residents of each age band, income band and district save, with its spread, so that chance can be told from effect. */
import { TICKS_PER_MINUTE } from '../kernel/time.ts';
import { AGE_BANDS, type City } from '../model/city.ts';
import { INCOME_BANDS } from '../model/people-parameters.ts';
import type { Comparable } from './pair.ts';

/** Residents of one age band and one income band in one district. */
export interface SavedCell {
  /** Index into AGE_BANDS. */
  readonly age: number;
  /** From 0, the lowest, to INCOME_BANDS − 1. */
  readonly income: number;
  /** Index into the city's districts. */
  readonly district: number;
  readonly people: number;
  /** Minutes a day saved by them together, and the sum of the squares of what each saves. */
  readonly minutes: number;
  readonly squares: number;
}

/** Cells in order of district, then age, then income; those without residents are left out. */
export function savedCells(baseline: Comparable, policy: Comparable, city: City, days: number): SavedCell[] {
  const ages = AGE_BANDS.length;
  const count = ages * INCOME_BANDS * city.districts.length;
  const [people, minutes, squares] = [new Int32Array(count), new Float64Array(count), new Float64Array(count)];
  for (let person = 0; person < baseline.personTicks.length; person++) {
    const saved = (baseline.personTicks[person] - policy.personTicks[person]) / TICKS_PER_MINUTE / days;
    const row = baseline.personDistrict[person] * ages + baseline.personAge[person];
    const at = row * INCOME_BANDS + baseline.personIncome[person];
    people[at]++;
    minutes[at] += saved;
    squares[at] += saved * saved;
  }
  return Array.from(people, (residents, at) => ({
    age: Math.floor(at / INCOME_BANDS) % ages,
    income: at % INCOME_BANDS,
    district: Math.floor(at / (ages * INCOME_BANDS)),
    people: residents,
    minutes: minutes[at],
    squares: squares[at],
  })).filter((cell) => cell.people > 0);
}
