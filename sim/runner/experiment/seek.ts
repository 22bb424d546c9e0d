/**
 * Goal seek: the value of a field at which a noisy figure reaches a goal. Retrospective approximation (H. Chen, B. W. Schmeiser,
 * "Stochastic root finding via retrospective approximation", IIE Transactions 33, 2001): the mean over a few seeds, the same for every
 * value, is a function without noise, whose root is found by bracketing; with more seeds each time the root is found again, near the
 * last one and to a finer tolerance. Where both ends lie on one side of the goal, three values between them are tried; if they do too,
 * and clearly so, the goal is not reached, which few seeds can tell. Brackets are narrowed by the Illinois method (M. Dowell, P. Jarratt, BIT 11, 1971).
 */
import { halfWidth, mean } from './statistics.ts';

export interface SeekOptions {
  readonly low: number;
  readonly high: number;
  /** What the figure is to reach. */
  readonly goal: number;
  /** Seeds at most. */
  readonly seeds: number;
  /** Whether the field takes whole numbers alone. */
  readonly whole: boolean;
  /** Values that are tried at most. */
  readonly evaluations: number;
  /** The figure at a value of the field, with the first so many seeds, in their order. */
  readonly evaluate: (value: number, seeds: number) => Promise<readonly number[]>;
}

/** What has been found. */
export type Sought =
  | {
      readonly reached: true;
      readonly value: number;
      /** 95% interval of the value: where the figure's own interval, over seeds, holds the goal. */
      readonly interval: readonly [low: number, high: number];
      /** What was looked at. */
      readonly range: readonly [low: number, high: number];
      /** The figure at the value, and half of its 95% interval. */
      readonly figure: number;
      readonly halfWidth: number;
      /** Change of the figure with the field, there. */
      readonly slope: number;
      /** Where the figure jumps over the goal, so that no value reaches it: the last values on both sides. */
      readonly jump?: readonly [Tried, Tried];
      readonly evaluations: number;
    }
  | {
      readonly reached: false;
      /** The figure at both ends, with halves of their intervals, and at the value between them that comes nearest. */
      readonly ends: readonly Tried[];
      readonly nearest: Tried;
      /** Seeds at each. */
      readonly seeds: number;
      readonly evaluations: number;
    };

export interface Tried {
  readonly value: number;
  readonly figure: number;
  /** Of its 95% interval. */
  readonly halfWidth: number;
}

const SEEDS_FIRST = 2;
/** Of the range, with all seeds. */
const TOLERANCE = 1 / 256;

interface Point {
  readonly value: number;
  readonly figure: number;
}

/** Looks for a value between two ends at which the figure reaches the goal. */
export async function seek(options: SeekOptions): Promise<Sought> {
  const { low, high, goal, seeds, whole, evaluate } = options;
  const known = new Map<number, readonly number[]>();
  let evaluations = 0;
  const at = async (value: number, count: number): Promise<Point> => {
    let figures = known.get(value);
    if (figures === undefined || figures.length < count) {
      figures = await evaluate(value, count);
      known.set(value, figures);
      evaluations++;
    }
    return { value, figure: mean(figures.slice(0, count)) };
  };
  const snapped = (value: number) => (whole ? Math.round(value) : value);
  const smallest = whole ? 1 : (high - low) * TOLERANCE;
  const stages: number[] = [];
  for (let count = Math.min(SEEDS_FIRST, seeds); ; count = Math.min(2 * count, seeds)) {
    stages.push(count);
    if (count === seeds) break;
  }
  let bracket: [Point, Point] = [await at(low, stages[0]!), await at(high, stages[0]!)];
  let root = (low + high) / 2;
  for (const [stage, count] of stages.entries()) {
    bracket = await widened(bracket, count, goal, [low, high], at, snapped);
    if (!holds(bracket, goal)) bracket = await between([low, high], count, goal, at, snapped);
    if (!holds(bracket, goal)) {
      const tried = [...known]
        .filter(([, figures]) => figures.length >= count)
        .map(([value, figures]): Tried => {
          const used = figures.slice(0, count);
          return { value, figure: mean(used), halfWidth: halfWidth(used) };
        })
        .sort((a, b) => a.value - b.value);
      const off = ({ figure }: Tried) => Math.abs(figure - goal);
      // More seeds are for what these leave open.
      if (stage < stages.length - 1 && !tried.every((one) => off(one) > one.halfWidth)) continue;
      const nearest = tried.reduce((best, one) => (off(one) < off(best) ? one : best));
      return { reached: false, ends: [tried[0]!, tried.at(-1)!], nearest, seeds: count, evaluations };
    }
    const tolerance = Math.max(smallest, ((high - low) * TOLERANCE * seeds) / count);
    bracket = await narrowed(bracket, count, goal, tolerance, at, snapped, () => evaluations < options.evaluations);
    root = crossing(bracket, goal);
  }
  const value = snapped(root);
  const { figure } = await at(value, seeds);
  const half = halfWidth(known.get(value)!.slice(0, seeds));
  const slope = slopeNear(value, known, seeds, bracket);
  const centre = whole || slope === 0 ? value : Math.min(high, Math.max(low, value - (figure - goal) / slope));
  const reach = slope === 0 ? Infinity : half / Math.abs(slope);
  const interval = [Math.max(low, centre - reach), Math.min(high, centre + reach)] as const;
  const about = ({ value: x, figure: y }: Point): Tried => ({
    ...{ value: x, figure: y },
    halfWidth: halfWidth(known.get(x)!.slice(0, seeds)),
  });
  const [first, last] = [await at(low, stages[0]!), await at(high, stages[0]!)];
  const rise = Math.abs(bracket[1].figure - bracket[0].figure);
  const isJump = !whole && bracket[1].value - bracket[0].value <= 2 * smallest && figureJumps(rise, first, last);
  const jump = isJump ? { jump: [about(bracket[0]), about(bracket[1])] as const } : {};
  const found = { ...jump, value: centre, interval, range: [low, high] as const, figure, halfWidth: half, slope };
  return { reached: true, ...found, evaluations };
}

/** Whether a rise over a sliver of the range is more of the whole rise than a curve would have there. */
const JUMP = 0.1;
function figureJumps(rise: number, { figure: first }: Point, { figure: last }: Point): boolean {
  return rise > JUMP * Math.abs(last - first);
}

const holds = ([a, b]: readonly [Point, Point], goal: number): boolean => (a.figure - goal) * (b.figure - goal) <= 0;

/** Where the straight line between two points reaches the goal. */
function crossing([a, b]: readonly [Point, Point], goal: number): number {
  return a.figure === b.figure
    ? (a.value + b.value) / 2
    : a.value + ((goal - a.figure) * (b.value - a.value)) / (b.figure - a.figure);
}

type At = (value: number, count: number) => Promise<Point>;

const PARTS = 4;

/** Looks between two ends that lie on one side of the goal, for a figure that rises and falls. @returns a bracket, or the ends */
async function between(
  [low, high]: readonly [number, number],
  count: number,
  goal: number,
  at: At,
  snapped: (value: number) => number,
): Promise<[Point, Point]> {
  const ends: [Point, Point] = [await at(low, count), await at(high, count)];
  let before = ends[0];
  for (let part = 1; part < PARTS; part++) {
    const next = await at(snapped(low + ((high - low) * part) / PARTS), count);
    if (holds([before, next], goal)) return [before, next];
    before = next;
  }
  return ends;
}

/** A bracket with more seeds: where it no longer holds the goal, it is made wider on both sides, up to the ends. */
async function widened(
  [a, b]: readonly [Point, Point],
  count: number,
  goal: number,
  [low, high]: readonly [number, number],
  at: At,
  snapped: (value: number) => number,
): Promise<[Point, Point]> {
  let points: [Point, Point] = [await at(a.value, count), await at(b.value, count)];
  while (!holds(points, goal) && (points[0].value > low || points[1].value < high)) {
    const width = points[1].value - points[0].value || (high - low) * TOLERANCE;
    const [left, right] = [
      Math.max(low, snapped(points[0].value - width)),
      Math.min(high, snapped(points[1].value + width)),
    ];
    points = [await at(left, count), await at(right, count)];
  }
  return points;
}

/** The Illinois method: regula falsi in which the end that stays counts half the second time. */
async function narrowed(
  [first, second]: readonly [Point, Point],
  count: number,
  goal: number,
  tolerance: number,
  at: At,
  snapped: (value: number) => number,
  mayGoOn: () => boolean,
): Promise<[Point, Point]> {
  let [a, b] = [first, second];
  let [weightA, weightB] = [1, 1];
  while (b.value - a.value > tolerance && mayGoOn()) {
    const [offA, offB] = [(a.figure - goal) * weightA, (b.figure - goal) * weightB];
    let value = snapped(
      offA === offB ? (a.value + b.value) / 2 : a.value - (offA * (b.value - a.value)) / (offB - offA),
    );
    // Too near an end nothing is learnt.
    const least = Math.max((b.value - a.value) / 20, tolerance / 4);
    value = snapped(Math.min(b.value - least, Math.max(a.value + least, value)));
    if (value <= a.value || value >= b.value) break;
    const found = await at(value, count);
    if ((found.figure - goal) * (b.figure - goal) <= 0) {
      a = found;
      [weightA, weightB] = [1, weightB / 2];
    } else {
      b = found;
      [weightA, weightB] = [weightA / 2, 1];
    }
  }
  return [a, b];
}

/** By least squares through the points nearest to a value, which have been tried with all seeds. */
function slopeNear(
  value: number,
  known: ReadonlyMap<number, readonly number[]>,
  seeds: number,
  [a, b]: readonly [Point, Point],
): number {
  const full = [...known].filter(([, figures]) => figures.length >= seeds);
  const near = full.sort(([x], [y]) => Math.abs(x - value) - Math.abs(y - value)).slice(0, 4);
  const points = near.map(([x, figures]) => ({ value: x, figure: mean(figures.slice(0, seeds)) }));
  const used = points.length >= 2 ? points : [a, b];
  const centreX = mean(used.map((point) => point.value));
  const centreY = mean(used.map((point) => point.figure));
  const spread = used.reduce((sum, point) => sum + (point.value - centreX) * (point.value - centreX), 0);
  if (spread === 0) return 0;
  return used.reduce((sum, point) => sum + (point.value - centreX) * (point.figure - centreY), 0) / spread;
}
