/** Tables as CSV (RFC 4180, UTF-8, `\n`), and what their columns mean (Frictionless Data Package). */
import type { ObservedFit } from '../experiment/observed-fit.ts';
import { formatValue, type Finding } from '../experiment/analysis.ts';
import { csvLine, dataPackageOf, type Cell, type Field, type Table } from './table.ts';

/** A row by column. Missing values are empty. */
export type CsvRow = Readonly<Record<string, string | number | undefined>>;

const ROWS: readonly Field[] = [
  { name: 'scenario', type: 'string', description: 'Scenario as the experiment names it.' },
  { name: 'point', type: 'integer', description: 'Point of the design, from 0.' },
  { name: 'seed', type: 'string', description: 'Seed: names the random numbers of both worlds.' },
  { name: 'measure', type: 'string', description: 'Dotted name of the measure, over the whole run.' },
  { name: 'baseline', type: 'number', description: 'Its value without the policy.' },
  { name: 'policy', type: 'number', description: 'Its value with the policy.' },
  { name: 'difference', type: 'number', description: 'policy − baseline.' },
  { name: 'unit', type: 'string', description: 'Unit of the three values.' },
];

const FINDINGS: readonly Field[] = [
  ROWS[0]!,
  ROWS[1]!,
  ROWS[3]!,
  { name: 'seeds', type: 'integer', description: 'Seeds that were run.' },
  { name: 'baseline', type: 'number', description: 'Mean without the policy.' },
  { name: 'policy', type: 'number', description: 'Mean with the policy.' },
  { name: 'difference', type: 'number', description: 'Mean of policy − baseline.' },
  { name: 'low', type: 'number', description: 'Lower end of the 95% interval of the difference (Student, paired).' },
  { name: 'high', type: 'number', description: 'Upper end of it.' },
  { name: 'bootstrap_low', type: 'number', description: 'Lower end of the 95% interval by the bootstrap.' },
  { name: 'bootstrap_high', type: 'number', description: 'Upper end of it.' },
  { name: 'agree', type: 'integer', description: 'Seeds whose difference has the sign of the mean.' },
  { name: 'p', type: 'number', description: 'Probability of such a mean where there is no difference (Student).' },
  { name: 'p_holm', type: 'number', description: 'p corrected for the number of findings in this table (Holm).' },
  { name: 'variance_cut', type: 'number', description: 'Times by which common random numbers cut the variance.' },
  {
    name: 'chance',
    type: 'number',
    description:
      'Mean distance of two worlds that differ by chance alone (null comparison); missing where not asked for.',
  },
  { name: 'certainty', type: 'string', description: 'clear, likely, too_small (too small to tell) or same.' },
  ROWS[7]!,
];

/** A finding as a row of the table. */
export function findingRow(finding: Finding): CsvRow {
  const { cell, measure, unit, seeds, baseline, policy, difference, halfWidth, bootstrap, agree, p, pHolm } = finding;
  return {
    scenario: cell.scenario,
    point: cell.point,
    ...Object.fromEntries(Object.entries(cell.factors).map(([set, value]) => [set, formatValue(value)])),
    measure,
    seeds,
    baseline,
    policy,
    difference,
    low: difference - halfWidth,
    high: difference + halfWidth,
    bootstrap_low: bootstrap[0],
    bootstrap_high: bootstrap[1],
    agree,
    p,
    p_holm: pHolm,
    variance_cut: finding.varianceCut,
    chance: finding.chance,
    certainty: finding.certainty,
    unit,
  };
}

/** A table with a header. Numbers that are none (NaN, infinite) are missing. */
export function toCsv(columns: readonly string[], rows: readonly CsvRow[]): string {
  return [csvLine(columns), ...rows.map((row) => csvLine(columns.map((column) => row[column])))].join('');
}

/** Columns of the factors, beside the fixed ones. */
function factorFields(factors: readonly string[]): Field[] {
  return factors.map((name) => ({
    name,
    type: 'string',
    description: `Value of the factor ${name}; empty for the scenario’s own.`,
  }));
}

/** Both tables of an experiment. @param factors columns between the key and the measure */
export function experimentTables(
  factors: readonly string[],
  rows: readonly CsvRow[],
  findings: readonly CsvRow[],
): readonly [rows: Table, findings: Table] {
  const varied = factorFields(factors);
  const table = (name: string, title: string, fields: readonly Field[], of: readonly CsvRow[]): Table => ({
    ...{ name, title, fields },
    *rows() {
      for (const row of of) yield fields.map((field): Cell => row[field.name] ?? null);
    },
  });
  return [
    table('rows', 'A measure of a run in both worlds', [...ROWS.slice(0, 3), ...varied, ...ROWS.slice(3)], rows),
    table('findings', 'A measure over all seeds', [...FINDINGS.slice(0, 2), ...varied, ...FINDINGS.slice(2)], findings),
  ];
}

/** The data dictionary of both tables, as CSV and as Parquet. @param experiment its file */
export function dataPackage(experiment: string, tables: readonly Table[], version: string): object {
  const resources = tables.flatMap(({ name, title, fields }) =>
    ['csv', 'parquet'].map((format) => ({ path: `${name}.${format}`, title, fields })),
  );
  return dataPackageOf('cashless-city-experiment', `Results of ${experiment}`, version, resources);
}

const OBSERVED: readonly Field[] = [
  { name: 'scenario', type: 'string', description: 'Scenario' },
  { name: 'point', type: 'integer', description: 'Number of the combination' },
  { name: 'measure', type: 'string', description: 'Dotted name of the measure' },
  { name: 'world', type: 'string', description: 'World it is laid beside' },
  { name: 'date', type: 'string', description: 'Day' },
  { name: 'observed', type: 'number', description: 'What was observed, of the whole city' },
  { name: 'mean', type: 'number', description: 'Mean over seeds, scaled up to the whole city' },
  { name: 'half_width', type: 'number', description: 'Half the width of its 95% interval' },
  { name: 'low', type: 'number', description: 'Least of the seeds' },
  { name: 'high', type: 'number', description: 'Most of the seeds' },
];

/** What was observed beside what was simulated, day by day. */
export function observedTable(fits: readonly ObservedFit[]): Table {
  return {
    ...{ name: 'observed', title: 'What was observed, beside what was simulated', fields: OBSERVED },
    *rows() {
      for (const { cell, measure, world, days } of fits) {
        for (const { date, observed, mean, halfWidth, low, high } of days) {
          const number = (value: number): Cell => (Number.isFinite(value) ? value : null);
          yield [cell.scenario, cell.point, measure, world, date, observed, mean, number(halfWidth), low, high];
        }
      }
    },
  };
}
