import { availableParallelism } from 'node:os';
import { formatMistake } from '../../model/reading/mistake.ts';
import { dottedName } from '../../model/measures/dictionary.ts';
import type { Simulate } from '../../runner/calibrate.ts';
import { unitOf } from '../../runner/experiment/analysis.ts';
import { numbered } from '../../runner/experiment/seeds.ts';
import { readHeadlines, type Headline } from '../../runner/headlines/headlines-file.ts';
import type { Sureness } from '../../runner/headlines/sure.ts';
import { testHeadline } from '../../runner/headlines/test-headline.ts';
import { SHIPPED_SCENARIOS, shippedCities, shippedHeadlinesText, shippedScenarioText } from '../../runner/library.ts';
import { atMost } from '../../runner/node/run-worlds.ts';
import type { WorldOutcome } from '../../runner/simulate.ts';
import { program } from '../../runner/program.ts';
import { wholeOption } from '../arguments.ts';
import { BadInput } from '../bad-input.ts';
import type { Command } from '../command.ts';
import { markdownTable, writePart } from '../marked.ts';
import { formatNumber, table } from '../table.ts';

const SEEDS = 10;
const DRAWS = 20;
const FILE = 'scenarios/headlines/headlines.yaml';
const PART = 'headlines';

interface Tested {
  readonly headline: Headline;
  readonly figures: readonly Sureness[];
}

/** Says how sure the headlines of the documents are. */
export const headlines: Command = {
  name: 'headlines',
  about: 'says how sure the headlines of the documents are',
  details: [
    `The headlines and the runs that show them are in ${FILE}. Each is printed as the mean of the`,
    'seeds with its 95% interval, as the range that holds nine tenths of joint draws of what is assumed (one seed), and',
    'with the parameters that flip its sign at an end of their range.',
    `--into writes the table between <!-- ${PART}: begins --> and <!-- ${PART}: ends --> of a document.`,
  ].join('\n'),
  operands: [],
  options: {
    only: { value: 'ID', about: 'only this headline' },
    seeds: { value: 'N', about: `seeds 1 to N; ${SEEDS} where left out` },
    draws: { value: 'N', about: `joint draws of what is assumed; ${DRAWS} where left out, 0 for none` },
    into: { value: 'FILE', about: 'a Markdown document whose table is written anew' },
    json: { about: 'exactly one JSON array on stdout' },
  },
  async run(args, host) {
    const chosen = choose(readShipped(), args.options.get('only'));
    const seeds = numbered(wholeOption(args, 'seeds', 1, 1000) ?? SEEDS);
    const draws = wholeOption(args, 'draws', 0, 10_000) ?? DRAWS;
    const into = args.options.get('into');
    if (into !== undefined && args.options.has('only')) {
      throw new BadInput(['--into: found --only beside it, expected all headlines: a table has them all']);
    }
    const once = eachOnce(atMost(availableParallelism(), host.signal), chosen);
    const tested: Tested[] = [];
    let done = 0;
    const all = chosen.reduce((sum, { assumed }) => sum + 2 * (seeds.length + draws + 2 * assumed.length), 0);
    for (const headline of chosen) {
      const figures = await testHeadline(headline, {
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
      tested.push({ headline, figures });
    }
    host.progress('');
    const rows = tested.flatMap(rowsOf);
    if (into !== undefined) await writePart(into, PART, markdown(rows, seeds.length, draws));
    host.print(args.options.has('json') ? asJson(tested) : table(HEADER, rows, [], host.columns));
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

function readShipped(): readonly Headline[] {
  const reading = readHeadlines(shippedHeadlinesText());
  if (reading.ok) return reading.headlines;
  throw new BadInput(reading.mistakes.map((mistake) => formatMistake(FILE, mistake)));
}

function choose(all: readonly Headline[], only: string | undefined): readonly Headline[] {
  if (only === undefined) return all;
  const chosen = all.filter(({ id }) => id === only);
  if (chosen.length > 0) return chosen;
  throw new BadInput([`--only: found ${JSON.stringify(only)}, expected one of ${all.map(({ id }) => id).join(', ')}`]);
}

const HEADER = ['headline', 'difference', 'seeds alike', 'range of joint draws', 'other sign', 'flipped by'];

function rowsOf({ headline, figures }: Tested): string[][] {
  return figures.map((one, i) => {
    const { id, measure } = headline.figures[i]!;
    const interval = Number.isNaN(one.halfWidth) ? '' : ` ± ${formatNumber(one.halfWidth)}`;
    return [
      `${headline.about.en} (${id})`,
      `${formatNumber(one.mean)}${interval} ${unitOf(measure)}`,
      `${one.agree} of ${one.seeds}`,
      one.range === undefined ? '' : `${formatNumber(one.range[0])} to ${formatNumber(one.range[1])}`,
      one.otherSign === undefined ? '' : `${Math.round(100 * one.otherSign)}% of draws`,
      one.flips.map(({ parameter, value }) => `${parameter} ${formatNumber(value)}`).join(', ') || 'none',
    ];
  });
}

function markdown(rows: readonly (readonly string[])[], seeds: number, draws: number): string {
  const how = `\`sim headlines --seeds ${seeds} --draws ${draws}\`, model \`${program().model}\`.`;
  return `${markdownTable(HEADER, rows)}\n\n${how}`;
}

function asJson(tested: readonly Tested[]): string {
  const all = tested.flatMap(({ headline, figures }) =>
    figures.map((one, i) => ({
      ...headline.figures[i]!,
      id: headline.id,
      about: headline.about,
      figure: headline.figures[i]!.id,
      mean: one.mean,
      half_width: Number.isNaN(one.halfWidth) ? null : one.halfWidth,
      seeds: one.seeds,
      agree: one.agree,
      range: one.range ?? null,
      other_sign: one.otherSign ?? null,
      flips: one.flips,
    })),
  );
  return `${JSON.stringify(all, null, 2)}\n`;
}
