/** What the article of 2017 and other publications claim, as data: each claim with the runs that test it, or why none can. */
import * as z from 'zod';
import { MEASURES } from '../../model/measures/dictionary.ts';
import { PARAMETERS } from '../../model/parameters.ts';
import { explain } from '../../model/reading/explain.ts';
import { bothNames, choice, date, list, number, record, text } from '../../model/reading/fields.ts';
import { inFileOrder, type Mistake } from '../../model/reading/mistake.ts';
import { readYaml } from '../../model/reading/yaml-source.ts';

const BIG = 1e15;
const MEASURE_EXPECTED = 'the dotted name of a measure';
const measureName = () =>
  z
    .string(MEASURE_EXPECTED)
    .refine((name) => MEASURES.some((one) => name === one.name || name.startsWith(`${one.name}.`)), MEASURE_EXPECTED);

/** A figure of a pair of worlds. */
const figure = () =>
  record({
    world: choice(['baseline', 'policy', 'difference'] as const).describe('The difference is policy − baseline.'),
    measure: measureName(),
    per: measureName().optional().describe('Measure of the same world to divide by.'),
    on: date().optional().describe('A day, or the last of several; the whole run where left out.'),
    from: date().optional().describe('First of the days that are added up.'),
    mean: z.boolean('true or false').optional().describe('The mean of the days instead of their sum.'),
    relative: z.boolean('true or false').optional().describe('The difference as a share of the baseline.'),
    times: number(-BIG, BIG, 'a number').optional().describe('Factor to the unit of the claim.'),
    whole_city: z.boolean('true or false').optional().describe('Times the scale: a count of simulated things.'),
  });

/** A parameter, with a narrower range than its own where that is too wide for what it stands for here. */
const dependence = () =>
  record({
    parameter: choice(PARAMETERS.map(({ id }) => id)),
    low: number(-BIG, BIG, 'a number').optional(),
    high: number(-BIG, BIG, 'a number').optional(),
  });

const test = () =>
  record({
    scenario: z
      .union([text(64), z.looseObject({})], 'the name of a shipped scenario, or a scenario')
      .describe('A shipped scenario, or one of the claim’s own.'),
    days: number(1, 4940, 'a whole number of days').optional(),
    scale: number(1, 100_000, 'a whole number').optional(),
    figure: figure(),
    is: choice(['about', 'at_least', 'at_most'] as const).describe('How the claimed figure is meant.'),
    within: number(0, 1, 'a share').optional().describe('How far off "about" may be, as a share; 0.1 where left out.'),
    depends_on: list(dependence(), 0, 12, 'parameters').describe(
      'Assumed parameters that are moved to both ends of their ranges, one at a time and together.',
    ),
  });

const claim = () =>
  record({
    id: text(64),
    article: number(1, 12, 'a whole number from 1 to 12')
      .optional()
      .describe('Number of the claim in the article of 2017.'),
    study: text(200).optional().describe('The publication, where it is not the article.'),
    claim: bothNames(500),
    claimed: number(-BIG, BIG, 'a number').optional(),
    unit: bothNames(60),
    source: text(300),
    mechanism: bothNames(1000).describe('Why it comes out so.'),
    fitted: z.boolean('true or false').default(false).describe('Whether parameters were set to meet it.'),
    input: z.boolean('true or false').default(false).describe('Whether it is put into the scenarios as it stands.'),
    test: test().optional(),
    untestable: bothNames(1000).optional().describe('Why it cannot be tested, and what data would.'),
  });

const schema = () => record({ claims: list(claim(), 1, 100, 'claims') });

export type Claim = z.infer<ReturnType<typeof claim>>;
export type ClaimTest = NonNullable<Claim['test']>;

export type ClaimsReading =
  | { readonly ok: true; readonly claims: readonly Claim[] }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** Reads a file of claims. Never throws for what is in `file`. */
export function readClaims(file: string): ClaimsReading {
  const source = readYaml(file);
  if (source.root === undefined) return { ok: false, mistakes: inFileOrder(source.mistakes) };
  const parsed = schema().safeParse(source.root);
  const mistakes = [...source.mistakes, ...(parsed.success ? [] : explain(parsed.error.issues, source))];
  if (mistakes.length > 0 || !parsed.success) return { ok: false, mistakes: inFileOrder(mistakes) };
  const further = parsed.data.claims.flatMap(({ test: tested, untestable, claimed, article, study }, i): Mistake[] => {
    const at = { ...source.valueAt(['claims', i]), path: `claims[${i}]` };
    if ((tested === undefined) === (untestable === undefined)) {
      const found = tested === undefined ? 'neither test nor untestable' : 'both test and untestable';
      return [{ ...at, found, expected: 'one of them' }];
    }
    if (tested !== undefined && claimed === undefined) {
      return [{ ...at, found: 'a test without claimed', expected: 'the figure that is tested' }];
    }
    if ((article === undefined) === (study === undefined)) {
      return [
        { ...at, found: `${article === undefined ? 'neither' : 'both'} article and study`, expected: 'one of them' },
      ];
    }
    return [];
  });
  return further.length > 0 ? { ok: false, mistakes: inFileOrder(further) } : { ok: true, claims: parsed.data.claims };
}

/** A claimed figure of a day, to be drawn beside the curve of its measure. */
export interface ClaimMark {
  readonly scenario: string;
  readonly measure: string;
  readonly date: string;
  readonly value: number;
  readonly source: string;
}

/** The marks for charts: claims about a day of a shipped scenario in which their policy is played. */
export function marksOf(claims: readonly Claim[]): ClaimMark[] {
  return claims.flatMap(({ claimed, source, test: tested }) => {
    if (tested === undefined || typeof tested.scenario !== 'string' || claimed === undefined) return [];
    const { world, measure, on, from, per } = tested.figure;
    if (world !== 'policy' || on === undefined || from !== undefined || per !== undefined) return [];
    return tested.is === 'about' ? [{ scenario: tested.scenario, measure, date: on, value: claimed, source }] : [];
  });
}
