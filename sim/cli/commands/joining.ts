import { writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { LocalName } from '../../model/city.ts';
import { formatMistake } from '../../model/reading/mistake.ts';
import { digestOf } from '../../runner/claims/claim-results.ts';
import { counted } from '../../runner/counted.ts';
import { numbered } from '../../runner/experiment/seeds.ts';
import { modelVersion } from '../../runner/fingerprint/model.ts';
import { joiningChart } from '../../runner/joining/joining-chart.ts';
import {
  JOINING_HIGHEST,
  readJoiningPlan,
  type JoiningParameter,
  type JoiningPlan,
} from '../../runner/joining/joining-file.ts';
import { JOINING_FORMAT, overSeeds, type JoiningResults } from '../../runner/joining/joining-results.ts';
import {
  citiesAlone,
  simulateJoining,
  standing,
  type CitiesAlone,
  type JoiningCity,
} from '../../runner/joining/joining.ts';
import { shippedJoiningText, shippedScenario } from '../../runner/library.ts';
import { writeWhole } from '../../runner/node/experiment-folder.ts';
import { program } from '../../runner/program.ts';
import { wholeOption } from '../arguments.ts';
import { BadInput } from '../bad-input.ts';
import type { Args, Command } from '../command.ts';
import { checkFile, refused, REPLACE_OPTION } from '../places.ts';
import { formatNumber, table } from '../table.ts';

const FILE = 'scenarios/joining/five-cities.yaml';
const MONTHS_A_YEAR = 12;
const YEARS = 5;
const YEARS_MAX = 10;
const SCALE = 4000;
const SEEDS = 1;

interface Run {
  readonly seed: string;
  readonly cities: readonly JoiningCity[];
}

interface Case {
  readonly id: string;
  readonly name: LocalName;
  readonly values: Readonly<Record<JoiningParameter, number>>;
  readonly runs: Run[];
}

/** Simulates cities that join one after another. */
export const joining: Command = {
  name: 'joining',
  about: 'simulates five cities that join one after another, over years',
  details: [
    `The cities, what each does when it joins, and what moves them are in ${FILE}. Every city is simulated with and`,
    'without joining; each month a city that has not joined may, the more so the more residents of the others hold the electronic',
    'card. What connects the cities is assumed, and five dates fit any curve: move it with --set before you believe it.',
  ].join('\n'),
  operands: [],
  options: {
    years: { value: 'N', about: `years from 1 September 2016; ${YEARS} where left out` },
    scale: { value: 'K', about: `every city is simulated at 1:K; ${SCALE} where left out` },
    seeds: { value: 'N', about: `seeds 1 to N, one after another; ${SEEDS} where left out` },
    set: { value: 'NAME=VALUE', about: 'another value of a parameter of the file', several: true },
    cases: { about: 'runs every case of the file, to see how much hangs on what is assumed' },
    svg: {
      value: 'FILE',
      about: 'writes the chart of the first seed there, and a Chinese one beside it (FILE-zh.svg)',
    },
    out: {
      value: 'FILE',
      about: 'writes what the seeds say of each case there, as JSON with the model and this command',
    },
    json: { about: 'exactly one JSON value on stdout' },
    ...REPLACE_OPTION,
  },
  async run(args, host) {
    const text = shippedJoiningText();
    const plan = readShipped(text);
    const set = given(args, plan);
    const svg = args.options.get('svg');
    if (svg !== undefined) await checkFile('svg', svg, '.svg', args.options.has('replace'));
    const months = MONTHS_A_YEAR * (wholeOption(args, 'years', 1, YEARS_MAX) ?? YEARS);
    const scale = wholeOption(args, 'scale', 100, 100_000) ?? SCALE;
    const seeds = numbered(wholeOption(args, 'seeds', 1, 1000) ?? SEEDS);
    const cases = args.options.has('cases') ? plan.cases : plan.cases.slice(0, 1);
    const done = cases.map(({ id, name, set: other }): Case => {
      return { id, name, values: standing(plan, { ...other, ...set }), runs: [] };
    });
    for (const seed of seeds) {
      const same = { seed, months, scale, rollout: shippedScenario, signal: host.signal };
      const shared = new Map<number, CitiesAlone>();
      for (const { id, values, runs } of done) {
        const moving = values.moving_monthly_share;
        const alone = shared.get(moving) ?? citiesAlone(plan, same, moving);
        shared.set(moving, alone);
        const cities = await simulateJoining(plan, {
          ...{ ...same, values, alone },
          onMonth: (month) => host.progress(`seed ${seed} of ${seeds.length}, ${id}: month ${month} of ${months}`),
        });
        runs.push({ seed, cities });
      }
    }
    host.progress('');
    const [{ values, runs }] = done;
    if (svg !== undefined) await writeCharts(svg, runs[0].cities);
    const out = args.options.get('out');
    if (out !== undefined) {
      const results: JoiningResults = {
        ...{ format: JOINING_FORMAT, digest: digestOf(text), ...modelOf(), command: commandOf(args) },
        ...{ start: plan.start, months: runs[0].cities[0].months.map(({ month }) => month), scale, seeds },
        cases: done.map((one) => ({
          id: one.id,
          name: one.name,
          cities: overSeeds(one.runs.map(({ cities }) => cities)),
        })),
      };
      await writeWhole(dirname(out), basename(out), `${JSON.stringify(results)}\n`);
    }
    const about = { ...modelVersion(), file: FILE, start: plan.start, months, scale };
    if (args.options.has('json')) {
      const all = args.options.has('cases') ? { cases: done } : { parameters: values, runs };
      host.print(`${JSON.stringify({ ...about, ...all })}\n`);
    } else {
      const tables = done.map((one) => asTable(one, done.length > 1));
      host.print(`${tables.join('\n')}${noteOf(seeds.length)}`);
    }
    return 0;
  },
};

/** Another value of a parameter is told: it makes other results. */
function commandOf(args: Args): string {
  const options = ['years', 'scale', 'seeds'].flatMap((name) => {
    const value = args.options.get(name);
    return value === undefined ? [] : [`--${name} ${value}`];
  });
  const set = (args.options.get('set')?.split('\n') ?? []).map((pair) => `--set ${pair}`);
  const cases = args.options.has('cases') ? ['--cases'] : [];
  return ['npm run --silent sim -- joining', ...cases, ...options, ...set].join(' ');
}

function modelOf() {
  const { version, model } = program();
  return { version, model };
}

function readShipped(text: string): JoiningPlan {
  const reading = readJoiningPlan(text, shippedScenario);
  if (reading.ok) return reading.plan;
  throw new BadInput(reading.mistakes.map((mistake) => formatMistake(FILE, mistake)));
}

/** Values given with --set. */
function given(args: Args, { parameters }: JoiningPlan): Partial<Record<JoiningParameter, number>> {
  const pairs = args.options.get('set')?.split('\n') ?? [];
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, name = '', text = ''] = /^([^=]*)=(.*)$/.exec(pair) ?? [];
      const value = Number(text);
      if (!(name in parameters)) {
        throw new BadInput([
          `--set: found ${JSON.stringify(pair)}, expected one of ${Object.keys(parameters).join(', ')}, = and a number`,
        ]);
      }
      const most = JOINING_HIGHEST[name as JoiningParameter];
      if (text.trim() === '' || !(value >= 0 && value <= most)) {
        throw new BadInput([`--set ${name}: found ${JSON.stringify(text)}, expected a number from 0 to ${most}`]);
      }
      return [name, value];
    }),
  );
}

async function writeCharts(file: string, cities: readonly JoiningCity[]): Promise<void> {
  try {
    await writeFile(file, joiningChart(cities, 'en'));
    await writeFile(file.replace(/\.svg$/i, '-zh.svg'), joiningChart(cities, 'zh'));
  } catch (error) {
    throw refused('svg', file, error);
  }
}

/** A line for each city: when it joined by seed, and what its last month is like. @param isNamed whether its case stands above it */
function asTable({ name: caseName, runs }: Case, isNamed: boolean): string {
  const rows = runs[0].cities.map(({ name }, i) => {
    const all = runs.map(({ cities }) => cities[i]);
    const last = all.map(({ months }) => months.at(-1)!);
    const dates = all.map(({ joined }) => joined ?? '').sort();
    const never = dates.filter((date) => date === '').length;
    const known = dates.slice(never);
    const span = known.length === 0 ? '' : known[0] === known.at(-1) ? known[0] : `${known[0]} to ${known.at(-1)}`;
    const joined = [span, never === 0 ? '' : `not in ${never} of ${all.length}`]
      .filter((text) => text !== '')
      .join(', ');
    return [
      name.en,
      joined,
      spanOf(last.map((m) => m.cardShare * 100)),
      spanOf(last.map((m) => m.phoneShare * 100)),
      spanOf(last.map((m) => m.phoneShareAlone * 100)),
      spanOf(last.map((m) => m.minutesSaved)),
      spanOf(last.map((m) => m.refusalsPerMillion - m.refusalsPerMillionAlone)),
    ];
  });
  const header = [
    'city',
    'joined',
    '% with card',
    '% paid by phone',
    'without',
    'min saved/person/day',
    'refusals more per million',
  ];
  const heading = isNamed ? `${caseName.en}\n` : '';
  return `${heading}${table(header, rows, [2, 3, 4, 5, 6])}`;
}

function noteOf(seeds: number): string {
  const few = seeds === 1 ? ' One seed says nothing about a date: give --seeds 10.' : '';
  return `Last month, least to most of ${counted(seeds, 'seed')}.${few}\n`;
}

function spanOf(values: readonly number[]): string {
  const [low, high] = [Math.min(...values), Math.max(...values)].map((value) =>
    formatNumber(Number(value.toPrecision(3))),
  );
  return low === high ? low : `${low} to ${high}`;
}
