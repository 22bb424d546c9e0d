/** How far along its line a vehicle is, so that the same vehicle of two worlds can be compared: who is ahead? */
import { VEHICLE } from '../../sim/runner/protocol.ts';
import type { Fleet } from './map-city.ts';

/** One line: where its stops lie along it. */
class Way {
  /** Position of a stop in the line's order, by where it lies. */
  private readonly order = new Map<number, number>();
  private readonly km: Float64Array;
  readonly length: number;

  constructor(stops: Int32Array, { stopX, stopY }: Fleet) {
    this.km = new Float64Array(stops.length);
    let length = 0;
    stops.forEach((stop, at) => {
      const x = stopX[stop] as number;
      const y = stopY[stop] as number;
      const before = stops[at - 1];
      if (before !== undefined) length += Math.hypot(x - (stopX[before] as number), y - (stopY[before] as number));
      this.km[at] = length;
      const key = spot(x, y);
      if (!this.order.has(key)) this.order.set(key, at);
    });
    this.length = length;
  }

  /**
   * Kilometres since the vehicle last left the first stop, there and back: 0 to twice the length; NaN where its segment is not
   * one of this line.
   */
  progress(x0: number, y0: number, x1: number, y1: number, share: number): number {
    const from = this.order.get(spot(x0, y0));
    const to = this.order.get(spot(x1, y1));
    if (from === undefined || to === undefined) return NaN;
    const a = this.km[from] as number;
    const at = a + ((this.km[to] as number) - a) * share;
    return to >= from ? at : 2 * this.length - at;
  }
}

/** One number for a point; stops of one line never share it by chance. */
function spot(x: number, y: number): number {
  return Math.fround(x) * 1e6 + Math.fround(y);
}

export class Ways {
  private readonly ways: readonly Way[];

  constructor(private readonly fleet: Fleet) {
    this.ways = fleet.lines.map((stops) => new Way(stops, fleet));
  }

  /** Kilometres along the way of its line where a vehicle is at `tick`; NaN where that cannot be told. */
  progress(rows: Float64Array, vehicle: number, tick: number): number {
    const way = this.ways[this.fleet.lineOf[vehicle] as number];
    if (way === undefined) return NaN;
    const row = vehicle * VEHICLE.width;
    const [x0, y0] = [rows[row + VEHICLE.x0] as number, rows[row + VEHICLE.y0] as number];
    const [x1, y1] = [rows[row + VEHICLE.x1] as number, rows[row + VEHICLE.y1] as number];
    const t0 = rows[row + VEHICLE.tick0] as number;
    const t1 = rows[row + VEHICLE.tick1] as number;
    // Whoever stands heads away from the first point, towards its mirror image.
    if (t1 <= t0) return way.progress(x1, y1, 2 * x1 - x0, 2 * y1 - y0, 0);
    return way.progress(x0, y0, x1, y1, Math.min(1, Math.max(0, (tick - t0) / (t1 - t0))));
  }

  /** How far `policy` is ahead of `baseline` on the round of a vehicle's line, kilometres; behind is negative. */
  ahead(baseline: Float64Array, policy: Float64Array, vehicle: number, tick: number): number {
    const round = 2 * (this.ways[this.fleet.lineOf[vehicle] as number]?.length ?? 0);
    const gap = this.progress(policy, vehicle, tick) - this.progress(baseline, vehicle, tick);
    if (!(round > 0) || Number.isNaN(gap)) return 0;
    const turned = gap - round * Math.round(gap / round);
    return turned;
  }
}
