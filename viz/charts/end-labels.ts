/** Names at the ends of curves: where there is room, never over a curve or one another; the key names them in any case. */

interface Place {
  readonly x: number;
  readonly y: number;
}

/** A curve in pixels. */
export interface DrawnCurve<Id extends string = string> {
  readonly id: Id;
  readonly name: string;
  readonly points: readonly Place[];
}

/** A name, and where its line of letters stands. */
export interface EndLabel<Id extends string = string> extends Place {
  readonly id: Id;
  readonly name: string;
  readonly anchor: 'start' | 'end';
}

/** Pixels: height of the letters, what they leave free around them, and from one line of them to the next. */
const LETTERS = 9;
const GAP = 4;
const ROW = 13;
/** Width of a letter, and of a Chinese one. */
const NARROW = 6.5;
const WIDE = 11;
/** Curves that are closer to one another have no names there: which is the upper one cannot be seen. */
const APART = 4;
/** So far from its curve a name is still read as its own. */
const REACH = 16;

const widthOf = (name: string): number =>
  [...name].reduce((sum, letter) => sum + (letter > '\u2e80' ? WIDE : NARROW), 0);

interface Span {
  readonly low: number;
  readonly high: number;
  readonly mean: number;
}

/** From where to where a curve goes up and down between two places of the axis of days; null where it is not there. */
function spanOf(points: readonly Place[], from: number, to: number): Span | null {
  const ys = points.filter(({ x }) => x >= from && x <= to).map(({ y }) => y);
  // Where it comes in and goes out, its points may lie far off.
  for (const edge of [from, to]) {
    const next = points.findIndex(({ x }) => x > edge);
    const [a, b] = [points[next - 1], points[next]];
    if (a !== undefined && b !== undefined) ys.push(a.y + ((edge - a.x) / (b.x - a.x)) * (b.y - a.y));
  }
  if (ys.length === 0) return null;
  return { low: Math.min(...ys), high: Math.max(...ys), mean: ys.reduce((sum, y) => sum + y, 0) / ys.length };
}

/**
 * Names of at most two curves.
 * @param others what is drawn beside them
 */
export function endLabels<Id extends string>(
  curves: readonly DrawnCurve<Id>[],
  others: readonly (readonly Place[])[],
  frame: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number },
): EndLabel<Id>[] {
  const ends = curves
    .flatMap(({ points, ...curve }) => {
      const end = points.at(-1);
      return end === undefined ? [] : [{ ...curve, points, end }];
    })
    .sort((a, b) => a.end.y - b.end.y);
  const [upper, lower] = ends;
  if (upper === undefined) return [];
  const all = [...curves.map(({ points }) => points), ...others];
  const width = Math.max(...ends.map(({ name }) => widthOf(name)));
  const last = Math.max(...ends.map(({ end }) => end.x));
  const spans = (from: number, to: number): Span[] => all.flatMap((points) => spanOf(points, from, to) ?? []);

  // Ahead of a run that goes on nothing may be drawn yet.
  if (last + GAP + width <= frame.right && spans(last + 1, last + GAP + width).length === 0) {
    const apart = lower === undefined ? 0 : Math.max(0, ROW - (lower.end.y - upper.end.y)) / 2;
    const highest = frame.top + LETTERS;
    const first = Math.max(highest, upper.end.y + GAP - apart);
    const second = Math.max(first + ROW, (lower ?? upper).end.y + GAP + apart);
    const down = Math.max(0, (lower === undefined ? first : second) - frame.bottom);
    return ends.map(({ id, name }, at) => {
      return { id, name, x: last + GAP, y: (at === 0 ? first : second) - down, anchor: 'start' };
    });
  }

  const from = last - width;
  if (from < frame.left) return [];
  const [left, right] = [from - 2, last + 2];
  const taken = spans(left, right);
  const isFree = (y: number): boolean =>
    y - LETTERS >= frame.top &&
    y <= frame.bottom - 2 &&
    taken.every(({ low, high }) => high < y - LETTERS || low > y + 1);
  // Over what the curve covers there, or under it: as near as there is room.
  const owns = ends
    .flatMap(({ id, name, points }) => {
      const own = spanOf(points, left, right);
      return own === null ? [] : [{ id, name, ...own }];
    })
    .sort((a, b) => a.mean - b.mean);
  const [one, other] = owns;
  if (one !== undefined && other !== undefined && other.mean - one.mean < APART) return [];
  const tries = Array.from({ length: REACH }, (_, more) => more);
  const labels: EndLabel<Id>[] = [];
  for (const [at, { id, name, low, high }] of owns.entries()) {
    const over = tries.map((more) => low - GAP - more);
    const under = tries.map((more) => high + GAP + LETTERS + more);
    // The name of the lower curve is looked for below it first, so that the two stand around both.
    const wanted = at === 0 ? [...over, ...under] : [...under, ...over];
    // Never beyond the other curve, whose name it would seem to be.
    const isOwn = (place: number): boolean =>
      one === undefined || other === undefined || (at === 0 ? place < other.mean : place - LETTERS > one.mean);
    const y = wanted.find(
      (place) => isFree(place) && isOwn(place) && labels.every((label) => Math.abs(label.y - place) >= ROW),
    );
    if (y !== undefined) labels.push({ id, name, x: last, y, anchor: 'end' });
  }
  return labels;
}
