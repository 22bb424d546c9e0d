/** Where other trips lead to: a neighbourhood, the more likely the more people live there and the nearer it is. */
import { falling, firstAbove } from '../../gravity.ts';
import type { Routes } from './routes.ts';

export class Destinations {
  /** Running sum of how much each neighbourhood draws those of the one that is looked from. */
  private readonly upTo: Float64Array;

  constructor(
    private readonly homePeople: Int32Array,
    private readonly routes: Routes,
    private readonly halfKm: number,
  ) {
    this.upTo = new Float64Array(homePeople.length);
  }

  /** Looks from a neighbourhood. */
  lookFrom(from: number): void {
    const { homePeople, routes, halfKm, upTo } = this;
    let sum = 0;
    for (let home = 0; home < homePeople.length; home++) {
      sum += homePeople[home] * falling(routes.kmBetween(from, home) / halfKm);
      upTo[home] = sum;
    }
  }

  /** The neighbourhood in whose share of (0, 1) a number lies. */
  at(u: number): number {
    const { upTo } = this;
    return firstAbove(upTo, u * upTo[upTo.length - 1]);
  }
}
