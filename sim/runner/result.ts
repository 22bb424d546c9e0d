/** The result of a run: both worlds side by side, in the forms in which hosts hand it out. */
import { MEASURES, type MeasureValue } from '../model/measures/dictionary.ts';
import type { Scenario } from '../model/scenario.ts';
import { difference, wholeRun, withPairedMeasures } from './pair.ts';
import { WORLDS, type WorldName } from './protocol.ts';
import type { WorldOutcome } from './simulate.ts';

export interface RunResult {
  readonly scenario: Scenario;
  readonly worlds: Readonly<Record<WorldName, { readonly digest: string; readonly values: readonly MeasureValue[] }>>;
}

/** Puts two outcomes of one scenario together, with the measures that compare them person by person. */
export function combine(
  scenario: Scenario,
  { baseline, policy }: Readonly<Record<WorldName, WorldOutcome>>,
): RunResult {
  const values = withPairedMeasures(baseline, policy, scenario.city, scenario.days);
  return {
    scenario,
    worlds: {
      baseline: { digest: baseline.digest, values: values.baseline },
      policy: { digest: policy.digest, values: values.policy },
    },
  };
}

/** Whole-run measures by dotted name, as `run --json` prints them. */
export interface ResultSummary {
  readonly scenario: string;
  readonly version: string;
  readonly seed: string;
  readonly scale: number;
  readonly days: number;
  readonly worlds: Readonly<
    Record<WorldName, { readonly digest: string; readonly measures: Readonly<Record<string, number>> }>
  >;
  /** Policy − baseline. */
  readonly difference: Readonly<Record<string, number>>;
}

export function summarise({ scenario, worlds }: RunResult, version: string): ResultSummary {
  const measured = (world: WorldName) => ({ digest: worlds[world].digest, measures: wholeRun(worlds[world].values) });
  return summaryOf(scenario, { baseline: measured('baseline'), policy: measured('policy') }, version);
}

/** The summary of two worlds whose measures are known: the same for the command line and the page. */
export function summaryOf(scenario: Scenario, worlds: ResultSummary['worlds'], version: string): ResultSummary {
  const { baseline, policy } = worlds;
  return {
    scenario: scenario.name,
    version,
    seed: scenario.seed,
    scale: scenario.scale,
    days: scenario.days,
    worlds: {
      baseline: { digest: baseline.digest, measures: baseline.measures },
      policy: { digest: policy.digest, measures: policy.measures },
    },
    difference: difference(baseline.measures, policy.measures),
  };
}

/** Columns of the tidy table: one row a value; day −1 is the whole run. */
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
  return `${[world, day, name, group, value, UNITS.get(name) ?? ''].map(csvField).join(',')}\n`;
}

function csvField(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
