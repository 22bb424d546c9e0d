/**
 * Results made beforehand for a shipped scenario (`npm run results`), for the page and the documents: what several seeds
 * say of every measure, its daily course, and who saves where. One JSON file a scenario, in scenarios/results/.
 *
 * A number is missing (null) where there is nothing to take a mean of. Policy is baseline + difference, but where only the world
 * with the policy has something to measure: no difference is made of that.
 */
import { certaintyOf, type Certainty } from './certainty.ts';

export const PREPARED_FORMAT = 'cashless-city prepared results 1';

type Maybe = number | null;

/**
 * Columns of a row of `whole`. Files of before the worlds' own intervals were kept end with `chance`; `policy` is there where it is
 * known and there is no difference, in files of since it has been kept.
 */
export type WholeRow = readonly [
  baseline: Maybe,
  difference: Maybe,
  halfWidth: Maybe,
  agree: number,
  chance: Maybe,
  baselineHalf?: Maybe,
  policyHalf?: Maybe,
  policy?: number,
];

/** A measure day by day. A list that is left out is 0 on every day. */
export interface DailyLists {
  readonly baseline?: readonly Maybe[];
  /** Mean over seeds of policy − baseline. */
  readonly difference?: readonly Maybe[];
  /** Half the width of the 95% interval of the difference. */
  readonly halfWidth?: readonly Maybe[];
  /** The world with the policy by itself on days that have no difference, and half the width of its interval; null on others. */
  readonly policy?: readonly Maybe[];
  readonly policyHalf?: readonly Maybe[];
}

/** Of residents of a group: what they save a day, in minutes each. */
export type SavedFigures = readonly [
  /** Simulated, mean over seeds. */
  people: number,
  saved: number,
  halfWidth: number,
  agree: number,
  chance: number,
];
/** An age band, or an income band, in a district. */
export type CellRow = readonly [band: number, district: number, ...SavedFigures];
/** An age band and an income band in a district, or in the whole city. */
export type CrossRow = readonly [age: number, income: number, district: number, ...SavedFigures];
/** In the place of a district. */
export const WHOLE_CITY = -1;

/** A file of prepared results. */
export interface PreparedResults {
  readonly format: typeof PREPARED_FORMAT;
  readonly scenario: string;
  /** Version of the program, and what identifies the model: results of another model are stale. */
  readonly version: string;
  readonly model: string;
  /** Of the shipped scenario as it decides a run, without seed and scale. */
  readonly scenarioSha256: string;
  readonly start: string;
  readonly days: number;
  /** The scale of these runs, which may be coarser than the scenario's own. */
  readonly scale: number;
  readonly seeds: readonly string[];
  /** Digests of the scenario exactly as it is shipped, which a live run of it ends with; null where it was not run. */
  readonly shipped: {
    readonly seed: string;
    readonly scale: number;
    readonly baseline: string;
    readonly policy: string;
  } | null;
  /** Digests of each seed's worlds; `chance` is that of the null comparison. */
  readonly runs: readonly {
    readonly seed: string;
    readonly baseline: string;
    readonly policy: string;
    readonly chance: string;
  }[];
  /** The whole run, by dotted name of a measure. */
  readonly whole: Readonly<Record<string, WholeRow>>;
  /**
   * Policy − baseline of the whole run in each seed, in order of `seeds`: of measures without a split and of those that answer the
   * scenario's question. What plans are compared by; files of before it have none.
   */
  readonly each?: Readonly<Record<string, readonly Maybe[]>>;
  /** Day by day, by dotted name: totals of all measures, and groups of those that are asked for by age or district. */
  readonly daily: Readonly<Record<string, DailyLists>>;
  /** Age × district, in order of district, then age. */
  readonly cells: readonly CellRow[];
  /** Income band × district, the lowest band first, in the same order; files of before it have none. */
  readonly incomes?: readonly CellRow[];
  /** Age × income × district, the whole city first; files of before it have none. */
  readonly crossed?: readonly CrossRow[];
}

/** A figure of both worlds, and how sure its difference is. */
export interface Estimate {
  readonly baseline: number;
  readonly policy: number;
  /** Mean of policy − baseline over the seeds. */
  readonly difference: number;
  /** Half the width of the 95% interval of the difference (Student). */
  readonly halfWidth: number;
  /** The same of the figure in each world, which differs more from seed to seed; NaN where it is not known. */
  readonly half: Readonly<Record<'baseline' | 'policy', number>>;
  readonly seeds: number;
  /** Seeds whose difference has the sign of the mean. */
  readonly agree: number;
  /**
   * Null comparison: the same policy again, with nothing changed but chance, differs by so much on average. For shares of
   * gainers and losers: the share that gains or loses by chance alone.
   */
  readonly chance: number;
  readonly certainty: Certainty;
}

/** The whole-run figure of a measure by its dotted name; undefined where there is none, or nothing to take a mean of. */
export function estimateOf({ whole, seeds }: PreparedResults, dotted: string): Estimate | undefined {
  const row = Object.hasOwn(whole, dotted) ? whole[dotted] : undefined;
  if (row === undefined) return undefined;
  const [baseline, difference, halfWidth, agree, chance, baselineHalf, policyHalf] = row;
  if (baseline === null || difference === null) return undefined;
  const half = { baseline: baselineHalf ?? NaN, policy: policyHalf ?? NaN };
  return { ...estimate(baseline, difference, halfWidth ?? NaN, agree, chance ?? 0, seeds.length), half };
}

/** A figure of the world with the policy by itself. */
export interface PolicyFigure {
  readonly policy: number;
  /** Half the width of its 95% interval over the seeds; NaN where it is not known. */
  readonly half: number;
  readonly seeds: number;
}

/**
 * The whole-run figure of a measure that only the world with the policy has: what is owed, where nothing is lent without it. Nothing
 * is compared then, so that it has no difference, and nothing is more or less sure.
 * @returns undefined where there is a difference, or no figure, and in files of before it was kept
 */
export function policyAloneOf({ whole, seeds }: PreparedResults, dotted: string): PolicyFigure | undefined {
  const row = Object.hasOwn(whole, dotted) ? whole[dotted] : undefined;
  const [, difference, , , , , half, policy] = row ?? [];
  if (difference !== null || policy === undefined) return undefined;
  return { policy, half: half ?? NaN, seeds: seeds.length };
}

function estimate(
  baseline: number,
  difference: number,
  halfWidth: number,
  agree: number,
  chance: number,
  seeds: number,
): Omit<Estimate, 'half'> {
  const evidence = { difference, halfWidth, seeds, agree, chance };
  return { baseline, policy: baseline + difference, ...evidence, certainty: certaintyOf(evidence) };
}

/** A day of a measure. Null where there was nothing to take a mean of. */
export interface DayEstimate {
  readonly day: number;
  readonly baseline: number | null;
  readonly policy: number | null;
  readonly difference: number | null;
  /** Of the difference; where only the world with the policy has something to measure, of that figure. */
  readonly halfWidth: number | null;
}

/** The daily course of a measure by its dotted name; undefined where it is not kept. */
export function courseOf({ daily, days }: PreparedResults, dotted: string): DayEstimate[] | undefined {
  const lists = Object.hasOwn(daily, dotted) ? daily[dotted] : undefined;
  if (lists === undefined) return undefined;
  const at = (list: readonly Maybe[] | undefined, day: number): Maybe => (list === undefined ? 0 : (list[day] ?? null));
  return Array.from({ length: days }, (_, day) => {
    const [baseline, difference] = [at(lists.baseline, day), at(lists.difference, day)];
    if (baseline !== null && difference !== null) {
      return { day, baseline, policy: baseline + difference, difference, halfWidth: at(lists.halfWidth, day) };
    }
    const alone = (list: readonly Maybe[] | undefined): Maybe => list?.[day] ?? null;
    return { day, baseline, policy: alone(lists.policy), difference: null, halfWidth: alone(lists.policyHalf) };
  });
}

/** What residents of a band in a district save. */
export interface SavedEstimate extends Omit<Estimate, 'half'> {
  /** Index into AGE_BANDS, or from 0, the lowest, of incomes. */
  readonly band: number;
  /** Index into the city's districts. */
  readonly district: number;
  readonly people: number;
}

/**
 * Who saves where: `difference` is in minutes a person and day, positive where time is saved.
 * @returns nothing by income where the file is of before incomes were kept
 */
export function savedEstimates({ cells, incomes = [], seeds }: PreparedResults, by: 'age' | 'income'): SavedEstimate[] {
  return (by === 'age' ? cells : incomes).map(([band, district, people, saved, halfWidth, agree, chance]) => {
    return { band, district, people, ...estimate(0, saved, halfWidth, agree, chance, seeds.length) };
  });
}

/** What residents of an age band and an income band save in a district, or in the whole city. */
export interface CrossEstimate extends Omit<Estimate, 'half'> {
  readonly age: number;
  readonly income: number;
  /** Index into the city's districts, or WHOLE_CITY. */
  readonly district: number;
  readonly people: number;
}

/** Who saves by age, income and district at once; nothing where the file is of before that was kept. */
export function crossedEstimates({ crossed = [], seeds }: PreparedResults): CrossEstimate[] {
  return crossed.map(([age, income, district, people, saved, halfWidth, agree, chance]) => {
    return { age, income, district, people, ...estimate(0, saved, halfWidth, agree, chance, seeds.length) };
  });
}

/** Why results are not of this model and scenario; undefined where they are. */
export function whyStale(
  results: PreparedResults,
  now: { readonly model: string; readonly scenarioSha256?: string },
): 'other model' | 'other scenario' | undefined {
  if (results.model !== now.model) return 'other model';
  if (now.scenarioSha256 !== undefined && results.scenarioSha256 !== now.scenarioSha256) return 'other scenario';
  return undefined;
}

/** @throws Error if `data` is no file of prepared results in this format */
export function readPrepared(data: unknown): PreparedResults {
  const found = data as Partial<PreparedResults> | null;
  if (found?.format !== PREPARED_FORMAT) {
    throw new Error(`found the format ${JSON.stringify(found?.format)}, expected ${JSON.stringify(PREPARED_FORMAT)}`);
  }
  const lacking = (['scenario', 'model', 'days', 'seeds', 'runs', 'whole', 'daily', 'cells'] as const).find(
    (key) => found[key] === undefined,
  );
  if (lacking !== undefined) throw new Error(`found prepared results without ${lacking}, expected it`);
  return found as PreparedResults;
}

const FILES = import.meta.glob<unknown>('../../../scenarios/results/*.json', { import: 'default' });

/**
 * The prepared results of a shipped scenario, fetched when first asked for.
 * @returns undefined where none have been made
 */
export async function preparedResults(scenario: string): Promise<PreparedResults | undefined> {
  const load = FILES[`../../../scenarios/results/${scenario}.json`];
  return load === undefined ? undefined : readPrepared(await load());
}
