import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, formatMistake, quote } from '../../model/reading/mistake.ts';
import { measureValue, type MeasureSide } from '../../runner/experiment/analysis.ts';
import { rangeOf } from '../../runner/experiment/experiment-file.ts';
import { seek as search, type Sought } from '../../runner/experiment/seek.ts';
import { SHIPPED_SCENARIOS, shippedCities, shippedScenarioText } from '../../runner/library.ts';
import { ExperimentFolder, planSource, type Experiment } from '../../runner/node/experiment-folder.ts';
import { choiceOption, wholeOption } from '../arguments.ts';
import { BadInput } from '../bad-input.ts';
import type { Args, Command, Host } from '../command.ts';
import { modelId } from '../model-id.ts';
import { readText } from '../scenario-file.ts';
import { STATUS } from '../status.ts';
import { formatNumber } from '../table.ts';
import { counted } from '../../runner/counted.ts';

const SEEDS = 8;
const SEEDS_MAX = 1000;
const JOBS_MAX = 1024;
const EVALUATIONS = 40;
const SIDES = ['difference', 'policy', 'baseline'] as const;

/** Finds the value of a field at which a measure reaches a goal. */
export const seek: Command = {
  name: 'seek',
  about: 'finds the value of a field at which a measure reaches a goal, with its interval',
  details: [
    'FILE is a scenario. The field is one that experiments vary: parameters.NAME, policy[N].FIELD (counted from 0), days or scale.',
    'The same few seeds are used at every value, more of them nearer the answer (retrospective approximation, Chen and Schmeiser',
    '2001). Worlds are kept in --out, so that what was stopped goes on, and experiment report shows all values that were tried.',
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
      const evaluate = figuresAt(folder, experimentAt, { measure, of, jobs }, host);
      const found = await search({
        ...{ low, high, goal, seeds, whole: range?.whole ?? false, evaluations: EVALUATIONS, evaluate },
        onEvaluation: (value, figure, count) =>
          host.progress(`${set} = ${formatNumber(value)}: ${formatNumber(figure)} with ${counted(count, 'seed')}`),
      });
      host.progress('');
      const about = { scenario: file, set, measure, of, goal, seeds };
      host.print(args.options.has('json') ? `${JSON.stringify({ ...about, ...found })}\n` : told(about, found));
      return STATUS.fine;
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
    const plan = planSource(
      { file: 'seek', text: JSON.stringify(data), scenarios: { [file]: scenario } },
      shippedCities(),
    );
    if (plan.ok) return plan.experiment;
    throw new BadInput(plan.mistakes.map((mistake) => formatMistake('seek', { ...mistake, line: 1, column: 1 })));
  };
}

/** The figure at a value, a number a seed. */
function figuresAt(
  folder: string,
  experimentAt: (values: readonly number[], seeds: number) => Experiment,
  { measure, of, jobs }: { measure: string; of: MeasureSide; jobs: number | undefined },
  { signal, warn }: Host,
) {
  const tried: number[] = [];
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
    );
    const rows = (await begun.rows()).filter(({ cell }) => Object.values(cell.factors)[0] === value);
    await begun.run({ jobs, signal, only: rows, onFailure: (_, reason) => warn(`failed: ${reason}\n`) });
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

function told(
  about: { scenario: string; set: string; measure: string; of: MeasureSide; goal: number; seeds: number },
  found: Sought,
): string {
  const what = `${about.of === 'difference' ? 'the difference in ' : ''}${about.measure}${about.of === 'difference' ? '' : ` (${about.of})`}`;
  if (!found.reached) {
    const ends = found.ends.map(
      ({ value, figure, halfWidth }) =>
        `  ${about.set} = ${formatNumber(value)}: ${formatNumber(figure)} ± ${formatNumber(halfWidth)}\n`,
    );
    return `${what} does not reach ${formatNumber(about.goal)} between the ends, with ${counted(about.seeds, 'seed')}:\n${ends.join('')}`;
  }
  const { value, interval, figure, halfWidth, slope, evaluations } = found;
  return [
    `${about.set} = ${formatNumber(value)}, 95% interval ${formatNumber(interval[0])} to ${formatNumber(interval[1])}`,
    `there ${what} is ${formatNumber(figure)} ± ${formatNumber(halfWidth)} (goal ${formatNumber(about.goal)}), and changes by ${formatNumber(slope)} a unit`,
    `${counted(evaluations, 'value')} tried, ${counted(about.seeds, 'seed')} at the answer`,
    '',
  ].join('\n');
}
