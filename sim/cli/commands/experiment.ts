import { availableParallelism } from 'node:os';
import { basename, dirname, resolve } from 'node:path';
import { stringify as toYaml } from 'yaml';
import { formatMistake, quote } from '../../model/reading/mistake.ts';
import { readExperiment } from '../../runner/experiment/experiment-file.ts';
import { program } from '../../runner/program.ts';
import { SHIPPED_SCENARIOS, shippedCities, shippedScenarioText } from '../../runner/library.ts';
import { ExperimentFolder, planSource, type Experiment } from '../../runner/node/experiment-folder.ts';
import { checkObserved } from '../../runner/observed.ts';
import { estimateOf } from '../../runner/node/experiment-estimate.ts';
import { writeReport } from '../../runner/node/experiment-report.ts';
import { kubernetesManifest, partFromEnvironment, submitToSlurm, type Part } from '../../runner/node/cluster.ts';
import { choiceOption, wholeOption } from '../arguments.ts';
import { BadInput } from '../bad-input.ts';
import type { Args, Command, Host } from '../command.ts';
import { atExperiment } from '../experiment-place.ts';
import { experimentText, findingRows } from '../experiment-words.ts';
import { markdownTable, writePart } from '../marked.ts';
import { modelId } from '../model-id.ts';
import { inOrder, readObservedFile } from '../observed-file.ts';
import { REPLACE_OPTION } from '../places.ts';
import { readText } from '../scenario-file.ts';
import { counted } from '../../runner/counted.ts';

const JOBS_MAX = 1024;
const TASKS = 10;
const TASKS_MAX = 10_000;

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
  options: {
    out: { value: 'DIR', about: 'the folder of the experiment; needed' },
    jobs: JOBS,
    on: { value: 'slurm', about: 'hand it over to Slurm as a job array, whose machines all see DIR' },
    tasks: { value: 'N', about: `tasks of that array; ${TASKS} where left out` },
    'slurm-options': { value: 'WORDS', about: 'further options of sbatch, as "--partition=long --time=2:00:00"' },
    ...REPLACE_OPTION,
  },
  run: (args, host) => runAll(args.operands[0] ?? '', args, host),
};

/** Works on an experiment that somebody has begun. */
export const experimentWork: Command = {
  name: 'experiment work',
  about: 'works on an experiment in a folder, as one of several tasks',
  details: [
    'DIR is all it needs. Slurm and Kubernetes tell a task its number; elsewhere --part does. A task begins with its own share and',
    'then helps with what is left; what another has done is not done again.',
  ].join('\n'),
  operands: ['DIR'],
  options: {
    parts: { value: 'N', about: 'tasks in all' },
    part: { value: 'K', about: 'which of them this is, from 1' },
    jobs: JOBS,
  },
  run: (args, host) => workOn(args.operands[0] ?? '', args, host),
};

/** Prints what another system needs to run an experiment. */
export const experimentManifest: Command = {
  name: 'experiment manifest',
  about: 'prints what Kubernetes needs to run an experiment: an indexed Job',
  details: [
    'DIR is made by --begin FILE or by experiment run. It lies on the volume of a claim that all tasks may write to (ReadWriteMany);',
    'IMAGE has the command cashless-city, as of `npm pack`. kubectl apply -f - takes what is printed.',
  ].join('\n'),
  operands: ['DIR'],
  options: {
    for: { value: 'kubernetes', about: 'the system; needed' },
    image: { value: 'IMAGE', about: 'image of the containers; needed' },
    claim: { value: 'NAME', about: 'persistent volume claim with the folder; needed' },
    path: { value: 'PATH', about: 'where on that volume the folder is; its top where left out' },
    tasks: { value: 'N', about: `tasks in all; ${TASKS} where left out` },
    parallelism: { value: 'N', about: 'tasks at once; all where left out' },
    memory: { value: 'SIZE', about: 'memory of a task, as 512Mi; 1Gi where left out' },
    begin: { value: 'FILE', about: 'begin this experiment in DIR first' },
    ...REPLACE_OPTION,
  },
  run: (args, host) => manifest(args.operands[0] ?? '', args, host),
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
    '--observed takes values of the whole city, in the columns date, measure, value and, if need be, world (policy or baseline).',
  ].join('\n'),
  operands: ['DIR'],
  options: {
    into: { value: 'FILE', about: 'a Markdown document whose table is written anew' },
    observed: { value: 'FILE', about: 'what was observed, to be laid beside it: CSV of date, measure, value' },
    json: JSON_OPTION,
  },
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

function warnOf({ warnings }: Experiment, host: Host): void {
  for (const line of warnings) host.warn(`${line}\n`);
}

async function check(file: string, args: Args, host: Host): Promise<number> {
  const experiment = await readFile(file);
  warnOf(experiment, host);
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
      `${file}: fine${experiment.warnings.length === 0 ? '' : `, but for ${counted(experiment.warnings.length, 'warning')}`}`,
      `${counted(cells, 'combination')}, ${isAtMost ? 'up to ' : ''}${counted(rows, 'run')} of both worlds, ${counted(worlds, 'world')} to simulate (what is shared runs once)`,
      `about ${duration(seconds)} with ${jobs} at once, by a trial of ${counted(estimate.trialDays, 'day')}`,
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
  const on = choiceOption(args, 'on', ['slurm'] as const);
  const alone = ['tasks', 'slurm-options'].find((name) => args.options.has(name));
  if (on === undefined && alone !== undefined) {
    throw new BadInput([`--${alone}: found it alone, expected --on slurm with it`]);
  }
  const experiment = await readFile(file);
  warnOf(experiment, host);
  const begun = await begin(out, experiment, args, host);
  return on === 'slurm' ? await handOver(out, args, host) : await runHere(begun, out, jobs, undefined, host);
}

async function begin(out: string, experiment: Experiment, { options }: Args, host: Host): Promise<ExperimentFolder> {
  const onChange = () => {
    host.warn(`${out}: it held another version of ${experiment.file}; worlds that both have are used again\n`);
  };
  const replace = options.has('replace');
  return await atExperiment(out, () => ExperimentFolder.create(out, experiment, modelId(), { replace, onChange }));
}

async function handOver(out: string, args: Args, host: Host): Promise<number> {
  const tasks = wholeOption(args, 'tasks', 1, TASKS_MAX) ?? TASKS;
  const jobs = wholeOption(args, 'jobs', 1, JOBS_MAX) ?? 1;
  const folder = resolve(out);
  const options = (args.options.get('slurm-options') ?? '').split(/\s+/).filter((word) => word !== '');
  const program = resolve(process.argv[1] ?? '');
  const work = ['experiment', 'work', folder, '--parts', String(tasks), '--jobs', String(jobs)];
  const job = await orRefused('slurm', () =>
    submitToSlurm({ folder, tasks, options, command: [process.execPath, program, ...work] }),
  );
  host.print(`job ${job} of ${counted(tasks, 'task')} was handed over to Slurm; see: experiment status ${out}\n`);
  return 0;
}

async function orRefused<T>(on: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new BadInput([`--on ${on}: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

async function workOn(out: string, args: Args, host: Host): Promise<number> {
  const parts = wholeOption(args, 'parts', 1, TASKS_MAX);
  const given = wholeOption(args, 'part', 1, parts ?? TASKS_MAX);
  if (given !== undefined && parts === undefined) {
    throw new BadInput(['--part: found it alone, expected --parts N with it']);
  }
  const told = partFromEnvironment(process.env, parts);
  const part = given === undefined || parts === undefined ? told : { part: given - 1, parts };
  const jobs = wholeOption(args, 'jobs', 1, JOBS_MAX);
  return await runHere(await atExperiment(out, () => open(out)), out, jobs, part, host);
}

async function manifest(out: string, args: Args, host: Host): Promise<number> {
  const needed = (name: string) => {
    const value = args.options.get(name);
    if (value === undefined) throw new BadInput([`--${name}: found nothing, expected ${NEEDED[name]}`]);
    return value;
  };
  needed('for');
  choiceOption(args, 'for', ['kubernetes'] as const);
  const [image, claim] = [needed('image'), needed('claim')];
  const tasks = wholeOption(args, 'tasks', 1, TASKS_MAX) ?? TASKS;
  const parallelism = wholeOption(args, 'parallelism', 1, tasks) ?? tasks;
  const memory = args.options.get('memory') ?? '1Gi';
  if (!/^[1-9]\d{0,9}(Ki|Mi|Gi|Ti)?$/.test(memory)) {
    throw new BadInput([`--memory: found ${quote(memory)}, expected a size such as 512Mi or 2Gi`]);
  }
  const file = args.options.get('begin');
  if (file !== undefined) await begin(out, await readFile(file), args, host);
  else await atExperiment(out, () => open(out));
  const name = `cashless-city-${basename(resolve(out))}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50);
  const path = args.options.get('path') ?? '';
  const job = kubernetesManifest({ name: name.replace(/-$/, ''), image, claim, path, tasks, parallelism, memory });
  // JSON is YAML, and YAML is what people read.
  host.print(toYaml(job));
  return 0;
}

const NEEDED: Readonly<Record<string, string>> = {
  for: 'kubernetes',
  image: 'the image of the containers',
  claim: 'the persistent volume claim that holds the folder',
};

async function runHere(
  folder: ExperimentFolder,
  out: string,
  jobs: number | undefined,
  part: Part | undefined,
  host: Host,
): Promise<number> {
  const { worlds, failed } = await atExperiment(out, async () => {
    return await folder.run({
      jobs,
      part,
      signal: host.signal,
      onProgress: (done, all, left) => {
        const time = Number.isNaN(left) ? '' : `, ${duration(left)} left`;
        host.progress(`${done} of ${counted(all, 'world')}${time}`);
      },
      onFailure: ({ scenario, isBaseline }, reason) => {
        const world = isBaseline ? 'baseline' : 'policy';
        host.warn(`${scenario.name}, ${world}, seed ${scenario.seed}: failed: ${reason}\n`);
      },
    });
  });
  host.progress('');
  host.print(
    `${counted(worlds, 'world')} simulated${failed > 0 ? `, ${failed} failed` : ''}; see: experiment report ${out}\n`,
  );
  return failed > 0 ? 1 : 0;
}

async function status(out: string, args: Args, host: Host): Promise<number> {
  const { rows, done, failures, worldsLeft, secondsLeft } = await atExperiment(out, async () => {
    const folder = await open(out);
    return await folder.status();
  });
  if (args.options.has('json')) {
    host.print(`${JSON.stringify({ rows, done, failed: failures.length, worldsLeft, secondsLeft })}\n`);
    return 0;
  }
  const left =
    worldsLeft === 0 ? 'nothing left to do' : `${counted(worldsLeft, 'world')} left, ${duration(secondsLeft)} of work`;
  host.print(`${done} of ${counted(rows, 'run')} done, ${failures.length} failed, ${left}\n`);
  for (const { row, reason } of failures) {
    host.print(`failed: ${row.cell.scenario}, point ${row.cell.point}, seed ${row.seed}: ${reason}\n`);
  }
  return 0;
}

async function report(out: string, args: Args, host: Host): Promise<number> {
  const file = args.options.get('observed');
  const observed = file === undefined ? undefined : await readObservedFile(file);
  const analysis = await atExperiment(out, async () => {
    const folder = await open(out);
    const source = file === undefined || observed === undefined ? undefined : { file, observed };
    const runs = folder.experiment.cells.map(({ resolved }) => resolved);
    if (source !== undefined) inOrder(() => checkObserved(source.file, source.observed, runs));
    return await writeReport(folder, `${program().version}, model ${program().model}`, source);
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

function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'an unknown time';
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}
