/** Tables of a comparison to take away, in the page's language: a measure keeps its id beside its plain name. */
import { CERTAINTY_WORDS } from '../../sim/runner/experiment/certainty.ts';
import { estimateOf, policyAloneOf } from '../../sim/runner/experiment/prepared-results.ts';
import { formatDate, parseDate } from '../../sim/runner/vocabulary.ts';
import type { Locale } from '../i18n/index.ts';
import type { Gain } from '../measures/groups.ts';
import type { CompareData } from './compare-plot.ts';
import type { Comparison } from './comparison.svelte.ts';
import type { CompareWords } from './words.ts';

export type SavedRows = (string | number)[][];

/** Words, language and what stands below every table. */
export interface Said {
  readonly words: CompareWords;
  readonly locale: Locale;
  readonly notes: readonly string[];
}

/** A table with its notes below, a line between them. */
const noted = (rows: SavedRows, notes: readonly string[]): SavedRows => [...rows, [], ...notes.map((note) => [note])];

/** Every measure of all plans, with its interval. */
export function comparisonRows(table: ComparisonTable, { words, locale, notes }: Said): SavedRows {
  const { columns, rows, results } = table;
  const of = [words.baseline, words.csv_policy, words.csv_difference, words.csv_low, words.csv_high];
  const head = columns.flatMap((column) =>
    [...of, words.csv_certainty].map((what) => words.csv_of({ name: table.nameOf(column), what })),
  );
  const body = rows.map((row): (string | number)[] => {
    const { title, unit } = table.measureOf(row, 0);
    const figures = columns.flatMap((_, at): (string | number)[] => {
      const found = results[at] ?? null;
      const measure = table.measureOf(row, at);
      const estimate = found === null ? undefined : estimateOf(found, row.name);
      if (estimate === undefined) {
        const alone = found === null ? undefined : policyAloneOf(found, row.name);
        return ['', alone === undefined ? '' : measure.shown(alone.policy), '', '', '', ''];
      }
      const { baseline, policy, difference, halfWidth, certainty } = estimate;
      const shown = [baseline, policy, difference, difference - halfWidth, difference + halfWidth];
      return [...shown.map((value) => measure.shown(value)), CERTAINTY_WORDS[certainty][locale]];
    });
    return [row.name, title, unit, ...figures];
  });
  return noted([[words.csv_id, words.measure, words.csv_unit, ...head], ...body], notes);
}
/** What of a comparison its table is made from. */
type ComparisonTable = Pick<Comparison, 'columns' | 'rows' | 'results' | 'nameOf' | 'measureOf'>;

/** What groups of residents save: a row each, and of every column the minutes with how sure they are. */
export function gainRows(
  of: string,
  columns: readonly string[],
  rows: readonly { readonly name: string; readonly gains: readonly (Gain | undefined)[] }[],
  { words, locale, notes }: Said,
): SavedRows {
  const head = columns.flatMap((name) =>
    [words.csv_minutes, words.csv_certainty].map((what) => words.csv_of({ name, what })),
  );
  const body = rows.map(({ name, gains }) => [
    name,
    ...gains.flatMap((gain) => {
      const certainty = gain?.certainty ?? null;
      return [gain?.minutes ?? NaN, certainty === null ? '' : CERTAINTY_WORDS[certainty][locale]];
    }),
  ]);
  return noted([[of, ...head], ...body], notes);
}

/** The chart as a table: the whole run of each plan, then a row a day. */
export function drawnRows(data: CompareData, dateWord: string, { words, locale, notes }: Said): SavedRows {
  const first = parseDate(data.start);
  const at = (points: readonly { readonly day: number; readonly value: number }[], day: number): number =>
    points.find((point) => Math.floor(point.day) === day)?.value ?? NaN;
  const days = data.plans.some(({ points }) => points.length > 0) ? data.days : 0;
  const named = (name: string): string[] => [
    name,
    ...[words.csv_low, words.csv_high].map((what) => words.csv_of({ name, what })),
  ];
  const rows = [
    [data.title, data.wholeTitle],
    ['', words.csv_difference, words.csv_low, words.csv_high, words.csv_certainty],
    ...data.plans.map(({ name, whole }) => [
      name,
      whole?.difference ?? NaN,
      whole === null ? NaN : whole.difference - whole.halfWidth,
      whole === null ? NaN : whole.difference + whole.halfWidth,
      whole === null ? '' : CERTAINTY_WORDS[whole.certainty][locale],
    ]),
    [],
    [data.unit],
    [dateWord, data.baselineName, ...data.plans.flatMap(({ name }) => named(name))],
    ...Array.from({ length: days }, (_, day) => [
      formatDate(first + day),
      at(data.baseline, day),
      ...data.plans.flatMap(({ points, band }) => {
        const range = band.find((one) => Math.floor(one.day) === day);
        return [at(points, day), range?.low ?? NaN, range?.high ?? NaN];
      }),
    ]),
  ];
  return noted(rows, notes);
}
