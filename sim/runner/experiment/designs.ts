/** Designs: which points of the space of factors are run. Coordinates are in the unit cube; the plan makes values of them. */
import { RandomSource, type Purpose } from '../../kernel/random.ts';
import { sobolPoints } from './sobol-sequence.ts';

/** All combinations of levels, the last factor fastest. @returns indexes of levels */
export function fullFactorial(levels: readonly number[]): number[][] {
  return levels.reduce<number[][]>(
    (points, count) => points.flatMap((point) => Array.from({ length: count }, (_, level) => [...point, level])),
    [[]],
  );
}

/** One point a cell of a Latin square of so many points a side, in every pair of factors (McKay, Beckman, Conover 1979). */
export function latinHypercube(points: number, factors: number, seed: string): number[][] {
  const random = new RandomSource(seed);
  const columns = Array.from({ length: factors }, (_, factor) => {
    const order = shuffled(points, random.purpose(`order ${factor}`));
    const within = random.purpose(`within ${factor}`);
    return order.map((cell, point) => (cell + within.uniform(point, 0)) / points);
  });
  return Array.from({ length: points }, (_, point) => columns.map((column) => column[point]!));
}

/**
 * Morris's trajectories (M. D. Morris, "Factorial sampling plans for preliminary computational experiments",
 * Technometrics 33, 1991): each goes through factors + 1 points, of which neighbours differ in one factor by
 * levels / (2 (levels − 1)), up or down.
 */
export function morrisTrajectories(count: number, factors: number, levels: number, seed: string): number[][][] {
  const random = new RandomSource(seed);
  const step = morrisStep(levels);
  const [starts, ways, orders] = ['start', 'way', 'order'].map((name) => random.purpose(name));
  return Array.from({ length: count }, (_, trajectory) => {
    const up = Array.from({ length: factors }, (__, factor) => ways!.chance(trajectory, factor, 0.5));
    // From a level below the middle the step goes up, from its mirror image down.
    const point = up.map((isUp, factor) => {
      const level = starts!.below(trajectory, factor, levels / 2) / (levels - 1);
      return isUp ? level : 1 - level;
    });
    const order = shuffled(factors, orders!, trajectory);
    const points = [[...point]];
    for (const factor of order) {
      point[factor] = Math.min(1, Math.max(0, point[factor]! + (up[factor] ? step : -step)));
      points.push([...point]);
    }
    return points;
  });
}

/** @param levels even, at least 2 */
export function morrisStep(levels: number): number {
  return levels / (2 * (levels - 1));
}

/**
 * Saltelli's sample for Sobol's indices (A. Saltelli et al., "Variance based sensitivity analysis of model output",
 * Comput. Phys. Commun. 181, 2010): for each base point A, then B, then A with each factor in turn taken from B.
 */
export function saltelliSample(base: number, factors: number): number[][] {
  return sobolPoints(base, 2 * factors).flatMap((both) => {
    const [a, b] = [both.slice(0, factors), both.slice(factors)];
    return [a, b, ...a.map((_, factor) => a.map((value, i) => (i === factor ? b[i]! : value)))];
  });
}

/** 0 … count − 1 in random order (Fisher and Yates). */
function shuffled(count: number, draws: Purpose, entity = 0): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = draws.below(entity, i, i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
