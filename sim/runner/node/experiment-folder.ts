/** The folder of an experiment: what is run, and the worlds that have been. It is all that a worker needs. */
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import type { City } from '../../model/city.ts';
import { quote, type Mistake } from '../../model/reading/mistake.ts';
import { readExperiment, type ExperimentFile } from '../experiment/experiment-file.ts';
import { planExperiment, seedsOf, type Cell } from '../experiment/plan.ts';
import { summarisePairs } from '../experiment/statistics.ts';
import type { MeasuredPair } from '../experiment/analysis.ts';
import { withChance } from '../experiment/prepare-results.ts';
import { dottedName } from '../../model/measures/dictionary.ts';
import { withPairedMeasures, wholeRun } from '../pair.ts';
import { inOrderOf, type Part } from './cluster.ts';
import { RunStore, addressOf, type StoredWorld, type WorldSpec } from './run-store.ts';
import { simulateInto } from './world-pool.ts';
import { syncFolder } from './result-folder.ts';
import { makeFolder } from './make-folder.ts';

const FORMAT = 'cashless-city experiment 1';
export const EXPERIMENT_FILE = 'experiment.json';
const WORLDS_FOLDER = 'worlds';

/** An experiment with everything it refers to. */
export interface ExperimentSource {
  /** As the user named it. */
  readonly file: string;
  readonly text: string;
  /** Texts of the scenarios, by the names that the experiment uses. */
  readonly scenarios: Readonly<Record<string, string>>;
}

export interface Experiment extends ExperimentSource {
  readonly read: ExperimentFile;
  readonly cells: readonly Cell[];
  /** What changes nothing in any combination, a line each. */
  readonly warnings: readonly string[];
}

/** Reads and plans an experiment. */
export function planSource(
  source: ExperimentSource,
  cities: ReadonlyMap<string, City>,
):
  | { readonly ok: true; readonly experiment: Experiment }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] } {
  const reading = readExperiment(source.text);
  if (!reading.ok) return reading;
  const texts = new Map(Object.entries(source.scenarios));
  const plan = planExperiment(reading.file, reading.source, texts, cities);
  if (!plan.ok) return plan;
  return { ok: true, experiment: { ...source, read: reading.file, cells: plan.cells, warnings: plan.warnings } };
}

/** A cell with a seed: one row of the results. */
export interface Row {
  readonly cell: Cell;
  readonly seed: string;
  /** Where the two worlds are kept. */
  readonly baseline: string;
  readonly policy: string;
  /** Of the null comparison, where it was asked for. */
  readonly chance?: string;
}

/** The worlds of a row by where they are kept. */
export function worldsOfRow({ cell, seed, baseline, policy, chance }: Row): ReadonlyMap<string, WorldSpec> {
  const [first, second = first] = worldsOf(cell, seed);
  const worlds = new Map([
    [baseline, first!],
    [policy, second!],
  ]);
  if (chance !== undefined) worlds.set(chance, chanceOf(cell, seed));
  return worlds;
}

/** The world with the policy, different by chance alone. Every other seed is disturbed the other way. */
function chanceOf(cell: Cell, seed: string): WorldSpec {
  const parity = [...seed].reduce((sum, character) => sum + character.charCodeAt(0), 0);
  return { scenario: withChance({ ...cell.resolved, seed }, parity), isBaseline: false };
}

/** The two worlds of a cell with a seed. Without a policy they are one. */
export function worldsOf(cell: Cell, seed: string): readonly WorldSpec[] {
  const scenario = { ...cell.resolved, seed };
  const baseline = { scenario, isBaseline: true };
  return scenario.policy.length === 0 ? [baseline] : [baseline, { scenario, isBaseline: false }];
}

/** @param hasNull whether the null comparison was asked for */
export function rowOf(cell: Cell, seed: string, model: string, hasNull = false): Row {
  const [baseline = '', policy = baseline] = worldsOf(cell, seed).map((spec) => addressOf(spec, model));
  return { cell, seed, baseline, policy, ...(hasNull ? { chance: addressOf(chanceOf(cell, seed), model) } : {}) };
}

export interface ExperimentStatus {
  /** Pairs of worlds that are needed as far as is known, and those that are there. */
  readonly rows: number;
  readonly done: number;
  readonly failures: readonly { readonly row: Row; readonly reason: string }[];
  readonly worldsLeft: number;
  /** Seconds of one core, by a world that has been simulated; NaN where none has. */
  readonly secondsLeft: number;
}

/** Why a folder is none of an experiment. */
export class NoExperiment extends Error {}

export class ExperimentFolder {
  private constructor(
    readonly folder: string,
    readonly experiment: Experiment,
    readonly store: RunStore,
    /** What identifies the model whose worlds are looked for. */
    private readonly model: string,
  ) {}

  /**
   * Begins an experiment, or goes on with it. The file of an experiment may have changed since: its worlds are used where they are
   * the same.
   * @param replace whether another experiment's file may be put in the place of what the folder has
   * @param onChange called where the file has changed
   * @throws NoExperiment where the folder holds something else
   */
  static async create(
    folder: string,
    experiment: Experiment,
    model: string,
    { replace = false, onChange }: { readonly replace?: boolean; readonly onChange?: () => void } = {},
  ): Promise<ExperimentFolder> {
    const found = await stat(folder).catch(() => undefined);
    if (found?.isDirectory() === false) throw new NoExperiment('found a file, expected a folder or nothing');
    await makeFolder(folder);
    const names = (await readdir(folder)).filter((name) => !name.startsWith('.'));
    const isBegun = names.includes(EXPERIMENT_FILE);
    const isOurs = isBegun || names.every((name) => name === WORLDS_FOLDER);
    if (!isOurs) {
      const strange = JSON.stringify(names[0]);
      throw new NoExperiment(`found a folder that holds ${strange}, expected a new one or that of an experiment`);
    }
    const { file, text, scenarios } = experiment;
    const earlier = isBegun ? await sourceIn(folder) : undefined;
    if (earlier !== undefined && basename(earlier.file) !== basename(file) && !replace) {
      const found = `found another experiment there, of ${quote(earlier.file)}`;
      throw new NoExperiment(`${found}, expected a new folder, or --replace with it (worlds that both have are kept)`);
    }
    if (earlier !== undefined && earlier.text !== text) onChange?.();
    const data = `${JSON.stringify({ format: FORMAT, file, text, scenarios }, null, 1)}\n`;
    await writeWhole(folder, EXPERIMENT_FILE, data);
    return new ExperimentFolder(folder, experiment, await RunStore.open(join(folder, WORLDS_FOLDER)), model);
  }

  /** Opens the folder of an experiment. @throws NoExperiment where it is none, or one this version cannot plan */
  static async open(folder: string, cities: ReadonlyMap<string, City>, model: string): Promise<ExperimentFolder> {
    const plan = planSource(await sourceIn(folder), cities);
    if (!plan.ok) {
      throw new NoExperiment(
        `found an experiment that this version does not take, expected ${plan.mistakes[0]?.expected}`,
      );
    }
    return new ExperimentFolder(folder, plan.experiment, await RunStore.open(join(folder, WORLDS_FOLDER)), model);
  }

  /** The rows whose worlds are needed as far as is known now: more seeds follow where a difference is not known well enough. */
  async rows(): Promise<Row[]> {
    const { read, cells } = this.experiment;
    const { first, most } = seedsOf(read);
    const row = (cell: Cell, seed: string) => rowOf(cell, seed, this.model, read.null_comparison);
    const rows = cells.flatMap((cell) => first.map((seed) => row(cell, seed)));
    if (most === first.length || typeof read.seeds !== 'object' || !('until' in read.seeds)) return rows;
    const { measure, half_width: bound } = read.seeds.until;
    for (const cell of cells) {
      const pairs: MeasuredPair[] = [];
      for (let seed = 1; seed <= most; seed++) {
        const next = row(cell, String(seed));
        if (seed > first.length) {
          if (isKnown(pairs, measure, bound)) break;
          rows.push(next);
        }
        const pair = await this.pairOf(next);
        // What is known ends at the first that is missing.
        if (pair === undefined) break;
        pairs.push(pair);
      }
    }
    return rows;
  }

  /** How far the experiment is. */
  async status(): Promise<ExperimentStatus> {
    const rows = await this.rows();
    const missing = await this.missing(rows);
    const failures: { row: Row; reason: string }[] = [];
    let done = 0;
    for (const row of rows) {
      const lacking = [...worldsOfRow(row).keys()].filter((address) => missing.has(address));
      if (lacking.length === 0) done++;
      for (const address of lacking) {
        const failure = await this.store.failure(address);
        if (failure !== undefined) failures.push({ row, reason: failure.reason });
      }
    }
    const there = await this.store.addresses();
    const sample = rows.find((row) => there.has(row.policy));
    const secondsAWorld = sample === undefined ? NaN : ((await this.store.read(sample.policy))?.seconds ?? NaN);
    return { rows: rows.length, done, failures, worldsLeft: missing.size, secondsLeft: secondsAWorld * missing.size };
  }

  /** Both worlds of a row; undefined where one is missing. */
  async pairOf(row: Row): Promise<MeasuredPair | undefined> {
    const baseline = await this.store.read(row.baseline);
    const policy = row.policy === row.baseline ? baseline : await this.store.read(row.policy);
    if (baseline === undefined || policy === undefined) return undefined;
    const pair = pairUp(baseline, policy, row.cell);
    if (row.chance === undefined) return pair;
    const chance = await this.store.read(row.chance);
    return chance === undefined ? undefined : { ...pair, chance: pairUp(policy, chance, row.cell).policy };
  }

  /** Means over seeds of a measure of the world without the policy, day by day; undefined where a day has none. */
  async dailyMean(rows: readonly Row[], measure: string): Promise<number[] | undefined> {
    const sums: number[] = [];
    let count = 0;
    for (const { baseline } of rows) {
      const world = await this.store.read(baseline);
      if (world === undefined) continue;
      const days = world.values.filter((value) => value.day >= 0 && dottedName(value) === measure);
      if (days.length === 0 || days.some(({ value }) => value === null)) return undefined;
      for (const { day, value } of days) sums[day] = (sums[day] ?? 0) + value!;
      count++;
    }
    return count === 0 ? undefined : sums.map((sum) => sum / count);
  }

  /** Worlds of rows that are not there yet, each once. */
  async missing(rows: readonly Row[]): Promise<Map<string, WorldSpec>> {
    const there = await this.store.addresses();
    const worlds = new Map<string, WorldSpec>();
    for (const row of rows) {
      for (const [address, spec] of worldsOfRow(row)) if (!there.has(address)) worlds.set(address, spec);
    }
    return worlds;
  }

  /**
   * Simulates what is missing, and then what turns out to be needed beside. What is there is looked at first: a damaged world is
   * missing too.
   * @returns how many worlds were simulated here, and how many failed
   */
  async run(options: {
    readonly jobs?: number | undefined;
    /** Which of several tasks this is, where they share the work; they come to the same. */
    readonly part?: Part | undefined;
    /** Rows that are wanted; all where left out. */
    readonly only?: readonly Row[];
    readonly signal: AbortSignal;
    readonly onProgress?: (done: number, all: number, secondsLeft: number) => void;
    readonly onFailure?: (spec: WorldSpec, reason: string) => void;
  }): Promise<{ worlds: number; failed: number }> {
    let worlds = 0;
    const failed = new Set<string>();
    await this.store.removeDamaged(worldsOfRows(options.only ?? (await this.rows())), options.signal);
    for (;;) {
      const needed = await this.missing(options.only ?? (await this.rows()));
      for (const address of failed) needed.delete(address);
      const missing = new Map(options.part === undefined ? needed : inOrderOf(options.part, [...needed]));
      if (missing.size === 0) return { worlds, failed: failed.size };
      const began = performance.now();
      let done = 0;
      options.onProgress?.(0, missing.size, NaN);
      await simulateInto(this.store, missing, {
        jobs: options.jobs,
        signal: options.signal,
        onDone: (address, ended, reason = '') => {
          done++;
          const left = ((performance.now() - began) / 1000 / done) * (missing.size - done);
          options.onProgress?.(done, missing.size, left);
          if (ended === 'simulated') worlds++;
          if (ended === 'failed') {
            failed.add(address);
            options.onFailure?.(missing.get(address)!, reason);
          }
        },
      });
    }
  }
}

/** The experiment that a folder is of. @throws NoExperiment where it is of none */
async function sourceIn(folder: string): Promise<ExperimentSource> {
  const place = join(folder, EXPERIMENT_FILE);
  const found = await readFile(place, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
    throw new NoExperiment(`found no ${EXPERIMENT_FILE} in it, expected a folder that experiment run has written`);
  });
  let source: Partial<ExperimentSource & { format: string }> | null;
  try {
    source = JSON.parse(found) as typeof source;
  } catch {
    throw new NoExperiment(`found a damaged ${EXPERIMENT_FILE}, expected one that experiment run has written`);
  }
  const { format, file, text, scenarios } = source ?? {};
  if (format !== FORMAT || typeof file !== 'string' || typeof text !== 'string' || typeof scenarios !== 'object') {
    throw new NoExperiment(`found the format ${JSON.stringify(format)}, expected ${JSON.stringify(FORMAT)}`);
  }
  return { file, text, scenarios };
}

const worldsOfRows = (rows: readonly Row[]): Set<string> =>
  new Set(rows.flatMap((row) => [...worldsOfRow(row).keys()]));

function pairUp(baseline: StoredWorld, policy: StoredWorld, { resolved }: Cell): MeasuredPair {
  const paired = withPairedMeasures(baseline, policy, resolved.city, resolved.days);
  return { baseline: wholeRun(paired.baseline), policy: wholeRun(paired.policy) };
}

function isKnown(pairs: readonly MeasuredPair[], measure: string, bound: number): boolean {
  const values = (world: 'baseline' | 'policy') => pairs.map((pair) => pair[world][measure] ?? NaN);
  return summarisePairs(values('baseline'), values('policy')).halfWidth <= bound;
}

/** Drafts of this process: no two have one name. */
let drafts = 0;

/** Writes a file so that it is whole or as it was before. */
export async function writeWhole(folder: string, name: string, data: string | Uint8Array): Promise<void> {
  const draft = join(folder, `.${name}.partial-${hostname()}-${process.pid}-${drafts++}`);
  try {
    const handle = await open(draft, 'w');
    try {
      await handle.writeFile(data);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, join(folder, name));
    await syncFolder(folder);
  } finally {
    await rm(draft, { force: true });
  }
}
