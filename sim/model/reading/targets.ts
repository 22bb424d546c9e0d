/** Files of targets: the figures a scenario is calibrated to or compared with. */
import * as z from 'zod';
import { MEASURES } from '../measures/dictionary.ts';
import { PARAMETERS } from '../parameters.ts';
import { explain } from './explain.ts';
import { choice, date, list, record, text } from './fields.ts';
import { inFileOrder, type Mistake } from './mistake.ts';
import { readYaml } from './yaml-source.ts';

const TARGETS_MAX = 100;
const FIGURE_EXPECTED = 'a number above 0';
const MEASURE_EXPECTED = 'the dotted name of a measure that has daily values';

/** A measure's dotted name, whose beginning must be in the dictionary. */
function dotted() {
  return z.string(MEASURE_EXPECTED).refine((name) => isDaily(name), MEASURE_EXPECTED);
}

function isDaily(name: string): boolean {
  return MEASURES.some((measure) => measure.daily && (name === measure.name || name.startsWith(`${measure.name}.`)));
}

function figure() {
  return z.number(FIGURE_EXPECTED).positive(FIGURE_EXPECTED).optional();
}

/** A figure to meet (`value`) or to exceed (`at_least`). */
const target = record({
  about: text(500),
  world: choice(['baseline', 'policy'] as const),
  measure: dotted(),
  per: dotted().optional().describe('Measure to divide by.'),
  on: date().describe('The day, or the last of the days that are added up.'),
  from: date().optional().describe('First of the days that are added up.'),
  mean: z.boolean('true or false').optional().describe('The mean of the days instead of their sum.'),
  value: figure(),
  at_least: figure(),
  within: figure().describe(
    'How near is near enough, as a share of the value: others count for more. 0.02 where left out.',
  ),
  adjust: choice(PARAMETERS.map(({ id }) => id))
    .optional()
    .describe('Parameter that is moved to meet the value.'),
});

const PARAMETER = choice(PARAMETERS.map(({ id }) => id));

const schema = record({
  scenario: text(64),
  parameters: list(PARAMETER, 1, TARGETS_MAX, 'parameters')
    .optional()
    .describe('Parameters that are moved to meet all targets that have a value, as many or as few as there are.'),
  targets: list(target, 1, TARGETS_MAX, 'targets'),
});

export type Target = Omit<z.infer<typeof target>, 'world'> & {
  readonly world: 'baseline' | 'policy';
  /** What the simulated city comes to is multiplied by this before it is compared; by 1 where left out. */
  readonly upscale?: number;
};

/** Reads a file of targets. Never throws for what is in `text`. */
export function readTargets(
  file: string,
):
  | { readonly ok: true; readonly targets: readonly Target[]; readonly parameters: readonly string[] | undefined }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] } {
  const source = readYaml(file);
  if (source.root === undefined) return { ok: false, mistakes: inFileOrder(source.mistakes) };
  const parsed = schema.safeParse(source.root);
  const mistakes = [...source.mistakes, ...(parsed.success ? [] : explain(parsed.error.issues, source))];
  if (mistakes.length > 0 || !parsed.success) return { ok: false, mistakes: inFileOrder(mistakes) };
  const { targets, parameters } = parsed.data;
  const i = parameters === undefined ? -1 : targets.findIndex(({ adjust }) => adjust !== undefined);
  if (i >= 0) {
    const place = { ...source.valueAt(['targets', i, 'adjust']), path: `targets[${i}].adjust` };
    const found = 'adjust beside a list of parameters';
    return { ok: false, mistakes: [{ ...place, found, expected: 'either the list, or adjust at targets' }] };
  }
  return { ok: true, targets: targets as readonly Target[], parameters };
}
