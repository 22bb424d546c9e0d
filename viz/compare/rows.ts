/** Which measures a comparison begins with, in groups. None names a service: what answers a scenario's question does. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { AGE_BANDS, MEASURES } from '../../sim/runner/vocabulary.ts';
import { answersOf } from '../measures/answers.ts';
import { definitionOf } from '../measures/measure.ts';
import { betterOf, type Better } from '../measures/names.ts';

export const ROW_GROUPS = ['answers', 'time', 'harm', 'equity', 'adoption', 'coverage', 'cost'] as const;
export type RowGroup = (typeof ROW_GROUPS)[number];

export interface Row {
  readonly group: RowGroup;
  /** Dotted. */
  readonly name: string;
  /** Dotted name of its daily course: what it compares, where it compares person by person. */
  readonly daily: string;
  readonly better: Better;
}

/** Ages that are looked at by themselves: the oldest. */
const OLDEST = AGE_BANDS.slice(-2).map(({ id }) => id);
const COST = /^cost\./;

const NAMES: Readonly<Record<Exclude<RowGroup, 'answers'>, readonly string[]>> = {
  time: ['saved.minutes_per_person_day', 'payments.seconds_mean', 'queue.person_minutes'],
  harm: ['refusals.count', 'walkaways.count', 'saved.losers_share'],
  equity: [
    ...OLDEST.map((age) => `saved.minutes_per_person_day.${age}`),
    ...OLDEST.slice(-1).flatMap((age) => [`saved.losers_share.${age}`, `refusals.count.${age}`]),
  ],
  adoption: ['payments.mobile_share', 'enrolment.wallet_share'],
  coverage: ['acceptance.coverage'],
  cost: MEASURES.map(({ name }) => name).filter((name) => COST.test(name)),
};

const SAVED = 'saved.minutes_per_person_day';
const SPENT = 'person.minutes_per_day';

/** @param answer whether it answers a question, and stands among those that do */
function row(group: RowGroup, name: string): Row {
  const daily = name.startsWith(SAVED) ? name.replace(SAVED, SPENT) : name;
  return { group, name, daily, better: COST.test(name) ? 'less' : betterOf(definitionOf(name)?.name ?? name) };
}

/** All rows: what these scenarios ask for, then the rest, then what the reader adds; each measure once. */
export function rowsOf(scenarios: readonly Scenario[], added: readonly string[]): Row[] {
  const seen = new Set<string>();
  const once = (rows: readonly Row[]): Row[] => rows.filter(({ name }) => !seen.has(name) && seen.add(name));
  const usual = Object.values(NAMES).flat();
  const asked = [...added, ...scenarios.flatMap((scenario) => answersOf(scenario).map(({ measure }) => measure))];
  return [
    ...once(asked.filter((name) => !usual.includes(name)).map((name) => row('answers', name))),
    ...ROW_GROUPS.flatMap((group) => (group === 'answers' ? [] : once(NAMES[group].map((name) => row(group, name))))),
  ];
}
