/** The report of an experiment: tables for programs and one page for people, all in DIR/report. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  findingsOf,
  formatValue,
  measuresOf,
  sensitivityOf,
  unitOf,
  type CellResult,
  type Finding,
  type Sensitivity,
} from '../experiment/analysis.ts';
import { dataPackage, findingRow, FINDING_FIELDS, toCsv, ROW_FIELDS, type CsvRow } from '../export/tables.ts';
import { reportHtml } from '../export/report-html.ts';
import { writeWhole, type Experiment, type ExperimentFolder, type Row } from './experiment-folder.ts';

export interface Analysis {
  readonly experiment: Experiment;
  readonly findings: readonly Finding[];
  readonly sensitivity: readonly Sensitivity[];
  readonly missing: number;
  readonly failures: readonly { readonly row: Row; readonly reason: string }[];
  /** For programs. */
  readonly summary: object;
}

/** Analyses what there is so far, and writes it. */
export async function writeReport(folder: ExperimentFolder, version: string): Promise<Analysis> {
  const { experiment } = folder;
  const measures = measuresOf(experiment.read, experiment.cells);
  const { results, rows, missing } = await gather(folder, measures);
  const { failures } = await folder.status();
  const findings = findingsOf(results, measures);
  const sensitivity = sensitivityOf(experiment.read, results, findings);
  const about = { file: experiment.file, version, missing, failed: failures.length };
  const summary = { ...about, findings: findings.map(findingRow), sensitivity };
  const to = join(folder.folder, 'report');
  await mkdir(to, { recursive: true });
  const factors = experiment.read.factors.map(({ set }) => set);
  await writeWhole(to, 'rows.csv', toCsv([...ROW_FIELDS.slice(0, 3), ...factors, ...ROW_FIELDS.slice(3)], rows));
  await writeWhole(
    to,
    'findings.csv',
    toCsv([...FINDING_FIELDS.slice(0, 2), ...factors, ...FINDING_FIELDS.slice(2)], findings.map(findingRow)),
  );
  await writeWhole(to, 'summary.json', `${JSON.stringify(summary, null, 1)}\n`);
  await writeWhole(
    to,
    'datapackage.json',
    `${JSON.stringify(dataPackage(experiment.file, factors, version), null, 1)}\n`,
  );
  const { read, text, cells } = experiment;
  await writeWhole(to, 'report.html', reportHtml({ ...about, read, text, cells, findings, sensitivity }));
  return { experiment, findings, sensitivity, missing, failures, summary };
}

/** What has been run, cell by cell, and a row for each measure, seed and cell. */
async function gather(folder: ExperimentFolder, measures: readonly string[]) {
  const results = new Map<
    number,
    { cell: CellResult['cell']; seeds: string[]; pairs: CellResult['pairs'][number][] }
  >();
  const rows: CsvRow[] = [];
  let missing = 0;
  for (const row of await folder.rows()) {
    const pair = await folder.pairOf(row);
    if (pair === undefined) {
      missing++;
      continue;
    }
    const { cell, seed } = row;
    const result = results.get(cell.index) ?? { cell, seeds: [], pairs: [] };
    results.set(cell.index, result);
    result.seeds.push(seed);
    result.pairs.push(pair);
    for (const measure of measures) {
      const [baseline, policy] = [pair.baseline[measure], pair.policy[measure]];
      if (typeof baseline !== 'number' || typeof policy !== 'number') continue;
      const factors = Object.fromEntries(Object.entries(cell.factors).map(([set, value]) => [set, formatValue(value)]));
      const { scenario, point } = cell;
      rows.push({
        scenario,
        point,
        seed,
        ...factors,
        measure,
        baseline,
        policy,
        difference: policy - baseline,
        unit: unitOf(measure),
      });
    }
  }
  return { results: [...results.values()], rows, missing };
}
