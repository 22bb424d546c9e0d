import { availableParallelism } from 'node:os';
import { stringify } from 'yaml';
import { PARAMETERS } from '../../model/parameters.ts';
import { formatMistake } from '../../model/reading/mistake.ts';
import type { Scenario } from '../../model/scenario.ts';
import { readExperiment } from '../../runner/experiment/experiment-file.ts';
import { planExperiment, type Cell } from '../../runner/experiment/plan.ts';
import { numbered } from '../../runner/experiment/seeds.ts';
import {
  effectOf,
  shippedTornado,
  TORNADO_FORMAT,
  TORNADO_SCENARIOS,
  type Effect,
  type Tornado,
  type TornadoRow,
} from '../../runner/experiment/tornado.ts';
import { SHIPPED_SCENARIOS, shippedCities, shippedScenario, shippedScenarioText } from '../../runner/library.ts';
import { writeWhole } from '../../runner/node/experiment-folder.ts';
import { atMost } from '../../runner/node/run-worlds.ts';
import { withPairedMeasures } from '../../runner/pair.ts';
import { program } from '../../runner/program.ts';
import { dottedName } from '../../model/measures/dictionary.ts';
import { wholeOption } from '../arguments.ts';
import { BadInput } from '../bad-input.ts';
import type { Command, Host } from '../command.ts';
import { makeFolder } from '../../runner/node/make-folder.ts';

const SEEDS = 5;
const COARSER = 20;
/** As many factors as an experiment may have. */
const PARAMETERS_MAX = 100;
const ANSWERS = ['person.minutes_per_day', 'payments.mobile_share', 'refusals.count'];

/** What is moved, and how it is run. */
interface Wanted {
  readonly scenario: string;
  readonly parameters: readonly string[];
  readonly seeds: readonly string[];
  readonly scale: number;
  readonly days: number;
}

/** Makes the tornados that are kept beforehand. */
export const tornado: Command = {
  name: 'tornado',
  about: 'moves assumed parameters to both ends of their ranges, for the page',
  details: [
    'SCENARIO is a shipped scenario, or all: every one of which there is a file already, with its parameters, seeds, scale and',
    'days. DIR/SCENARIO.json is written: what the policy does to each answer of the scenario as it stands, and with one',
    'parameter after another at either end. `npm run tornado` makes all of them anew in scenarios/tornado.',
  ].join('\n'),
  operands: ['SCENARIO'],
  options: {
    out: { value: 'DIR', about: 'where the files are written; needed' },
    parameters: { value: 'IDS', about: `which, with commas between them; at most ${PARAMETERS_MAX}` },
    seeds: { value: 'N', about: `seeds 1 to N; ${SEEDS} where left out` },
    scale: { value: 'N', about: `scale of the runs; ${COARSER} times the scenario’s where left out` },
    days: { value: 'N', about: 'length of the runs, instead of the scenario’s' },
  },
  async run(args, host) {
    const [name = ''] = args.operands;
    const out = args.options.get('out');
    if (out === undefined) throw new BadInput(['--out: found nothing, expected a folder']);
    if (name !== 'all' && !SHIPPED_SCENARIOS.includes(name)) {
      const known = SHIPPED_SCENARIOS.join(', ');
      throw new BadInput([`tornado: found ${JSON.stringify(name)}, expected all or one of ${known}`]);
    }
    const seeds = wholeOption(args, 'seeds', 2, 100);
    const scale = wholeOption(args, 'scale', 1, 100_000);
    const days = wholeOption(args, 'days', 1, 4940);
    const parameters = args.options.get('parameters')?.split(',');
    await makeFolder(out);
    for (const scenario of name === 'all' ? TORNADO_SCENARIOS : [name]) {
      const before = await shippedTornado(scenario);
      const whole = shippedScenario(scenario);
      const data = await make(
        {
          scenario,
          parameters: known(parameters ?? before?.rows.map(({ parameter }) => parameter)),
          seeds: seeds === undefined ? (before?.seeds ?? numbered(SEEDS)) : numbered(seeds),
          scale: scale ?? before?.scale ?? whole.scale * COARSER,
          days: days ?? before?.days ?? whole.days,
        },
        host,
      );
      await writeWhole(out, `${scenario}.json`, `${JSON.stringify(data, null, 1)}\n`);
      host.progress('');
      host.print(`${scenario}: ${data.rows.length} parameters, ${data.seeds.length} seeds at 1:${data.scale}\n`);
    }
    return 0;
  },
};

function known(ids: readonly string[] | undefined): readonly string[] {
  if (ids === undefined) throw new BadInput(['--parameters: found nothing, expected at least one parameter']);
  const unknown = ids.find((id) => PARAMETERS.every((parameter) => parameter.id !== id));
  if (unknown !== undefined) {
    throw new BadInput([
      `--parameters: found ${JSON.stringify(unknown)}, expected parameters as the schema lists them`,
    ]);
  }
  if (ids.length > PARAMETERS_MAX) {
    throw new BadInput([`--parameters: found ${ids.length}, expected ${PARAMETERS_MAX} at most`]);
  }
  return ids;
}

function cellsOf({ scenario, parameters, scale, days }: Wanted): readonly Cell[] {
  const factors = parameters.map((id) => {
    const { low, high } = PARAMETERS.find((parameter) => parameter.id === id)!;
    return { set: `parameters.${id}`, values: [low, high] };
  });
  const reading = readExperiment(
    stringify({ scenarios: [scenario], days, scale, factors, design: { kind: 'one_at_a_time' } }),
  );
  const planned = reading.ok
    ? planExperiment(
        reading.file,
        reading.source,
        new Map([[scenario, shippedScenarioText(scenario)]]),
        shippedCities(),
      )
    : reading;
  if (planned.ok) return planned.cells;
  throw new BadInput(planned.mistakes.map((mistake) => formatMistake(`tornado ${scenario}`, mistake)));
}

async function make(wanted: Wanted, host: Host): Promise<Tornado> {
  const { scenario, seeds, scale, days } = wanted;
  const [base, ...ends] = cellsOf(wanted);
  const measures = shippedScenario(scenario).answers ?? ANSWERS;
  const simulate = atMost(availableParallelism(), host.signal);
  const pairs = (1 + ends.length) * seeds.length;
  let done = 0;
  const differences = async (cell: Cell, seed: string): Promise<readonly number[]> => {
    const resolved: Scenario = { ...cell.resolved, seed };
    const [baseline, policy] = await Promise.all([simulate(resolved, 'baseline'), simulate(resolved, 'policy')]);
    const worlds = withPairedMeasures(baseline, policy, resolved.city, resolved.days);
    host.progress(`${scenario}: ${++done} of ${pairs} pairs of worlds`);
    const of = (world: 'baseline' | 'policy', measure: string) =>
      worlds[world].find((one) => one.day === -1 && dottedName(one) === measure)?.value ?? NaN;
    return measures.map((measure) => of('policy', measure) - of('baseline', measure));
  };
  const effects = async (cell: Cell): Promise<Record<string, Effect>> => {
    const bySeed = await Promise.all(seeds.map((seed) => differences(cell, seed)));
    const told = measures.map((measure, at) => [measure, bySeed.map((of) => of[at]!)] as const);
    return Object.fromEntries(
      told.flatMap(([measure, values]) => (values.every(Number.isFinite) ? [[measure, effectOf(values)]] : [])),
    );
  };
  const rows = new Map<string, { stands: number; ends: TornadoRow['ends'][number][] }>();
  const [stands, ...found] = await Promise.all([base!, ...ends].map(effects));
  ends.forEach((cell, at) => {
    const [[set, value]] = Object.entries(cell.factors) as [[string, number]];
    const parameter = set.slice('parameters.'.length);
    const row = rows.get(parameter) ?? { stands: base!.resolved.parameters[parameter]!, ends: [] };
    rows.set(parameter, row);
    row.ends.push({ value, effects: found[at]! });
  });
  const { version, model } = program();
  return {
    ...{ format: TORNADO_FORMAT, scenario, version, model, days, scale, seeds, measures },
    base: stands!,
    rows: [...rows].map(([parameter, row]) => ({ parameter, ...row })),
  };
}
