import { availableParallelism } from 'node:os';
import { basename, dirname } from 'node:path';
import { formatMistake } from '../../model/reading/mistake.ts';
import { dottedName } from '../../model/measures/dictionary.ts';
import type { Simulate } from '../../runner/calibrate.ts';
import { digestOf } from '../../runner/claims/claim-results.ts';
import { numbered } from '../../runner/experiment/seeds.ts';
import { readHeadlines, type Headline } from '../../runner/headlines/headlines-file.ts';
import {
  HEADLINES_FORMAT,
  resultOf,
  type HeadlineResult,
  type HeadlineResults,
} from '../../runner/headlines/headline-results.ts';
import { headlinesTable } from '../../runner/headlines/headlines-table.ts';
import { testHeadline } from '../../runner/headlines/test-headline.ts';
import { SHIPPED_SCENARIOS, shippedCities, shippedHeadlinesText, shippedScenarioText } from '../../runner/library.ts';
import { writeWhole } from '../../runner/node/experiment-folder.ts';
import { RunStore } from '../../runner/node/run-store.ts';
import { atMost } from '../../runner/node/run-worlds.ts';
import { sharedWorlds } from '../../runner/node/shared-worlds.ts';
import type { WorldOutcome } from '../../runner/simulate.ts';
import { program } from '../../runner/program.ts';
import { wholeOption } from '../arguments.ts';
import { BadInput } from '../bad-input.ts';
import type { Command } from '../command.ts';
import { table } from '../table.ts';

const SEEDS = 10;
const DRAWS = 20;
const FILE = 'scenarios/headlines/headlines.yaml';

/** Says how sure the headlines of the documents are. */
export const headlines: Command = {
  name: 'headlines',
  about: 'says how sure the headlines of the documents are',
  details: [
    `The headlines and the runs that show them are in ${FILE}. Each is printed as the mean of the`,
    'seeds with its 95% interval, as the range that holds nine tenths of joint draws of what is assumed (one seed), and',
    'with the parameters that flip its sign at an end of their range.',
  ].join('\n'),
  operands: [],
  options: {
    only: { value: 'ID', about: 'only this headline' },
    seeds: { value: 'N', about: `seeds 1 to N; ${SEEDS} where left out` },
    draws: { value: 'N', about: `joint draws of what is assumed; ${DRAWS} where left out, 0 for none` },
    jobs: { value: 'N', about: 'worlds at once; as many as there are cores where left out' },
    store: { value: 'DIR', about: 'keep worlds there, so that what was stopped goes on with the same command' },
    out: { value: 'FILE', about: 'write the results there too, as JSON with the model, the seeds and this command' },
    json: { about: 'exactly one JSON array on stdout' },
  },
  async run(args, host) {
    const text = shippedHeadlinesText();
    const chosen = choose(readShipped(text), args.options.get('only'));
    const seeds = numbered(wholeOption(args, 'seeds', 1, 1000) ?? SEEDS);
    const draws = wholeOption(args, 'draws', 0, 10_000) ?? DRAWS;
    const out = args.options.get('out');
    if (out !== undefined && args.options.has('only')) {
      throw new BadInput(['--out: found --only beside it, expected all headlines: a file has them all']);
    }
    const jobs = wholeOption(args, 'jobs', 1, 1024) ?? availableParallelism();
    const folder = args.options.get('store');
    const store = folder === undefined ? undefined : await RunStore.open(folder);
    const simulate = atMost(jobs, host.signal);
    // Shared by `once` alone, which keeps less of a world.
    const once = eachOnce((scenario, world) => sharedWorlds(simulate, store)(scenario, world), chosen);
    const tested: HeadlineResult[] = [];
    let done = 0;
    const all = chosen.reduce((sum, { assumed }) => sum + 2 * (seeds.length + draws + 2 * assumed.length), 0);
    for (const headline of chosen) {
      const sure = await testHeadline(headline, {
        seeds,
        draws,
        cities: shippedCities(),
        scenarioText: (name) => (SHIPPED_SCENARIOS.includes(name) ? shippedScenarioText(name) : undefined),
        simulate: async (scenario, world) => {
          const outcome = await once(scenario, world);
          host.progress(`${headline.id}: ${++done} of ${all} worlds`);
          return outcome;
        },
      });
      tested.push(resultOf(headline, sure));
    }
    host.progress('');
    const { version, model } = program();
    const results: HeadlineResults = {
      ...{ format: HEADLINES_FORMAT, digest: digestOf(text), version, model },
      command: `npm run --silent sim -- headlines --seeds ${seeds.length} --draws ${draws}`,
      ...{ seeds: [...seeds], draws, headlines: tested },
    };
    if (out !== undefined) await writeWhole(dirname(out), basename(out), `${JSON.stringify(results, null, 1)}\n`);
    const { head, rows } = headlinesTable(results);
    host.print(args.options.has('json') ? asJson(results) : table(head, rows, [], host.columns));
    return 0;
  },
};

type Outcome = Pick<WorldOutcome, 'values'>;

/** Simulates a world that several headlines ask for once, and keeps of it what they are about. */
function eachOnce(simulate: Simulate, asked: readonly Headline[]): Simulate {
  const measures = new Set(asked.flatMap(({ figures }) => figures.map(({ measure }) => measure)));
  const known = new Map<string, Promise<Outcome>>();
  return (scenario, world) => {
    const { name, days, scale, seed, parameters } = scenario;
    const key = JSON.stringify([name, days, scale, seed, parameters, world]);
    const outcome =
      known.get(key) ??
      simulate(scenario, world).then(({ values }) => ({
        values: values.filter((value) => measures.has(dottedName(value))),
      }));
    known.set(key, outcome);
    return outcome;
  };
}

function readShipped(text: string): readonly Headline[] {
  const reading = readHeadlines(text);
  if (reading.ok) return reading.headlines;
  throw new BadInput(reading.mistakes.map((mistake) => formatMistake(FILE, mistake)));
}

function choose(all: readonly Headline[], only: string | undefined): readonly Headline[] {
  if (only === undefined) return all;
  const chosen = all.filter(({ id }) => id === only);
  if (chosen.length > 0) return chosen;
  throw new BadInput([`--only: found ${JSON.stringify(only)}, expected one of ${all.map(({ id }) => id).join(', ')}`]);
}

/** A figure an element, with its headline. */
function asJson({ headlines: all, seeds }: HeadlineResults): string {
  const rows = all.flatMap(({ id, about, figures }) =>
    figures.map(({ id: figure, ...rest }) => ({ ...rest, id, about, figure, seeds: seeds.length })),
  );
  return `${JSON.stringify(rows, null, 2)}\n`;
}
