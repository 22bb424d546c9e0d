/** Leads lines that have been laid out over bridges, instead of wherever they would cross wide water. */
import type { Geography } from '../../geography.ts';
import type { LaidLine } from '../../kit/lines.ts';
import { Water, type Bridge, type Point } from './water.ts';

/** Share of a line's stops for which there must be room beside the water, or it is turned: by a right angle, and by half of one. */
const ROOM_LEAST = 0.5;
const HALF = 0.7071067811865476;
const TURNS: readonly Point[] = [
  [1, 0],
  [0, 1],
  [HALF, HALF],
  [HALF, -HALF],
];

/** A line from a stop near its middle to one of its ends. */
interface Half {
  readonly path: readonly Point[];
  /** Stops beyond the first. */
  readonly stops: number;
}

/** What a half has become: points, which pieces between them are bridges, how many, and how long the others are, km. */
interface Course {
  readonly points: readonly Point[];
  readonly bridgeAt: ReadonlySet<number>;
  readonly bridges: number;
  readonly onLand: number;
}

/**
 * @param spacing kilometres between the stops of each line
 * @returns the lines, those that meet no water as they were, and the bridges there are
 */
export function overBridges(
  laid: readonly LaidLine[],
  spacing: readonly number[],
  geography: Geography,
): { lines: readonly LaidLine[]; bridges: readonly Bridge[] } {
  const water = new Water(geography);
  if (water.isNone) return { lines: laid, bridges: [] };
  const halves = laid.map((line) => halvesOf(line, geography, water));
  const bridges = water.bridgesFor(halves.flatMap((both) => both?.map(({ path }) => path) ?? []));
  const lines = laid.map((line, i) => {
    const both = halves[i]!;
    const meets = both?.some(({ path }) => water.crossings(path).length > 0) ?? false;
    return meets ? redrawn(line, both!, spacing[i]!, geography, water, bridges) : line;
  });
  return { lines, bridges };
}

/** From the stop on land that is nearest to the seat, both ways; null where all stand in water. */
function halvesOf({ x, y, seat }: LaidLine, geography: Geography, water: Water): readonly [Half, Half] | null {
  const points = x.map((at, i): Point => [at, y[i]!]);
  const square = ([px, py]: Point) =>
    (px - geography.homeX[seat]!) * (px - geography.homeX[seat]!) +
    (py - geography.homeY[seat]!) * (py - geography.homeY[seat]!);
  let middle = -1;
  points.forEach((point, i) => {
    if (!water.isWet(point) && (middle < 0 || square(point) < square(points[middle]!))) middle = i;
  });
  if (middle < 0) return null;
  const back = points.slice(0, middle + 1).reverse();
  return [
    { path: back, stops: middle },
    { path: points.slice(middle), stops: points.length - 1 - middle },
  ];
}

function redrawn(
  line: LaidLine,
  halves: readonly [Half, Half],
  km: number,
  geography: Geography,
  water: Water,
  bridges: readonly Bridge[],
): LaidLine {
  const all = line.x.length - 1;
  const { courses, room } = widest(line.x.length - 1, halves, km, geography, water, bridges);
  // Stops for which there is no room on one side stand on the other; where there is none on either, closer.
  const stops = halves.map(({ stops: wanted }, i) => Math.min(wanted, room[i]!));
  for (const i of [0, 1]) stops[i]! += Math.max(0, Math.min(all - stops[0]! - stops[1]!, room[i]! - stops[i]!));
  const left = all - stops[0]! - stops[1]!;
  stops[room[0]! > room[1]! ? 0 : 1]! += left;
  const [back, out] = courses.map((course, i) => stopsAlong(course, stops[i]!, km, geography));
  const points = [...back!.reverse(), halves[0].path[0]!, ...out!];
  return { x: points.map(([x]) => x), y: points.map(([, y]) => y), seat: line.seat };
}

/** The courses of both halves in the direction in which they were laid, or of those tried where there is not room for half of the stops. */
function widest(
  stops: number,
  halves: readonly [Half, Half],
  km: number,
  geography: Geography,
  water: Water,
  bridges: readonly Bridge[],
): { courses: readonly Course[]; room: readonly number[] } {
  let best: { courses: readonly Course[]; room: readonly number[]; all: number } | undefined;
  for (const turn of TURNS) {
    const courses = halves.map(({ path }) =>
      courseOf(longer(turned(path, turn), stops, km), geography, water, bridges),
    );
    const room = courses.map(({ onLand, bridges: over }) => Math.floor(onLand / km) + over);
    const all = room[0] + room[1];
    if (best === undefined || all > best.all) best = { courses, room, all };
    if (best.all >= stops * ROOM_LEAST) break;
  }
  return best!;
}

/** A path turned about its first point. */
function turned(path: readonly Point[], [cos, sin]: Point): Point[] {
  const [x0, y0] = path[0];
  return path.map(([x, y]): Point => {
    const [dx, dy] = [x - x0, y - y0];
    return [x0 + dx * cos - dy * sin, y0 + dx * sin + dy * cos];
  });
}

/** A path that leads on straight for as long as the whole line is. */
function longer(path: readonly Point[], stops: number, km: number): readonly Point[] {
  if (path.length < 2) return path;
  const [before, last] = [path[path.length - 2]!, path[path.length - 1]!];
  const [dx, dy] = [last[0] - before[0], last[1] - before[1]];
  const length = Math.sqrt(dx * dx + dy * dy);
  if (length === 0) return path;
  const more = Array.from({ length: stops }, (_, i): Point => {
    const part = ((i + 1) * km) / length;
    return [last[0] + dx * part, last[1] + dy * part];
  });
  return [...path, ...more];
}

/** The way over bridges, up to where the city ends. A bridge counts as one gap between stops, so that none stands on it. */
function courseOf(path: readonly Point[], geography: Geography, water: Water, bridges: readonly Bridge[]): Course {
  const { points, bridgeAt } = water.overBridges(path, bridges) ?? { points: path, bridgeAt: new Set<number>() };
  const end = points.findIndex(([x, y], i) => i > 0 && !geography.isInCity(x, y));
  // A bridge that leads out of the city is none: the line ends before it.
  const kept = end < 0 ? points : points.slice(0, bridgeAt.has(end - 1) ? Math.max(1, end - 1) : end);
  return { points: kept, bridgeAt, ...measured(kept, bridgeAt) };
}

/** Kilometres on land, and bridges. */
function measured(points: readonly Point[], bridgeAt: ReadonlySet<number>): { onLand: number; bridges: number } {
  let [onLand, bridges] = [0, 0];
  for (let i = 0; i + 1 < points.length; i++) {
    if (bridgeAt.has(i)) bridges++;
    else onLand += lengthOf(points, i);
  }
  return { onLand, bridges };
}

/** Kilometres of a piece. */
function lengthOf(points: readonly Point[], piece: number): number {
  const [dx, dy] = [points[piece + 1][0] - points[piece][0], points[piece + 1][1] - points[piece][1]];
  return Math.sqrt(dx * dx + dy * dy);
}

/** Stops along a course, as far apart as they should be, or closer where it is too short for them; a bridge is one gap. */
function stopsAlong(course: Course, stops: number, km: number, geography: Geography): Point[] {
  const { points, bridgeAt, onLand, bridges } = course;
  const step = stops > bridges ? Math.min(km, onLand / (stops - bridges)) : km;
  let [piece, before] = [0, 0];
  const length = (at: number) => (bridgeAt.has(at) ? step : lengthOf(points, at));
  return Array.from({ length: stops }, (_, i): Point => {
    const at = (i + 1) * step;
    while (piece + 2 < points.length && before + length(piece) < at) before += length(piece++);
    const [from, to] = [points[piece], points[piece + 1] ?? points[piece]];
    const own = piece + 1 < points.length ? length(piece) : 0;
    const part = own > 0 ? Math.min(1, (at - before) / own) : 0;
    if (bridgeAt.has(piece)) return part < 0.5 ? from : to;
    const stop: Point = [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part];
    return geography.isInCity(stop[0], stop[1]) ? stop : from;
  });
}
