/** Which shops are near where people set out, and how many of them go to each: the nearer, the more. */
import type { Memory } from '../../../kernel/memory.ts';
import type { Geography } from '../../geography.ts';
import { meanFalling } from '../../gravity.ts';
import type { Catchments } from '../../kit/catchment.ts';

/** Shops of a kind among which those of a neighbourhood choose: the nearest. */
const MOST = 16;
/** Shares of visits are kept in parts of this. */
const PARTS = 0xffff;
/** How often shops are made more and less attractive by turns, until all have about as many customers; and by how much in all. */
const ROUNDS = 8;
const ATTRACTION_MAX = 8;

/**
 * For each neighbourhood and kind the shops that are near it, by what share of its visits goes to each. Shares fall with distance, and
 * shops are as large as what is around them asks for: each of a kind has about as many customers, as in `Catchments`.
 */
export class NearShops {
  /** By neighbourhood, kind and rank: the shop, and the share of visits that go to it and those before. */
  private readonly shop: Uint32Array;
  private readonly upTo: Uint16Array;
  private readonly kinds: number;

  /**
   * @param map where shops stand
   * @param counts shops of each kind
   * @param halfKm distance at which half as many go to a shop as next door. At 1:k it is √k times as far, as everything is
   */
  constructor(
    private readonly map: Catchments,
    private readonly geography: Geography,
    counts: readonly number[],
    private readonly halfKm: number,
    memory: Memory,
  ) {
    this.kinds = counts.length;
    const rows = geography.neighbourhoods * this.kinds;
    this.shop = memory.fixed(Uint32Array, rows * MOST);
    this.upTo = memory.fixed(Uint16Array, rows * MOST);
    if (memory.isAttached) return;
    for (let kind = 0, first = 0; kind < this.kinds; first += counts[kind++]) this.look(kind, first, counts[kind]);
  }

  /** The shop of a kind in whose share of (0, 1) a number lies. */
  choose(kind: number, home: number, u: number): number {
    const { upTo } = this;
    const part = u * PARTS;
    let at = (home * this.kinds + kind) * MOST;
    while (upTo[at] <= part && upTo[at] < PARTS) at++;
    return this.shop[at];
  }

  /** Distance of a shop from the middle of a neighbourhood. */
  km(home: number, shop: number): number {
    const dx = this.map.x[shop] - this.geography.homeX[home];
    const dy = this.map.y[shop] - this.geography.homeY[home];
    return Math.sqrt(dx * dx + dy * dy);
  }

  private look(kind: number, first: number, count: number): void {
    const { geography, shop } = this;
    const { homePeople, neighbourhoods } = geography;
    const row = Math.min(MOST, count);
    const at = (home: number) => (home * this.kinds + kind) * MOST;
    this.findNearest(first, count, at);
    const weight = new Float64Array(neighbourhoods * row);
    for (let home = 0; home < neighbourhoods; home++) {
      for (let rank = 0; rank < row; rank++) weight[home * row + rank] = this.weight(home, shop[at(home) + rank]);
    }
    const attraction = new Float64Array(count).fill(1);
    const customers = new Float64Array(count);
    let people = 0;
    for (let home = 0; home < neighbourhoods; home++) people += homePeople[home];
    for (let round = 0; round <= ROUNDS; round++) {
      customers.fill(0);
      for (let home = 0; home < neighbourhoods; home++) {
        let sum = 0;
        for (let rank = 0; rank < row; rank++) {
          sum += weight[home * row + rank] * attraction[shop[at(home) + rank] - first];
        }
        let before = 0;
        for (let rank = 0; rank < row; rank++) {
          const own = (weight[home * row + rank] * attraction[shop[at(home) + rank] - first]) / sum;
          customers[shop[at(home) + rank] - first] += own * homePeople[home];
          before += own;
          this.upTo[at(home) + rank] = rank === row - 1 ? PARTS : Math.round(before * PARTS);
        }
      }
      if (round === ROUNDS) break;
      for (let i = 0; i < count; i++) {
        const wanted = (attraction[i] * people) / count / Math.max(customers[i], 1e-9);
        attraction[i] = Math.min(ATTRACTION_MAX, Math.max(1 / ATTRACTION_MAX, wanted));
      }
    }
  }

  /** How a shop draws those who live all over a neighbourhood. */
  private weight(home: number, shop: number): number {
    const { geography, halfKm } = this;
    const km = this.km(home, shop);
    return meanFalling(km * km, geography.radiusKm[home] * geography.radiusKm[home], halfKm * halfKm);
  }

  /** The nearest shops of a kind for each neighbourhood: from its own place in their order from west to east, outwards. */
  private findNearest(first: number, count: number, rowOf: (home: number) => number): void {
    const { map, geography } = this;
    const order = Array.from({ length: count }, (_, i) => first + i).sort((a, b) => map.x[a] - map.x[b] || a - b);
    const xs = Float64Array.from(order, (shop) => map.x[shop]);
    const ys = Float64Array.from(order, (shop) => map.y[shop]);
    const row = Math.min(MOST, count);
    const squares = new Float64Array(row);
    const found = new Uint32Array(row);
    for (let home = 0; home < geography.neighbourhoods; home++) {
      const x = geography.homeX[home];
      const y = geography.homeY[home];
      let east = firstEast(xs, x);
      let west = east - 1;
      let known = 0;
      while (west >= 0 || east < count) {
        const toEast = east < count ? xs[east] - x : Infinity;
        const toWest = west >= 0 ? x - xs[west] : Infinity;
        const dx = Math.min(toEast, toWest);
        if (known === row && dx * dx > squares[row - 1]) break;
        const at = toEast <= toWest ? east++ : west--;
        const dy = ys[at] - y;
        const square = dx * dx + dy * dy;
        if (known === row && square >= squares[row - 1]) continue;
        let rank = known < row ? known++ : row - 1;
        for (; rank > 0 && squares[rank - 1] > square; rank--) {
          squares[rank] = squares[rank - 1];
          found[rank] = found[rank - 1];
        }
        squares[rank] = square;
        found[rank] = order[at];
      }
      this.shop.set(found, rowOf(home));
    }
  }
}

/** The first of ascending numbers that is not below x. */
function firstEast(xs: Float64Array, x: number): number {
  let low = 0;
  let high = xs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (xs[middle] < x) low = middle + 1;
    else high = middle;
  }
  return low;
}
