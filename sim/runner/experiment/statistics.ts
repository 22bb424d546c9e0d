/** What several seeds say of a figure: means, intervals of paired differences, and how they compare with nothing. */
import { RandomSource } from '../../kernel/random.ts';
import { studentQuantile, studentTwoSided } from './student.ts';

/** Share of intervals that hold the true value. */
export const CONFIDENCE = 0.95;
const RESAMPLES = 2000;

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Sample variance (divisor n − 1); NaN for fewer than two values. */
export function variance(values: readonly number[]): number {
  if (values.length < 2) return NaN;
  // The mean of equal values is rounded, and what is left of that is no variance.
  if (values.every((value) => value === values[0])) return 0;
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) * (value - centre), 0) / (values.length - 1);
}

/** Half the width of Student's interval of a mean; NaN for fewer than two values. */
export function halfWidth(values: readonly number[], confidence = CONFIDENCE): number {
  if (values.length < 2) return NaN;
  const spread = variance(values);
  // Equal in all seeds: no interval at all.
  if (spread === 0) return 0;
  return studentQuantile((1 + confidence) / 2, values.length - 1) * Math.sqrt(spread / values.length);
}

/**
 * Interval of a mean by the bootstrap, percentiles of resampled means (B. Efron, "Bootstrap methods: another look at the
 * jackknife", Ann. Statist. 7, 1979). The same values give the same interval.
 */
export function bootstrapInterval(values: readonly number[], confidence = CONFIDENCE): [low: number, high: number] {
  if (values.length < 2) return [NaN, NaN];
  const draws = new RandomSource('bootstrap').purpose('resample');
  const means = Array.from({ length: RESAMPLES }, (_, resample) => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += values[draws.below(resample, i, values.length)]!;
    return sum / values.length;
  }).sort((a, b) => a - b);
  const at = (share: number) => means[Math.min(RESAMPLES - 1, Math.max(0, Math.round(share * RESAMPLES - 0.5)))]!;
  return [at((1 - confidence) / 2), at((1 + confidence) / 2)];
}

/** A figure in two worlds, over seeds. */
export interface PairedSummary {
  readonly seeds: number;
  readonly baseline: number;
  readonly policy: number;
  /** Mean of policy − baseline. */
  readonly difference: number;
  /** Of Student's interval of the difference. */
  readonly halfWidth: number;
  readonly bootstrap: readonly [low: number, high: number];
  /** Seeds whose difference has the sign of the mean; all where every difference is exactly 0. */
  readonly agree: number;
  /** Probability of a mean this far from 0 where there is no difference (Student, two-sided). */
  readonly p: number;
  /**
   * By how many times common random numbers cut the variance of the difference, against two worlds of unlike seeds
   * (P. Glasserman, D. D. Yao, "Some guidelines and guarantees for common random numbers", Manag. Sci. 38, 1992).
   */
  readonly varianceCut: number;
}

/** @param baseline and @param policy the figure in each seed, in one order */
export function summarisePairs(baseline: readonly number[], policy: readonly number[]): PairedSummary {
  const differences = policy.map((value, i) => value - baseline[i]!);
  const difference = mean(differences);
  const spread = variance(differences);
  const t = difference / Math.sqrt(spread / differences.length);
  return {
    seeds: differences.length,
    baseline: mean(baseline),
    policy: mean(policy),
    difference,
    halfWidth: halfWidth(differences),
    bootstrap: bootstrapInterval(differences),
    agree: agreeing(differences),
    p: difference === 0 ? 1 : spread === 0 ? 0 : studentTwoSided(t, differences.length - 1),
    varianceCut: (variance(baseline) + variance(policy)) / spread,
  };
}

/** How many differences have the sign of their mean. */
export function agreeing(differences: readonly number[]): number {
  const sign = Math.sign(mean(differences));
  return differences.filter((difference) => Math.sign(difference) === sign).length;
}

/**
 * Probabilities that stand when so many figures are looked at at once: the chance that any of them is taken for a
 * difference and is none stays what one alone would have (S. Holm, Scand. J. Statist. 6, 1979).
 */
export function holm(probabilities: readonly number[]): number[] {
  const order = probabilities.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p);
  const adjusted = new Array<number>(probabilities.length);
  let least = 0;
  order.forEach(({ p, index }, rank) => {
    least = Math.max(least, Math.min(1, p * (order.length - rank)));
    adjusted[index] = least;
  });
  return adjusted;
}
