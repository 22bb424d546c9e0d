/**
 * Calibration: moves parameters within their plausible ranges until the model meets given figures, and tells how close
 * it comes. Where each figure has a parameter of its own: Broyden's method on the logarithms of achieved / target (Broyden 1965, "A class of methods for solving
 * nonlinear simultaneous equations"), with bounded steps because each value carries sampling noise. For any parameters and any
 * figures: least squares of the same logarithms without derivatives (see experiment/least-squares.ts).
 */
import { parseDate } from '../kernel/calendar.ts';
import { dottedName, type MeasureValue } from '../model/measures/dictionary.ts';
import { PARAMETERS, type Parameter } from '../model/parameters.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Target } from '../model/reading/targets.ts';
import { identify, leastSquares, type TriedPoint } from './experiment/least-squares.ts';
import type { WorldName } from './protocol.ts';
import type { WorldOutcome } from './simulate.ts';

/** Runs one world to its end, in whatever way the host has. */
export type Simulate = (scenario: Scenario, world: WorldName) => Promise<Pick<WorldOutcome, 'values'>>;

export interface Comparison {
  readonly target: Target;
  readonly achieved: number;
  /** achieved / target − 1. */
  readonly relative: number;
  /** What each seed alone comes to. */
  readonly bySeed: readonly number[];
}

export interface Calibration {
  readonly parameters: Readonly<Record<string, number>>;
  readonly comparisons: readonly Comparison[];
  readonly rounds: number;
  /** Largest distance from a target that has a parameter of its own, as |ln(achieved / target)|. */
  readonly distance: number;
}

/** Longest step of a round, in the units of the transformed parameters. */
const STEP_MAX = 0.8;

/**
 * Runs the worlds the targets ask about, up to the last day asked for, for each seed; values are means over the seeds.
 */
export async function compareWithTargets(
  scenario: Scenario,
  targets: readonly Target[],
  seeds: readonly string[],
  simulate: Simulate,
): Promise<Comparison[]> {
  const days = 1 + Math.max(...targets.map((target) => dayOf(scenario, target.on)));
  const bySeed = targets.map((): number[] => []);
  const worlds = [...new Set(targets.map((target) => target.world))];
  const runs = seeds.flatMap((seed) => worlds.map((world) => ({ seed, world })));
  const outcomes = await Promise.all(runs.map(({ seed, world }) => simulate({ ...scenario, days, seed }, world)));
  outcomes.forEach(({ values }, run) => {
    targets.forEach((target, i) => {
      if (target.world === runs[run].world) bySeed[i].push(achieved(scenario, target, values));
    });
  });
  return targets.map((target, i) => {
    const mean = sum(bySeed[i]) / seeds.length;
    const relative = mean / (target.value ?? target.at_least ?? NaN) - 1;
    return { target, achieved: mean, relative, bySeed: bySeed[i] };
  });
}

/** Moves the parameters that targets name until every such target is met within `tolerance`, or rounds run out. */
export async function calibrate(
  scenario: Scenario,
  targets: readonly Target[],
  options: {
    readonly seeds: readonly string[];
    readonly rounds: number;
    readonly tolerance: number;
    readonly simulate: Simulate;
    readonly onRound?: (calibration: Calibration) => void;
  },
): Promise<Calibration> {
  const fitted = targets.filter((target) => target.adjust !== undefined && target.value !== undefined);
  const parameters = fitted.map((target) => parameterOf(target.adjust!));
  let x = parameters.map((parameter) => toFree(parameter, scenario.parameters[parameter.id]));
  const inverse = parameters.map((_, i) => parameters.map((__, j) => (i === j ? 1 : 0)));
  let best: Calibration | null = null;
  let last: { x: number[]; f: number[] } | null = null;
  for (let round = 1; round <= options.rounds; round++) {
    const changed = Object.fromEntries(parameters.map((parameter, i) => [parameter.id, fromFree(parameter, x[i])]));
    const trial = { ...scenario, parameters: { ...scenario.parameters, ...changed } };
    const comparisons = await compareWithTargets(trial, fitted, options.seeds, options.simulate);
    const f = comparisons.map(({ relative }) => Math.log(Math.max(1e-3, 1 + relative)));
    const distance = Math.max(...f.map(Math.abs));
    const calibration = { parameters: changed, comparisons, rounds: round, distance };
    options.onRound?.(calibration);
    if (best === null || distance < best.distance) best = calibration;
    if (distance <= options.tolerance) break;
    if (last !== null) updateInverse(inverse, subtract(x, last.x), subtract(f, last.f));
    last = { x, f };
    x = x.map((value, i) => clampFree(parameters[i], value + bound(-dot(inverse[i], f))));
  }
  if (best === null) throw new RangeError(`found ${options.rounds} rounds, expected 1 or more`);
  return best;
}

/** Where `within` is left out. */
const WITHIN = 0.02;
const FIRST_STEP = 0.2;

/**
 * Moves any parameters until all targets with a value are met as nearly as can be, by least squares of
 * ln(achieved / target) / within.
 * @param ids of the parameters
 */
export async function calibrateAll(
  scenario: Scenario,
  ids: readonly string[],
  targets: readonly Target[],
  options: {
    readonly seeds: readonly string[];
    readonly rounds: number;
    readonly simulate: Simulate;
    readonly onRound?: (calibration: Calibration) => void;
  },
): Promise<Calibration> {
  const fitted = targets.filter(({ value }) => value !== undefined);
  const parameters = ids.map(parameterOf);
  const known = new Map<TriedPoint, Calibration>();
  const tried = await leastSquares({
    start: parameters.map((parameter) => toFree(parameter, scenario.parameters[parameter.id])),
    steps: parameters.map(() => FIRST_STEP),
    stepMax: STEP_MAX,
    rounds: options.rounds,
    tolerance: 1,
    evaluate: async (free) => {
      const point = free.map((value, i) => clampFree(parameters[i], value));
      const changed = Object.fromEntries(
        parameters.map((parameter, i) => [parameter.id, fromFree(parameter, point[i])]),
      );
      const trial = { ...scenario, parameters: { ...scenario.parameters, ...changed } };
      const comparisons = await compareWithTargets(trial, fitted, options.seeds, options.simulate);
      const found = { point, residuals: comparisons.map(residualOf) };
      const distance = Math.max(...comparisons.map(({ relative }) => Math.abs(logOf(1 + relative))));
      const calibration = { parameters: changed, comparisons, rounds: known.size + 1, distance };
      known.set(found, calibration);
      options.onRound?.(calibration);
      return found;
    },
  });
  return known.get(tried[0])!;
}

const logOf = (ratio: number): number => Math.log(Math.max(1e-3, ratio));

function residualOf({ relative, target }: Comparison): number {
  return logOf(1 + relative) / (target.within ?? WITHIN);
}

/** How well a parameter is identified by the targets, with these seeds. */
export interface Identification {
  readonly id: string;
  readonly value: number;
  /** 95% interval, inside the parameter's range. */
  readonly interval: readonly [low: number, high: number];
  /** Width of that as a share of the range: 1 is not at all. */
  readonly shareOfRange: number;
  /** The parameter with which it can be exchanged most, and how far: 1 or −1 is altogether. */
  readonly with: string | undefined;
  readonly correlation: number;
}

/**
 * Moves each parameter a little with the same seeds, and reckons from how the targets answer, and how they vary from seed to seed,
 * how well each is known.
 */
export async function identifyParameters(
  scenario: Scenario,
  ids: readonly string[],
  targets: readonly Target[],
  seeds: readonly string[],
  simulate: Simulate,
): Promise<Identification[]> {
  const fitted = targets.filter(({ value }) => value !== undefined);
  const parameters = ids.map(parameterOf);
  const at = compareWithTargets(scenario, fitted, seeds, simulate);
  const moves = parameters.map((parameter) => {
    const { id } = parameter;
    const free = toFree(parameter, scenario.parameters[id]);
    const up = clampFree(parameter, free + FIRST_STEP / 2);
    const moved = up > free ? up : clampFree(parameter, free - FIRST_STEP / 2);
    const trial = { ...scenario, parameters: { ...scenario.parameters, [id]: fromFree(parameter, moved) } };
    return { step: moved - free, compared: compareWithTargets(trial, fitted, seeds, simulate) };
  });
  const here = await at;
  const slopes = await Promise.all(
    moves.map(async ({ step, compared }) =>
      (await compared).map((comparison, i) => (residualOf(comparison) - residualOf(here[i])) / step),
    ),
  );
  const residuals = seeds.map((_, seed) =>
    here.map(({ target, bySeed }) => logOf(bySeed[seed] / target.value!) / (target.within ?? WITHIN)),
  );
  return identify(slopes, residuals).map(({ halfWidth, with: other, correlation }, i) => {
    const parameter = parameters[i];
    const value = scenario.parameters[parameter.id];
    const free = toFree(parameter, value);
    const ends = [free - halfWidth, free + halfWidth].map((end) => fromFreeExactly(parameter, end));
    const interval = [Math.max(parameter.low, ends[0]), Math.min(parameter.high, ends[1])] as const;
    const shareOfRange = (interval[1] - interval[0]) / (parameter.high - parameter.low);
    return {
      id: parameter.id,
      value,
      interval,
      shareOfRange,
      with: other === undefined ? undefined : ids[other],
      correlation,
    };
  });
}

/** Day of the run a date falls on. */
function dayOf(scenario: Scenario, date: string): number {
  return parseDate(date) - parseDate(scenario.start);
}

function achieved(scenario: Scenario, target: Target, values: readonly MeasureValue[]): number {
  const last = dayOf(scenario, target.on);
  const first = target.from === undefined ? last : dayOf(scenario, target.from);
  const valuesOf = (name: string): number[] => {
    const found = values.filter((value) => value.day >= first && value.day <= last && dottedName(value) === name);
    if (found.length === 0) throw new RangeError(`found no daily values of measure ${name}`);
    return found.map(({ value }) => value).filter((value) => value !== null);
  };
  const total = sum(valuesOf(target.measure)) * (target.upscale ?? 1);
  if (target.per !== undefined) return total / sum(valuesOf(target.per));
  // A day on which there was nothing to measure has no part in the mean.
  return target.mean === true ? total / valuesOf(target.measure).length : total;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function parameterOf(id: string): Parameter {
  const parameter = PARAMETERS.find((candidate) => candidate.id === id);
  if (parameter === undefined) throw new RangeError(`found parameter ${id}, expected one of the model's`);
  return parameter;
}

/** Positive quantities are moved by factors, log-odds by sums. */
const byFactor = (parameter: Parameter): boolean => parameter.low >= 0;

function toFree(parameter: Parameter, value: number): number {
  return byFactor(parameter) ? Math.log(Math.max(value, 1e-6)) : value;
}

function fromFreeExactly(parameter: Parameter, free: number): number {
  return byFactor(parameter) ? Math.exp(free) : free;
}

function fromFree(parameter: Parameter, free: number): number {
  const value = fromFreeExactly(parameter, free);
  const rounded = Number(value.toPrecision(4));
  return Math.min(parameter.high, Math.max(parameter.low, rounded));
}

function clampFree(parameter: Parameter, free: number): number {
  return toFree(parameter, fromFree(parameter, free));
}

const bound = (step: number): number => Math.max(-STEP_MAX, Math.min(STEP_MAX, step));
const subtract = (a: readonly number[], b: readonly number[]): number[] => a.map((value, i) => value - b[i]);
const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, i) => sum + value * b[i], 0);

/** Broyden's update of the inverse Jacobian from one step: it then maps the change of f to the change of x. */
function updateInverse(inverse: number[][], dx: readonly number[], df: readonly number[]): void {
  const mapped = inverse.map((row) => dot(row, df));
  const weights = inverse[0].map((_, j) => inverse.reduce((sum, row, i) => sum + dx[i] * row[j], 0));
  const scale = dot(weights, df);
  if (Math.abs(scale) < 1e-9) return;
  inverse.forEach((row, i) => row.forEach((_, j) => (row[j] += ((dx[i] - mapped[i]) / scale) * weights[j])));
}
