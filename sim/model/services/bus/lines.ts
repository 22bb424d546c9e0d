/**
 * The course of bus lines. Synthetic, laid over the neighbourhoods of the real districts: radial lines lead through the seat of a
 * district, where they meet, and cross-town lines to where another begins.
 */
import type { Memory } from '../../../kernel/memory.ts';
import type { Purpose } from '../../../kernel/random.ts';
import type { Geography } from '../../geography.ts';
import { Lines, type LaidLine } from '../../kit/lines.ts';
import { endOfRide } from '../../kit/ride.ts';
import { overBridges } from './bridges.ts';
import type { BUS_TABLE } from './parameters.ts';
import type { Bridge } from './water.ts';

/** What the course of lines is made up by. */
type BusGeometry = ReturnType<typeof BUS_TABLE.read>;

/** Kilometres between stops for which `bus.segment_seconds` is given. */
const SEGMENT_KM = 0.6;
/** A gap longer than the line's spacing by this factor is a bridge, or by the edge of the city: what is less comes of a bend. */
const LONGER = 1.5;
/** Lines to each side along the curve that are looked at as an aim. */
const LINES_NEAR = 12;

const dot = (x: number, y: number): number => x * x + y * y;

/**
 * Neighbourhoods come in the order of a space-filling curve, so a run of them lies together: each line has one such run of its own,
 * so that nobody is without. At 1:k a line stands for k, and its stops for theirs.
 */
export class BusLines {
  readonly lines: Lines;
  /**
   * By stop: kilometres to the next of its line, relative to the mean. They are the line's spacing, but for bridges and leaps by
   * the edge of the city, which are as long as they are.
   */
  readonly gaps: Float64Array;
  /** Where they cross wide water. */
  readonly bridges: readonly Bridge[];
  private inTurn: Int32Array | undefined;

  constructor(
    private readonly geography: Geography,
    lines: number,
    private readonly p: BusGeometry,
    private readonly draw: Purpose,
    memory: Memory,
  ) {
    const count = Math.min(lines, geography.neighbourhoods);
    const sizes = this.sizes(count);
    const laid = overBridges(
      sizes.map(({ stops, km }, line) => this.lay(line, count, stops, km)),
      sizes.map(({ km }) => km),
      geography,
    );
    this.bridges = laid.bridges;
    this.lines = new Lines(laid.lines, memory);
    this.gaps = gapsOf(this.lines, (line) => sizes[line].km);
  }

  /** District a part (0 to 1) of the way along a line's own neighbourhoods. */
  districtAlong(line: number, part: number): number {
    const { geography, lines } = this;
    const from = firstHome(line, lines.count, geography.neighbourhoods);
    const to = firstHome(line + 1, lines.count, geography.neighbourhoods);
    return geography.homeDistrict[from + Math.floor(part * (to - from))];
  }

  /** Stops of each line and the kilometres between them: spread evenly over their ranges, in an order that is drawn. */
  private sizes(count: number): { stops: number; km: number }[] {
    const order = (n: number) => {
      const lines = Array.from({ length: count }, (_, line) => line);
      lines.sort((a, b) => this.draw.bits(a, n) - this.draw.bits(b, n) || a - b);
      const rank = new Float64Array(count);
      lines.forEach((line, at) => (rank[line] = (at + 0.5) / count));
      return rank;
    };
    const [length, spacing] = [order(ORDER), order(ORDER + 1)];
    const { stops_per_line, shortest_factor: shortest, longest_factor, spacing_min_km: least, spacing_max_km } = this.p;
    return Array.from({ length: count }, (_, line) => ({
      stops: Math.max(2, Math.round(stops_per_line * (shortest + (longest_factor - shortest) * length[line]))),
      km: least + (spacing_max_km - least) * spacing[line],
    }));
  }

  /** Lays a line past the middle of its own neighbourhoods, to which it belongs, towards its aim and beyond. */
  private lay(line: number, count: number, stops: number, km: number): LaidLine {
    const { geography } = this;
    const seat = middleHome(line, count, geography.neighbourhoods);
    const [x0, y0] = [geography.homeX[seat], geography.homeY[seat]];
    const [aimX, aimY] = this.aimOf(line, count, x0, y0);
    const distance = Math.sqrt(dot(aimX - x0, aimY - y0));
    const [dx, dy] = distance > 0 ? [(aimX - x0) / distance, (aimY - y0) / distance] : [1, 0];
    const length = (stops - 1) * km;
    const bend = this.p.bend_share * (this.draw.uniform(line, TURN) - 0.5) * length;
    const laid = { x: [] as number[], y: [] as number[], seat };
    for (let i = 0; i < stops; i++) {
      const part = i / (stops - 1) - 0.5;
      const along = (part + this.p.off_middle_share) * length;
      // Beside the straight way by a parabola through both ends.
      const beside = bend * (1 - 4 * part * part);
      const [x, y] = this.inside(x0, y0, dx * along - dy * beside, dy * along + dx * beside);
      laid.x.push(x);
      laid.y.push(y);
    }
    return laid;
  }

  /** A point of the city at or before one: lines end where the city does. */
  private inside(x0: number, y0: number, dx: number, dy: number): readonly [number, number] {
    for (let part = 1; part > 0.05; part -= 0.1) {
      const [x, y] = [x0 + dx * part, y0 + dy * part];
      if (this.geography.isInCity(x, y)) return [x, y];
    }
    return [x0, y0];
  }

  /** Where a line leads: the seat of a large district near by, or the middle of another line. */
  private aimOf(line: number, count: number, x0: number, y0: number): readonly [number, number] {
    const { geography, draw, p } = this;
    const { plane, city } = geography;
    if (draw.chance(line, RADIAL, p.radial_share) || count < 2) {
      let best: readonly [number, number] = [x0 + 1, y0];
      let most = 0;
      for (const { centre, residents } of city.districts) {
        const [x, y] = [plane.x(centre[0]), plane.y(centre[1])];
        const square = dot(x - x0, y - y0);
        const pull = square < p.aim_km * p.aim_km ? 0 : Math.sqrt(residents) / (1 + square / (p.hub_km * p.hub_km));
        if (pull <= most) continue;
        most = pull;
        best = [x, y];
      }
      return best;
    }
    const first = Math.max(0, line - LINES_NEAR);
    const near = Math.min(count, line + LINES_NEAR + 1) - first - 1;
    const other = first + draw.below(line, AIM, near);
    const home = middleHome(other < line ? other : other + 1, count, geography.neighbourhoods);
    return [geography.homeX[home], geography.homeY[home]];
  }

  /** Kilometres of a ride: see kit/ride.ts. */
  kmOf(ride: number): number {
    const { lines, gaps } = this;
    const route = lines.routeOfRide(ride);
    const [a, b] = [lines.stopAt(route, lines.beginOf(ride)), lines.stopAt(route, endOfRide(ride))];
    let km = 0;
    for (let stop = Math.min(a, b); stop < Math.max(a, b); stop++) km += SEGMENT_KM * gaps[stop];
    return km;
  }

  /** Of a city's only line, the stop of a neighbourhood: they take them in the order in which they lie along it, as many at each. */
  stopInTurn(home: number): number {
    this.inTurn ??= this.takeTurns();
    return this.inTurn[home];
  }

  private takeTurns(): Int32Array {
    const homes = this.geography.neighbourhoods;
    const order = Array.from({ length: homes }, (_, home) => ({ home, at: this.nearest(home) }));
    order.sort((a, b) => a.at - b.at || a.home - b.home);
    const stops = new Int32Array(homes);
    const last = this.lines.stopsOf(0) - 1;
    order.forEach(({ home }, j) => (stops[home] = Math.round((j / Math.max(1, homes - 1)) * last)));
    return stops;
  }

  /** Stop nearest to a neighbourhood. */
  private nearest(home: number): number {
    const { lines, geography } = this;
    let [stop, least] = [0, Infinity];
    for (let at = 0; at < lines.stops; at++) {
      const square = dot(lines.x[at] - geography.homeX[home], lines.y[at] - geography.homeY[home]);
      if (square < least) [stop, least] = [at, square];
    }
    return stop;
  }
}

/** @param spacingOf kilometres that should be between the stops of a line */
function gapsOf(lines: Lines, spacingOf: (line: number) => number): Float64Array {
  const gaps = new Float64Array(lines.stops);
  for (let line = 0; line < lines.count; line++) {
    const end = lines.firstStop[line + 1] - 1;
    for (let stop = lines.firstStop[line]; stop < end; stop++) {
      const straight = Math.sqrt(dot(lines.x[stop + 1] - lines.x[stop], lines.y[stop + 1] - lines.y[stop]));
      const spacing = spacingOf(line);
      gaps[stop] = (straight > spacing * LONGER ? straight : spacing) / SEGMENT_KM;
    }
  }
  return gaps;
}

/** Numbers drawn of a line: its places in two orders, and its course. */
const ORDER = 0;
const RADIAL = 2;
const AIM = 3;
const TURN = 4;

/** First neighbourhood of a line, and the one in the middle of its own. */
function firstHome(line: number, lines: number, homes: number): number {
  return Math.floor((line * homes) / lines);
}
function middleHome(line: number, lines: number, homes: number): number {
  return Math.floor((firstHome(line, lines, homes) + firstHome(line + 1, lines, homes)) / 2);
}
