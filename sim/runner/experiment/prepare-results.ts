/** Makes the results of a scenario that are kept beforehand, from worlds of several seeds. */
import { MEASURES, dottedName, type MeasureValue } from '../../model/measures/dictionary.ts';
import { PARAMETERS } from '../../model/parameters.ts';
import type { Scenario } from '../../model/scenario.ts';
import { wholeRun, withPairedMeasures, type Comparable } from '../pair.ts';
import { savedCells, type SavedCell } from '../saved-cells.ts';
import {
  PREPARED_FORMAT,
  WHOLE_CITY,
  type DailyLists,
  type PreparedResults,
  type SavedFigures,
  type WholeRow,
} from './prepared-results.ts';
import { agreeing, halfWidth, mean } from './statistics.ts';

/** A world with its digest. */
export type PreparedWorld = Comparable & { readonly digest: string };

/** The worlds of a seed: without and with the policy, and with it once more, different by chance alone. */
export interface SeedWorlds {
  readonly seed: string;
  readonly baseline: PreparedWorld;
  readonly policy: PreparedWorld;
  readonly chance: PreparedWorld;
}

/** A ten-thousandth. */
const HAIR = 1e-4;

/**
 * The scenario of the null comparison: every time of the model that is stated in seconds is a ten-thousandth longer, in every
 * other seed shorter. That moves here and there a boarding or a payment by a tenth of a second, from which on other buses
 * are caught and other queues met; on average nothing changes.
 */
export function withChance(scenario: Scenario, seedIndex: number): Scenario {
  const factor = seedIndex % 2 === 0 ? 1 + HAIR : 1 - HAIR;
  const moved = PARAMETERS.filter(({ unit }) => unit === 's').map(({ id }) => [id, scenario.parameters[id]! * factor]);
  return { ...scenario, parameters: { ...scenario.parameters, ...(Object.fromEntries(moved) as object) } };
}

/** Measures that are kept day by day for each age band too, and those of them that are for each district. */
const DAILY_BY_AGE = ['person.minutes_per_day', 'payments.mobile_share', 'refusals.count'];
const DAILY_BY_DISTRICT = ['person.minutes_per_day', 'payments.mobile_share'];
/** Who gains and loses by age is compared between plans too. */
const OF_AGES = /^(saved|refusals)\.[a-z_]+\.\d/;
const AN_AGE = /^age=[^;]*$/;
const A_DISTRICT = /^district=[^;]*$/;
/** How residents stand to an enrolment: the parts of its curve. */
const STANDINGS = /^standing=/;
/** Parts of the interval that rounding leaves to be told apart, of a whole run and of a day; digits where there is no interval. */
const PARTS = 20;
const DAILY_PARTS = 10;
const DIGITS = 5;
const DAILY_DIGITS = 4;
/** Differences that vary by less, relative to what they are of, are equal: a sum in another order has other last digits. */
const EQUAL = 1e-12;

type Maybe = number | null;

/** @param scenario as it was run, but for the seed */
export function prepareResults(
  scenario: Scenario,
  worlds: readonly SeedWorlds[],
  about: Pick<PreparedResults, 'version' | 'model' | 'scenarioSha256' | 'shipped'>,
): PreparedResults {
  const { city, days } = scenario;
  const effects = worlds.map(({ baseline, policy }) => withPairedMeasures(baseline, policy, city, days));
  const nulls = worlds.map(({ policy, chance }) => withPairedMeasures(policy, chance, city, days));
  const [baselines, policies] = [
    effects.map((pair) => wholeRun(pair.baseline)),
    effects.map((pair) => wholeRun(pair.policy)),
  ];
  const [befores, afters] = [nulls.map((pair) => wholeRun(pair.baseline)), nulls.map((pair) => wholeRun(pair.policy))];
  const whole = Object.keys(baselines[0]!).map((name): [string, WholeRow] => {
    const values = (of: readonly Readonly<Record<string, Maybe>>[]) => of.map((measures) => measures[name] ?? null);
    const chance = differencesOf(values(befores), values(afters))?.map(Math.abs);
    const [before, after] = [values(baselines), values(policies)];
    const [base, difference, half, agree] = pairRow(before, after);
    const byChance = chance === undefined ? null : digits(mean(chance), 2);
    const row = [base, difference, half, agree, byChance, levelHalf(before), levelHalf(after)] as const;
    const alone = difference === null ? level(after) : null;
    return [name, alone === null ? row : [...row, alone]];
  });
  return {
    format: PREPARED_FORMAT,
    scenario: scenario.name,
    ...about,
    start: scenario.start,
    days,
    scale: scenario.scale,
    seeds: worlds.map(({ seed }) => seed),
    runs: worlds.map(({ seed, baseline, policy, chance }) => {
      return { seed, baseline: baseline.digest, policy: policy.digest, chance: chance.digest };
    }),
    whole: Object.fromEntries(whole),
    each: eachSeed(scenario, baselines, policies),
    daily: dailyOf(scenario, worlds),
    cells: rowsOf(scenario, worlds, ofBand('age')),
    incomes: rowsOf(scenario, worlds, ofBand('income')),
    crossed: rowsOf(scenario, worlds, ofBoth),
  };
}

/** Policy − baseline of totals and answers, seed by seed. */
function eachSeed(
  { answers = [] }: Scenario,
  baselines: readonly Readonly<Record<string, Maybe>>[],
  policies: readonly Readonly<Record<string, Maybe>>[],
): Record<string, Maybe[]> {
  const totals = new Set(MEASURES.map(({ name }) => name));
  const kept = (name: string) => totals.has(name) || answers.includes(name) || OF_AGES.test(name);
  return Object.fromEntries(
    Object.keys(baselines[0]!)
      .filter(kept)
      .map((name) => {
        const differences = policies.map((measures, seed): Maybe => {
          const [before, after] = [baselines[seed]?.[name] ?? null, measures[name] ?? null];
          return before === null || after === null ? null : digits(after - before, DIGITS);
        });
        return [name, differences];
      }),
  );
}

/** Policy − baseline in each seed; undefined where one of them has nothing to measure. */
function differencesOf(baseline: readonly Maybe[], policy: readonly Maybe[]): number[] | undefined {
  if (baseline.includes(null) || policy.includes(null)) return undefined;
  return policy.map((value, i) => value! - baseline[i]!);
}

function pairRow(baseline: readonly Maybe[], policy: readonly Maybe[], parts = PARTS): [Maybe, Maybe, Maybe, number] {
  const differences = differencesOf(baseline, policy);
  const base = level(baseline);
  if (differences === undefined) return [base, null, null, 0];
  const most = Math.max(...[...baseline, ...policy].map((value) => Math.abs(value ?? 0)));
  const spread = halfWidth(differences);
  const half = spread <= EQUAL * most ? 0 : spread;
  return [base, round(mean(differences), half, parts), round(half, half, parts), agreeing(differences)];
}

/** The figure of one world; null where a seed has nothing to measure. */
function level(values: readonly Maybe[]): Maybe {
  const known = values.filter((value) => value !== null);
  return known.length < values.length ? null : digits(mean(known), DIGITS);
}

/** Half the width of the interval of a figure in one world; null where a seed has nothing to measure. */
function levelHalf(values: readonly Maybe[]): Maybe {
  const known = values.filter((value) => value !== null);
  return known.length < values.length ? null : digits(halfWidth(known), 2);
}

const digits = (value: number, count: number): number => Number(value.toPrecision(count));

/** To a power of ten that is at most such a part of the interval. */
function round(value: number, half: number, parts = PARTS): number {
  if (!(half > 0)) return digits(value, DIGITS);
  const decimals = Math.ceil(-Math.log10(half / parts));
  return decimals > 0 ? Number(value.toFixed(Math.min(20, decimals))) : Math.round(value);
}

function dailyOf({ days, answers = [] }: Scenario, worlds: readonly SeedWorlds[]): Record<string, DailyLists> {
  const kept = ({ name, group }: MeasureValue) =>
    group === '' ||
    (DAILY_BY_AGE.includes(name) && AN_AGE.test(group)) ||
    (DAILY_BY_DISTRICT.includes(name) && A_DISTRICT.test(group)) ||
    STANDINGS.test(group) ||
    answers.includes(dottedName({ name, group }));
  const series = (world: Comparable) => {
    const byName = new Map<string, Maybe[]>();
    for (const value of world.values) {
      if (value.day < 0 || !kept(value)) continue;
      const name = dottedName(value);
      const list = byName.get(name) ?? [];
      byName.set(name, list);
      list[value.day] = value.value;
    }
    return byName;
  };
  const all = worlds.map(({ baseline, policy }) => ({ baseline: series(baseline), policy: series(policy) }));
  const daily = MEASURES.filter((measure) => measure.daily);
  const names = [...(all[0]?.baseline.keys() ?? [])].filter((dotted) =>
    daily.some(({ name }) => dotted === name || dotted.startsWith(`${name}.`)),
  );
  return Object.fromEntries(
    names.map((name) => {
      const rows = Array.from({ length: days }, (_, day) => {
        const at = (world: 'baseline' | 'policy') => all.map((of) => of[world].get(name)?.[day] ?? null);
        const [base, difference, half] = pairRow(at('baseline'), at('policy'), DAILY_PARTS);
        const isAlone = base === null || difference === null;
        return { base, difference, half, policy: isAlone ? level(at('policy')) : null, own: levelHalf(at('policy')) };
      });
      const short = (value: Maybe): Maybe => (value === null ? null : digits(value, DAILY_DIGITS));
      const both = {
        baseline: rows.map(({ base }) => short(base)),
        difference: rows.map(({ difference }) => difference),
        halfWidth: rows.map(({ half }) => half),
      };
      const alone = {
        policy: rows.map(({ policy }) => short(policy)),
        policyHalf: rows.map(({ policy, own }) => (policy === null ? null : own)),
      };
      const kept = [
        ...Object.entries(both).filter(([, values]) => values.some((value) => value !== 0)),
        ...Object.entries(alone).filter(([, values]) => values.some((value) => value !== null)),
      ];
      return [name, Object.fromEntries(kept) as DailyLists];
    }),
  );
}

/** Who is put together: a cell counts in each of these groups. */
type GroupsOf<Key extends readonly number[]> = (cell: SavedCell) => readonly Key[];

const ofBand =
  (by: 'age' | 'income'): GroupsOf<readonly [band: number, district: number]> =>
  (cell) => [[cell[by], cell.district]];
const ofBoth: GroupsOf<readonly [age: number, income: number, district: number]> = ({ age, income, district }) => [
  [age, income, district],
  [age, income, WHOLE_CITY],
];

/** Minutes that residents of each group save on average, by its key as text. */
function savedBy<Key extends readonly number[]>(cells: readonly SavedCell[], groupsOf: GroupsOf<Key>) {
  const groups = new Map<string, { readonly key: Key; people: number; minutes: number }>();
  for (const cell of cells) {
    for (const key of groupsOf(cell)) {
      const sum = groups.get(key.join()) ?? { key, people: 0, minutes: 0 };
      sum.people += cell.people;
      sum.minutes += cell.minutes;
      groups.set(key.join(), sum);
    }
  }
  return groups;
}

/** How many figures follow the key in a row. */
const FIGURES = 5;

/** By the last part of the keys of two rows, then by the one before. */
function inOrder(a: readonly number[], b: readonly number[], parts: number): number {
  const last = parts - 1;
  return parts === 0 ? 0 : a[last]! - b[last]! || inOrder(a, b, last);
}

/** Groups with residents in every seed, in order of the last part of their key, then of the one before. */
function rowsOf<Key extends readonly number[]>(
  { city, days }: Scenario,
  worlds: readonly SeedWorlds[],
  groupsOf: GroupsOf<Key>,
): (readonly [...Key, ...SavedFigures])[] {
  const each = worlds.map(({ baseline, policy, chance }) => ({
    effect: savedBy(savedCells(baseline, policy, city, days), groupsOf),
    chance: savedBy(savedCells(policy, chance, city, days), groupsOf),
  }));
  const rows = [...(each[0]?.effect ?? [])].flatMap(([name, { key }]) => {
    const effects = each.flatMap(({ effect }) => effect.get(name) ?? []);
    const chances = each.flatMap(({ chance }) => chance.get(name) ?? []);
    if (effects.length < worlds.length) return [];
    const saved = effects.map(({ minutes, people }) => minutes / people);
    const nothing = chances.map(({ minutes, people }) => Math.abs(minutes / people));
    const half = halfWidth(saved);
    const people = Math.round(mean(effects.map((group) => group.people)));
    const byChance = digits(mean(nothing), 3);
    return [[...key, people, round(mean(saved), half), round(half, half), agreeing(saved), byChance] as const];
  });
  return rows.sort((a, b) => inOrder(a, b, a.length - FIGURES));
}
