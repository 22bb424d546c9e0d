/** Windows and ticks of the charts' axes. */
import { ticks } from 'd3';

const WINDOWS = [0.5, 1, 2, 4, 7, 14, 31, 61];
const STEPS = [1 / 12, 1 / 8, 1 / 4, 1 / 2, 1, 2, 7, 14, 30, 61, 122, 365, 730];

/** Days a chart shows when it has run to `day`: grows in steps, so that the curve does not shrink all the time. */
export function dayWindow(day: number, days: number): number {
  const next = WINDOWS.find((window) => window >= day);
  return Math.min(days, next ?? Math.max(days, 1));
}

/** Days to label on an axis from day 0 to `to`: at most `most` of them, at round distances. */
export function dayTicks(to: number, most: number): number[] {
  const step = STEPS.find((candidate) => to / candidate <= most) ?? to / most;
  return Array.from({ length: Math.floor(to / step + 1e-9) + 1 }, (_, at) => at * step);
}

/** A y axis that holds all values and zero, with room, and its labelled values. */
export function valueAxis(values: readonly number[]): { low: number; high: number; labels: number[] } {
  let low = Math.min(0, ...values);
  let high = Math.max(0, ...values);
  if (high === low) high = low + 1;
  const step = ticks(low, high, 3);
  const size = (step[1] ?? 1) - (step[0] ?? 0);
  low = Math.floor(low / size) * size;
  high = Math.ceil(high / size) * size;
  return { low, high, labels: ticks(low, high, 3) };
}
