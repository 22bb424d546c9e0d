import { exp, ln, normalQuantile } from './exact-math.ts';

/** Equal-probability cells of a table, and of the guide that finds the segment of a probability. */
const CELLS = 1024;
/** The last cell is refined by halving what is left this many times, each half in so many segments. */
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

/** Probabilities between which a smooth distribution is interpolated: equal steps, finer and finer in the upper tail. */
function gridOfProbabilities(): number[] {
  const grid: number[] = [];
  for (let i = 0; i < CELLS; i++) grid.push(i / CELLS);
  let rest = 1 / CELLS;
  for (let octave = 0; octave < TAIL_OCTAVES; octave++) {
    rest /= 2;
    for (let i = octave === 0 ? 1 : 0; i < TAIL_SEGMENTS; i++) grid.push(1 - 2 * rest + (rest * i) / TAIL_SEGMENTS);
  }
  grid.push(1 - rest, 1);
  return grid;
}

/** Where the table ends: beyond it lies e⁻² of the last segment, which gives the exponential's last segment its mean. */
function upperEnd(lastButOne: number): number {
  return 1 - (1 - lastButOne) * 0.1353352832366127;
}

function tabulate(quantile: (p: number) => number, mean: number): Quantiles {
  const grid = gridOfProbabilities();
  const last = grid.length - 1;
  const values = grid.map((p, i) => quantile(i === last ? upperEnd(grid[last - 1]) : p));
  const segments: Segment[] = [];
  for (let i = 0; i < last; i++) {
    segments.push({ probability: grid[i + 1] - grid[i], from: values[i], to: values[i + 1] });
  }
  return new Quantiles(rescale(segments, mean));
}

function meanOf(segments: readonly Segment[]): number {
  let mean = 0;
  for (const s of segments) mean += s.probability * (s.from + s.to) * 0.5;
  return mean;
}

/** Stretches the values so that the interpolated distribution has exactly this mean. */
function rescale(segments: readonly Segment[], mean: number): Segment[] {
  const factor = mean / meanOf(segments);
  return segments.map((s) => ({ probability: s.probability, from: s.from * factor, to: s.to * factor }));
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
  /** WIDTH numbers a segment, and a last segment that starts at infinity. */
  private readonly table: Float64Array;
  /** Segment at the start of each cell of probability. */
  private readonly guide: Uint16Array;
  /** For each cell the value at its start and the rise over it; NaN where the cell lies in more than one segment. */
  private readonly cells: Float64Array;

  /** @param segments pieces in ascending order, with probabilities that sum to 1 */
  constructor(segments: readonly Segment[]) {
    const used = segments.filter((s) => s.probability > 0);
    this.table = new Float64Array((used.length + 1) * WIDTH);
    this.guide = new Uint16Array(CELLS + 1);
    this.cells = new Float64Array((CELLS + 1) * 2).fill(NaN);
    this.mean = meanOf(used);
    this.fillTable(used);
    this.fillCells(used.length);
    let variance = 0;
    for (const { probability, from, to } of used) {
      const middle = (from + to) * 0.5 - this.mean;
      variance += probability * (middle * middle + ((to - from) * (to - from)) / 12);
    }
    this.variance = variance;
  }

  private fillTable(segments: readonly Segment[]): void {
    let start = 0;
    segments.forEach(({ probability, from, to }, i) => {
      this.table[i * WIDTH + START] = start;
      this.table[i * WIDTH + VALUE] = from;
      this.table[i * WIDTH + SLOPE] = (to - from) / probability;
      start += probability;
    });
    this.table[segments.length * WIDTH + START] = Infinity;
  }

  private fillCells(count: number): void {
    const table = this.table;
    let segment = 0;
    for (let cell = 0; cell <= CELLS; cell++) {
      const start = cell / CELLS;
      while (segment + 1 < count && table[(segment + 1) * WIDTH] <= start) segment++;
      this.guide[cell] = segment;
      if (cell === CELLS || table[(segment + 1) * WIDTH] < (cell + 1) / CELLS) continue;
      const at = segment * WIDTH;
      this.cells[cell * 2] = table[at + VALUE] + (start - table[at + START]) * table[at + SLOPE];
      this.cells[cell * 2 + 1] = table[at + SLOPE] / CELLS;
    }
  }

  /** Lognormal with this mean and coefficient of variation (standard deviation / mean). */
  static lognormal(mean: number, cv: number): Quantiles {
    requirePositive('mean', mean);
    if (!(cv >= 0 && cv < Infinity)) throw new RangeError(`found coefficient of variation ${cv}, expected 0 or more`);
    const sigma = Math.sqrt(ln(1 + cv * cv));
    return tabulate((p) => (sigma === 0 ? 1 : exp(sigma * normalQuantile(p))), mean);
  }

  static exponential(mean: number): Quantiles {
    requirePositive('mean', mean);
    return tabulate((p) => -ln(1 - p), mean);
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
    return new Quantiles(
      weights.map((weight, i) => ({ probability: weight / total, from: i * width, to: (i + 1) * width })),
    );
  }

  /** The value below which a share u of the distribution lies; u in [0, 1]. */
  at(u: number): number {
    const cells = this.cells;
    const position = u * CELLS;
    const cell = position | 0;
    const value = cells[cell * 2] + (position - cell) * cells[cell * 2 + 1];
    return value === value ? value : this.search(u);
  }

  /** The same in a cell of several segments: the tail of a smooth distribution, the steps of a profile. */
  private search(u: number): number {
    const table = this.table;
    let i = this.guide[(u * CELLS) | 0] * WIDTH;
    while (u >= table[i + WIDTH]) i += WIDTH;
    return table[i + VALUE] + (u - table[i + START]) * table[i + SLOPE];
  }

  get bytes(): number {
    return this.table.byteLength + this.guide.byteLength + this.cells.byteLength;
  }
}

/** Exponential with this mean, exact but for rounding, falling in u: for comparison with theory. */
export function exponential(u: number, mean: number): number {
  return -mean * ln(u);
}
