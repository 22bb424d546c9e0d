import { SCALE_MAX } from '../../model/reading/scenario-schema.ts';
import type { Scenario } from '../../model/scenario.ts';
import { numbered } from '../../runner/experiment/seeds.ts';
import { prepareResults, withChance, type SeedWorlds } from '../../runner/experiment/prepare-results.ts';
import { SHIPPED_SCENARIOS, shippedScenario } from '../../runner/library.ts';
import { writeWhole } from '../../runner/node/experiment-folder.ts';
import { scenarioSha256 } from '../../runner/node/run-identity.ts';
import { addressOf, RunStore, type WorldSpec } from '../../runner/node/run-store.ts';
import { simulateInto } from '../../runner/node/world-pool.ts';
import { program } from '../../runner/program.ts';
import { wholeOption } from '../arguments.ts';
import { BadInput } from '../bad-input.ts';
import type { Command, Host } from '../command.ts';
import { counted } from '../../runner/counted.ts';
import { makeFolder } from '../../runner/node/make-folder.ts';

const SEEDS = 10;
const COARSER = 4;

/** Makes the results of shipped scenarios that are kept beforehand. */
export const results: Command = {
  name: 'results',
  about: 'makes anew what is kept of shipped scenarios for the page and the documents',
  details: [
    'SCENARIO is a shipped scenario, or all. DIR/SCENARIO.json is written: every measure in both worlds over several seeds, the',
    'paired difference with its 95% interval, the seeds that agree, and a null comparison. Worlds are kept in --store, so that',
    'what was stopped goes on with the same command. `npm run results` makes all of them in scenarios/results.',
  ].join('\n'),
  operands: ['SCENARIO'],
  options: {
    out: { value: 'DIR', about: 'where the results are written; needed' },
    store: { value: 'DIR', about: 'where worlds are kept; needed' },
    seeds: { value: 'N', about: `seeds 1 to N; ${SEEDS} where left out` },
    coarser: { value: 'K', about: `simulate at K times the scenario’s scale; ${COARSER} where left out` },
    days: { value: 'N', about: 'length of the runs, instead of the scenario’s' },
    jobs: { value: 'N', about: 'worlds at once; as many as there are cores where left out' },
    shipped: { about: 'run the scenario as it is shipped too, for the digests that a live run ends with' },
  },
  async run(args, host) {
    const [name = ''] = args.operands;
    const [out, folder] = ['out', 'store'].map((option) => {
      const given = args.options.get(option);
      if (given === undefined) throw new BadInput([`--${option}: found nothing, expected a folder`]);
      return given;
    }) as [string, string];
    if (name !== 'all' && !SHIPPED_SCENARIOS.includes(name)) {
      throw new BadInput([
        `results: found ${JSON.stringify(name)}, expected all or one of ${SHIPPED_SCENARIOS.join(', ')}`,
      ]);
    }
    const seeds = wholeOption(args, 'seeds', 2, 1000) ?? SEEDS;
    const coarser = wholeOption(args, 'coarser', 1, 1000) ?? COARSER;
    const days = wholeOption(args, 'days', 1, 4940);
    const jobs = wholeOption(args, 'jobs', 1, 1024);
    await makeFolder(out);
    const store = await RunStore.open(folder);
    for (const scenario of name === 'all' ? SHIPPED_SCENARIOS : [name]) {
      const whole = shippedScenario(scenario);
      const run = shippedScenario(scenario, {
        scale: Math.min(SCALE_MAX, whole.scale * coarser),
        ...(days === undefined ? {} : { days }),
      });
      const data = await make(run, args.options.has('shipped') ? whole : undefined, numbered(seeds), {
        store,
        jobs,
        host,
      });
      await writeWhole(out, `${scenario}.json`, data);
      host.progress('');
      host.print(
        `${scenario}: ${counted(seeds, 'seed')} of ${counted(run.days, 'day')} at 1:${run.scale}, ${data.length} bytes\n`,
      );
    }
    return 0;
  },
};

async function make(
  scenario: Scenario,
  shipped: Scenario | undefined,
  seeds: readonly string[],
  { store, jobs, host }: { store: RunStore; jobs: number | undefined; host: Host },
): Promise<string> {
  const { version, model, code } = program();
  const specs = seeds.map((seed, i) => {
    const one = { ...scenario, seed };
    return {
      baseline: { scenario: one, isBaseline: true },
      policy: { scenario: one, isBaseline: false },
      chance: { scenario: withChance(one, i), isBaseline: false },
    };
  });
  const own = shipped && {
    baseline: { scenario: shipped, isBaseline: true },
    policy: { scenario: shipped, isBaseline: false },
  };
  const address = (spec: WorldSpec) => addressOf(spec, `${model} ${code}`);
  const all = [...specs, ...(own === undefined ? [] : [own])].flatMap((worlds) => Object.values(worlds) as WorldSpec[]);
  const missing = new Map<string, WorldSpec>();
  for (const spec of all) if (!(await store.has(address(spec)))) missing.set(address(spec), spec);
  let done = 0;
  await simulateInto(store, missing, {
    jobs,
    signal: host.signal,
    onDone: () => host.progress(`${scenario.name}: ${++done} of ${counted(missing.size, 'world')}`),
  });
  const read = async (spec: WorldSpec) => {
    const world = await store.read(address(spec));
    if (world !== undefined) return world;
    throw new Error(`a world of ${scenario.name} failed: ${(await store.failure(address(spec)))?.reason}`);
  };
  const worlds: SeedWorlds[] = [];
  for (const [i, { baseline, policy, chance }] of specs.entries()) {
    worlds.push({
      seed: seeds[i]!,
      baseline: await read(baseline),
      policy: await read(policy),
      chance: await read(chance),
    });
  }
  const { seed, scale } = shipped ?? scenario;
  const digests = own && {
    ...{ seed, scale },
    baseline: (await read(own.baseline)).digest,
    policy: (await read(own.policy)).digest,
  };
  const about = {
    version,
    model,
    scenarioSha256: scenarioSha256(shippedScenario(scenario.name)),
    shipped: digests ?? null,
  };
  return `${JSON.stringify(prepareResults(scenario, worlds, about))}\n`;
}
