/**
 * The only door through which transcendental functions enter the core. The built-in ones give different last bits in
 * different engines; these are pure JavaScript (FreeBSD's msun and Boost's erfinv, by way of stdlib) and give the same
 * bits everywhere.
 */
import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import quantile from '@stdlib/stats-base-dists-normal-quantile';

export { exp, ln };

/** Quantile function of the standard normal distribution; −∞ at 0, ∞ at 1, NaN outside [0, 1]. */
export function normalQuantile(p: number): number {
  return quantile(p, 0, 1);
}
