import { mkdtemp } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAYS_MAX } from '../../kernel/time.ts';
import { formatMistake } from '../../model/reading/mistake.ts';
import type { Overrides } from '../../model/reading/read-scenario.ts';
import type { Scenario } from '../../model/scenario.ts';
import {
  BadCheckpoint,
  checkpointOf,
  readCheckpoint,
  writeCheckpoint,
  type CheckpointOf,
} from '../../runner/node/checkpoint-file.ts';
import {
  MANIFEST_BYTES_MAX,
  manifestOf,
  MEASURES_FILE,
  readManifest,
  type Manifest,
  type Reproducible,
  type ScenarioSource,
} from '../../runner/node/manifest.ts';
import { counted } from '../../runner/counted.ts';
import { originOf } from '../../runner/node/origin.ts';
import { obstacleTo, writeResult } from '../../runner/node/result-folder.ts';
import { NoSuchState, runWorlds, type Checkpoint, type RunWorldsOptions } from '../../runner/node/run-worlds.ts';
import { program } from '../../runner/program.ts';
import { encodeSpreadsheet } from '../../runner/node/spreadsheet-file.ts';
import { writeWhole } from '../../runner/node/whole-file.ts';
import {
  combine,
  CSV_FORMS,
  csvRows,
  SPREADSHEET_ROWS_MAX,
  summarise,
  type CsvForm,
  type ResultSummary,
  type RunResult,
} from '../../runner/result.ts';
import { sheetsOf } from '../../runner/spreadsheet.ts';
import { defaultWorkers, WORKERS_MAX } from '../../runner/worker-count.ts';
import { choiceOption, wholeOption } from '../arguments.ts';
import { BadInput } from '../bad-input.ts';
import type { Args, Command, Host } from '../command.ts';
import { checkInputs, compareWithEarlier, REPRODUCED, type Verdict } from '../reproduction.ts';
import { OVERRIDE_OPTIONS, readOverrides } from '../overrides.ts';
import { checkCheckpointFolder, checkFile, checkResultFolder, claiming, REPLACE_OPTION, refused } from '../places.ts';
import { progressOf } from '../progress.ts';
import { Refused } from '../refused.ts';
import { report } from '../report.ts';
import { faultOf, parseScenario, readText } from '../scenario-file.ts';
import { STATUS } from '../status.ts';
import { makeFolder } from '../../runner/node/make-folder.ts';

/** Simulates both worlds of a scenario. */
export const run: Command = {
  name: 'run',
  about: 'simulates both worlds of a scenario and compares them',
  details: [
    'FILE is a scenario file, the name of a shipped scenario, or the manifest.json of an earlier result, which is then',
    'run again and compared with it: the exit status is 0 where everything is as before, 1 where it is not though the model',
    'is the same (a fault), and 3 where another model made the manifest and the results differ.',
    'A run that goes on from a checkpoint comes to the same result, to the byte.',
    'measures.csv has every value of every day where that is at most as many rows as spreadsheets open; of longer runs it',
    'has the totals, unless --csv days or --csv wide (a row a day, a column a measure) asks for more.',
  ].join('\n'),
  operands: ['FILE'],
  options: {
    ...OVERRIDE_OPTIONS,
    out: { value: 'FOLDER', about: 'write manifest.json and measures.csv there, complete or not at all' },
    csv: { value: CSV_FORMS.join('|'), about: 'the form of measures.csv' },
    xlsx: { value: 'FILE', about: 'write a spreadsheet of the run, its measures and their days' },
    checkpoints: { value: 'FOLDER', about: 'keep the state of both worlds there every so many days' },
    'checkpoint-every': { value: 'DAYS', about: 'so many; 10 where left out' },
    'from-checkpoint': { value: 'CHECKPOINT', about: 'go on from a state that was kept, of the same run of FILE' },
    ...REPLACE_OPTION,
    workers: { value: 'N', about: 'threads a world; where left out, half the cores if the city is large enough' },
    json: { about: 'exactly one JSON object on stdout' },
  },
  async run(args, host) {
    const run = await readRun(args, host);
    const workers = readWorkers(args, run.scenario);
    const [out, kept, xlsx] = ['out', 'checkpoints', 'xlsx'].map((name) => args.options.get(name));
    await checkPlaces(args, run);
    return await claiming('out', out, () =>
      claiming('checkpoints', kept, () => claiming('xlsx', xlsx, () => simulateAndTell(run, workers, args, host))),
    );
  },
};

/** @throws BadInput where what is asked for cannot be written, before anything is simulated */
async function checkPlaces({ options }: Args, { of }: Run): Promise<void> {
  const replace = options.has('replace');
  const [out, kept, xlsx] = ['out', 'checkpoints', 'xlsx'].map((name) => options.get(name));
  if (options.has('csv') && out === undefined) {
    throw new BadInput(['--csv: found it alone, expected --out FOLDER with it']);
  }
  choiceOption({ operands: [], options }, 'csv', CSV_FORMS);
  if (replace && [out, kept, xlsx].every((place) => place === undefined)) {
    throw new BadInput(['--replace: found it alone, expected --out, --checkpoints or --xlsx with it']);
  }
  if (out !== undefined) await checkResultFolder(out, of, replace);
  if (kept !== undefined) await checkCheckpointFolder(kept, of, replace, out);
  if (xlsx !== undefined) await checkFile('xlsx', xlsx, '.xlsx', replace);
}

async function simulateAndTell(run: Run, workers: number, args: Args, host: Host): Promise<number> {
  const { scenario, earlier } = run;
  const checkpoints = await readCheckpoints(args, run, host);
  const onDay = progressOf(scenario, host);
  const outcomes = await simulate(scenario, args, { signal: host.signal, workers, onDay, ...checkpoints });
  const lost = await checkpoints.lost();
  host.progress('');
  const result = combine(scenario, outcomes);
  const origin = await originOf(run.source, scenario.city.id);
  const summary = summarise(result, origin);
  const form = csvFormOf(result, args, host);
  // What cannot be written is told when the result has been printed: nothing of a long run is lost.
  lost.push(...(await writeAll(result, summary, manifestOf(result, run.source, origin, form), form, args, host)));
  host.print(args.options.has('json') ? `${JSON.stringify(summary)}\n` : report(summary, scenario, host.columns));
  await host.printed();
  if (lost.length > 0) throw new Refused(lost.join('; '));
  if (earlier === undefined) return STATUS.fine;
  return tellWhetherSame(args, compareWithEarlier(args.operands[0] ?? '', earlier, result, origin), host);
}

interface Run {
  readonly scenario: Scenario;
  /** By what its files are told from those of other runs. */
  readonly of: CheckpointOf;
  readonly source: ScenarioSource;
  /** The manifest that was run again. */
  readonly earlier?: Reproducible;
}

async function readRun(args: Args, { warn }: Host): Promise<Run> {
  const [file = ''] = args.operands;
  const overrides = readOverrides(args);
  const text = await readText(file, MANIFEST_BYTES_MAX);
  const reading = readManifest(text);
  if (reading === undefined) {
    const scenario = parseScenario(file, text, overrides, warn);
    const of = checkpointOf(scenario, program());
    return { scenario, of, source: { file, text, overrides } };
  }
  if (!reading.ok) throw new BadInput([formatMistake(file, reading.mistake)]);
  const earlier = reading.manifest;
  const changed = Object.keys(overrides);
  if (changed.length > 0) {
    throw new BadInput(changed.map((name) => `--${name}: found it with a manifest, expected the manifest alone`));
  }
  const scenario = parseScenario(earlier.source.file, earlier.source.text, checkedOverrides(file, earlier));
  checkInputs(file, earlier, scenario);
  return { scenario, of: checkpointOf(scenario, program()), source: earlier.source, earlier };
}

/** A manifest is a file like any other: what it asks for is held against the same bounds. */
function checkedOverrides(file: string, { source: { overrides } }: Reproducible): Overrides {
  const options = new Map(Object.entries(overrides).map(([name, value]) => [name, String(value)]));
  try {
    return readOverrides({ operands: [file], options });
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    throw new BadInput(error.lines.map((line) => `${file}:1:1 source.overrides.${line.slice('--'.length)}`));
  }
}

/** Threads that simulate a world together: the result is the same with any number of them. */
function readWorkers(args: Args, scenario: Scenario): number {
  const workers = wholeOption(args, 'workers', 1, WORKERS_MAX);
  const alone = ['checkpoints', 'from-checkpoint'].find((name) => args.options.has(name));
  if (alone !== undefined) {
    if (workers === undefined || workers === 1) return 1;
    throw new BadInput([
      `--workers: found ${workers} with --${alone}, expected 1: a checkpoint is of one thread a world`,
    ]);
  }
  return workers ?? defaultWorkers(scenario, availableParallelism());
}

const CHECKPOINT_EVERY = 10;

/** What is to be kept on the way, and where the run is to go on from. */
async function readCheckpoints(args: Args, { scenario, of }: Run, host: Host) {
  const folder = args.options.get('checkpoints');
  const every = wholeOption(args, 'checkpoint-every', 1, DAYS_MAX);
  const file = args.options.get('from-checkpoint');
  if (every !== undefined && folder === undefined) {
    throw new BadInput(['--checkpoint-every: found it alone, expected --checkpoints FOLDER with it']);
  }
  const from = file === undefined ? undefined : await readCheckpointFile(file, of, scenario);
  const lost: string[] = [];
  if (folder === undefined) return { from, lost: () => Promise.resolve(lost) };
  await prepareFolder(folder);
  const checkpointEvery = every ?? CHECKPOINT_EVERY;
  if (checkpointEvery >= scenario.days) {
    host.warn(
      `--checkpoints ${folder}: nothing will be kept: found a run of ${counted(scenario.days, 'day')} and a checkpoint every ${checkpointEvery}, expected --checkpoint-every below ${scenario.days}\n`,
    );
  }
  let last = Promise.resolve();
  const write = async (checkpoint: Checkpoint) => {
    try {
      await writeCheckpoint(folder, of, checkpoint);
    } catch (error) {
      const why = refused('checkpoints', folder, error);
      if (!(why instanceof Refused)) throw error;
      // Told at once, and once: the run goes on without.
      if (lost.length === 0) host.warn(`${why.message}; the run goes on\n`);
      if (lost.length === 0) lost.push(why.message);
    }
  };
  return {
    from,
    checkpointEvery,
    onCheckpoint: (checkpoint: Checkpoint) => {
      last = last.then(() => write(checkpoint));
      // Heard of when all are waited for.
      last.catch(() => undefined);
    },
    lost: async () => {
      await last;
      return lost;
    },
  };
}

async function readCheckpointFile(file: string, of: CheckpointOf, scenario: Scenario): Promise<Checkpoint> {
  try {
    return await readCheckpoint(file, of, scenario);
  } catch (error) {
    if (error instanceof BadCheckpoint) throw new BadInput([`--from-checkpoint ${file}: ${error.message}`]);
    throw new BadInput([`--from-checkpoint ${file}: found ${faultOf(error)}, expected a checkpoint`]);
  }
}

/** @throws BadInput where a checkpoint turns out to be no state of this run */
async function simulate(scenario: Scenario, args: Args, options: RunWorldsOptions): ReturnType<typeof runWorlds> {
  try {
    return await runWorlds(scenario, options);
  } catch (error) {
    if (!(error instanceof NoSuchState)) throw error;
    throw new BadInput([`--from-checkpoint ${args.options.get('from-checkpoint')}: ${error.message}`]);
  }
}

async function prepareFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder);
  } catch {
    throw new BadInput([`--checkpoints ${folder}: found what is no folder, or may not be written, expected a folder`]);
  }
}

/** Writes what was asked for. @returns what of it could not be, and why */
async function writeAll(
  result: RunResult,
  summary: ResultSummary,
  manifest: Manifest,
  form: CsvForm,
  args: Args,
  host: Host,
): Promise<string[]> {
  const [out, xlsx] = [args.options.get('out'), args.options.get('xlsx')];
  const lost: string[] = [];
  const attempt = async (option: string, place: string, act: () => Promise<void>, instead?: () => Promise<string>) => {
    try {
      await act();
    } catch (error) {
      const why = refused(option, place, error);
      if (!(why instanceof Refused)) throw error;
      lost.push(why.message + ((await instead?.().catch(() => '')) ?? ''));
    }
  };
  if (out !== undefined) {
    const write = (folder: string) => writeResult(folder, result, manifest, host.signal, form);
    await attempt(
      'out',
      out,
      async () => {
        const obstacle = await obstacleTo(out);
        if (obstacle !== undefined) throw new Refused(`--out ${out}: ${obstacle}`);
        await write(out);
      },
      async () => {
        const instead = join(await mkdtemp(join(tmpdir(), 'cashless-city-')), 'result');
        await write(instead);
        return `; the result is in ${instead}`;
      },
    );
  }
  if (xlsx !== undefined) {
    const bytes = await encodeSpreadsheet(sheetsOf(result, summary));
    await attempt('xlsx', xlsx, () => writeWhole(xlsx, [bytes], host.signal));
  }
  return lost;
}

/** The form of measures.csv: of a long run the totals, where nothing is said. */
function csvFormOf(result: RunResult, args: Args, host: Host): CsvForm {
  const asked = choiceOption(args, 'csv', CSV_FORMS);
  if (!args.options.has('out')) return 'totals';
  if (asked !== undefined) return asked;
  const rows = csvRows(result) + 1;
  if (rows <= SPREADSHEET_ROWS_MAX) return 'days';
  host.warn(
    `${MEASURES_FILE} has the totals alone: every day would be ${rows.toLocaleString('en')} rows, more than the ` +
      `${SPREADSHEET_ROWS_MAX.toLocaleString('en')} that spreadsheets open; --csv days or --csv wide writes them\n`,
  );
  return 'totals';
}

/** Where the same was asked for and came, that is said beside the table alone: scripts see it by the status. */
function tellWhetherSame(args: Args, { status, lines }: Verdict, host: Host): number {
  if (status !== REPRODUCED.same) host.warn(lines.map((line) => `${line}\n`).join(''));
  else if (!args.options.has('json')) host.print(lines.map((line) => `${line}\n`).join(''));
  return status;
}
