/** Which factors matter: Morris's elementary effects and Sobol's indices, with how sure they are. */
import { RandomSource } from '../../kernel/random.ts';
import { halfWidth, mean, variance } from './statistics.ts';

const RESAMPLES = 1000;
const LOW = 0.025;
const HIGH = 0.975;

/** Elementary effects of a factor over its whole range, in the unit of the output. */
export interface MorrisEffect {
  readonly factor: string;
  /** Mean of the effects: signed, so that rises and falls cancel. */
  readonly mu: number;
  /** Mean of their sizes, and half the width of its 95% interval (Campolongo, Cariboni, Saltelli 2007). */
  readonly muStar: number;
  readonly muStarHalfWidth: number;
  /** Their standard deviation: large where the effect depends on other factors, or is not a straight line. */
  readonly sigma: number;
}

/**
 * Effects from trajectories one after the other, each of factors + 1 points.
 * @param points in the unit cube @param outputs at each of them
 */
export function morrisEffects(
  points: readonly (readonly number[])[],
  outputs: readonly number[],
  factors: readonly string[],
): MorrisEffect[] {
  const effects: number[][] = factors.map(() => []);
  for (let at = 1; at < points.length; at++) {
    if (at % (factors.length + 1) === 0) continue;
    const factor = points[at]!.findIndex((value, i) => value !== points[at - 1]![i]);
    const step = points[at]![factor]! - points[at - 1]![factor]!;
    effects[factor]!.push((outputs[at]! - outputs[at - 1]!) / step);
  }
  return factors.map((factor, i) => {
    const sizes = effects[i]!.map(Math.abs);
    return {
      factor,
      mu: mean(effects[i]!),
      muStar: mean(sizes),
      muStarHalfWidth: halfWidth(sizes),
      sigma: Math.sqrt(variance(effects[i]!)),
    };
  });
}

/** Shares of the variance of the output. */
export interface SobolIndex {
  readonly factor: string;
  /** By the factor alone, with the 95% interval of the bootstrap. */
  readonly first: number;
  readonly firstInterval: readonly [low: number, high: number];
  /** By it and whatever it does together with others. */
  readonly total: number;
  readonly totalInterval: readonly [low: number, high: number];
}

/**
 * Indices from outputs at the points of `saltelliSample`. First order by Saltelli et al. (2010), total by M. J. W. Jansen
 * (Comput. Phys. Commun. 117, 1999), both over outputs from which the mean has been taken.
 */
export function sobolIndices(outputs: readonly number[], factors: readonly string[]): SobolIndex[] {
  const width = factors.length + 2;
  const base = Math.floor(outputs.length / width);
  const centre = mean(outputs);
  const at = (row: number, column: number) => outputs[row * width + column]! - centre;
  const estimate = (rows: readonly number[], factor: number): [first: number, total: number] => {
    let [square, sum, first, total] = [0, 0, 0, 0];
    for (const row of rows) {
      const [a, b, ab] = [at(row, 0), at(row, 1), at(row, factor + 2)];
      sum += a + b;
      square += a * a + b * b;
      first += b * (ab - a);
      total += (a - ab) * (a - ab);
    }
    const spread = square / (2 * rows.length) - (sum / (2 * rows.length)) ** 2;
    return spread === 0 ? [0, 0] : [first / rows.length / spread, total / (2 * rows.length) / spread];
  };
  const all = Array.from({ length: base }, (_, row) => row);
  const draws = new RandomSource('bootstrap').purpose('sobol');
  const samples = Array.from({ length: RESAMPLES }, (_, sample) => all.map((__, i) => draws.below(sample, i, base)));
  return factors.map((name, factor) => {
    const resampled = samples.map((rows) => estimate(rows, factor));
    const interval = (which: 0 | 1): [number, number] => {
      const sorted = resampled.map((both) => both[which]).sort((a, b) => a - b);
      return [sorted[Math.floor(LOW * RESAMPLES)]!, sorted[Math.ceil(HIGH * RESAMPLES) - 1]!];
    };
    const [first, total] = estimate(all, factor);
    return { factor: name, first, firstInterval: interval(0), total, totalInterval: interval(1) };
  });
}
