import { exp, ln, normalQuantile } from './exact-math.ts';

/** Equal steps of probability by which a smooth distribution is tabulated. */
const STEPS = 1024;
/** Steps of a distribution that has none: one more than are ever read. */
const NO_STEPS = new Float32Array(STEPS + 2).fill(NaN);
/** Cells of the guide that finds the segment of a probability. */
const GUIDES = 128;
/** The first and the last step are refined by halving what is left this many times, each half in so many segments. */
const TAIL_OCTAVES = 10;
const TAIL_SEGMENTS = 8;

/** Columns of a segment: probability where it starts, value there, value per unit of probability. */
const START = 0;
const VALUE = 1;
const SLOPE = 2;
const WIDTH = 3;

/** One linear piece of an inverse distribution function. */
interface Segment {
  readonly probability: number;
  readonly from: number;
  readonly to: number;
}

/** Probabilities between which a smooth distribution is interpolated: equal steps, finer and finer in the tails. */
function gridOfProbabilities(): number[] {
  const tail: number[] = [];
  let rest = 1 / STEPS;
  for (let octave = 0; octave < TAIL_OCTAVES; octave++) {
    rest /= 2;
    for (let i = octave === 0 ? 1 : 0; i < TAIL_SEGMENTS; i++) tail.push(2 * rest - (rest * i) / TAIL_SEGMENTS);
  }
  tail.push(rest);
  const steps = Array.from({ length: STEPS - 1 }, (_, i) => (i + 1) / STEPS);
  return [0, ...tail.toReversed(), ...steps, ...tail.map((p) => 1 - p), 1];
}

/** Where the table begins and ends: beyond lies e⁻² of the last segment, which gives the exponential's its mean. */
const BEYOND = 0.1353352832366127;

/** A tabulated distribution of any mean: what those of one shape share. */
interface Shape {
  /** WIDTH numbers a segment, and a last segment that starts at infinity. */
  readonly table: Float64Array;
  /** Segment at the start of each of GUIDES cells of probability. */
  readonly guide: Uint16Array;
  /**
   * Values at the ends of STEPS cells of probability but the first and the last, which are several segments: NaN there. Four bytes each, because
   * what is drawn at random from large tables comes from far away in memory.
   */
  readonly steps: Float32Array;
  readonly mean: number;
  readonly variance: number;
}

const shapes = new Map<string, Shape>();

/** The shape of a name, tabulated when it is first asked for. */
function shapeOf(name: string, quantile: (p: number) => number): Shape {
  let shape = shapes.get(name);
  if (shape === undefined) shapes.set(name, (shape = tabulate(quantile)));
  return shape;
}

function tabulate(quantile: (p: number) => number): Shape {
  const grid = gridOfProbabilities();
  const last = grid.length - 1;
  const smallest = grid[1] * BEYOND;
  const inside = (p: number) => Math.max(smallest, Math.min(1 - smallest, p));
  // Rounded once, here, so that the steps and the segments are the same function.
  const values = grid.map((p) => Math.fround(quantile(inside(p))));
  const segments: Segment[] = [];
  for (let i = 0; i < last; i++) {
    segments.push({ probability: grid[i + 1] - grid[i], from: values[i], to: values[i + 1] });
  }
  const steps = new Float32Array(STEPS + 2).fill(NaN);
  const firstStep = grid.indexOf(1 / STEPS);
  for (let i = 1; i < STEPS; i++) steps[i] = values[firstStep + i - 1];
  return shapeFrom(segments, steps);
}

/** @param given pieces in ascending order, with probabilities that sum to 1 */
function shapeFrom(given: readonly Segment[], steps: Float32Array): Shape {
  const segments = given.filter((s) => s.probability > 0);
  const table = new Float64Array((segments.length + 1) * WIDTH);
  let start = 0;
  let mean = 0;
  segments.forEach(({ probability, from, to }, i) => {
    table[i * WIDTH + START] = start;
    table[i * WIDTH + VALUE] = from;
    table[i * WIDTH + SLOPE] = (to - from) / probability;
    start += probability;
    mean += probability * (from + to) * 0.5;
  });
  table[segments.length * WIDTH + START] = Infinity;
  const guide = new Uint16Array(GUIDES + 1);
  for (let cell = 0, segment = 0; cell <= GUIDES; cell++) {
    while (segment + 1 < segments.length && table[(segment + 1) * WIDTH] <= cell / GUIDES) segment++;
    guide[cell] = segment;
  }
  let variance = 0;
  for (const { probability, from, to } of segments) {
    const middle = (from + to) * 0.5 - mean;
    variance += probability * (middle * middle + ((to - from) * (to - from)) / 12);
  }
  return { table, guide, steps, mean, variance };
}

function requirePositive(what: string, value: number): void {
  if (!(value > 0 && value < Infinity)) throw new RangeError(`found ${what} ${value}, expected a positive number`);
}

/**
 * A distribution by its inverse distribution function, piecewise linear. One uniform number gives one value and the
 * function never falls, which is what keeps paired worlds synchronised: the same person has the same luck in both.
 */
export class Quantiles {
  readonly mean: number;
  /** Variance of the interpolated distribution, to compare with theory. */
  readonly variance: number;
  private readonly table: Float64Array;
  private readonly guide: Uint16Array;
  private readonly steps: Float32Array;

  private constructor(
    shape: Shape,
    private readonly scale: number,
  ) {
    this.table = shape.table;
    this.guide = shape.guide;
    this.steps = shape.steps;
    this.mean = shape.mean * scale;
    this.variance = shape.variance * scale * scale;
  }

  /** Lognormal with this mean and coefficient of variation (standard deviation / mean). */
  static lognormal(mean: number, cv: number): Quantiles {
    requirePositive('mean', mean);
    if (!(cv >= 0 && cv < Infinity)) throw new RangeError(`found coefficient of variation ${cv}, expected 0 or more`);
    const sigma = Math.sqrt(ln(1 + cv * cv));
    const shape = shapeOf(`lognormal ${cv}`, (p) => (sigma === 0 ? 1 : exp(sigma * normalQuantile(p))));
    return new Quantiles(shape, mean / shape.mean);
  }

  static exponential(mean: number): Quantiles {
    requirePositive('mean', mean);
    const shape = shapeOf('exponential', (p) => -ln(1 - p));
    return new Quantiles(shape, mean / shape.mean);
  }

  /**
   * Piecewise uniform: the interval from i · width to (i + 1) · width with probability proportional to weights[i]. A time
   * of day profile, for instance.
   */
  static weights(weights: readonly number[], width: number): Quantiles {
    requirePositive('width', width);
    let total = 0;
    for (const weight of weights) {
      if (!(weight >= 0)) throw new RangeError(`found weight ${weight}, expected 0 or more`);
      total += weight;
    }
    requirePositive('sum of weights', total);
    const segments = weights.map((weight, i) => ({ probability: weight / total, from: i, to: i + 1 }));
    return new Quantiles(shapeFrom(segments, NO_STEPS), width);
  }

  /** The value below which a share u of the distribution lies; u in [0, 1]. */
  at(u: number): number {
    const steps = this.steps;
    const position = u * STEPS;
    const step = position | 0;
    const from = steps[step];
    const value = from + (position - step) * (steps[step + 1] - from);
    return (value === value ? value : this.search(u)) * this.scale;
  }

  /** The same beyond the steps: in the tails of a smooth distribution, anywhere in a profile. */
  private search(u: number): number {
    const table = this.table;
    let i = this.guide[(u * GUIDES) | 0] * WIDTH;
    while (u >= table[i + WIDTH]) i += WIDTH;
    return table[i + VALUE] + (u - table[i + START]) * table[i + SLOPE];
  }
}

/** Exponential with this mean, exact but for rounding, falling in u: for comparison with theory. */
export function exponential(u: number, mean: number): number {
  return -mean * ln(u);
}
