/** The result of a run: both worlds side by side, in the forms in which hosts hand it out. */
import { MEASURES, type MeasureValue } from '../model/measures/dictionary.ts';
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

/** Every value of both worlds as CSV (RFC 4180, `\n`), in pieces that can be written as they come. */
export function* csvChunks({ worlds }: RunResult): Generator<string> {
  yield `${CSV_COLUMNS.join(',')}\n`;
  for (const world of WORLDS) {
    const { values } = worlds[world];
    for (let from = 0; from < values.length; from += ROWS_PER_CHUNK) {
      yield values
        .slice(from, from + ROWS_PER_CHUNK)
        .map((value) => csvRow(world, value))
        .join('');
    }
  }
}

function csvRow(world: WorldName, { name, group, day, value }: MeasureValue): string {
  return `${[world, day, name, group, value ?? '', UNITS.get(name) ?? ''].map(csvField).join(',')}\n`;
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
