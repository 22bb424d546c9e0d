/** Experiment files: scenarios × factors × design × seeds, as data. */
import * as z from 'zod';
import { DAYS_MAX } from '../../kernel/time.ts';
import { MEASURES } from '../../model/measures/dictionary.ts';
import { PARAMETERS } from '../../model/parameters.ts';
import { explain } from '../../model/reading/explain.ts';
import { list, localName, number, record, text, whole } from '../../model/reading/fields.ts';
import { describe, inFileOrder, type Mistake } from '../../model/reading/mistake.ts';
import { nearest } from '../../model/reading/nearest.ts';
import { isSeed, SCALE_MAX } from '../../model/reading/scenario-schema.ts';
import { readYaml, type YamlSource } from '../../model/reading/yaml-source.ts';
import { SOBOL_DIMENSIONS_MAX } from './sobol-sequence.ts';

const FACTORS_MAX = 100;
const LEVELS_MAX = 1000;
const POINTS_MAX = 100_000;
export const SEEDS_MAX = 10_000;
const BIG = 1e12;

const MEASURE_EXPECTED = 'the dotted name of a measure';
const measureName = () => z.string(MEASURE_EXPECTED).refine(isMeasure, MEASURE_EXPECTED);

/** Whether a dotted name begins with that of a measure: which groups there are depends on the city. */
function isMeasure(name: string): boolean {
  return MEASURES.some((measure) => name === measure.name || name.startsWith(`${measure.name}.`));
}

const SET_EXPECTED =
  'city, start, days, scale, parameters.NAME (any parameter) or policy[N].FIELD (a field of an action, counted from 0)';
const SET_PATTERN = /^(city|start|days|scale|parameters\..+|policy\[\d{1,3}\]\.[a-z_]+)$/;
const VALUE_EXPECTED = 'a number, a text, true or false, or a list of texts';

const factor = () =>
  record({
    set: z
      .string(SET_EXPECTED)
      .regex(SET_PATTERN, SET_EXPECTED)
      .describe('What is varied: city, start, days, scale, parameters.NAME, or policy[N].FIELD counted from 0.'),
    values: list(
      z.union([z.number(), z.string(), z.boolean(), z.array(z.string())], VALUE_EXPECTED),
      1,
      LEVELS_MAX,
      'values',
    )
      .optional()
      .describe('Its levels, in the form the scenario file has them.'),
    low: number(-BIG, BIG, 'a number').optional().describe('Lower end; of a parameter its own where left out.'),
    high: number(-BIG, BIG, 'a number').optional().describe('Upper end; of a parameter its own where left out.'),
    levels: whole(2, LEVELS_MAX, 'a whole number')
      .optional()
      .describe('How many values from low to high, evenly, in designs of levels; 2 where left out.'),
    note: text(1000).optional(),
  });

const points = () => whole(1, POINTS_MAX, 'a whole number of points');
const designSeed = () => text(64).optional().describe('Names the random numbers of the design.');

/** Designs by kind. */
const designs = () =>
  z.discriminatedUnion(
    'kind',
    [
      record({ kind: z.literal('full_factorial') }),
      record({ kind: z.literal('one_at_a_time') }),
      record({ kind: z.literal('latin_hypercube'), points: points(), seed: designSeed() }),
      record({ kind: z.literal('sobol_sequence'), points: points() }),
      record({
        kind: z.literal('morris'),
        trajectories: whole(2, 1000, 'a whole number'),
        levels: z
          .literal([4, 6, 8, 10], 'one of 4, 6, 8, 10')
          .default(4)
          .describe('Levels of the grid; 4 where left out.'),
        seed: designSeed(),
      }),
      record({
        kind: z.literal('sobol_indices'),
        points: points().describe('Base points N: N (factors + 2) points are run.'),
      }),
    ],
    'one of full_factorial, one_at_a_time, latin_hypercube, sobol_sequence, morris, sobol_indices',
  );

const SEEDS_EXPECTED = `a whole number from 1 to ${SEEDS_MAX}, a list of seeds, or a map with the key until`;
const SEED_EXPECTED = 'a seed: visible text, or a whole number';
const seeds = () =>
  z.union(
    [
      z.int(SEEDS_EXPECTED).min(1, SEEDS_EXPECTED).max(SEEDS_MAX, SEEDS_EXPECTED),
      z
        .array(z.union([z.int(), z.string().refine(isSeed, SEED_EXPECTED)], SEED_EXPECTED))
        .min(1, SEEDS_EXPECTED)
        .max(SEEDS_MAX, SEEDS_EXPECTED),
      record({
        until: record({
          measure: measureName().describe('The measure whose paired difference is looked at.'),
          half_width: z
            .number('a number above 0')
            .positive('a number above 0')
            .describe('Bound of half the width of its 95% interval, in the unit of the measure.'),
          least: whole(2, SEEDS_MAX, 'a whole number').default(5).describe('Seeds to begin with; 5 where left out.'),
          most: whole(2, SEEDS_MAX, 'a whole number').describe('Seeds at most.'),
        }),
      }),
    ],
    SEEDS_EXPECTED,
  );

export const experimentSchema = () =>
  record({
    title: localName(200).optional(),
    description: localName(2000).optional(),
    scenarios: list(text(500), 1, 100, 'scenarios').describe(
      'Names of shipped scenarios, or files, relative to this one.',
    ),
    days: whole(1, DAYS_MAX, 'a whole number of days').optional().describe('Instead of the scenarios’ own.'),
    scale: whole(1, SCALE_MAX, 'a whole number').optional().describe('Instead of the scenarios’ own.'),
    factors: list(factor(), 0, FACTORS_MAX, 'factors').default([]).describe('What is varied.'),
    design: designs()
      .default({ kind: 'full_factorial' })
      .describe('Which combinations are run; all (full_factorial) where left out.'),
    seeds: seeds().default(1).describe('How many (1, 2, 3 …), which, or until a difference is known well enough.'),
    null_comparison: z
      .boolean('true or false')
      .default(false)
      .describe(
        'Also run the world with the policy once more, different by chance alone, and call no difference sure that is no larger.',
      ),
    measures: list(measureName(), 1, 100, 'measures')
      .optional()
      .describe('What the report is about; the answers of the scenarios where left out.'),
  });

/** An experiment file that is in order. */
export type ExperimentFile = z.infer<ReturnType<typeof experimentSchema>>;
export type Factor = ExperimentFile['factors'][number];
export type FactorValue = NonNullable<Factor['values']>[number];

export type ExperimentReading =
  | { readonly ok: true; readonly file: ExperimentFile; readonly source: YamlSource }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** Reads an experiment file. Never throws for what is in `text`. */
export function readExperiment(text: string): ExperimentReading {
  const source = readYaml(text, ['seeds[]']);
  if (source.root === undefined) return { ok: false, mistakes: inFileOrder(source.mistakes) };
  const parsed = experimentSchema().safeParse(source.root);
  const mistakes = [...source.mistakes, ...(parsed.success ? [] : explain(parsed.error.issues, source))];
  if (mistakes.length > 0 || !parsed.success) return { ok: false, mistakes: inFileOrder(mistakes) };
  const further = [
    ...parsed.data.factors.flatMap((one, i) => factorMistakes(one, i, source)),
    ...designMistakes(parsed.data, source),
    ...seedMistakes(parsed.data, source),
  ];
  if (further.length > 0) return { ok: false, mistakes: inFileOrder(further) };
  return { ok: true, file: parsed.data, source };
}

const PARAMETER_IDS = PARAMETERS.map(({ id }) => id);

/** The parameter a factor varies; undefined where it varies something else. */
export function parameterOf({ set }: Factor) {
  return set.startsWith('parameters.') ? PARAMETERS.find(({ id }) => `parameters.${id}` === set) : undefined;
}

function factorMistakes(factor: Factor, index: number, source: YamlSource): Mistake[] {
  const { set, values, low, high, levels } = factor;
  const mistake = (key: string, found: string, expected: string, hint?: string): Mistake => ({
    ...source.valueAt(['factors', index, key]),
    path: `factors[${index}].${key}`,
    found,
    expected,
    ...(hint === undefined ? {} : { hint }),
  });
  if (set.startsWith('parameters.') && parameterOf(factor) === undefined) {
    const best = nearest(set.slice('parameters.'.length), PARAMETER_IDS);
    return [mistake('set', describe(set), 'the name of a parameter', `the nearest is parameters.${best}`)];
  }
  const isRanged = low !== undefined || high !== undefined || levels !== undefined;
  if (values !== undefined) {
    return isRanged ? [mistake('values', 'values and a range', 'either values, or low and high')] : [];
  }
  const range = rangeOf(factor);
  if (range === undefined) return [mistake('set', 'neither values nor low and high', 'one of them')];
  return range.low < range.high ? [] : [mistake('high', `${range.low} to ${range.high}`, 'low below high')];
}

/** The range of a factor that has one. */
export function rangeOf(factor: Factor): { low: number; high: number; whole: boolean } | undefined {
  const parameter = parameterOf(factor);
  const [low, high] = [factor.low ?? parameter?.low, factor.high ?? parameter?.high];
  if (low === undefined || high === undefined) return undefined;
  return { low, high, whole: parameter?.whole ?? ['days', 'scale'].includes(factor.set) };
}

/** A seed twice is one run, whether it is written alike or only looks so. */
function seedMistakes({ seeds }: ExperimentFile, source: YamlSource): Mistake[] {
  if (!Array.isArray(seeds)) return [];
  const spelt = seeds.map((seed) => String(seed).normalize('NFC'));
  return spelt.flatMap((seed, i) => {
    const first = spelt.indexOf(seed);
    if (first === i) return [];
    const found = `${describe(seeds[i])} again`;
    const expected = `every seed once: it is seeds[${first}] already`;
    return [{ ...source.valueAt(['seeds', i]), path: `seeds[${i}]`, found, expected }];
  });
}

function designMistakes({ design, factors, seeds }: ExperimentFile, source: YamlSource): Mistake[] {
  const mistakes: Mistake[] = [];
  const needed = { morris: Infinity, sobol_indices: SOBOL_DIMENSIONS_MAX / 2, sobol_sequence: SOBOL_DIMENSIONS_MAX };
  const most = (needed as Readonly<Record<string, number>>)[design.kind];
  if (most !== undefined && (factors.length < 1 || factors.length > most)) {
    const expected = most === Infinity ? '1 or more' : `1 to ${Math.floor(most)}`;
    mistakes.push({
      ...source.valueAt(['design', 'kind']),
      path: 'design.kind',
      found: `${factors.length} factors`,
      expected: `${expected} for ${design.kind}`,
    });
  }
  if (typeof seeds === 'object' && 'until' in seeds && seeds.until.most < seeds.until.least) {
    mistakes.push({
      ...source.valueAt(['seeds', 'until', 'most']),
      path: 'seeds.until.most',
      found: String(seeds.until.most),
      expected: `${seeds.until.least} or more: the seeds to begin with`,
    });
  }
  return mistakes;
}

/** The JSON Schema of experiment files, as published in scenarios/experiment.schema.json. */
export function experimentJsonSchema(): object {
  return { title: 'Cashless City experiment', ...z.toJSONSchema(experimentSchema(), { io: 'input' }) };
}
