/** Where a vehicle is between two frames. The two frames tell a segment each; what lies between is bridged evenly. */
import { VEHICLE } from '../../sim/runner/protocol.ts';

/** A position in kilometres and the heading: direction of travel in kilometres east and north. Reused, never allocated. */
export interface Position {
  x: number;
  y: number;
  east: number;
  north: number;
}

function along(rows: Float64Array, row: number, tick: number, out: Position): void {
  const t0 = rows[row + VEHICLE.tick0] as number;
  const t1 = rows[row + VEHICLE.tick1] as number;
  const x0 = rows[row + VEHICLE.x0] as number;
  const y0 = rows[row + VEHICLE.y0] as number;
  out.east = (rows[row + VEHICLE.x1] as number) - x0;
  out.north = (rows[row + VEHICLE.y1] as number) - y0;
  const share = t1 <= t0 ? 1 : Math.min(1, Math.max(0, (tick - t0) / (t1 - t0)));
  out.x = x0 + out.east * share;
  out.y = y0 + out.north * share;
}

const bridge: Position = { x: 0, y: 0, east: 0, north: 0 };

/**
 * Position of vehicle `vehicle` at `tick`, which lies between the instants of frames `before` and `after`.
 * `after` holds from its segment's first tick on; `before` until its segment's last; between them the vehicle goes straight.
 */
export function vehiclePosition(
  before: Float64Array,
  after: Float64Array,
  vehicle: number,
  tick: number,
  out: Position,
): void {
  const row = vehicle * VEHICLE.width;
  const from = after[row + VEHICLE.tick0] as number;
  if (tick >= from) {
    along(after, row, tick, out);
    return;
  }
  const until = Math.min(before[row + VEHICLE.tick1] as number, from);
  along(before, row, Math.min(tick, until), out);
  if (tick <= until || from <= until) return;
  along(after, row, from, bridge);
  const share = (tick - until) / (from - until);
  const east = bridge.x - out.x;
  const north = bridge.y - out.y;
  // Where it stands in between it heads where it goes next.
  const stands = east === 0 && north === 0;
  out.east = stands ? bridge.east : east;
  out.north = stands ? bridge.north : north;
  out.x += east * share;
  out.y += north * share;
}
