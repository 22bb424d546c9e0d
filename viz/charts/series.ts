/** From daily values to the curves that charts draw. No DOM here: plain arithmetic. */

/** A point of a curve: days since the start, and a value. */
export interface Point {
  readonly day: number;
  readonly value: number;
}

/** How a curve is smoothed: each day as it is; the mean of a day and the six before it; days of one weekday only. */
export const SMOOTHINGS = ['day', 'week', 'weekday'] as const;
export type Smoothing = (typeof SMOOTHINGS)[number];

const WEEK = 7;

/**
 * The points of a measure's daily values, each in the middle of its day.
 * @param likeDay day whose weekday is kept where only one weekday is
 */
export function curveOf(values: readonly number[], smoothing: Smoothing, likeDay = 0): Point[] {
  const points: Point[] = [];
  let sum = 0;
  values.forEach((value, day) => {
    sum += value - (day >= WEEK ? (values[day - WEEK] ?? 0) : 0);
    if (smoothing === 'weekday' && (day - likeDay) % WEEK !== 0) return;
    points.push({ day: day + 0.5, value: smoothing === 'week' ? sum / Math.min(WEEK, day + 1) : value });
  });
  return points.filter(({ value }) => Number.isFinite(value));
}

/** The value of the point on a day (0 = first), or the last one before it; NaN where there is none. */
export function valueOn(points: readonly Point[], day: number): number {
  return points.findLast((point) => point.day <= day + 0.5 + 1e-9)?.value ?? NaN;
}

/** Mean of values and its standard error, as if each were drawn on its own. */
export function meanAndError(values: readonly number[]): { mean: number; error: number } {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: n < 2 ? Infinity : Math.sqrt(squares / (n - 1) / n) };
}

/**
 * Thins a curve for a chart `width` pixels wide: of each pixel column its first, lowest, highest and last point stay,
 * so that no peak disappears. Points must be in order of time.
 */
export function decimate(points: readonly Point[], fromDay: number, toDay: number, width: number): Point[] {
  const columns = Math.max(1, Math.floor(width));
  if (points.length <= columns || toDay <= fromDay) return [...points];
  const kept: Point[] = [];
  const columnOf = (point: Point): number => Math.floor(((point.day - fromDay) / (toDay - fromDay)) * columns);
  for (let first = 0; first < points.length;) {
    let last = first;
    let low = first;
    let high = first;
    const column = columnOf(points[first] as Point);
    while (last + 1 < points.length && columnOf(points[last + 1] as Point) === column) {
      last++;
      if ((points[last] as Point).value < (points[low] as Point).value) low = last;
      if ((points[last] as Point).value > (points[high] as Point).value) high = last;
    }
    const wanted = [...new Set([first, Math.min(low, high), Math.max(low, high), last])];
    for (const at of wanted) kept.push(points[at] as Point);
    first = last + 1;
  }
  return kept;
}
