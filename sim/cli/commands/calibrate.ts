import { availableParallelism } from 'node:os';
import { isSeed, SCALE_MAX } from '../../model/reading/scenario-schema.ts';
import { formatMistake, quote } from '../../model/reading/mistake.ts';
import { readTargets, type Target } from '../../model/reading/targets.ts';
import type { Scenario } from '../../model/scenario.ts';
import {
  calibrate as fit,
  calibrateAll,
  compareWithTargets,
  identifyParameters,
  type Calibration,
  type Comparison,
  type Identification,
} from '../../runner/calibrate.ts';
import { shippedTargetsText } from '../../runner/library.ts';
import { atMost } from '../../runner/node/run-worlds.ts';
import { wholeOption } from '../arguments.ts';
import { BadInput } from '../bad-input.ts';
import type { Args, Command, Host } from '../command.ts';
import { parseScenario, readText } from '../scenario-file.ts';
import { formatNumber, table } from '../table.ts';
import { counted } from '../../runner/counted.ts';

const ROUNDS = 12;
const TOLERANCE = 0.02;

/** Moves parameters until a scenario meets its targets. */
export const calibrate: Command = {
  name: 'calibrate',
  about: 'fits parameters of a scenario to targets, and prints how close it comes',
  details: [
    'Targets are in scenarios/targets/NAME.yaml for a shipped scenario, or in the file given with --targets. Parameters are',
    'moved inside their plausible ranges only. Nothing is written: copy the parameters printed into the scenario.',
    'Targets that name a parameter each are met by Broyden\u2019s method (1965); with a list of parameters, as many or as few as there are',
    'targets, by least squares without derivatives (Ralston and Jennrich 1978). --identify says how well each is known.',
  ].join('\n'),
  operands: ['FILE'],
  options: {
    targets: { value: 'FILE', about: 'the targets, instead of the shipped ones' },
    seeds: {
      value: 'LIST',
      about: 'seeds to average over, separated by commas; the scenario\u2019s own where left out',
    },
    rounds: { value: 'N', about: `most rounds of fitting, ${ROUNDS} where left out; 0 only compares` },
    identify: { about: 'also say how well each parameter is known: two or more seeds, and a further look for each' },
    scale: { value: 'K', about: 'simulate the city at 1:K, instead of the file\u2019s scale' },
    json: { about: 'exactly one JSON object on stdout' },
  },
  async run(args, host) {
    const [file = ''] = args.operands;
    const scale = wholeOption(args, 'scale', 1, SCALE_MAX);
    const rounds = wholeOption(args, 'rounds', 0, 100) ?? ROUNDS;
    const scenario = parseScenario(file, await readText(file), scale === undefined ? {} : { scale });
    const { targets, parameters } = await targetsFor(scenario, args);
    const seeds = seedsOf(args, scenario);
    if (args.options.has('identify') && seeds.length < 2) {
      throw new BadInput([`--identify: found ${seeds.length} seed, expected --seeds with two or more`]);
    }
    const simulate = atMost(availableParallelism(), host.signal);
    const onRound = (at: Calibration) => tellRound(at, host);
    const fitting = rounds > 0 && (parameters !== undefined || targets.some(({ adjust }) => adjust !== undefined));
    const fitted = !fitting
      ? undefined
      : parameters === undefined
        ? await fit(scenario, targets, { seeds, rounds, tolerance: TOLERANCE, simulate, onRound })
        : await calibrateAll(scenario, parameters, targets, { seeds, rounds, simulate, onRound });
    const changed = { ...scenario, parameters: { ...scenario.parameters, ...fitted?.parameters } };
    const comparisons = await compareWithTargets(changed, targets, seeds, simulate);
    const moved = parameters ?? targets.flatMap(({ adjust }) => adjust ?? []);
    const own = parameters === undefined ? targets.filter(({ adjust }) => adjust !== undefined) : targets;
    const identified = args.options.has('identify')
      ? await identifyParameters(changed, moved, own, seeds, simulate)
      : undefined;
    host.progress('');
    host.print(
      args.options.has('json')
        ? asJson(fitted, comparisons, identified)
        : asText(scenario, seeds, fitted, comparisons, identified, host.columns),
    );
    return 0;
  },
};

async function targetsFor(
  scenario: Scenario,
  args: Args,
): Promise<{ readonly targets: readonly Target[]; readonly parameters: readonly string[] | undefined }> {
  const given = args.options.get('targets');
  const text = given === undefined ? shippedTargetsText(scenario.name) : await readText(given);
  if (text === undefined) {
    throw new BadInput([`--targets: found nothing, expected a file: none is shipped for ${quote(scenario.name)}`]);
  }
  const reading = readTargets(text);
  const file = given ?? `scenarios/targets/${scenario.name}.yaml`;
  if (!reading.ok) throw new BadInput(reading.mistakes.map((mistake) => formatMistake(file, mistake)));
  const early = reading.targets.find((target) => (target.from ?? target.on) < scenario.start);
  if (early === undefined) return reading;
  throw new BadInput([`${file}: found a target before the scenario\u2019s start, expected ${scenario.start} or later`]);
}

function seedsOf(args: Args, scenario: Scenario): readonly string[] {
  const seeds = args.options.get('seeds')?.split(',') ?? [scenario.seed];
  const bad = seeds.find((seed) => !isSeed(seed));
  if (bad === undefined) return seeds;
  throw new BadInput([`--seeds: found ${quote(bad)}, expected seeds separated by commas`]);
}

/** Runs worlds in threads, as many at once as there are cores. */
function tellRound({ rounds, distance }: Calibration, host: Host): void {
  host.progress(`round ${rounds}: within ${(100 * distance).toFixed(1)}%`);
}

function asJson(
  fitted: Calibration | undefined,
  comparisons: readonly Comparison[],
  identified: readonly Identification[] | undefined,
): string {
  const result = {
    parameters: fitted?.parameters ?? {},
    rounds: fitted?.rounds ?? 0,
    targets: comparisons.map(({ target, achieved, relative }) => ({ ...target, achieved, relative })),
    ...(identified === undefined ? {} : { identified }),
  };
  return `${JSON.stringify(result)}\n`;
}

function asText(
  scenario: Scenario,
  seeds: readonly string[],
  fitted: Calibration | undefined,
  comparisons: readonly Comparison[],
  identified: readonly Identification[] | undefined,
  columns: number | undefined,
): string {
  const rows = comparisons.map(({ target, achieved, relative }) => [
    target.about,
    target.value === undefined ? `at least ${formatNumber(target.at_least ?? NaN)}` : formatNumber(target.value),
    formatNumber(achieved),
    `${relative >= 0 ? '+' : ''}${(100 * relative).toFixed(1)}%`,
    target.adjust ?? 'compared only',
  ]);
  const heading = `${scenario.name} at 1:${scenario.scale}, seeds ${seeds.join(', ')}`;
  const parameters = Object.entries(fitted?.parameters ?? {}).map(([id, value]) => `  ${id}: ${value}`);
  const found =
    parameters.length === 0
      ? ''
      : `\nparameters:  # after ${counted(fitted?.rounds ?? 0, 'round')}\n${parameters.join('\n')}\n`;
  return `${heading}\n\n${table(['target', 'figure', 'model', 'off by', 'by moving'], rows, [1, 2, 3], columns)}${found}${identificationText(identified, columns)}`;
}

function identificationText(identified: readonly Identification[] | undefined, columns: number | undefined): string {
  if (identified === undefined) return '';
  const rows = identified.map(({ id, value, interval: [low, high], shareOfRange, with: other, correlation }) => [
    id,
    formatNumber(value),
    `${formatNumber(low)} to ${formatNumber(high)}`,
    `${(100 * shareOfRange).toFixed(0)}%`,
    other === undefined ? '' : `${other} (${correlation.toFixed(2)})`,
  ]);
  const heading = ['parameter', 'value', '95% over seeds', 'of its range', 'exchangeable with'];
  return `\nhow well each is known by these targets:\n\n${table(heading, rows, [1, 3], columns)}`;
}
