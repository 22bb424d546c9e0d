/** Bank branches, where they stand, and which shops go to which: each to the nearest. */
import { TICKS_PER_HOUR } from '../../../kernel/time.ts';
import type { Host } from '../../host.ts';
import { Catchments } from '../../kit/catchment.ts';
import { layPlaces, placeSize, realResidents } from '../../kit/sites.ts';
import type { Places } from '../../places.ts';

export interface BranchTerms {
  readonly branches_per_10000_residents: number;
  readonly branch_detour: number;
  readonly branch_kmh: number;
}

export class Branches {
  readonly places: Places;
  readonly count: number;
  /** Size of a branch relative to a real one. */
  readonly size: number;
  private readonly map: Catchments;
  private readonly ticksPerKm: number;
  /** Places among which there are shops, and the number of the first place of each. */
  private lists: readonly { readonly places: Places; readonly first: number }[] = [];
  /** By shop: its branch, and the way there and back. From `open` on. */
  private branch!: Uint16Array;
  private way!: Uint32Array;
  /** By branch: where its shops begin in the list of shops, and the end. */
  private first!: Uint32Array;
  private shop!: Uint32Array;

  constructor(
    private readonly host: Host,
    terms: BranchTerms,
    site: number,
  ) {
    const per10000 = terms.branches_per_10000_residents;
    const purpose = host.random.purpose('backoffice.place');
    this.map = new Catchments(host.geography, [per10000], purpose, host.scale, host.memory);
    this.places = layPlaces(host, this.map, site);
    this.count = this.map.count;
    this.size = placeSize(host, this.map, per10000);
    // At 1:k branches lie √k times as far apart: see Trips.
    const shrink = Math.sqrt(Math.min(1, (this.count * 10_000) / (per10000 * realResidents(host))));
    this.ticksPerKm = (2 * shrink * terms.branch_detour * TICKS_PER_HOUR) / terms.branch_kmh;
  }

  /** To be called when all places are there. @param isShop whether places of a sector go to the bank */
  open(isShop: (sector: number) => boolean): void {
    const { host, count } = this;
    const { memory } = host;
    let end = 0;
    this.lists = host.places.flatMap((places) => {
      if (![...places.sector].some(isShop)) return [];
      const first = end;
      end += places.count;
      return [{ places, first }];
    });
    this.branch = memory.fixed(Uint16Array, end);
    this.way = memory.fixed(Uint32Array, end);
    this.first = memory.fixed(Uint32Array, count + 1);
    this.shop = memory.fixed(Uint32Array, end);
    if (!memory.isAttached) this.assign();
  }

  /** Numbers of shops: some may stand for what is none. */
  get shops(): number {
    return this.branch.length;
  }

  /** Number of a shop among those of all lists of places. */
  numberOf(places: Places, place: number): number {
    for (const list of this.lists) if (list.places === places) return list.first + place;
    throw new Error(`place ${place}: found places without shops, expected those of shops`);
  }

  /** The places among which a shop is, and the number of the first of them. */
  listOf(shop: number): { readonly places: Places; readonly first: number } {
    let at = 0;
    while (at + 1 < this.lists.length && this.lists[at + 1].first <= shop) at++;
    return this.lists[at];
  }

  branchOf(shop: number): number {
    return this.branch[shop];
  }

  /** Ticks of the way of a shop to its branch and back. */
  wayOf(shop: number): number {
    return this.way[shop];
  }

  shopCountOf(branch: number): number {
    return this.first[branch + 1] - this.first[branch];
  }

  /** The shop of a branch of that rank, from 0. */
  shopOf(branch: number, rank: number): number {
    return this.shop[this.first[branch] + rank];
  }

  /** Neighbourhood in which a branch stands. */
  seatOf(branch: number): number {
    return this.map.home[branch];
  }

  private assign(): void {
    const { map, count } = this;
    const order = Array.from({ length: count }, (_, i) => i).sort((a, b) => map.x[a] - map.x[b] || a - b);
    const xs = Float64Array.from(order, (branch) => map.x[branch]);
    const ys = Float64Array.from(order, (branch) => map.y[branch]);
    for (const { places, first } of this.lists) {
      for (let place = 0; place < places.count; place++) {
        const [x, y] = [places.x[place], places.y[place]];
        const at = nearest(xs, ys, x, y);
        const km = Math.sqrt((xs[at] - x) * (xs[at] - x) + (ys[at] - y) * (ys[at] - y));
        this.branch[first + place] = order[at];
        this.way[first + place] = Math.round(km * this.ticksPerKm);
        this.first[order[at] + 1]++;
      }
    }
    for (let branch = 0; branch < count; branch++) this.first[branch + 1] += this.first[branch];
    const next = this.first.slice();
    for (let shop = 0; shop < this.shops; shop++) this.shop[next[this.branch[shop]]++] = shop;
  }
}

/** Index of the point nearest to another one, of points in the order of x: from there outwards, until none can be nearer. */
function nearest(xs: Float64Array, ys: Float64Array, x: number, y: number): number {
  let low = 0;
  for (let high = xs.length; low < high;) {
    const middle = (low + high) >> 1;
    if (xs[middle] < x) low = middle + 1;
    else high = middle;
  }
  let best = 0;
  let least = Infinity;
  for (let left = low - 1, right = low; ;) {
    const west = left >= 0 ? x - xs[left] : Infinity;
    const east = right < xs.length ? xs[right] - x : Infinity;
    const dx = Math.min(west, east);
    // Beyond both ends it is infinite.
    if (dx * dx >= least) return best;
    const at = west < east ? left-- : right++;
    const square = dx * dx + (ys[at] - y) * (ys[at] - y);
    if (square >= least) continue;
    least = square;
    best = at;
  }
}
