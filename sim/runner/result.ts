/** The result of a run: both worlds side by side, in the forms in which hosts hand it out. */
import { dottedName, MEASURES, type MeasureValue } from '../model/measures/dictionary.ts';
import type { Scenario } from '../model/scenario.ts';
import { difference, wholeRun, withPairedMeasures, type Measures } from './pair.ts';
import type { Program } from './program.ts';
import { WORLDS, type WorldName } from './protocol.ts';
import type { WorldOutcome } from './simulate.ts';

export interface RunResult {
  readonly scenario: Scenario;
  readonly worlds: Readonly<
    Record<WorldName, Pick<WorldOutcome, 'digest' | 'serviceDigests'> & { readonly values: readonly MeasureValue[] }>
  >;
}

/** Puts two outcomes of one scenario together, with the measures that compare them person by person. */
export function combine(
  scenario: Scenario,
  { baseline, policy }: Readonly<Record<WorldName, WorldOutcome>>,
): RunResult {
  const values = withPairedMeasures(baseline, policy, scenario.city, scenario.days);
  const of = ({ digest, serviceDigests }: WorldOutcome, world: WorldName) => ({
    digest,
    serviceDigests,
    values: values[world],
  });
  return { scenario, worlds: { baseline: of(baseline, 'baseline'), policy: of(policy, 'policy') } };
}

/** A world of a summary: its digest, those of its services, and whole-run measures by dotted name. */
export interface WorldSummary {
  readonly digest: string;
  readonly serviceDigests: Readonly<Record<string, string>>;
  readonly measures: Measures;
}

/** A run in short, as `run --json` prints it, with what is known of the program that made it. */
export interface ResultSummary extends Program {
  readonly scenario: string;
  readonly seed: string;
  readonly scale: number;
  readonly days: number;
  readonly worlds: Readonly<Record<WorldName, WorldSummary>>;
  /** Policy − baseline. */
  readonly difference: Measures;
}

export function summarise<P extends Program>({ scenario, worlds }: RunResult, program: P): ResultSummary & P {
  const measured = (world: WorldName) => {
    const { digest, serviceDigests, values } = worlds[world];
    return { digest, serviceDigests, measures: wholeRun(values) };
  };
  return summaryOf(scenario, { baseline: measured('baseline'), policy: measured('policy') }, program);
}

/** The summary of two worlds whose measures are known: the same for the command line and the page. */
export function summaryOf<P extends Program>(
  { name, seed, scale, days }: Scenario,
  { baseline, policy }: ResultSummary['worlds'],
  program: P,
): ResultSummary & P {
  const shown = ({ digest, serviceDigests, measures }: WorldSummary) => ({ digest, serviceDigests, measures });
  return {
    scenario: name,
    ...program,
    seed,
    scale,
    days,
    worlds: {
      baseline: shown(baseline),
      policy: shown(policy),
    },
    difference: difference(baseline.measures, policy.measures),
  };
}

/** Columns of the tidy table: one row a value; day −1 is the whole run; no value where there was nothing to measure. */
export const CSV_COLUMNS = ['world', 'day', 'measure', 'group', 'value', 'unit'] as const;
const UNITS: ReadonlyMap<string, string> = new Map(MEASURES.map(({ name, unit }) => [name, unit]));
const ROWS_PER_CHUNK = 10_000;

/**
 * Forms of the table of measures: `days` has a row for every value of every day and of the whole run, `totals` those of the
 * whole run alone, `wide` a row for each world and day with a column for each measure.
 */
export const CSV_FORMS = ['days', 'totals', 'wide'] as const;
/** One of the forms of the table of measures. */
export type CsvForm = (typeof CSV_FORMS)[number];

/** What spreadsheets open, the row of headings included: more is cut off there without a word. */
export const SPREADSHEET_ROWS_MAX = 1_048_576;

/** Rows of the tidy table of every day. */
export function csvRows({ worlds }: RunResult): number {
  return WORLDS.reduce((sum, world) => sum + worlds[world].values.length, 0);
}

/** What is to be known of a form, for the manifest. */
export function csvAbout(form: CsvForm): { readonly columns: readonly string[]; readonly note: string } {
  switch (form) {
    case 'days':
      return { columns: CSV_COLUMNS, note: 'day counts from 0; -1 is the whole run' };
    case 'totals':
      return { columns: CSV_COLUMNS, note: 'the whole run alone, as day -1; --csv days writes every day' };
    case 'wide':
      return {
        columns: ['world', 'day', 'MEASURE…'],
        note: 'day counts from 0; -1 is the whole run, which has all measures',
      };
  }
}

/** The measures of both worlds as CSV (RFC 4180, `\n`), in pieces that can be written as they come. */
export function* csvChunks(result: Pick<RunResult, 'worlds'>, form: CsvForm = 'days'): Generator<string> {
  if (form === 'wide') return yield* wideChunks(result);
  yield `${CSV_COLUMNS.join(',')}\n`;
  for (const world of WORLDS) {
    const all = result.worlds[world].values;
    const values = form === 'totals' ? all.filter(({ day }) => day === -1) : all;
    for (let from = 0; from < values.length; from += ROWS_PER_CHUNK) {
      yield values
        .slice(from, from + ROWS_PER_CHUNK)
        .map((value) => csvRow(world, value))
        .join('');
    }
  }
}

function* wideChunks({ worlds }: Pick<RunResult, 'worlds'>): Generator<string> {
  const names = [...new Set(WORLDS.flatMap((world) => worlds[world].values.map(dottedName)))];
  const columns = new Map(names.map((name, column) => [name, column]));
  yield csvLine(['world', 'day', ...names]);
  for (const world of WORLDS) {
    const byDay = new Map<number, string[]>();
    for (const value of worlds[world].values) {
      let cells = byDay.get(value.day);
      if (cells === undefined) byDay.set(value.day, (cells = new Array<string>(names.length).fill('')));
      cells[columns.get(dottedName(value))!] = value.value === null ? '' : String(value.value);
    }
    for (const [day, cells] of [...byDay].sort(([a], [b]) => a - b)) yield csvLine([world, day, ...cells]);
  }
}

function csvRow(world: WorldName, { name, group, day, value }: MeasureValue): string {
  return csvLine([world, day, name, group, value ?? '', UNITS.get(name) ?? '']);
}

function csvLine(fields: readonly (string | number)[]): string {
  return `${fields.map(csvField).join(',')}\n`;
}

function csvField(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The fields of a line of such a table. */
export function csvFields(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  const fields = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g);
  return [...fields].map(([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain);
}
