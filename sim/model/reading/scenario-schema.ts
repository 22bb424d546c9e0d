/** The format of scenario files, for reading them and for publishing as JSON Schema. */
import * as z from 'zod';
import { DAYS_MAX } from '../../kernel/time.ts';
import type { City } from '../city.ts';
import { namesOfEveryCity } from '../measures/dictionary.ts';
import { PARAMETERS } from '../parameters.ts';
import type { PolicyKind } from '../policy/kind.ts';
import { POLICY_KINDS } from '../policy/registry.ts';
import { bothNames, choice, list, localName, number, record, startDate, whole } from './fields.ts';
import { policyAction } from './policy-schema.ts';

export const SCALE_MAX = 100_000;
export const SEED_LENGTH_MAX = 64;
export const SCALE_DEFAULT = 100;
export const SEED_DEFAULT = '1';
export const ACTIONS_MAX = 200;
const NAME_PATTERN = /^[a-z0-9][a-z0-9._-]{0,63}$/;
const NAME_EXPECTED = 'a name of 1 to 64 lower-case letters, digits, dots and hyphens';
const SEED_EXPECTED = `a text of 1 to ${SEED_LENGTH_MAX} visible characters, or a whole number`;

/**
 * Whether a text can be a seed: not empty, not long, nothing in it or at its ends that cannot be seen. The same in a file, on
 * the command line and in an address.
 */
export function isSeed(text: string): boolean {
  return text.length > 0 && text.length <= SEED_LENGTH_MAX && text === text.trim() && !INVISIBLE_IN_SEED.test(text);
}

/** What is not drawn, and all spaces but the plain one, which look like it. */
const INVISIBLE_IN_SEED = /(?! )[\p{C}\p{Z}\u115f\u1160\u3164\uffa0]/u;

/** Whether a text can be a scenario's name. */
export function isScenarioName(text: string): boolean {
  return NAME_PATTERN.test(text);
}

/** The schema for these cities; `districts` are the ids that actions may name. */
export function scenarioSchema(
  cities: readonly string[],
  districts: readonly string[],
  kinds: readonly PolicyKind[] = POLICY_KINDS,
) {
  return record({
    name: z
      .string(NAME_EXPECTED)
      .regex(NAME_PATTERN, NAME_EXPECTED)
      .optional()
      .describe('The file’s name where left out.'),
    title: localName(200).optional(),
    description: localName(2000).optional(),
    question: bothNames(300)
      .optional()
      .describe('What the scenario is run to find out, in both languages. Shown only.'),
    answers: answers()
      .optional()
      .describe('Three measures that answer the question; the third is the harm. Shown only.'),
    city: choice(cities),
    start: startDate().describe('First day of the run.'),
    days: whole(1, DAYS_MAX, 'a whole number of days').describe('Length of the run.'),
    scale: whole(1, SCALE_MAX, 'a whole number')
      .default(SCALE_DEFAULT)
      .describe('The city is simulated at 1:scale: people and facilities shrink, the load on each facility does not.'),
    seed: z
      .union([seedText(), seedNumber()], SEED_EXPECTED)
      .default(SEED_DEFAULT)
      .describe('Names the random numbers. The same seed gives the same run.'),
    parameters: record(parameterShape())
      .optional()
      .describe('Parameters of the model that differ from their defaults.'),
    policy: list(policyAction(districts, kinds), 0, ACTIONS_MAX, 'actions').describe(
      'What the second world has; [] for nothing.',
    ),
  });
}

const ANSWERS = 3;
const ANSWERS_EXPECTED = `a list of ${ANSWERS} different measures, the third of them the harm`;

function answers() {
  return z
    .array(choice(namesOfEveryCity()), ANSWERS_EXPECTED)
    .length(ANSWERS, ANSWERS_EXPECTED)
    .refine((names) => new Set(names).size === names.length, ANSWERS_EXPECTED);
}

function seedText() {
  return z
    .string(SEED_EXPECTED)
    .min(1, SEED_EXPECTED)
    .max(SEED_LENGTH_MAX, SEED_EXPECTED)
    .refine(isSeed, SEED_EXPECTED);
}

function seedNumber() {
  return z.int(SEED_EXPECTED).min(Number.MIN_SAFE_INTEGER, SEED_EXPECTED).max(Number.MAX_SAFE_INTEGER, SEED_EXPECTED);
}

function parameterShape() {
  const fields = PARAMETERS.map(({ id, value, unit, low, high, mark, source, about, whole: counted }) => [
    id,
    (counted ? whole(low, high, `a whole number (${unit})`) : number(low, high, `a number (${unit})`))
      .optional()
      .describe(`${about} ${value} ${unit} where left out. ${mark}: ${source}`),
  ]);
  return Object.fromEntries(fields) as Record<string, z.ZodOptional<z.ZodNumber>>;
}

/** A scenario file that is in order. */
export type ScenarioFile = z.infer<ReturnType<typeof scenarioSchema>>;

/** The JSON Schema of scenario files, as published in scenarios/scenario.schema.json. */
export function scenarioJsonSchema(
  cities: ReadonlyMap<string, City>,
  kinds: readonly PolicyKind[] = POLICY_KINDS,
): object {
  const districts = [...cities.values()].flatMap((city) => city.districts.map((district) => district.id));
  const schema = z.toJSONSchema(scenarioSchema([...cities.keys()], [...new Set(districts)], kinds), { io: 'input' });
  return { title: 'Cashless City scenario', ...schema };
}
