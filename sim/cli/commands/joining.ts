import { writeFile } from 'node:fs/promises';
import { formatMistake } from '../../model/reading/mistake.ts';
import { numbered } from '../../runner/experiment/seeds.ts';
import { modelVersion } from '../../runner/fingerprint/model.ts';
import { joiningChart } from '../../runner/joining/joining-chart.ts';
import { readJoiningPlan, type JoiningParameter, type JoiningPlan } from '../../runner/joining/joining-file.ts';
import { simulateJoining, standing, type JoiningCity } from '../../runner/joining/joining.ts';
import { shippedJoiningText, shippedScenario } from '../../runner/library.ts';
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
    svg: {
      value: 'FILE',
      about: 'writes the chart of the first seed there, and a Chinese one beside it (FILE-zh.svg)',
    },
    json: { about: 'exactly one JSON value on stdout' },
    ...REPLACE_OPTION,
  },
  async run(args, host) {
    const plan = readShipped();
    const values = { ...standing(plan), ...given(args, plan) };
    const svg = args.options.get('svg');
    if (svg !== undefined) await checkFile('svg', svg, '.svg', args.options.has('replace'));
    const months = MONTHS_A_YEAR * (wholeOption(args, 'years', 1, YEARS_MAX) ?? YEARS);
    const scale = wholeOption(args, 'scale', 100, 100_000) ?? SCALE;
    const seeds = numbered(wholeOption(args, 'seeds', 1, 1000) ?? SEEDS);
    const runs: Run[] = [];
    for (const seed of seeds) {
      const cities = await simulateJoining(plan, {
        seed,
        months,
        scale,
        values,
        rollout: shippedScenario,
        signal: host.signal,
        onMonth: (done) => host.progress(`seed ${runs.length + 1} of ${seeds.length}: month ${done} of ${months}`),
      });
      runs.push({ seed, cities });
    }
    host.progress('');
    if (svg !== undefined) await writeCharts(svg, runs[0].cities);
    const about = { ...modelVersion(), file: FILE, start: plan.start, months, scale, parameters: values };
    host.print(args.options.has('json') ? `${JSON.stringify({ ...about, runs })}\n` : asTable(runs));
    return 0;
  },
};

function readShipped(): JoiningPlan {
  const reading = readJoiningPlan(shippedJoiningText());
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
      if (text.trim() === '' || !(value >= 0 && value <= 1000)) {
        throw new BadInput([`--set ${name}: found ${JSON.stringify(text)}, expected a number from 0 to 1000`]);
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

/** A line for each city: when it joined by seed, and what its last month is like. */
function asTable(runs: readonly Run[]): string {
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
  const note = `Last month, least to most of ${runs.length} seeds. One seed says nothing about a date: give --seeds 10.`;
  return `${table(header, rows, [2, 3, 4, 5, 6])}${note}\n`;
}

function spanOf(values: readonly number[]): string {
  const [low, high] = [Math.min(...values), Math.max(...values)].map((value) =>
    formatNumber(Number(value.toPrecision(3))),
  );
  return low === high ? low : `${low} to ${high}`;
}
