/** Puts a claim to the test: which worlds are run, and the figure that is read off them. */
import { stringify } from 'yaml';
import { parseDate } from '../../kernel/calendar.ts';
import type { City } from '../../model/city.ts';
import { dottedName, type MeasureValue } from '../../model/measures/dictionary.ts';
import { PARAMETERS } from '../../model/parameters.ts';
import { formatMistake, type Mistake } from '../../model/reading/mistake.ts';
import type { Scenario } from '../../model/scenario.ts';
import { readExperiment } from '../experiment/experiment-file.ts';
import { planExperiment, type Cell } from '../experiment/plan.ts';
import { withPairedMeasures, type Comparable } from '../pair.ts';
import type { WorldName } from '../protocol.ts';
import type { Claim, ClaimTest } from './claims-file.ts';
import { judge, nearestEnds, type Judgement, type Moved } from './verdict.ts';

/** Runs one world to its end, in whatever way the host has. */
export type SimulateWorld = (scenario: Scenario, world: WorldName) => Promise<Comparable>;

export interface ClaimHost {
  readonly seeds: readonly string[];
  readonly cities: ReadonlyMap<string, City>;
  /** The text of a shipped scenario; undefined where there is none of that name. */
  scenarioText(name: string): string | undefined;
  readonly simulate: SimulateWorld;
}

/** @throws Error naming every mistake of the scenario that the claim is tested with */
export async function testClaim(claim: Claim, test: ClaimTest, host: ClaimHost): Promise<Judgement> {
  const { seeds } = host;
  const [base, ...ends] = plan(claim, test, host, 'one_at_a_time', rangesOf(test));
  const figureWith = (cell: Cell, seed: string) => run(cell, seed, test, host);
  const figures = await Promise.all(seeds.map((seed) => figureWith(base!, seed)));
  // What was set so that it comes out comes out otherwise when it is moved: that says nothing.
  if (claim.fitted || ends.length === 0) return judge(claim, test, { figures, moved: [], together: undefined });
  const moved = await Promise.all(
    ends.map(async (cell): Promise<Moved> => {
      const [set, value] = Object.entries(cell.factors)[0] as [string, number];
      const parameter = set.slice('parameters.'.length);
      const stands = base!.resolved.parameters[parameter]!;
      return { parameter, value, stands, figure: await figureWith(cell, seeds[0]!) };
    }),
  );
  const best = nearestEnds(test, claim.claimed!, moved);
  const values = best.map(({ parameter, value }) => ({ set: `parameters.${parameter}`, values: [value] }));
  const [all] = plan(claim, test, host, 'full_factorial', values);
  return judge(claim, test, { figures, moved, together: await figureWith(all!, seeds[0]!) });
}

interface FactorLine {
  readonly set: string;
  readonly values: readonly number[];
}

/** Both ends of each parameter's range. */
function rangesOf({ depends_on }: ClaimTest): FactorLine[] {
  return depends_on.map(({ parameter, low, high }) => {
    const own = PARAMETERS.find(({ id }) => id === parameter)!;
    return { set: `parameters.${parameter}`, values: [low ?? own.low, high ?? own.high] };
  });
}

function plan(
  { id }: Claim,
  { scenario, days, scale }: ClaimTest,
  { cities, scenarioText }: ClaimHost,
  design: 'one_at_a_time' | 'full_factorial',
  factors: readonly FactorLine[],
): readonly Cell[] {
  const name = typeof scenario === 'string' ? scenario : id;
  const text = typeof scenario === 'string' ? scenarioText(scenario) : stringify(scenario);
  const file = { scenarios: [name], days, scale, factors, design: { kind: design } };
  const reading = readExperiment(stringify(file));
  if (!reading.ok) throw mistaken(id, reading.mistakes);
  const texts = new Map(text === undefined ? [] : [[name, text]]);
  const planned = planExperiment(reading.file, reading.source, texts, cities);
  if (!planned.ok) throw mistaken(id, planned.mistakes);
  return planned.cells;
}

function mistaken(id: string, mistakes: readonly Mistake[]): Error {
  return new Error(mistakes.map((mistake) => formatMistake(`claim ${id}`, mistake)).join('\n'));
}

async function run({ resolved }: Cell, seed: string, { figure }: ClaimTest, { simulate }: ClaimHost): Promise<number> {
  const scenario = { ...resolved, seed };
  const [baseline, policy] = await Promise.all([simulate(scenario, 'baseline'), simulate(scenario, 'policy')]);
  const worlds = withPairedMeasures(baseline, policy, scenario.city, scenario.days);
  const of = (world: WorldName) => readFigure(figure, scenario, worlds[world]);
  return figure.world === 'difference' ? of('policy') - of('baseline') : of(figure.world as WorldName);
}

/** @throws RangeError where there is nothing to measure on those days */
function readFigure(figure: ClaimTest['figure'], scenario: Scenario, values: readonly MeasureValue[]): number {
  const dayOf = (date: string) => parseDate(date) - parseDate(scenario.start);
  const last = figure.on === undefined ? -1 : dayOf(figure.on);
  const first = figure.from === undefined ? last : dayOf(figure.from);
  const read = (name: string): number[] => {
    const found = values.flatMap((one) =>
      one.day >= first && one.day <= last && one.value !== null && dottedName(one) === name ? [one.value] : [],
    );
    if (found.length === 0) throw new RangeError(`found no value of ${name} on these days of ${scenario.name}`);
    return found;
  };
  const found = read(figure.measure);
  const sum = total(found);
  const value =
    figure.per !== undefined ? sum / total(read(figure.per)) : figure.mean === true ? sum / found.length : sum;
  return value * (figure.times ?? 1) * (figure.whole_city === true ? scenario.scale : 1);
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
