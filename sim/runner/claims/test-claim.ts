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
import type { ClaimRow } from './claim-results.ts';
import type { Claim, ClaimTest } from './claims-file.ts';
import { judge, nearestEnds, type Judgement, type Moved } from './verdict.ts';

/**
 * Runs one world to its end, in whatever way the host has. The same one is asked for more than once.
 * @param daysKept days whose measures are needed, beside those of the whole run
 */
export type SimulateWorld = (scenario: Scenario, world: WorldName, daysKept: readonly number[]) => Promise<Comparable>;

export interface ClaimHost {
  readonly seeds: readonly string[];
  readonly cities: ReadonlyMap<string, City>;
  /** The text of a shipped scenario; undefined where there is none of that name. */
  scenarioText(name: string): string | undefined;
  readonly simulate: SimulateWorld;
  /** All claims that are tested with the same host: those that rest on the same runs share them. */
  readonly claims?: readonly Claim[];
}

/** What became of a claim, and the runs that it rests on. */
export interface TestedClaim {
  readonly judgement: Judgement;
  readonly runs: NonNullable<ClaimRow['runs']>;
}

/** @throws Error naming every mistake of the scenario that the claim is tested with */
export async function testClaim(claim: Claim, test: ClaimTest, host: ClaimHost): Promise<TestedClaim> {
  const { seeds } = host;
  const [base, ...ends] = planClaim(claim, test, host);
  const daysKept = daysOf(base!.resolved, test, host);
  const figureWith = (cell: Cell, seed: string) => run(cell, seed, test, daysKept, host);
  const figures = await Promise.all(seeds.map((seed) => figureWith(base!, seed)));
  const { name, start, days, scale } = base!.resolved;
  const runs = { scenario: name, start, days, scale, seeds: seeds.length };
  // What was set so that it comes out comes out otherwise when it is moved: that says nothing.
  if (claim.fitted || ends.length === 0) {
    return { judgement: judge(claim, test, { figures, moved: [], together: undefined }), runs };
  }
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
  const together = await figureWith(all!, seeds[0]!);
  return { judgement: judge(claim, test, { figures, moved, together }), runs };
}

/**
 * The scenario that a claim is tested with, and with each parameter at each end.
 * @throws Error naming every mistake of it
 */
export function planClaim(claim: Claim, test: ClaimTest, host: Omit<ClaimHost, 'simulate' | 'seeds'>): readonly Cell[] {
  return plan(claim, test, host, 'one_at_a_time', rangesOf(test));
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
  { cities, scenarioText }: Omit<ClaimHost, 'simulate' | 'seeds'>,
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

async function run(
  { resolved }: Cell,
  seed: string,
  { figure }: ClaimTest,
  daysKept: readonly number[],
  { simulate }: ClaimHost,
): Promise<number> {
  const scenario = { ...resolved, seed };
  if (figure.world !== 'difference') {
    const world = figure.world as WorldName;
    return readFigure(figure, scenario, (await simulate(scenario, world, daysKept)).values);
  }
  const [baseline, policy] = await Promise.all([
    simulate(scenario, 'baseline', daysKept),
    simulate(scenario, 'policy', daysKept),
  ]);
  const worlds = withPairedMeasures(baseline, policy, scenario.city, scenario.days);
  const [before, after] = [readFigure(figure, scenario, worlds.baseline), readFigure(figure, scenario, worlds.policy)];
  // The factor of the claim's unit is in both.
  return figure.relative === true ? ((figure.times ?? 1) * (after - before)) / before : after - before;
}

/** Days that this claim and the others that rest on the same runs are about. */
function daysOf(scenario: Scenario, test: ClaimTest, { claims = [] }: ClaimHost): number[] {
  const runsOf = (one: ClaimTest) => JSON.stringify([one.scenario, one.days, one.scale]);
  const all = [test, ...claims.flatMap((one) => one.test ?? [])].filter((one) => runsOf(one) === runsOf(test));
  const days = new Set(all.flatMap(({ figure }) => span(figure, scenario)).filter((day) => day >= 0));
  return [...days].sort((a, b) => a - b);
}

/** Days of a figure; −1 is the whole run. */
function span({ from, on }: ClaimTest['figure'], { start }: Scenario): number[] {
  if (on === undefined) return [-1];
  const dayOf = (date: string) => parseDate(date) - parseDate(start);
  const first = dayOf(from ?? on);
  return Array.from({ length: dayOf(on) - first + 1 }, (_, i) => first + i);
}

/** @throws RangeError where there is nothing to measure on those days */
function readFigure(figure: ClaimTest['figure'], scenario: Scenario, values: readonly MeasureValue[]): number {
  const days = new Set(span(figure, scenario));
  const read = (name: string): number[] => {
    const found = values.flatMap((one) =>
      days.has(one.day) && one.value !== null && dottedName(one) === name ? [one.value] : [],
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
