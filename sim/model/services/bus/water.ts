/** Wide water, which bus lines cross on bridges: few, some way apart, where many would cross and it is narrow. */
import type { Geography } from '../../geography.ts';
import { isIn, type Body } from '../../wide-water.ts';

export type Point = readonly [x: number, y: number];

/** Longest bridge, and least distance of two over the same water, km (assumed). */
const BRIDGE_KM_MAX = 3;
const BRIDGES_APART_KM = 3;
/** How far a line turns aside for a bridge, km (assumed). */
const ASIDE_KM_MAX = 4;
/** Bridges begin so far from the bank, on land, km. */
const ON_LAND_KM = 0.02;
/** A line crosses no more often than this on one side of its middle. */
const CROSSINGS_MAX = 8;

/** A path goes from land into water and, unless it ends there, comes back on land. */
interface Crossing {
  readonly body: number;
  /** Along the path: number of the piece, and part of it. */
  readonly enters: number;
  readonly leaves: number;
  readonly from: Point;
  /** Null where the path ends in the water. */
  readonly to: Point | null;
}

/** Both ends stand on land. */
export interface Bridge {
  readonly body: number;
  readonly ends: readonly [Point, Point];
}

export class Water {
  private readonly bodies: readonly Body[];

  constructor({ water }: Geography) {
    this.bodies = water;
  }

  get isNone(): boolean {
    return this.bodies.length === 0;
  }

  isWet([x, y]: Point): boolean {
    return this.bodies.some((body) => isIn(body, x, y));
  }

  /** Where a path that begins on land goes over water, in order. */
  crossings(path: readonly Point[]): Crossing[] {
    return this.bodies.flatMap((body, at) => crossingsOf(path, body, at)).sort((a, b) => a.enters - b.enters);
  }

  /** Bridges for the paths of lines: of all places where one would cross, the narrowest first, and others far enough from those. */
  bridgesFor(paths: readonly (readonly Point[])[]): Bridge[] {
    const wanted = paths
      .flatMap((path) => this.crossings(path))
      .flatMap(({ body, from, to }) => (to === null ? [] : [{ body, from, to, km: kmBetween(from, to) }]))
      .filter(({ km }) => km <= BRIDGE_KM_MAX)
      .sort((a, b) => a.km - b.km || a.from[0] - b.from[0] || a.from[1] - b.from[1]);
    const bridges: Bridge[] = [];
    for (const { body, from, to } of wanted) {
      const isFar = (other: Bridge) =>
        other.body !== body || kmBetween(middleOf(other), middle(from, to)) >= BRIDGES_APART_KM;
      if (!bridges.every(isFar)) continue;
      const ends = [before(from, to), before(to, from)] as const;
      if (!ends.some((end) => this.isWet(end))) bridges.push({ body, ends });
    }
    return bridges;
  }

  /**
   * The path a line takes in place of one that goes straight over water: aside to the nearest bridge, over it, and on beside
   * where it led; to the bank where none is near.
   * @returns its points, and which of them are the near ends of bridges; undefined where it meets no water
   */
  overBridges(
    path: readonly Point[],
    bridges: readonly Bridge[],
  ): { points: Point[]; bridgeAt: Set<number> } | undefined {
    let rest = path;
    const points: Point[] = [path[0]!];
    const bridgeAt = new Set<number>();
    for (let crossed = 0; crossed < CROSSINGS_MAX; crossed++) {
      const next = this.crossings(rest)[0];
      if (next === undefined) {
        if (crossed === 0) return undefined;
        points.push(...rest.slice(1));
        return { points, bridgeAt };
      }
      points.push(...rest.slice(1, Math.floor(next.enters) + 1));
      const over = this.nearestBridge(points[points.length - 1]!, next, bridges);
      if (over === undefined || next.to === null) {
        points.push(before(next.from, points[points.length - 1]!, -1));
        return { points, bridgeAt };
      }
      bridgeAt.add(points.push(over.near) - 1);
      points.push(over.far);
      const [dx, dy] = [over.far[0] - next.to[0], over.far[1] - next.to[1]];
      const beyond = rest.slice(Math.floor(next.leaves) + 1).map(([x, y]): Point => [x + dx, y + dy]);
      rest = [over.far, ...beyond];
    }
    return { points, bridgeAt };
  }

  /** The nearest bridge over a body to which one comes from a point without crossing any water. */
  private nearestBridge(
    from: Point,
    { body }: Crossing,
    bridges: readonly Bridge[],
  ): { near: Point; far: Point } | undefined {
    const ends = bridges
      .filter((bridge) => bridge.body === body)
      .flatMap(({ ends: [a, b] }) => [
        { near: a, far: b, km: kmBetween(from, a) },
        { near: b, far: a, km: kmBetween(from, b) },
      ])
      .filter(({ km }) => km <= ASIDE_KM_MAX)
      .sort((a, b) => a.km - b.km || a.near[0] - b.near[0] || a.near[1] - b.near[1]);
    return ends.find(({ near }) => this.crossings([from, near]).length === 0);
  }
}

const kmBetween = (a: Point, b: Point): number =>
  Math.sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]));
const middle = (a: Point, b: Point): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
export const middleOf = ({ ends: [a, b] }: Bridge): Point => middle(a, b);

/** A point a little before one, seen from another beyond it; or towards that other. */
function before(point: Point, beyond: Point, sign: 1 | -1 = 1): Point {
  const km = kmBetween(point, beyond);
  if (km === 0) return point;
  const part = (sign * ON_LAND_KM) / km;
  return [point[0] + (point[0] - beyond[0]) * part, point[1] + (point[1] - beyond[1]) * part];
}

function crossingsOf(path: readonly Point[], body: Body, at: number): Crossing[] {
  const banks: { where: number; point: Point }[] = [];
  for (let i = 0; i + 1 < path.length; i++) {
    const [a, b] = [path[i]!, path[i + 1]!];
    if (Math.max(a[0], b[0]) < body.west || Math.min(a[0], b[0]) > body.east) continue;
    if (Math.max(a[1], b[1]) < body.south || Math.min(a[1], b[1]) > body.north) continue;
    for (const ring of body.rings) addBanks(banks, i, a, b, ring);
  }
  banks.sort((a, b) => a.where - b.where);
  // Whoever begins in the water comes out of it first.
  const first = isIn(body, path[0]![0], path[0]![1]) ? 1 : 0;
  const found: Crossing[] = [];
  for (let i = first; i < banks.length; i += 2) {
    const [enters, leaves] = [banks[i]!, banks[i + 1]];
    const to = leaves === undefined ? null : leaves.point;
    found.push({ body: at, enters: enters.where, leaves: leaves?.where ?? path.length, from: enters.point, to });
  }
  return found;
}

/** Where a piece of a path meets a ring. */
function addBanks(
  banks: { where: number; point: Point }[],
  piece: number,
  a: Point,
  b: Point,
  ring: Float64Array,
): void {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const [ex, ey] = [ring[i + 2]! - ring[i]!, ring[i + 3]! - ring[i + 1]!];
    const cross = dx * ey - dy * ex;
    if (cross === 0) continue;
    const [fx, fy] = [ring[i]! - a[0], ring[i + 1]! - a[1]];
    const along = (fx * ey - fy * ex) / cross;
    const beside = (fx * dy - fy * dx) / cross;
    if (along < 0 || along >= 1 || beside < 0 || beside >= 1) continue;
    banks.push({ where: piece + along, point: [a[0] + dx * along, a[1] + dy * along] });
  }
}
