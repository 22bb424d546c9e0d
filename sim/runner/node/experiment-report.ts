/** The report of an experiment: tables for programs and one page for people, all in DIR/report. */
import { join } from 'node:path';
import { preparedClaims } from '../claims/claim-results.ts';
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
import { roCrate } from './citation.ts';
import { parquetPieces } from '../export/parquet.ts';
import { csvPieces } from '../export/table.ts';
import type { Observed } from '../observed.ts';
import { dataPackage, experimentTables, findingRow, observedTable, type CsvRow } from '../export/tables.ts';
import { reportHtml, type WarmUp } from '../export/report-html.ts';
import { fitsOf, type ObservedFit } from '../experiment/observed-fit.ts';
import { suggestedWarmUp } from '../experiment/warm-up.ts';
import { dateOfMaking } from './made-on.ts';
import { preparedPredictions } from '../predictions/prediction-results.ts';
import { program } from '../program.ts';
import { writeWhole, type Experiment, type ExperimentFolder, type Row } from './experiment-folder.ts';
import { makeFolder } from './make-folder.ts';

export interface Analysis {
  readonly experiment: Experiment;
  readonly findings: readonly Finding[];
  readonly sensitivity: readonly Sensitivity[];
  readonly warmUps: readonly WarmUp[];
  /** Beside what was observed, where something was. */
  readonly fits: readonly ObservedFit[];
  readonly missing: number;
  readonly failures: readonly { readonly row: Row; readonly reason: string }[];
  /** For programs. */
  readonly summary: object;
}

/** A file of what was observed, as it was read. */
export interface ObservedSource {
  readonly file: string;
  readonly observed: readonly Observed[];
}

/** Analyses what there is so far, and writes it. @param source what was observed, to be laid beside it */
export async function writeReport(
  folder: ExperimentFolder,
  version: string,
  source?: ObservedSource,
): Promise<Analysis> {
  const { experiment } = folder;
  const measures = measuresOf(experiment.read, experiment.cells);
  const { results, rows, missing } = await gather(folder, measures);
  const { failures } = await folder.status();
  const findings = findingsOf(results, measures);
  const warmUps = await warmUpsOf(folder, measures);
  const sensitivity = sensitivityOf(experiment.read, results, findings);
  const fits = source === undefined ? [] : await observedFits(folder, source.observed);
  const about = { file: experiment.file, version, missing, failed: failures.length };
  const told = fits.map(({ cell, ...fit }) => ({ scenario: cell.scenario, point: cell.point, ...fit }));
  const summary = {
    ...{ ...about, findings: findings.map(findingRow), sensitivity, warmUps },
    ...(source === undefined ? {} : { observed: { file: source.file, fits: told } }),
  };
  const to = join(folder.folder, 'report');
  await makeFolder(to);
  const factors = experiment.read.factors.map(({ set }) => set);
  const tables = [
    ...experimentTables(factors, rows, findings.map(findingRow)),
    ...(source === undefined ? [] : [observedTable(fits)]),
  ];
  for (const table of tables) {
    await writeWhole(to, `${table.name}.csv`, [...csvPieces(table)].join(''));
    await writeWhole(to, `${table.name}.parquet`, Buffer.concat([...parquetPieces(table)]));
  }
  await writeWhole(to, 'summary.json', `${JSON.stringify(summary, null, 1)}\n`);
  await writeWhole(
    to,
    'datapackage.json',
    `${JSON.stringify(dataPackage(experiment.file, tables, version), null, 1)}\n`,
  );
  const { read, text, cells } = experiment;
  await writeWhole(
    to,
    'report.html',
    reportHtml({
      ...{ ...about, read, text, cells, findings, sensitivity, warmUps, claims: await claimsData() },
      observed: source && { file: source.file, fits },
    }),
  );
  await writeWhole(to, 'experiment.yaml', text);
  await writeWhole(to, CRATE_FILE, crateOf(experiment, version, source !== undefined));
  return { experiment, findings, sensitivity, warmUps, fits, missing, failures, summary };
}

/** Of each scenario, at its first combination, how long the measures that have a value a day take to settle without the policy. */
async function warmUpsOf(folder: ExperimentFolder, measures: readonly string[]): Promise<WarmUp[]> {
  const rows = await folder.rows();
  const found: WarmUp[] = [];
  for (const scenario of folder.experiment.read.scenarios) {
    const first = rows.find(({ cell }) => cell.scenario === scenario)?.cell;
    const own = rows.filter(({ cell }) => cell === first);
    for (const measure of measures) {
      const days = await folder.dailyMean(own, measure);
      if (days !== undefined) found.push({ scenario, measure, days, suggested: suggestedWarmUp(days) });
    }
  }
  return found;
}

/** Each combination beside what was observed on days of its run. */
async function observedFits(folder: ExperimentFolder, observed: readonly Observed[]): Promise<ObservedFit[]> {
  const rows = await folder.rows();
  const fits: ObservedFit[] = [];
  for (const cell of folder.experiment.cells) {
    const own = rows.filter((row) => row.cell === cell);
    const read = async (addresses: readonly string[]) => {
      const worlds = await Promise.all(addresses.map((address) => folder.store.read(address)));
      return worlds.flatMap((world) => (world === undefined ? [] : [world.values]));
    };
    const [baseline, policy] = [await read(own.map((row) => row.baseline)), await read(own.map((row) => row.policy))];
    fits.push(...fitsOf(cell, observed, { baseline, policy }));
  }
  return fits;
}

/** As RO-Crate wants it called. */
export const CRATE_FILE = 'ro-crate-metadata.json';

const REPORT_FILES = [
  { path: 'experiment.yaml', format: 'application/yaml', about: 'The experiment, as it was asked for.' },
  { path: 'report.html', format: 'text/html', about: 'What it shows, to be read or printed.' },
  { path: 'rows.csv', format: 'text/csv', about: 'A measure of a run in both worlds, a row each.' },
  { path: 'rows.parquet', format: 'application/vnd.apache.parquet', about: 'The same.' },
  { path: 'findings.csv', format: 'text/csv', about: 'A measure over all seeds, a row each.' },
  { path: 'findings.parquet', format: 'application/vnd.apache.parquet', about: 'The same.' },
  { path: 'summary.json', format: 'application/json', about: 'The findings, for programs.' },
  { path: 'datapackage.json', format: 'application/json', about: 'What the columns of the tables mean.' },
];

const OBSERVED_FILES = [
  {
    path: 'observed.csv',
    format: 'text/csv',
    about: 'What was observed on a day, beside what was simulated, a row each.',
  },
  { path: 'observed.parquet', format: 'application/vnd.apache.parquet', about: 'The same.' },
];

function crateOf({ file, read }: Experiment, version: string, hasObserved: boolean): string {
  const [number = version, model = ''] = version.split(', model ');
  return roCrate({
    name: typeof read.title === 'object' ? read.title.en : (read.title ?? file),
    about: `Results of the experiment ${file}.`,
    version: number,
    model,
    date: dateOfMaking(),
    command: `npm run --silent sim -- experiment run ${file} --out DIR`,
    files: [...REPORT_FILES, ...(hasObserved ? OBSERVED_FILES : [])],
    inputs: ['experiment.yaml'],
  });
}

async function claimsData() {
  return { claims: await preparedClaims(), predictions: await preparedPredictions(), model: program().model };
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
