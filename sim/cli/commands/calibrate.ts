import { availableParallelism } from 'node:os';
import { basename, dirname } from 'node:path';
import { isSeed, SCALE_MAX } from '../../model/reading/scenario-schema.ts';
import { PARAMETERS } from '../../model/parameters.ts';
import { formatMistake, quote } from '../../model/reading/mistake.ts';
import { nearestNote } from '../../model/reading/nearest.ts';
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
import { COMPARISON_FORMAT, targetRows, type ComparisonResults } from '../../runner/calibration-results.ts';
import { shippedTargetsText } from '../../runner/library.ts';
import { observedTargets } from '../../runner/observed.ts';
import { writeWhole } from '../../runner/node/experiment-folder.ts';
import { atMost } from '../../runner/node/run-worlds.ts';
import { program } from '../../runner/program.ts';
import { wholeOption } from '../arguments.ts';
import { BadInput } from '../bad-input.ts';
import type { Args, Command, Host } from '../command.ts';
import { inOrder, readObservedFile } from '../observed-file.ts';
import { parseScenario, readText } from '../scenario-file.ts';
import { formatNumber, table } from '../table.ts';
import { counted } from '../../runner/counted.ts';

const ROUNDS = 12;
const TOLERANCE = 0.02;
/** Targets that are told one by one. */
const ROWS_TOLD = 60;

/** Moves parameters until a scenario meets its targets. */
export const calibrate: Command = {
  name: 'calibrate',
  about: 'fits parameters of a scenario to targets, and prints how close it comes',
  details: [
    'Targets are in scenarios/targets/NAME.yaml for a shipped scenario, or in the file given with --targets. Parameters are',
    'moved inside their plausible ranges only. Nothing is written: copy the parameters printed into the scenario.',
    'With --observed the targets are the days of a CSV with the columns date, measure, value (of the whole city) and, if need be, world;',
    'those of --targets are met beside them. --adjust names the parameters that are moved for them.',
    'Targets that name a parameter each are met by Broyden\u2019s method (1965); with a list of parameters, as many or as few as there are',
    'targets, by least squares without derivatives (Ralston and Jennrich 1978). --identify says how well each is known.',
  ].join('\n'),
  operands: ['FILE'],
  options: {
    targets: { value: 'FILE', about: 'the targets, instead of the shipped ones' },
    observed: { value: 'FILE', about: 'what was observed, as targets: CSV of date, measure, value' },
    adjust: { value: 'LIST', about: 'parameters to move, separated by commas, to meet all targets that have a value' },
    seeds: {
      value: 'LIST',
      about: 'seeds to average over, separated by commas; the scenario\u2019s own where left out',
    },
    rounds: { value: 'N', about: `most rounds of fitting, ${ROUNDS} where left out; 0 only compares` },
    identify: { about: 'also say how well each parameter is known: two or more seeds, and a further look for each' },
    scale: { value: 'K', about: 'simulate the city at 1:K, instead of the file\u2019s scale' },
    out: { value: 'FILE', about: 'write how close it comes there too, as JSON with the model and this command' },
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
    const out = args.options.get('out');
    if (out !== undefined) {
      const results = resultsOf(args, changed, seeds, comparisons);
      await writeWhole(dirname(out), basename(out), `${JSON.stringify(results, null, 1)}\n`);
    }
    host.print(
      args.options.has('json')
        ? asJson(fitted, comparisons, identified)
        : asText(scenario, seeds, fitted, comparisons, identified, {
            isMoved: parameters !== undefined,
            columns: host.columns,
          }),
    );
    return 0;
  },
};

interface Wanted {
  readonly targets: readonly Target[];
  readonly parameters: readonly string[] | undefined;
}

async function targetsFor(scenario: Scenario, args: Args): Promise<Wanted> {
  const observed = args.options.get('observed');
  const seen = observed === undefined ? [] : await targetsObserved(observed, scenario);
  const given = args.options.get('targets');
  const written =
    given === undefined && observed !== undefined
      ? { targets: [], parameters: undefined }
      : await targetsWritten(scenario, given);
  const targets = [...written.targets, ...seen];
  const parameters = parametersOf(args) ?? written.parameters;
  const own = parameters === undefined ? undefined : targets.find(({ adjust }) => adjust !== undefined);
  if (own === undefined) return { targets, parameters };
  throw new BadInput([`--adjust: found it beside a target that names ${own.adjust!}, expected either of them`]);
}

async function targetsWritten(scenario: Scenario, given: string | undefined): Promise<Wanted> {
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

async function targetsObserved(file: string, scenario: Scenario): Promise<readonly Target[]> {
  const observed = await readObservedFile(file);
  return inOrder(() => observedTargets(file, observed, scenario));
}

function parametersOf(args: Args): readonly string[] | undefined {
  const ids = args.options.get('adjust')?.split(',');
  const known = PARAMETERS.map(({ id }) => id);
  const strange = ids?.find((id) => !known.includes(id));
  if (strange === undefined) return ids && [...new Set(ids)];
  const expected = `ids of parameters, as sim schema lists them${nearestNote(strange, known)}`;
  throw new BadInput([`--adjust: found ${quote(strange)}, expected ${expected}`]);
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

function resultsOf(
  args: Args,
  scenario: Scenario,
  seeds: readonly string[],
  comparisons: readonly Comparison[],
): ComparisonResults {
  const [file = ''] = args.operands;
  const command = [
    `npm run --silent sim -- calibrate ${file}`,
    ...['rounds', 'targets', 'observed', 'scale', 'seeds'].flatMap((name) => {
      const value = args.options.get(name);
      return value === undefined ? [] : [`--${name} ${value}`];
    }),
  ].join(' ');
  const { version, model } = program();
  return {
    ...{ format: COMPARISON_FORMAT, scenario: scenario.name, version, model, command },
    ...{ scale: scenario.scale, seeds: [...seeds], targets: targetRows(comparisons) },
  };
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
  { isMoved, columns }: { readonly isMoved: boolean; readonly columns: number | undefined },
): string {
  const rows = comparisons
    .slice(0, ROWS_TOLD)
    .map(({ target, achieved, relative }) => [
      target.about,
      target.value === undefined ? `at least ${formatNumber(target.at_least ?? NaN)}` : formatNumber(target.value),
      formatNumber(achieved),
      `${relative >= 0 ? '+' : ''}${(100 * relative).toFixed(1)}%`,
      target.adjust ?? (isMoved && target.value !== undefined ? 'all together' : 'compared only'),
    ]);
  const more = comparisons.length > rows.length ? `and ${comparisons.length - rows.length} more: see --json\n` : '';
  const heading = `${scenario.name} at 1:${scenario.scale}, seeds ${seeds.join(', ')}`;
  const parameters = Object.entries(fitted?.parameters ?? {}).map(([id, value]) => `  ${id}: ${value}`);
  const found =
    parameters.length === 0
      ? ''
      : `\nparameters:  # after ${counted(fitted?.rounds ?? 0, 'round')}\n${parameters.join('\n')}\n`;
  return `${heading}\n\n${table(['target', 'figure', 'model', 'off by', 'by moving'], rows, [1, 2, 3], columns)}${more}${found}${identificationText(identified, columns)}`;
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
