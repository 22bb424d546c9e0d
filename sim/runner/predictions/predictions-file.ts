/** What is predicted, as data: cities, what is put into their scenarios beside what was known, what is drawn, what is read off. */
import * as z from 'zod';
import { MEASURES } from '../../model/measures/dictionary.ts';
import { explain } from '../../model/reading/explain.ts';
import { bothNames, date, list, number, record, text, whole } from '../../model/reading/fields.ts';
import { inFileOrder, type Mistake } from '../../model/reading/mistake.ts';
import { SCALE_MAX } from '../../model/reading/scenario-schema.ts';
import { readYaml } from '../../model/reading/yaml-source.ts';

const BIG = 1e12;
const MEASURE_EXPECTED = 'the dotted name of a measure';
const measureName = () =>
  z
    .string(MEASURE_EXPECTED)
    .refine((name) => MEASURES.some((one) => name === one.name || name.startsWith(`${one.name}.`)), MEASURE_EXPECTED);

const SET = /^(parameters\..+|added\[\d{1,2}\]\.[a-z_]+)$/;
const SET_EXPECTED = 'parameters.NAME, or added[N].FIELD (a field of an added action, counted from 0)';

/** Something that is not known, with the range it may lie in: each run draws a value, all evenly. */
const draw = () =>
  record({
    set: z.string(SET_EXPECTED).regex(SET, SET_EXPECTED),
    low: number(-BIG, BIG, 'a number'),
    high: number(-BIG, BIG, 'a number'),
    note: text(300).optional(),
  });

const action = () => z.looseObject({ measure: text(40) }, 'an action of a policy');

const city = () =>
  record({
    id: text(64),
    from: text(64).describe('A shipped scenario: its city, start, parameters and policy are taken.'),
    scale: whole(1, SCALE_MAX, 'a whole number').optional().describe('Instead of the scale of the file.'),
    added: list(action(), 0, 40, 'actions').default([]).describe('Actions after those that are added everywhere.'),
    draws: list(draw(), 0, 30, 'draws').default([]),
  });

const quantity = () =>
  record({
    id: text(64),
    name: bothNames(200),
    measure: measureName(),
    groups: list(text(40), 1, 40, 'groups').optional().describe('Splits of the measure, each a row of its own.'),
    per: measureName().optional().describe('Measure to divide by.'),
    rest: z.boolean('true or false').default(false).describe('What is left of 1.'),
    days: whole(1, 366, 'a whole number of days')
      .default(1)
      .describe('Days up to the date: a mean, or a share of all.'),
  });

/** A figure that was known: runs that miss it are left out. */
const known = () =>
  record({
    about: text(300),
    city: text(64),
    measure: measureName(),
    on: date(),
    value: number(0, BIG, 'a number'),
    within: number(0, 10, 'a factor').describe('A run fits within the figure times or divided by 1 + this.'),
  });

const schema = () =>
  record({
    known_until: date(),
    dates: list(date(), 1, 12, 'dates'),
    scale: whole(1, SCALE_MAX, 'a whole number'),
    cities: list(city(), 1, 20, 'cities'),
    added: list(action(), 0, 40, 'actions').default([]).describe('Actions in every city, after its own.'),
    draws: list(draw(), 0, 30, 'draws').describe('Draws in every city.'),
    known: list(known(), 0, 20, 'figures').default([]),
    quantities: list(quantity(), 1, 100, 'quantities'),
  });

export type PredictionsFile = z.infer<ReturnType<typeof schema>>;
export type Quantity = PredictionsFile['quantities'][number];
export type PredictedCity = PredictionsFile['cities'][number];
export type KnownFigure = PredictionsFile['known'][number];

export type PredictionsReading =
  { readonly ok: true; readonly file: PredictionsFile } | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/**
 * The scale at which each city is run.
 * @param instead of all of them
 */
export function scalesOf({ cities, scale }: PredictionsFile, instead?: number): Record<string, number> {
  return Object.fromEntries(cities.map((one) => [one.id, instead ?? one.scale ?? scale]));
}

/** Reads a file of predictions. Never throws for what is in `text`. */
export function readPredictions(content: string): PredictionsReading {
  const source = readYaml(content);
  if (source.root === undefined) return { ok: false, mistakes: inFileOrder(source.mistakes) };
  const parsed = schema().safeParse(source.root);
  const mistakes = [...source.mistakes, ...(parsed.success ? [] : explain(parsed.error.issues, source))];
  if (mistakes.length > 0 || !parsed.success) return { ok: false, mistakes: inFileOrder(mistakes) };
  const file = parsed.data;
  const ids = file.cities.map(({ id }) => id);
  const further = file.known.flatMap((one, i): Mistake[] => {
    const at = (key: string) => ({ ...source.valueAt(['known', i, key]), path: `known[${i}].${key}` });
    const late = one.on > file.known_until;
    if (late) return [{ ...at('on'), found: one.on, expected: `${file.known_until} (known_until) or earlier` }];
    return ids.includes(one.city) ? [] : [{ ...at('city'), found: one.city, expected: `one of ${ids.join(', ')}` }];
  });
  return further.length > 0 ? { ok: false, mistakes: inFileOrder(further) } : { ok: true, file };
}
