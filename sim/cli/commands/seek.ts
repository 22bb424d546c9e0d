import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, quote, type Mistake } from '../../model/reading/mistake.ts';
import { measureValue, type MeasureSide } from '../../runner/experiment/analysis.ts';
import { rangeOf } from '../../runner/experiment/experiment-file.ts';
import { seek as search, type Sought } from '../../runner/experiment/seek.ts';
import { SHIPPED_SCENARIOS, shippedCities, shippedScenarioText } from '../../runner/library.ts';
import { ExperimentFolder, planSource, type Experiment } from '../../runner/node/experiment-folder.ts';
import { choiceOption, wholeOption } from '../arguments.ts';
import { BadInput } from '../bad-input.ts';
import type { Args, Command, Host } from '../command.ts';
import { atExperiment } from '../experiment-place.ts';
import { modelId } from '../model-id.ts';
import { REPLACE_OPTION } from '../places.ts';
import { duration } from '../progress.ts';
import { readText } from '../scenario-file.ts';
import { formatEstimate, formatNumber } from '../table.ts';
import { counted } from '../../runner/counted.ts';

const SEEDS = 8;
const SEEDS_MAX = 1000;
const JOBS_MAX = 1024;
const EVALUATIONS = 40;
const SIDES = ['difference', 'policy', 'baseline'] as const;
const STATUS = { reached: 0, notReached: 1 } as const;

/** Finds the value of a field at which a measure reaches a goal. */
export const seek: Command = {
  name: 'seek',
  about: 'finds the value of a field at which a measure reaches a goal, with its interval',
  details: [
    'FILE is a scenario. The field is one that experiments vary: parameters.NAME, policy[N].FIELD (counted from 0), days or scale.',
    'The same few seeds are used at every value, more of them nearer the answer (retrospective approximation, Chen and Schmeiser 2001).',
    ' Worlds are kept in --out, so that what was stopped goes on, and experiment report shows all values that were tried.',
    'The exit status is 1 where the goal is not reached between the ends.',
    '  seek wuhan-2017 --set policy[0].target_share --low 0 --high 1 --measure person.minutes_per_day --reach -0.01',
  ].join('\n'),
  operands: ['FILE'],
  options: {
    set: { value: 'FIELD', about: 'the field; needed' },
    low: { value: 'X', about: 'its lowest value; of a parameter its own where left out' },
    high: { value: 'X', about: 'its highest value' },
    measure: { value: 'NAME', about: 'dotted name of a measure of the whole run; needed' },
    reach: { value: 'X', about: 'what it is to reach; needed' },
    of: { value: SIDES.join('|'), about: 'what is to reach it: the difference that the policy makes where left out' },
    seeds: { value: 'N', about: `seeds at the answer; ${SEEDS} where left out` },
    days: { value: 'N', about: 'length of the run, instead of the file’s' },
    scale: { value: 'K', about: 'simulate the city at 1:K, instead of the file’s scale' },
    out: { value: 'DIR', about: 'keep the worlds there, as the folder of an experiment' },
    jobs: { value: 'N', about: 'worlds at once; as many as there are cores where left out' },
    ...REPLACE_OPTION,
    json: { about: 'exactly one JSON object on stdout' },
  },
  async run(args, host) {
    const [file = ''] = args.operands;
    const [set, measure] = [needed(args, 'set'), needed(args, 'measure')];
    const goal = numberOption(args, 'reach') ?? Number(needed(args, 'reach'));
    const of = choiceOption(args, 'of', SIDES) ?? 'difference';
    const seeds = wholeOption(args, 'seeds', 2, SEEDS_MAX) ?? SEEDS;
    const jobs = wholeOption(args, 'jobs', 1, JOBS_MAX);
    const text = SHIPPED_SCENARIOS.includes(file) ? shippedScenarioText(file) : await readText(file);
    const experimentAt = planner(args, file, text, set, measure);
    const { read } = experimentAt([], 1);
    const range = rangeOf(read.factors[0]!);
    const [low, high] = [range?.low ?? NaN, range?.high ?? NaN];
    const out = args.options.get('out');
    const folder = out ?? (await mkdtemp(join(tmpdir(), 'cashless-city-seek-')));
    try {
      const replace = args.options.has('replace');
      const evaluate = figuresAt(folder, experimentAt, { measure, of, jobs, replace }, host);
      const found = await atExperiment(folder, () =>
        search({ ...{ low, high, goal, seeds, whole: range?.whole ?? false, evaluations: EVALUATIONS }, evaluate }),
      );
      host.progress('');
      const about = { scenario: file, set, measure, of, goal, seeds };
      if (args.options.has('json')) host.print(`${JSON.stringify({ ...about, ...found })}\n`);
      else if (found.reached) host.print(told(about, found));
      else host.warn(notReached(about, found));
      return found.reached ? STATUS.reached : STATUS.notReached;
    } finally {
      if (out === undefined) await rm(folder, { recursive: true, force: true });
    }
  },
};

function needed({ options }: Args, name: string): string {
  const found = options.get(name);
  if (found !== undefined) return found;
  throw new BadInput([`--${name}: found nothing, expected ${seek.options[name]?.value ?? 'it'}`]);
}

function numberOption({ options }: Args, name: string): number | undefined {
  const found = options.get(name);
  if (found === undefined) return undefined;
  if (/^[-+]?(\d{1,15}(\.\d{1,15})?|\.\d{1,15})(e[-+]?\d{1,2})?$/i.test(found)) return Number(found);
  throw new BadInput([`--${name}: found ${quote(found)}, expected a number`]);
}

/** Makes the experiment of some values and seeds; with no value that of the range, by which its ends are known. */
function planner(args: Args, file: string, scenario: string, set: string, measure: string) {
  const [low, high] = [numberOption(args, 'low'), numberOption(args, 'high')];
  const range = { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) };
  const [days, scale] = ['days', 'scale'].map((name) => wholeOption(args, name, 1, 1_000_000));
  return (values: readonly number[], seeds: number): Experiment => {
    const data = {
      scenarios: [file],
      ...(days === undefined ? {} : { days }),
      ...(scale === undefined ? {} : { scale }),
      factors: [{ set, ...(values.length === 0 ? range : { values }) }],
      seeds,
      measures: [measure],
    };
    // The name tells it from what is sought otherwise, which may not be put in its place.
    const name = `seek ${file} --set ${set} --measure ${measure}`;
    const plan = planSource(
      { file: name, text: JSON.stringify(data), scenarios: { [file]: scenario } },
      shippedCities(),
    );
    if (plan.ok) return plan.experiment;
    throw new BadInput(plan.mistakes.map((mistake) => optionMistake(file, mistake)));
  };
}

/** A mistake of the experiment as one of the option that it came by. */
function optionMistake(file: string, { path, found, expected, hint }: Mistake): string {
  const options = [
    [/^factors\[0\]\.low/, '--low'],
    [/^factors\[0\]\.high/, '--high'],
    [/^factors\[0\]/, '--set'],
    [/^measures/, '--measure'],
  ] as const;
  const option = options.find(([pattern]) => pattern.test(path))?.[1] ?? file;
  const wanted = found === 'neither values nor low and high' ? 'a field, and --low and --high with it' : expected;
  return `${option}: found ${found}, expected ${wanted}${hint === undefined ? '' : ` (${hint})`}`;
}

/** The figure at a value, a number a seed. */
function figuresAt(
  folder: string,
  experimentAt: (values: readonly number[], seeds: number) => Experiment,
  options: { measure: string; of: MeasureSide; jobs: number | undefined; replace: boolean },
  { signal, warn, progress }: Host,
) {
  const { measure, of, jobs, replace } = options;
  const tried: number[] = [];
  let evaluation = 0;
  return async (value: number, seeds: number): Promise<number[]> => {
    if (!tried.includes(value)) tried.push(value);
    // All values so far, so that the folder is that of an experiment which has them all.
    const begun = await ExperimentFolder.create(
      resolve(folder),
      experimentAt(
        [...tried].sort((a, b) => a - b),
        seeds,
      ),
      modelId(),
      { replace },
    );
    evaluation++;
    const rows = (await begun.rows()).filter(({ cell }) => Object.values(cell.factors)[0] === value);
    const what = `value ${evaluation} (at most ${EVALUATIONS}), ${formatNumber(value)} with ${counted(seeds, 'seed')}`;
    await begun.run({
      ...{ jobs, signal, only: rows },
      onProgress: (done, all, left) => {
        const time = Number.isNaN(left) ? '' : `, ${duration(left * 1000)} left of this value`;
        progress(`${what}: ${done} of ${counted(all, 'world')}${time}`);
      },
      onFailure: (_, reason) => warn(`failed: ${reason}\n`),
    });
    return await Promise.all(
      rows.map(async (row) => {
        const pair = await begun.pairOf(row);
        const figure = pair === undefined ? undefined : measureValue(pair, measure, of);
        if (figure !== undefined) return figure;
        throw new BadInput([
          `--measure: found no value of ${quote(measure)} at ${describe(value)}, expected one in every run`,
        ]);
      }),
    );
  };
}

interface About {
  readonly scenario: string;
  readonly set: string;
  readonly measure: string;
  readonly of: MeasureSide;
  readonly goal: number;
  readonly seeds: number;
}

const sought = ({ of, measure }: About): string =>
  of === 'difference' ? `the difference in ${measure}` : `${measure} (${of})`;

function told(about: About, found: Extract<Sought, { reached: true }>): string {
  const { value, interval, figure, halfWidth, slope, evaluations, jump } = found;
  const jumps =
    jump === undefined
      ? []
      : [
          `it jumps over the goal there, from ${formatNumber(jump[0].figure)} at ${formatNumber(jump[0].value)} to ${formatNumber(jump[1].figure)} at ${formatNumber(jump[1].value)}: no value between comes nearer, as where few places are equipped one by one`,
        ];
  const isWide = interval[0] === found.range[0] && interval[1] === found.range[1];
  return [
    `${about.set} = ${formatNumber(value)}, 95% interval ${formatNumber(interval[0])} to ${formatNumber(interval[1])}${isWide ? ' (all that was looked at: no value can be ruled out with so few seeds)' : ''}`,
    `there ${sought(about)} is ${formatEstimate(figure, halfWidth).join(' ')} (goal ${formatNumber(about.goal)}), and changes by ${formatNumber(slope)} a unit`,
    ...jumps,
    `${counted(evaluations, 'value')} tried${evaluations >= EVALUATIONS ? ', as many as may be: a narrower --low and --high take it further' : ''}, ${counted(about.seeds, 'seed')} at the answer`,
    '',
  ].join('\n');
}

function notReached(about: About, found: Extract<Sought, { reached: false }>): string {
  const { ends, nearest, seeds, evaluations } = found;
  const shown = ends.some(({ value }) => value === nearest.value) ? ends : [ends[0]!, nearest, ends[1]!];
  const lines = shown.map(
    ({ value, figure, halfWidth }) =>
      `  ${about.set} = ${formatNumber(value)}: ${formatEstimate(figure, halfWidth).join(' ')}\n`,
  );
  const goal = formatNumber(about.goal);
  const isOpen = [...ends, nearest].some(({ figure, halfWidth }) => Math.abs(figure - about.goal) <= halfWidth);
  if (isOpen) lines.push('More --seeds would tell for sure: the interval of one of these holds it.\n');
  return `--reach: found ${goal}, which ${sought(about)} does not come to at any of ${counted(evaluations, 'value')} that were tried, with ${counted(seeds, 'seed')}; expected one between what it comes to at:\n${lines.join('')}`;
}
