/**
 * How a simulation is compared with a formula: the means of REPLICATIONS independent replications, each with a seed of
 * its own, give a Student t confidence interval, and the value of theory must lie in it.
 *
 * INTERVALS values are compared. If every formula held and the kernel were correct, each would lie outside its 99%
 * interval with a chance of 1%, and at least one of them with 1 − 0.99^INTERVALS: 0.42 for 55. So the rule is
 * Bonferroni's: each interval has the level 1 − FAMILY_ERROR / INTERVALS, and the chance that a correct kernel misses
 * any is at most FAMILY_ERROR, however they depend on each other. The seeds are fixed, therefore a test that passes
 * always passes; the chance is that of a change which keeps the model but not its random numbers. Where the value lies
 * with respect to the 99% interval is printed for each.
 */
import { afterAll, expect } from 'vitest';
import { RandomSource } from '../../sim/kernel/random.ts';
import { Draws, type Network, type NodeResult, type Window, simulate } from './network.ts';

export const REPLICATIONS = 20;
/** Two-sided Student t quantile of 99% at REPLICATIONS − 1 degrees of freedom. */
const T_99 = 2.861;
export const FAMILY_ERROR = 0.01;

/** How many values of each law are compared; a law that compares more or fewer fails. */
const LAWS = {
  'M/M/1': 6,
  'M/M/c': 4,
  'M/D/1': 2,
  'M/G/1': 4,
  'M/M/c/K': 5,
  'M/M/c+M': 6,
  'tandem network': 7,
  'network with feedback': 3,
  'M[X]/M/1': 4,
  priority: 5,
  'timed servers': 9,
} as const;
export type LawName = keyof typeof LAWS;

export const INTERVALS = Object.values(LAWS).reduce((sum, count) => sum + count, 0);

/** Half of the 99% interval may be at most this share of the value of theory, else it says too little. */
const HALF_WIDTH_MAX = 0.04;
/** The same of a second moment, which is about twice as wide. */
export const SQUARE_HALF_WIDTH_MAX = 0.07;

export interface Comparison {
  readonly mean: number;
  /** Half width of the 99% confidence interval. */
  readonly halfWidth: number;
  /** Distance of the mean from theory in standard errors. */
  readonly t: number;
  /** Chance of a distance as great, if theory holds. */
  readonly pValue: number;
}

/** Chance that Student's t exceeds |t| in absolute value, for odd degrees of freedom (Abramowitz and Stegun 26.7.3). */
export function studentTails(t: number, degrees: number): number {
  if (!(degrees >= 3 && degrees % 2 === 1)) {
    throw new RangeError(`found ${degrees} degrees of freedom, expected 3, 5, 7 …`);
  }
  const theta = Math.atan(Math.abs(t) / Math.sqrt(degrees));
  const cosine = Math.cos(theta);
  let term = cosine;
  let sum = cosine;
  for (let k = 3; k <= degrees - 2; k += 2) {
    term *= ((k - 1) / k) * cosine * cosine;
    sum += term;
  }
  return 1 - (2 / Math.PI) * (theta + Math.sin(theta) * sum);
}

export function compare(values: readonly number[], theory: number): Comparison {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const standardError = Math.sqrt(squares / (n - 1) / n);
  const t = (mean - theory) / standardError;
  return { mean, halfWidth: T_99 * standardError, t, pValue: studentTails(t, n - 1) };
}

/** Whether theory lies outside the interval by the rule for the whole family. */
export const isOutside = ({ pValue }: Comparison): boolean => pValue < FAMILY_ERROR / INTERVALS;

/** Replications of a network, with the seeds `name 0`, `name 1` and so on. */
export function replicate(name: string, network: Network, window: Window): readonly (readonly NodeResult[])[] {
  return Array.from({ length: REPLICATIONS }, (_, i) =>
    simulate(network, window, { draws: new Draws(new RandomSource(`${name} ${i}`)) }),
  );
}

/** The comparisons of one law, printed as a table when its tests have ended. */
export class Law {
  private readonly rows: string[] = [];

  constructor(name: LawName) {
    afterAll(() => {
      console.log([header(name), ...this.rows].join('\n'));
      expect(this.rows.length, `values compared for ${name}`).toBe(LAWS[name]);
    });
  }

  /** Expects theory inside the interval, and the interval narrow. */
  expectTheory(quantity: string, values: readonly number[], theory: number, halfWidthMax = HALF_WIDTH_MAX): void {
    const comparison = compare(values, theory);
    const { mean, halfWidth, t, pValue } = comparison;
    const numbers = [mean, theory, halfWidth, t].map((x) => x.toFixed(4).padStart(10));
    const mark = Math.abs(mean - theory) < halfWidth ? 'inside 99%' : 'OUTSIDE 99%';
    this.rows.push([quantity.padEnd(44), ...numbers, pValue.toFixed(4).padStart(8), `  ${mark}`].join(''));
    expect(halfWidth / theory, `${quantity}: half width of the interval`).toBeLessThan(halfWidthMax);
    const report = `${quantity}: found ${mean}, theory gives ${theory}, t = ${t}, p = ${pValue}`;
    expect(isOutside(comparison), report).toBe(false);
  }
}

function header(name: LawName): string {
  const columns = ['simulated', 'theory', '± 99%', 't'].map((column) => column.padStart(10));
  return [name.padEnd(44), ...columns, 'p'.padStart(8)].join('');
}
