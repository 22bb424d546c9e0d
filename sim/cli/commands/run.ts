import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
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
  readManifest,
  type Manifest,
  type Reproducible,
  type ScenarioSource,
} from '../../runner/node/manifest.ts';
import { originOf } from '../../runner/node/origin.ts';
import { obstacleTo, writeResult } from '../../runner/node/result-folder.ts';
import { NoSuchState, runWorlds, type Checkpoint, type RunWorldsOptions } from '../../runner/node/run-worlds.ts';
import { program } from '../../runner/program.ts';
import { WORLDS } from '../../runner/protocol.ts';
import { combine, summarise, type RunResult } from '../../runner/result.ts';
import { defaultWorkers, WORKERS_MAX } from '../../runner/worker-count.ts';
import { wholeOption } from '../arguments.ts';
import { BadInput } from '../bad-input.ts';
import type { Args, Command, Host } from '../command.ts';
import { checkInputs, compareWithEarlier, REPRODUCED, type Verdict } from '../reproduction.ts';
import { OVERRIDE_OPTIONS, readOverrides } from '../overrides.ts';
import { report } from '../report.ts';
import { faultOf, parseScenario, readText } from '../scenario-file.ts';

/** Simulates both worlds of a scenario. */
export const run: Command = {
  name: 'run',
  about: 'simulates both worlds of a scenario and compares them',
  details: [
    'FILE is a scenario file, the name of a shipped scenario, or the manifest.json of an earlier result, which is then',
    'run again and compared with it: the exit status is 0 where everything is as before, 1 where it is not though the model',
    'is the same (a fault), and 3 where another model made the manifest and the results differ.',
    'A run that goes on from a checkpoint comes to the same result, to the byte.',
  ].join('\n'),
  operands: ['FILE'],
  options: {
    ...OVERRIDE_OPTIONS,
    out: { value: 'FOLDER', about: 'write manifest.json and measures.csv there, complete or not at all' },
    checkpoints: { value: 'FOLDER', about: 'keep the state of both worlds there every so many days' },
    'checkpoint-every': { value: 'DAYS', about: 'so many; 10 where left out' },
    'from-checkpoint': { value: 'CHECKPOINT', about: 'go on from a state that was kept, of the same run of FILE' },
    workers: { value: 'N', about: 'threads a world; where left out, half the cores if the city is large enough' },
    json: { about: 'exactly one JSON object on stdout' },
  },
  async run(args, host) {
    const out = args.options.get('out');
    const { scenario, source, earlier } = await readRun(args, host);
    if (out !== undefined) await checkFolder(out);
    const workers = readWorkers(args, scenario);
    const checkpoints = await readCheckpoints(args, scenario);
    const progress = progressOf(scenario, host);
    const outcomes = await simulate(scenario, args, { signal: host.signal, workers, ...progress, ...checkpoints });
    await checkpoints.written();
    host.progress?.('');
    const result = combine(scenario, outcomes);
    const origin = await originOf(source, scenario.city.id);
    if (out !== undefined) await write(out, result, manifestOf(result, source, origin), host.signal);
    const summary = summarise(result, origin);
    host.print(args.options.has('json') ? `${JSON.stringify(summary)}\n` : report(summary, scenario));
    return earlier === undefined
      ? 0
      : tellWhetherSame(args, compareWithEarlier(args.operands[0] ?? '', earlier, result, origin), host);
  },
};

interface Run {
  readonly scenario: Scenario;
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
    return { scenario: parseScenario(file, text, overrides, warn), source: { file, text, overrides } };
  }
  if (!reading.ok) throw new BadInput([formatMistake(file, reading.mistake)]);
  const earlier = reading.manifest;
  const changed = Object.keys(overrides);
  if (changed.length > 0) {
    throw new BadInput(changed.map((name) => `--${name}: found it with a manifest, expected the manifest alone`));
  }
  const scenario = parseScenario(earlier.source.file, earlier.source.text, checkedOverrides(file, earlier));
  checkInputs(file, earlier, scenario);
  return { scenario, source: earlier.source, earlier };
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
async function readCheckpoints(args: Args, scenario: Scenario) {
  const folder = args.options.get('checkpoints');
  const every = wholeOption(args, 'checkpoint-every', 1, DAYS_MAX);
  const file = args.options.get('from-checkpoint');
  if (every !== undefined && folder === undefined) {
    throw new BadInput(['--checkpoint-every: found it alone, expected --checkpoints FOLDER with it']);
  }
  const of = checkpointOf(scenario, program());
  const from = file === undefined ? undefined : await readCheckpointFile(file, of, scenario);
  let last: Promise<unknown> = folder === undefined ? Promise.resolve() : prepareFolder(folder);
  await last;
  if (folder === undefined) return { from, written: () => last };
  return {
    from,
    checkpointEvery: every ?? CHECKPOINT_EVERY,
    onCheckpoint: (checkpoint: Checkpoint) => {
      last = last.then(() => writeCheckpoint(folder, of, checkpoint));
      // Heard of when all are waited for.
      last.catch(() => undefined);
    },
    written: async () => {
      await orBadInput(`--checkpoints ${folder}`, 'a place to write checkpoints', last);
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
    await mkdir(folder, { recursive: true });
  } catch {
    throw new BadInput([`--checkpoints ${folder}: found what is no folder, or may not be written, expected a folder`]);
  }
}

async function checkFolder(folder: string): Promise<void> {
  const obstacle = await obstacleTo(folder);
  if (obstacle !== undefined) throw new BadInput([`--out ${folder}: ${obstacle}`]);
}

async function write(folder: string, result: RunResult, manifest: Manifest, signal: AbortSignal): Promise<void> {
  const written = writeResult(folder, result, manifest, signal);
  await orBadInput(`--out ${folder}`, 'a place to write a result', written);
}

/** @throws BadInput where the system does not let something be written */
async function orBadInput(option: string, expected: string, written: Promise<unknown>): Promise<void> {
  try {
    await written;
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === undefined || syscall === undefined) throw error;
    throw new BadInput([`${option}: found ${code} (${syscall}), expected ${expected}`]);
  }
}

function progressOf({ days }: Scenario, { progress }: Host) {
  if (progress === undefined) return {};
  const done = { baseline: 0, policy: 0 };
  return {
    onDay: (world: keyof typeof done, daysDone: number) => {
      done[world] = daysDone;
      progress(WORLDS.map((name) => `${name}: day ${done[name]} of ${days}`).join('   '));
    },
  };
}

/** Where the same was asked for and came, that is said beside the table alone: scripts see it by the status. */
function tellWhetherSame(args: Args, { status, lines }: Verdict, host: Host): number {
  if (status !== REPRODUCED.same) host.warn(lines.map((line) => `${line}\n`).join(''));
  else if (!args.options.has('json')) host.print(lines.map((line) => `${line}\n`).join(''));
  return status;
}
