import { availableParallelism } from 'node:os';
import { basename, dirname, resolve } from 'node:path';
import { formatMistake } from '../../model/reading/mistake.ts';
import { readExperiment } from '../../runner/experiment/experiment-file.ts';
import { program } from '../../runner/program.ts';
import { SHIPPED_SCENARIOS, shippedCities, shippedScenarioText } from '../../runner/library.ts';
import { ExperimentFolder, NoExperiment, planSource, type Experiment } from '../../runner/node/experiment-folder.ts';
import { estimateOf } from '../../runner/node/experiment-estimate.ts';
import { writeReport } from '../../runner/node/experiment-report.ts';
import { wholeOption } from '../arguments.ts';
import { BadInput } from '../bad-input.ts';
import type { Args, Command, Host } from '../command.ts';
import { experimentText, findingRows } from '../experiment-words.ts';
import { markdownTable, writePart } from '../marked.ts';
import { modelId } from '../model-id.ts';
import { readText } from '../scenario-file.ts';

const JOBS_MAX = 1024;

const FILE_DETAILS =
  'FILE is an experiment: scenarios/experiments/*.yaml are examples, and scenarios/README.md explains what it may hold.';
const JOBS = { value: 'N', about: 'worlds at once; as many as there are cores where left out' } as const;
const JSON_OPTION = { about: 'exactly one JSON object on stdout' } as const;

/** Says what an experiment takes. */
export const experimentCheck: Command = {
  name: 'experiment check',
  about: 'says what an experiment takes: worlds, time and memory, from a short trial',
  details: FILE_DETAILS,
  operands: ['FILE'],
  options: { jobs: JOBS, json: JSON_OPTION },
  run: (args, host) => check(args.operands[0] ?? '', args, host),
};

/** Runs an experiment. */
export const experimentRun: Command = {
  name: 'experiment run',
  about: 'runs many scenarios, values and seeds, each world once',
  details: [
    FILE_DETAILS,
    'Stopped anywhere, the same command goes on. A world that fails is told and the rest goes on; it is tried again the next',
    'time. Any number of programs may run one experiment in one folder.',
  ].join('\n'),
  operands: ['FILE'],
  options: { out: { value: 'DIR', about: 'the folder of the experiment; needed' }, jobs: JOBS },
  run: (args, host) => runAll(args.operands[0] ?? '', args, host),
};

/** Says how far an experiment is. */
export const experimentStatus: Command = {
  name: 'experiment status',
  about: 'says how far an experiment is, and what failed',
  operands: ['DIR'],
  options: { json: JSON_OPTION },
  run: (args, host) => status(args.operands[0] ?? '', args, host),
};

/** Says what an experiment shows. */
export const experimentReport: Command = {
  name: 'experiment report',
  about: 'says what an experiment shows so far, and how sure it is',
  details: [
    'Beside what is printed, DIR/report has report.html, the tables rows and findings as CSV and Parquet, datapackage.json that says',
    'what their columns mean, summary.json and ro-crate-metadata.json.',
    '--into writes the findings between <!-- NAME: begins --> and <!-- NAME: ends --> of a document, where NAME is that of',
    'the experiment’s file without .yaml.',
  ].join('\n'),
  operands: ['DIR'],
  options: { into: { value: 'FILE', about: 'a Markdown document whose table is written anew' }, json: JSON_OPTION },
  run: (args, host) => report(args.operands[0] ?? '', args, host),
};

/** Reads an experiment and the scenarios it names. @throws BadInput with a line for each mistake */
async function readFile(file: string): Promise<Experiment> {
  const text = await readText(file);
  const reading = readExperiment(text);
  if (!reading.ok) throw new BadInput(reading.mistakes.map((mistake) => formatMistake(file, mistake)));
  const scenarios: Record<string, string> = {};
  for (const name of reading.file.scenarios) {
    scenarios[name] = SHIPPED_SCENARIOS.includes(name)
      ? shippedScenarioText(name)
      : await readText(resolve(dirname(file), name));
  }
  const plan = planSource({ file, text, scenarios }, shippedCities());
  if (plan.ok) return plan.experiment;
  throw new BadInput(plan.mistakes.map((mistake) => formatMistake(file, mistake)));
}

async function check(file: string, args: Args, host: Host): Promise<number> {
  const experiment = await readFile(file);
  const estimate = await estimateOf(experiment, modelId(), host.signal);
  const jobs = wholeOption(args, 'jobs', 1, JOBS_MAX) ?? availableParallelism();
  const seconds = estimate.secondsOfWork / Math.min(jobs, estimate.worlds);
  if (args.options.has('json')) {
    host.print(`${JSON.stringify({ ...estimate, jobs, seconds })}\n`);
    return 0;
  }
  const { cells, rows, worlds, bytesAWorld, isAtMost } = estimate;
  host.print(
    [
      `${file}: fine`,
      `${cells} combinations, ${isAtMost ? 'up to ' : ''}${rows} runs of both worlds, ${worlds} worlds to simulate (what is shared runs once)`,
      `about ${duration(seconds)} with ${jobs} at once, by a trial of ${estimate.trialDays} days`,
      `about ${Math.ceil(bytesAWorld / 2 ** 20)} MB a world, ${Math.ceil((bytesAWorld * Math.min(jobs, worlds)) / 2 ** 20)} MB at once`,
      '',
    ].join('\n'),
  );
  return 0;
}

async function runAll(file: string, args: Args, host: Host): Promise<number> {
  const out = args.options.get('out');
  if (out === undefined) throw new BadInput(['--out: found nothing, expected the folder of the experiment']);
  const jobs = wholeOption(args, 'jobs', 1, JOBS_MAX);
  const experiment = await readFile(file);
  const { worlds, failed } = await orBadInput(out, async () => {
    const folder = await ExperimentFolder.create(out, experiment, modelId());
    return await folder.run({
      jobs,
      signal: host.signal,
      onProgress: (done, all, left) => {
        const time = Number.isNaN(left) ? '' : `, ${duration(left)} left`;
        host.progress(`${done} of ${all} worlds${time}`);
      },
      onFailure: ({ scenario, isBaseline }, reason) => {
        const world = isBaseline ? 'baseline' : 'policy';
        host.warn(`${scenario.name}, ${world}, seed ${scenario.seed}: failed: ${reason}\n`);
      },
    });
  });
  host.progress('');
  host.print(`${worlds} worlds simulated${failed > 0 ? `, ${failed} failed` : ''}; see: experiment report ${out}\n`);
  return failed > 0 ? 1 : 0;
}

async function status(out: string, args: Args, host: Host): Promise<number> {
  const { rows, done, failures, worldsLeft, secondsLeft } = await orBadInput(out, async () => {
    const folder = await open(out);
    return await folder.status();
  });
  if (args.options.has('json')) {
    host.print(`${JSON.stringify({ rows, done, failed: failures.length, worldsLeft, secondsLeft })}\n`);
    return 0;
  }
  const left = worldsLeft === 0 ? 'nothing left to do' : `${worldsLeft} worlds left, ${duration(secondsLeft)} of work`;
  host.print(`${done} of ${rows} runs done, ${failures.length} failed, ${left}\n`);
  for (const { row, reason } of failures) {
    host.print(`failed: ${row.cell.scenario}, point ${row.cell.point}, seed ${row.seed}: ${reason}\n`);
  }
  return 0;
}

async function report(out: string, args: Args, host: Host): Promise<number> {
  const analysis = await orBadInput(out, async () => {
    const folder = await open(out);
    return await writeReport(folder, `${program().version}, model ${program().model}`);
  });
  const into = args.options.get('into');
  if (into !== undefined) {
    const { head, rows } = findingRows(analysis);
    const file = basename(analysis.experiment.file);
    const how = `\`experiment run ${file}\`, model \`${program().model}\`.`;
    await writePart(into, basename(file, '.yaml'), `${markdownTable(head, rows)}\n\n${how}`);
  }
  host.print(args.options.has('json') ? `${JSON.stringify(analysis.summary)}\n` : experimentText(analysis));
  return 0;
}

function open(out: string): Promise<ExperimentFolder> {
  return ExperimentFolder.open(out, shippedCities(), modelId());
}

/** @throws BadInput where the folder is none of an experiment, or the system does not let something be read or written */
async function orBadInput<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NoExperiment) throw new BadInput([`${folder}: ${error.message}`]);
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === undefined || syscall === undefined || code === 'ABORT_ERR') throw error;
    throw new BadInput([`${folder}: found ${code} (${syscall}), expected a place to keep an experiment`]);
  }
}

function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'an unknown time';
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}
