/** Who gains and who loses: groups of residents with what each comes to, and what of it is too small to tell from chance. */
import type { PairResult, SavedCell } from '../../sim/runner/client.ts';
import {
  crossedEstimates,
  estimateOf,
  savedEstimates,
  WHOLE_CITY,
  type Estimate,
  type PreparedResults,
} from '../../sim/runner/experiment/prepared-results.ts';
import type { WorldName } from '../../sim/runner/protocol.ts';
import { certaintyOf, type Certainty } from '../../sim/runner/experiment/certainty.ts';
import { CONFIDENCE } from '../../sim/runner/experiment/statistics.ts';
import { studentQuantile } from '../../sim/runner/experiment/student.ts';
import { AGE_BANDS, INCOME_BANDS, MEMBERS } from '../../sim/runner/vocabulary.ts';
import { meanAndError } from '../charts/series.ts';
import type { Formats } from '../format.ts';
import type { Messages } from '../i18n/index.ts';

/** What residents are told apart by beside their district, and how many bands of it there are. */
export const BANDINGS = ['age', 'income'] as const;
export type Banding = (typeof BANDINGS)[number];
export const BANDS: Readonly<Record<Banding, number>> = { age: AGE_BANDS.length, income: INCOME_BANDS };

/** The id of a band in the names of measures. */
export const bandId = (by: Banding, band: number): string => MEMBERS[by]?.[band] ?? '';

/** What a band is called in a narrow column. */
export function bandName(by: Banding, band: number, words: Messages): string {
  return by === 'age' ? (AGE_BANDS[band]?.id ?? '').replace('-', '–') : words.income_band({ band: String(band + 1) });
}

/** What a group of residents gains. */
export interface Gain {
  /** Minutes a day a resident saves; NaN where nobody is there, or nothing is known yet. */
  readonly minutes: number;
  /** Whether it is too small to tell, by the definition of certainty that all reports have. */
  readonly isNoise: boolean;
  /** Of several seeds, in the fixed words; null of one run, whose residents share one history: it is no result yet. */
  readonly certainty?: Certainty | null;
}

/** Days from which their spread says something. */
const DAYS_MIN = 5;

/**
 * From one run: whoever is looked at (days, or residents) stands for the seeds, of which there is one. What does not even stand out of
 * their spread is noise; what does is no result yet all the same, for chance that all of them share is not in it.
 */
const gainOfOne = (minutes: number, error: number, seeds: number): Gain => {
  const halfWidth = seeds < 2 ? NaN : studentQuantile((1 + CONFIDENCE) / 2, seeds - 1) * error;
  const evidence = { difference: minutes, halfWidth, seeds, agree: 0, chance: 0 };
  return { ...gainOfEstimate({ difference: minutes, certainty: certaintyOf(evidence) }), certainty: null };
};

/** From the daily minutes of a group in both worlds: the mean difference, with the spread of days as its error. */
export function gainOfDays(baseline: readonly number[], policy: readonly number[]): Gain {
  const saved = baseline.map((value, day) => value - (policy[day] ?? NaN));
  const { mean, error } = meanAndError(saved);
  return gainOfOne(mean, error, saved.length < DAYS_MIN ? 0 : saved.length);
}

/** From each resident of some cells, once a run is complete: the mean of what each saves, with its standard error. */
export function gainOfCells(cells: readonly SavedCell[]): Gain {
  let [people, minutes, squares] = [0, 0, 0];
  for (const cell of cells) {
    people += cell.people;
    minutes += cell.minutes;
    squares += cell.squares;
  }
  const mean = minutes / people;
  const variance = Math.max(0, squares / people - mean * mean);
  return gainOfOne(mean, Math.sqrt(variance / (people - 1)), people);
}

interface Days {
  values(world: WorldName, name: string): readonly number[];
}

/**
 * The gain of an age band or a district, by its id: what several seeds say of it where that is there; else what this run says, of each
 * resident where it is complete, of its days until then.
 */
export function gainOf(
  id: string,
  prepared: PreparedResults | null,
  days: Days,
  results: PairResult | null,
  isIn: (cell: SavedCell) => boolean,
): Gain {
  const found = prepared === null ? undefined : estimateOf(prepared, `saved.minutes_per_person_day.${id}`);
  if (found !== undefined) return gainOfEstimate(found);
  if (results !== null) return gainOfCells(results.cells.filter(isIn));
  const name = `person.minutes_per_day.${id}`;
  return gainOfDays(days.values('baseline', name), days.values('policy', name));
}

/** What is told of a group: nothing, where it may be chance. */
const toldOf = ({ minutes, isNoise }: Gain): number => (isNoise ? 0 : minutes);

/** What several seeds say of each cell: those that are too small to tell are noise. */
export function gainOfEstimate({ difference, certainty }: Pick<Estimate, 'difference' | 'certainty'>): Gain {
  return { minutes: difference, isNoise: certainty !== 'clear' && certainty !== 'likely', certainty };
}

/** A table of gains: of each row and column what several seeds say, else what the residents of one run do, who may be nobody. */
function table(
  rows: number,
  columns: number,
  found: (row: number, column: number) => Pick<Estimate, 'difference' | 'certainty'> | undefined,
  cells: readonly SavedCell[],
  isIn: (cell: SavedCell, row: number, column: number) => boolean,
): Gain[][] {
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_column, column) => {
      const estimate = found(row, column);
      return estimate === undefined
        ? gainOfCells(cells.filter((cell) => isIn(cell, row, column)))
        : gainOfEstimate(estimate);
    }),
  );
}

/** The gain of each band in each of so many districts: rows are districts. */
export function gainsByBand(
  prepared: PreparedResults | null,
  districts: number,
  by: Banding,
  cells: readonly SavedCell[] = [],
): Gain[][] {
  const estimates = prepared === null ? [] : savedEstimates(prepared, by);
  return table(
    districts,
    BANDS[by],
    (district, band) => estimates.find((one) => one.district === district && one.band === band),
    cells,
    (cell, district, band) => cell.district === district && cell[by] === band,
  );
}

/** The gain of each income band in each age band, of a district or of the whole city: rows are age bands. */
export function gainsByBoth(
  prepared: PreparedResults | null,
  district: number,
  cells: readonly SavedCell[] = [],
): Gain[][] {
  const estimates = prepared === null ? [] : crossedEstimates(prepared).filter((one) => one.district === district);
  const here = district === WHOLE_CITY ? cells : cells.filter((cell) => cell.district === district);
  return table(
    BANDS.age,
    BANDS.income,
    (age, income) => estimates.find((one) => one.age === age && one.income === income),
    here,
    (cell, age, income) => cell.age === age && cell.income === income,
  );
}

/** The share of a group that loses time, beside the share that does by chance alone: one is not told without the other. */
export function losersOf(
  id: string,
  prepared: PreparedResults | null,
): { readonly share: number; readonly chance: number } | null {
  const found = prepared === null ? undefined : estimateOf(prepared, `saved.losers_share.${id}`);
  return found === undefined ? null : { share: found.policy, chance: found.chance };
}

/** What a group comes to in each world, and how sure it is that the policy makes the difference; null of one run. */
export type Pair = Readonly<Record<WorldName, number>> & { readonly certainty: Certainty | null };

/** People of a group who are refused a day, of the whole city: of several seeds where they are there, else of this run so far. */
export function refusedOf(
  id: string,
  prepared: PreparedResults | null,
  days: Days & { readonly count: number },
  scale: number,
): Pair | null {
  const name = `refusals.count.${id}`;
  const found = prepared === null ? undefined : estimateOf(prepared, name);
  if (found !== undefined && prepared !== null) {
    const aDay = prepared.scale / prepared.days;
    return { baseline: found.baseline * aDay, policy: found.policy * aDay, certainty: found.certainty };
  }
  if (days.count === 0) return null;
  const mean = (world: WorldName): number =>
    (days.values(world, name).reduce((sum, value) => sum + value, 0) * scale) / days.count;
  return { baseline: mean('baseline'), policy: mean('policy'), certainty: null };
}

/** The share of an age band that ends without a mobile wallet: of several seeds where they are there, else of this run so far. */
export function walletlessOf(id: string, prepared: PreparedResults | null, days: Days): Pair | null {
  const name = `enrolment.wallet_share.${id}`;
  const found = prepared === null ? undefined : estimateOf(prepared, name);
  if (found !== undefined) {
    return { baseline: 1 - found.baseline, policy: 1 - found.policy, certainty: found.certainty };
  }
  const last = (world: WorldName): number => 1 - (days.values(world, name).at(-1) ?? NaN);
  const [baseline, policy] = [last('baseline'), last('policy')];
  return Number.isNaN(baseline) || Number.isNaN(policy) ? null : { baseline, policy, certainty: null };
}

/** The largest of what is told of some groups, for a scale. */
export const largestTold = (gains: readonly Gain[]): number =>
  Math.max(1e-9, ...gains.filter(({ isNoise }) => !isNoise).map(({ minutes }) => Math.abs(minutes)));

/** How a table of gains is shaded, by its largest, and written: every number of it with as many digits after the point. */
export interface GainScale {
  readonly most: number;
  readonly digits: number;
}

/** Seconds of which a tenth is told. */
const TENTHS_BELOW = 10;

export function scaleOf(gains: readonly Gain[]): GainScale {
  const isFine = gains.some(({ minutes, isNoise }) => !isNoise && Math.abs(60 * minutes) < TENTHS_BELOW);
  return { most: largestTold(gains), digits: isFine ? 1 : 0 };
}

/** Seconds that a group spends more, with their sign, in a table. */
export function secondsMore({ minutes }: Gain, { digits }: GainScale, formats: Formats): string {
  return formats.signedDecimal(-60 * minutes, digits, digits);
}

/** Losers first; then what is too small to tell; groups of which nothing is known last. */
export function losersFirst(a: Gain, b: Gain): number {
  if (Number.isNaN(a.minutes) || Number.isNaN(b.minutes)) {
    return Number(Number.isNaN(a.minutes)) - Number(Number.isNaN(b.minutes));
  }
  return toldOf(a) - toldOf(b);
}
