/** Which places stand where, and which of them a resident of a neighbourhood goes to. */
import type { Memory } from '../../kernel/memory.ts';
import type { Purpose } from '../../kernel/random.ts';
import type { Geography } from '../geography.ts';
import { isInside } from '../polygon.ts';

const TRIES = 8;

/**
 * Places of several kinds, spread evenly over the residents: place i of M of its kind stands in the neighbourhood that
 * holds the share (i + ½) / M of the city's residents. People choose among those that their neighbourhood holds, or the
 * nearest where it holds none.
 */
export class Catchments {
  readonly count: number;
  readonly kind: Uint8Array;
  readonly home: Uint16Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Places of each kind. */
  readonly counts: readonly number[];
  /** First place of each kind, and the end. */
  private readonly firstOfKind: readonly number[];
  /** Share of the residents who live before each neighbourhood, and the end: 1. */
  private readonly before: Float64Array;

  /**
   * @param per10000 places of each kind for 10,000 residents, or others whom they are for
   * @param members of each neighbourhood whom they are for: all residents where left out
   */
  constructor(
    geography: Geography,
    per10000: readonly number[],
    purpose: Purpose,
    scale: number,
    memory: Memory,
    members: ArrayLike<number> = geography.homePeople,
  ) {
    const homes = geography.neighbourhoods;
    this.before = memory.fixed(Float64Array, homes + 1);
    let people = 0;
    for (let h = 0; h < homes; h++) people += members[h];
    // Of what is for nobody here there is one place of each kind, and residents decide where.
    const weights = people > 0 ? members : geography.homePeople;
    for (let h = 0; h < homes; h++) this.before[h + 1] = this.before[h] + weights[h];
    const sum = this.before[homes];
    for (let h = 0; h <= homes; h++) this.before[h] /= sum;
    const counts = per10000.map((rate) => Math.max(1, Math.round((rate * people) / 10_000)));
    this.counts = counts;
    const first = [0];
    for (const count of counts) first.push(first[first.length - 1] + count);
    this.firstOfKind = first;
    this.count = first[first.length - 1];
    this.kind = memory.fixed(Uint8Array, this.count);
    this.home = memory.fixed(Uint16Array, this.count);
    this.x = memory.fixed(Float32Array, this.count);
    this.y = memory.fixed(Float32Array, this.count);
    // Neighbourhoods of a scaled-down city stand for more land than their own residents need.
    const residents = geography.homePeople.reduce((sum, own) => sum + own, 0);
    const radius = 0.5 * Math.sqrt(((residents / homes) * scale) / geography.density);
    counts.forEach((count, kind) => {
      for (let i = 0, h = 0; i < count; i++) {
        while (this.before[h + 1] <= (i + 0.5) / count) h++;
        this.put(first[kind] + i, kind, h, geography, radius, purpose);
      }
    });
  }

  /** Places of a kind. */
  countOf(kind: number): number {
    return this.firstOfKind[kind + 1] - this.firstOfKind[kind];
  }

  /** The place a person of a neighbourhood goes to; u in (0, 1) chooses among the near ones. */
  choose(kind: number, home: number, u: number): number {
    const count = this.countOf(kind);
    const from = this.before[home] * count;
    const to = this.before[home + 1] * count;
    // A neighbourhood with less than one place of its own shares the one whose catchment it lies in.
    const at = Math.floor(from + u * (to - from));
    return this.firstOfKind[kind] + Math.min(count - 1, at);
  }

  private put(place: number, kind: number, h: number, geography: Geography, radius: number, purpose: Purpose): void {
    this.kind[place] = kind;
    this.home[place] = h;
    const rings = geography.rings[geography.homeDistrict[h]];
    this.x[place] = geography.homeX[h];
    this.y[place] = geography.homeY[h];
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const u = purpose.uniform(place, attempt * 2) * 2 - 1;
      const v = purpose.uniform(place, attempt * 2 + 1) * 2 - 1;
      const x = geography.homeX[h] + u * radius;
      const y = geography.homeY[h] + v * radius;
      if (u * u + v * v > 1 || !isInside(rings, x, y) || geography.isWet(x, y)) continue;
      this.x[place] = x;
      this.y[place] = y;
      return;
    }
  }
}
