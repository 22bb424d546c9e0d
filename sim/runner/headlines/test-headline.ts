/** Runs what shows how sure a headline is, and reads its figures off the worlds. */
import { stringify } from 'yaml';
import type { City } from '../../model/city.ts';
import { dottedName, type MeasureValue } from '../../model/measures/dictionary.ts';
import { PARAMETERS } from '../../model/parameters.ts';
import { formatMistake, type Mistake } from '../../model/reading/mistake.ts';
import type { Scenario } from '../../model/scenario.ts';
import { readExperiment } from '../experiment/experiment-file.ts';
import { planExperiment, type Cell } from '../experiment/plan.ts';
import { mean } from '../experiment/statistics.ts';
import type { WorldName } from '../protocol.ts';
import type { Headline, HeadlineFigure } from './headlines-file.ts';
import { sureness, type Sureness } from './sure.ts';

export interface HeadlineHost {
  readonly seeds: readonly string[];
  /** Joint draws of what is assumed, each with the first seed; 0 for none. */
  readonly draws: number;
  readonly cities: ReadonlyMap<string, City>;
  /** The text of a shipped scenario; undefined where there is none of that name. */
  scenarioText(name: string): string | undefined;
  /** Runs one world to its end. */
  simulate(scenario: Scenario, world: WorldName): Promise<{ readonly values: readonly MeasureValue[] }>;
}

/** Each figure of a headline, in order. @throws Error naming every mistake of the runs asked for */
export async function testHeadline(headline: Headline, host: HeadlineHost): Promise<readonly Sureness[]> {
  const { seeds, draws } = host;
  const names = headline.assumed.map((id) => `parameters.${id}`);
  const ends = headline.assumed.map((id, i) => {
    const { low, high } = PARAMETERS.find((one) => one.id === id)!;
    return { set: names[i]!, values: [low, high] };
  });
  // The first is the scenario as it is.
  const [base, ...moved] = plan(headline, host, { kind: 'one_at_a_time' }, ends);
  const drawn =
    draws === 0
      ? []
      : plan(
          headline,
          host,
          { kind: 'latin_hypercube', points: draws, seed: headline.id },
          names.map((set) => ({ set })),
        );
  const bySeed = await Promise.all(seeds.map((seed) => differences(base!, seed, headline, host)));
  const byDraw = await Promise.all(drawn.map((cell) => differences(cell, seeds[0]!, headline, host)));
  const byEnd = await Promise.all(moved.map((cell) => differences(cell, seeds[0]!, headline, host)));
  return headline.figures.map((_, figure) => {
    const atEnds = moved.map(({ factors }, i) => {
      const [set, value] = Object.entries(factors)[0] as [string, number];
      return { parameter: set.slice('parameters.'.length), value, figure: byEnd[i]![figure]! };
    });
    const of = (all: readonly (readonly number[])[]) => all.map((figures) => figures[figure]!);
    return sureness(of(bySeed), of(byDraw), atEnds);
  });
}

function plan(
  { id, scenario, days, scale }: Headline,
  { cities, scenarioText }: HeadlineHost,
  design: Readonly<Record<string, string | number>>,
  factors: readonly { readonly set: string; readonly values?: readonly number[] }[],
): readonly Cell[] {
  const reading = readExperiment(stringify({ scenarios: [scenario], days, scale, factors, design }));
  if (!reading.ok) throw mistaken(id, reading.mistakes);
  const text = scenarioText(scenario);
  const texts = new Map(text === undefined ? [] : [[scenario, text]]);
  const planned = planExperiment(reading.file, reading.source, texts, cities);
  if (!planned.ok) throw mistaken(id, planned.mistakes);
  return planned.cells;
}

function mistaken(id: string, mistakes: readonly Mistake[]): Error {
  return new Error(mistakes.map((mistake) => formatMistake(`headline ${id}`, mistake)).join('\n'));
}

/** Policy − baseline of each figure. */
async function differences(
  { resolved }: Cell,
  seed: string,
  { figures }: Headline,
  { simulate }: HeadlineHost,
): Promise<readonly number[]> {
  const scenario = { ...resolved, seed };
  const [baseline, policy] = await Promise.all([simulate(scenario, 'baseline'), simulate(scenario, 'policy')]);
  return figures.map((figure) => valueOf(figure, policy.values) - valueOf(figure, baseline.values));
}

/** Mean of the days of a figure. @throws RangeError where there is nothing to measure on any of them */
function valueOf({ measure, from, to }: HeadlineFigure, values: readonly MeasureValue[]): number {
  const found = values.flatMap((one) =>
    one.day >= from && one.day <= to && one.value !== null && dottedName(one) === measure ? [one.value] : [],
  );
  if (found.length === 0) throw new RangeError(`found no value of ${measure} from day ${from} to ${to}`);
  return mean(found);
}
