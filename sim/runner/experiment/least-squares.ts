/**
 * Nonlinear least squares without derivatives, and how well each parameter is identified.
 *
 * The method is DUD, "doesn't use derivatives" (M. L. Ralston, R. I. Jennrich, "Dud, a derivative-free algorithm for nonlinear least
 * squares", Technometrics 20, 1978): the model is taken to be linear between the last n + 1 points, the least squares of that are the
 * next point, which takes the place of the oldest. Steps are bounded, as each value carries sampling noise.
 */
import { studentQuantile } from './student.ts';
import { CONFIDENCE } from './statistics.ts';

export interface LeastSquaresOptions {
  readonly start: readonly number[];
  /** First steps, one for each coordinate. */
  readonly steps: readonly number[];
  /** Longest step of a coordinate. */
  readonly stepMax: number;
  /** Points that are tried after the first n + 1. */
  readonly rounds: number;
  /** Size of every residual from which on it is good enough. */
  readonly tolerance: number;
  /** Residuals at a point; the point is put inside its bounds first. */
  readonly evaluate: (
    point: readonly number[],
  ) => Promise<{ readonly point: readonly number[]; readonly residuals: readonly number[] }>;
}

/** A point that was tried. */
export interface TriedPoint {
  readonly point: readonly number[];
  readonly residuals: readonly number[];
}

/** All points that were tried, the best first. */
export async function leastSquares(options: LeastSquaresOptions): Promise<TriedPoint[]> {
  const { start, steps, stepMax, rounds, tolerance, evaluate } = options;
  const tried = [await evaluate(start)];
  const isGood = ({ residuals }: TriedPoint) => residuals.every((residual) => Math.abs(residual) <= tolerance);
  if (isGood(tried[0]!)) return tried;
  for (const [i, step] of steps.entries()) {
    const moved = start.map((value, j) => (i === j ? value + step : value));
    let found = await evaluate(moved);
    // At a bound, to the other side.
    if (found.point[i] === tried[0]!.point[i]) {
      found = await evaluate(start.map((value, j) => (i === j ? value - step : value)));
    }
    tried.push(found);
  }
  const byCost = (points: readonly TriedPoint[]) => [...points].sort((a, b) => costOf(a) - costOf(b));
  let basis = byCost(tried);
  for (let round = 0; round < rounds && !isGood(byCost(tried)[0]!); round++) {
    const [best, ...others] = basis;
    const differences = others.map(({ residuals }) => residuals.map((value, i) => value - best!.residuals[i]!));
    const weights = solveNormal(
      differences,
      best!.residuals.map((value) => -value),
    );
    if (weights === undefined) break;
    const full = best!.point.map((_, j) =>
      others.reduce((sum, other, i) => sum + weights[i]! * (other.point[j]! - best!.point[j]!), 0),
    );
    const longest = Math.max(...full.map(Math.abs));
    if (!(longest > 0)) break;
    const bound = Math.min(1, stepMax / longest);
    const found = await evaluate(best!.point.map((value, j) => value + bound * full[j]!));
    if (tried.some(({ point }) => point.every((value, j) => value === found.point[j]))) break;
    tried.push(found);
    // The oldest gives way, but never the best.
    const oldest = basis.slice(1).reduce((a, b) => (tried.indexOf(a) < tried.indexOf(b) ? a : b));
    basis = byCost([...basis.filter((point) => point !== oldest), found]);
  }
  return byCost(tried);
}

const costOf = ({ residuals }: TriedPoint): number => residuals.reduce((sum, value) => sum + value * value, 0);

/** How well a parameter is known, in the coordinates of the fit. */
export interface Identified {
  /** Half of the 95% interval; infinite where nothing tells. */
  readonly halfWidth: number;
  /** The parameter with which it can be exchanged most, and how far: 1 is altogether. */
  readonly with: number | undefined;
  readonly correlation: number;
}

/**
 * From how the residuals change with the parameters, and how they vary from seed to seed: the covariance of what is fitted, by the
 * delta method over seeds (G. A. F. Seber, C. J. Wild, "Nonlinear regression", 1989, chapter 5).
 * @param slopes for each parameter the change of every residual
 * @param residuals for each seed those at the solution
 */
export function identify(
  slopes: readonly (readonly number[])[],
  residuals: readonly (readonly number[])[],
): Identified[] {
  const n = slopes.length;
  const inverse = invert(slopes.map((a) => slopes.map((b) => dot(a, b))));
  const seeds = residuals.length;
  if (inverse === undefined || seeds < 2) {
    return slopes.map((slope) => {
      const twin = slopes.findIndex((other) => other !== slope && isParallel(slope, other));
      return { halfWidth: Infinity, with: twin < 0 ? undefined : twin, correlation: twin < 0 ? NaN : 1 };
    });
  }
  // What each seed alone would have the parameters moved by.
  const moves = residuals.map((one) => {
    const pulls = slopes.map((slope) => dot(slope, one));
    return inverse.map((row) => -dot(row, pulls));
  });
  const means = slopes.map((_, i) => moves.reduce((sum, move) => sum + move[i]!, 0) / seeds);
  const covariance = slopes.map((_, i) =>
    slopes.map(
      (__, j) =>
        moves.reduce((sum, move) => sum + (move[i]! - means[i]!) * (move[j]! - means[j]!), 0) / (seeds - 1) / seeds,
    ),
  );
  const t = studentQuantile((1 + CONFIDENCE) / 2, seeds - 1);
  // Which can be exchanged for which is a matter of the slopes, not of the seeds.
  const exchanged = (i: number, j: number) => inverse[i]![j]! / Math.sqrt(inverse[i]![i]! * inverse[j]![j]!);
  return slopes.map((_, i) => {
    const others = Array.from({ length: n }, (__, j) => j).filter((j) => j !== i);
    const most = others.reduce<number | undefined>(
      (best, j) => (best === undefined || Math.abs(exchanged(i, j)) > Math.abs(exchanged(i, best)) ? j : best),
      undefined,
    );
    const halfWidth = t * Math.sqrt(covariance[i]![i]!);
    return { halfWidth, with: most, correlation: most === undefined ? 0 : exchanged(i, most) };
  });
}

function isParallel(a: readonly number[], b: readonly number[]): boolean {
  return Math.abs(dot(a, b)) >= 0.999_999 * Math.sqrt(dot(a, a) * dot(b, b)) && dot(a, a) > 0;
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

/** Least squares of rows × weights = wanted; undefined where the rows hang together. */
function solveNormal(rows: readonly (readonly number[])[], wanted: readonly number[]): number[] | undefined {
  const inverse = invert(rows.map((a) => rows.map((b) => dot(a, b))));
  const pulls = rows.map((row) => dot(row, wanted));
  return inverse?.map((row) => dot(row, pulls));
}

/** Gauss and Jordan with pivots; undefined for a matrix that has no inverse, or next to none. */
function invert(matrix: readonly (readonly number[])[]): number[][] | undefined {
  const n = matrix.length;
  const size = Math.max(...matrix.flat().map(Math.abs), 0);
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let i = column + 1; i < n; i++) if (Math.abs(rows[i]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = i;
    const head = rows[pivot]![column]!;
    if (!(Math.abs(head) > size * 1e-12)) return undefined;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    rows[column] = rows[column]!.map((value) => value / head);
    for (let i = 0; i < n; i++) {
      const factor = rows[i]![column]!;
      if (i !== column && factor !== 0) rows[i] = rows[i]!.map((value, j) => value - factor * rows[column]![j]!);
    }
  }
  return rows.map((row) => row.slice(n));
}
