/** Which cities may join, in which way, and what moves them: scenarios/joining/five-cities.yaml. */
import type * as z from 'zod';
import { SECTORS } from '../../model/catalogue.ts';
import { MEASURES } from '../../model/measures/dictionary.ts';
import { isSetUp } from '../../model/policy/extras.ts';
import { kindOf, POLICY_KINDS } from '../../model/policy/registry.ts';
import { explain } from '../../model/reading/explain.ts';
import { bothNames, choice, date, list, number, record, startDate, text } from '../../model/reading/fields.ts';
import { formatPath, inFileOrder, quote, type Mistake } from '../../model/reading/mistake.ts';
import { readYaml, type YamlSource } from '../../model/reading/yaml-source.ts';
import type { Scenario } from '../../model/scenario.ts';

const HIGHEST = 1000;

/** Parameters, with the highest value that each can have: shares are of all there are. */
export const JOINING_HIGHEST = {
  spontaneous_monthly: HIGHEST,
  pull_monthly: HIGHEST,
  trips_per_resident_year: HIGHEST,
  trips_among_share: HIGHEST,
  told_share: HIGHEST,
  moving_monthly_share: 1,
} as const;

const value = (id: JoiningParameter) => number(0, JOINING_HIGHEST[id], 'a number');
const ranged = (id: JoiningParameter) => record({ value: value(id), low: value(id), high: value(id) });
const changed = (id: JoiningParameter) => value(id).optional();

const schema = () =>
  record({
    start: startDate(),
    told_of: record({ sector: choice(SECTORS), measure: choice(MEASURES.map(({ name }) => name)) }),
    cities: list(
      record({
        city: text(64),
        rollout: text(64).describe('Shipped scenario whose actions it takes when it joins, counted from that day.'),
        joins: date().optional().describe('When it joins in any case; decided in the run where left out.'),
      }),
      2,
      50,
      'cities',
    ),
    parameters: record({
      spontaneous_monthly: ranged('spontaneous_monthly'),
      pull_monthly: ranged('pull_monthly'),
      trips_per_resident_year: ranged('trips_per_resident_year'),
      trips_among_share: ranged('trips_among_share'),
      told_share: ranged('told_share'),
      moving_monthly_share: ranged('moving_monthly_share'),
    }),
    cases: list(
      record({
        id: text(32),
        name: bothNames(80),
        set: record({
          spontaneous_monthly: changed('spontaneous_monthly'),
          pull_monthly: changed('pull_monthly'),
          trips_per_resident_year: changed('trips_per_resident_year'),
          trips_among_share: changed('trips_among_share'),
          told_share: changed('told_share'),
          moving_monthly_share: changed('moving_monthly_share'),
        }).describe('Other values of parameters.'),
      }),
      1,
      20,
      'cases',
    ).describe('What is assumed, and what might be instead; the first is what is assumed.'),
  });

export type JoiningPlan = z.infer<ReturnType<typeof schema>>;
export type JoiningParameter = keyof typeof JOINING_HIGHEST;

/**
 * Reads the file. Never throws for what is in it.
 * @param rollout the scenario whose actions a city takes, by name, which throws a RangeError where there is none
 */
export function readJoiningPlan(
  file: string,
  rollout: (name: string) => Scenario,
): { readonly ok: true; readonly plan: JoiningPlan } | { readonly ok: false; readonly mistakes: readonly Mistake[] } {
  const source = readYaml(file);
  if (source.root === undefined) return { ok: false, mistakes: inFileOrder(source.mistakes) };
  const parsed = schema().safeParse(source.root);
  const wrong = parsed.success ? rolloutMistakes(parsed.data, source, rollout) : explain(parsed.error.issues, source);
  const mistakes = [...source.mistakes, ...wrong];
  if (mistakes.length > 0 || !parsed.success) return { ok: false, mistakes: inFileOrder(mistakes) };
  return { ok: true, plan: parsed.data };
}

/** Rollouts that there are not, and those with actions that no city can take once it is set up. */
function rolloutMistakes(
  { cities }: JoiningPlan,
  source: YamlSource,
  rollout: (name: string) => Scenario,
): readonly Mistake[] {
  return cities.flatMap(({ rollout: name }, at) => {
    const path = ['cities', at, 'rollout'];
    const mistake = { ...source.valueAt(path), path: formatPath(path) };
    try {
      const kinds = rollout(name).policy.map(({ kind }) => kind);
      const set = kinds.find((kind) => isSetUp(kindOf(kind)));
      if (set === undefined) return [];
      const able = POLICY_KINDS.filter((kind) => !isSetUp(kind)).map(({ id }) => id);
      const found = `${quote(name)}, which has ${set}: its part of a city is made at set-up, long before one joins`;
      return [{ ...mistake, found, expected: `a scenario of ${able.join(', ')}`, hint: 'choose another scenario' }];
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return [{ ...mistake, found: quote(name), expected: 'the name of a shipped scenario' }];
    }
  });
}
