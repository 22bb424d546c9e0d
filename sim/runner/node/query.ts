/** Questions in SQL to what has been run, answered by DuckDB over Parquet files. */
import type * as DuckDB from '@duckdb/node-api';
import { mkdtemp, open, readdir, realpath, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { City } from '../../model/city.ts';
import { dottedName } from '../../model/measures/dictionary.ts';
import { formatValue, unitOf } from '../experiment/analysis.ts';
import { parquetPieces } from '../export/parquet.ts';
import type { Cell, Field, Table } from '../export/table.ts';
import { projectFolder } from './commit.ts';
import { EXPERIMENT_FILE, ExperimentFolder, NoExperiment } from './experiment-folder.ts';

/** Why a question cannot be answered, in words. */
export class NoQuery extends Error {}

/** What came out: values of a row in the order of the columns. */
export interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
}

/**
 * Answers a question about the folder of an experiment, or about any folder of Parquet files, each of which is a view by its name.
 * @param model what identifies the model whose worlds are looked at
 * @throws NoQuery for a folder that has no such thing, and for what DuckDB finds wrong with the question
 */
export async function queryFolder(
  folder: string,
  sql: string,
  cities: ReadonlyMap<string, City>,
  model: string,
): Promise<Answer> {
  const place = await realpath(folder).catch(() => undefined);
  if (place === undefined || !(await stat(place)).isDirectory()) {
    throw new NoQuery('found no folder of that name, expected that of an experiment or of an export');
  }
  const { DuckDBConnection } = await loadDuckDb();
  const scratch = await mkdtemp(join(tmpdir(), 'cashless-city-query-'));
  try {
    const views = await viewsOf(place, scratch, sql, cities, model);
    const connection = await DuckDBConnection.create();
    try {
      // Relative names in a question are meant from the folder.
      await connection.run(`set file_search_path = ${text(place)}`);
      // Nothing is fetched from elsewhere without a word.
      await connection.run('set autoinstall_known_extensions = false');
      for (const [name, file] of views) {
        await connection.run(`create view "${name}" as select * from read_parquet(${text(file)})`);
      }
      const reader = await connection.runAndReadAll(sql);
      return { columns: reader.deduplicatedColumnNames(), rows: reader.getRowsJson().map((row) => row.map(plain)) };
    } catch (error) {
      throw new NoQuery(`DuckDB says: ${error instanceof Error ? error.message.trim() : String(error)}`);
    } finally {
      connection.closeSync();
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Numbers that DuckDB writes as texts, as they may be larger than doubles hold, are numbers where they are not. */
function plain(value: unknown): string | number | boolean | null {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'string') return JSON.stringify(value);
  return /^-?\d{1,15}(\.\d+)?$/.test(value) && String(Number(value)) === value ? Number(value) : value;
}

const text = (value: string) => `'${value.replaceAll("'", "''")}'`;

/** It lies beside the program, not in it: it has parts that are made for one system. */
async function loadDuckDb(): Promise<typeof DuckDB> {
  const name = '@duckdb/node-api';
  try {
    const project = projectFolder();
    const from = project === undefined ? import.meta.url : pathToFileURL(join(project, 'package.json')).href;
    const found = createRequire(from).resolve(name);
    const { default: loaded } = (await import(/* @vite-ignore */ pathToFileURL(found).href)) as {
      default: typeof DuckDB;
    };
    return loaded;
  } catch {
    throw new NoQuery(`found no DuckDB, expected its package beside this one: npm install ${name}`);
  }
}

/** Views by name, and the Parquet files they are of. */
async function viewsOf(
  folder: string,
  scratch: string,
  sql: string,
  cities: ReadonlyMap<string, City>,
  model: string,
): Promise<Map<string, string>> {
  const names = await readdir(folder);
  const views = new Map<string, string>();
  for (const name of names) {
    if (/^[a-z][a-z0-9_-]*\.parquet$/.test(name)) views.set(name.replace('.parquet', ''), join(folder, name));
  }
  if (!names.includes(EXPERIMENT_FILE)) {
    if (views.size > 0) return views;
    throw new NoQuery(
      'found neither an experiment nor Parquet files in it, expected what experiment run or export wrote',
    );
  }
  const experiment = await openExperiment(folder, cities, model);
  for (const [name, make] of Object.entries(EXPERIMENT_VIEWS)) {
    // What is not asked for is not made.
    if (!new RegExp(`\\b${name}\\b`, 'i').test(sql)) continue;
    const file = join(scratch, `${name}.parquet`);
    const handle = await open(file, 'wx');
    try {
      for (const piece of parquetPieces(await make(experiment))) await handle.writeFile(piece);
    } finally {
      await handle.close();
    }
    views.set(name, file);
  }
  return views;
}

async function openExperiment(folder: string, cities: ReadonlyMap<string, City>, model: string) {
  try {
    return await ExperimentFolder.open(folder, cities, model);
  } catch (error) {
    if (error instanceof NoExperiment) throw new NoQuery(error.message);
    throw error;
  }
}

const KEY: readonly Field[] = [
  { name: 'scenario', type: 'string', description: 'Scenario as the experiment names it.' },
  { name: 'point', type: 'integer', description: 'Point of the design, from 0.' },
  { name: 'seed', type: 'string', description: 'Seed.' },
];

const EXPERIMENT_VIEWS: Readonly<Record<string, (folder: ExperimentFolder) => Promise<Table>>> = {
  runs: async (folder) => {
    const factors = folder.experiment.read.factors.map(({ set }) => set);
    const rows: Cell[][] = [];
    for (const row of await folder.rows()) {
      const pair = await folder.pairOf(row);
      if (pair === undefined) continue;
      const { cell, seed } = row;
      const values = factors.map((set) => (set in cell.factors ? formatValue(cell.factors[set]) : null));
      for (const [measure, baseline] of Object.entries(pair.baseline)) {
        const policy = pair.policy[measure] ?? null;
        const difference = baseline === null || policy === null ? null : policy - baseline;
        rows.push([cell.scenario, cell.point, seed, ...values, measure, baseline, policy, difference, unitOf(measure)]);
      }
    }
    const field = (name: string, type: Field['type']): Field => ({ name, type, description: '' });
    const fields = [
      ...KEY,
      ...factors.map((set) => field(set, 'string')),
      field('measure', 'string'),
      ...['baseline', 'policy', 'difference'].map((name) => field(name, 'number')),
      field('unit', 'string'),
    ];
    return { name: 'runs', title: 'Measures of the whole run', fields, rows: () => rows };
  },
  days: async (folder) => {
    const rows: Cell[][] = [];
    for (const { cell, seed, baseline, policy } of await folder.rows()) {
      for (const [world, address] of [['baseline', baseline] as const, ['policy', policy] as const]) {
        const found = await folder.store.read(address);
        for (const value of found?.values ?? []) {
          if (value.day < 0) continue;
          rows.push([cell.scenario, cell.point, seed, world, value.day, dottedName(value), value.value]);
        }
      }
    }
    const fields: Field[] = [
      ...KEY,
      { name: 'world', type: 'string', description: '' },
      { name: 'day', type: 'integer', description: '' },
      { name: 'measure', type: 'string', description: '' },
      { name: 'value', type: 'number', description: '' },
    ];
    return { name: 'days', title: 'Measures of each day', fields, rows: () => rows };
  },
};
