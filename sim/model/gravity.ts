/** Where people go who choose by distance: the more there is and the nearer it is, the more go there. */
import { ln } from '../kernel/exact-math.ts';
import type { Geography } from './geography.ts';

/** How many go so far, where half as many go one unit as none. */
export const falling = (units: number): number => 1 / (1 + units * units);

/** The first of running sums in which a number from 0 to the last of them lies. */
export function firstAbove(upTo: Float64Array, least: number): number {
  let low = 0;
  let high = upTo.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (upTo[middle] > least) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Square of the distance, in radii of the land of both ends, from which on they are taken for points. */
const FAR = 9;

/**
 * Where the people of a neighbourhood work or study: anywhere in the city, in proportion to the residents there and falling with
 * distance, as the crow flies. One table for all who live in a neighbourhood, who are numbered one after the other.
 */
export class Gravity {
  /** Running sum of how much each neighbourhood draws those of the one that is looked from. */
  private readonly upTo: Float64Array;

  /** @param halfKm distance at which half as many of the residents draw somebody as next door */
  constructor(
    private readonly geography: Geography,
    private readonly halfKm: number,
  ) {
    this.upTo = new Float64Array(geography.neighbourhoods);
  }

  /** Looks from a neighbourhood. */
  lookFrom(from: number): void {
    const { upTo } = this;
    const { homeX, homeY, homePeople, radiusKm } = this.geography;
    const x = homeX[from];
    const y = homeY[from];
    const ownLand = radiusKm[from] * radiusKm[from];
    const half = this.halfKm * this.halfKm;
    let sum = 0;
    for (let to = 0; to < upTo.length; to++) {
      const dx = homeX[to] - x;
      const dy = homeY[to] - y;
      const square = dx * dx + dy * dy;
      const land = ownLand + radiusKm[to] * radiusKm[to];
      sum += homePeople[to] * (square > FAR * land ? half / (half + square) : meanFalling(square, land, half));
      upTo[to] = sum;
    }
  }

  /** The neighbourhood in whose share of (0, 1) a number lies. */
  at(u: number): number {
    const { upTo } = this;
    return firstAbove(upTo, u * upTo[upTo.length - 1]);
  }
}

/**
 * Mean of `falling` over a disc, all lengths squared: that of a neighbourhood is large where the city is scaled down, and people
 * live and work all over it. Exact: 1 / (half + r²) has the mean 1 / √((half + square + r²)² − 4 r² square) on a circle of radius r
 * around the middle, and that is integrated over r².
 * @param square of the distance to the middle
 * @param land square of the radius
 * @param half square of the distance at which half as many go
 */
export function meanFalling(square: number, land: number, half: number): number {
  const b = half + land - square;
  return (half / land) * ln((b + Math.sqrt(b * b + 4 * half * square)) / (2 * half));
}
