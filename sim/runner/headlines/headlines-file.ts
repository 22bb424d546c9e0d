/** What the documents conclude, as data: each headline with the runs that show how sure it is. */
import * as z from 'zod';
import { MEASURES } from '../../model/measures/dictionary.ts';
import { PARAMETERS } from '../../model/parameters.ts';
import { explain } from '../../model/reading/explain.ts';
import { bothNames, choice, list, record, text, whole } from '../../model/reading/fields.ts';
import { describe, inFileOrder, type Mistake } from '../../model/reading/mistake.ts';
import { readYaml } from '../../model/reading/yaml-source.ts';

const DAYS_MAX = 4940;
const MEASURE_EXPECTED = 'the dotted name of a measure with a value each day';

const figure = () =>
  record({
    id: text(40),
    measure: z
      .string(MEASURE_EXPECTED)
      .refine(
        (name) => MEASURES.some((one) => one.daily && (name === one.name || name.startsWith(`${one.name}.`))),
        MEASURE_EXPECTED,
      ),
    from: whole(0, DAYS_MAX, 'a day of the run').describe('First of the days whose mean is taken, counted from 0.'),
    to: whole(0, DAYS_MAX, 'a day of the run').describe('The last of them.'),
  });

const headline = () =>
  record({
    id: text(64),
    about: bothNames(300),
    scenario: text(64).describe('A shipped scenario.'),
    days: whole(1, DAYS_MAX, 'a whole number of days'),
    scale: whole(1, 100_000, 'a whole number'),
    figures: list(figure(), 1, 10, 'figures'),
    assumed: list(choice(PARAMETERS.map(({ id }) => id)), 1, 40, 'parameters').describe(
      'Parameters that are drawn together over their ranges, and moved to both ends one at a time.',
    ),
  });

const schema = () => record({ headlines: list(headline(), 1, 100, 'headlines') });

export type Headline = z.infer<ReturnType<typeof headline>>;
export type HeadlineFigure = Headline['figures'][number];

export type HeadlinesReading =
  | { readonly ok: true; readonly headlines: readonly Headline[] }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** Reads a file of headlines. Never throws for what is in `file`. */
export function readHeadlines(file: string): HeadlinesReading {
  const source = readYaml(file);
  if (source.root === undefined) return { ok: false, mistakes: inFileOrder(source.mistakes) };
  const parsed = schema().safeParse(source.root);
  const mistakes = [...source.mistakes, ...(parsed.success ? [] : explain(parsed.error.issues, source))];
  if (mistakes.length > 0 || !parsed.success) return { ok: false, mistakes: inFileOrder(mistakes) };
  const further = parsed.data.headlines.flatMap(({ days, figures }, i) =>
    figures.flatMap(({ from, to }, k): Mistake[] => {
      if (from <= to && to < days) return [];
      const keys = ['headlines', i, 'figures', k];
      const found = `days ${describe(from)} to ${describe(to)} of a run of ${days}`;
      const path = `headlines[${i}].figures[${k}]`;
      return [{ ...source.valueAt(keys), path, found, expected: 'from up to to, and to below days' }];
    }),
  );
  return further.length > 0
    ? { ok: false, mistakes: inFileOrder(further) }
    : { ok: true, headlines: parsed.data.headlines };
}
