/** Labels of the charts' axes. */
import { ticks, tickStep } from 'd3';
import { TICKS_PER_DAY } from '../../sim/runner/vocabulary.ts';
import { YEAR_DAYS } from '../format.ts';
import type { Formats } from '../format.ts';

/** So close to one another that three labels find room wherever two would leave most of an axis bare. */
const STEPS = [1 / 12, 1 / 8, 1 / 4, 1 / 3, 1 / 2, 1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 61, 91, 122, 182, 365, 730];

/**
 * Days to label on an axis from day 0 to `to`, at round distances: as many as there is room for.
 * @param room pixels of the axis; that a label takes on it; that it takes to the right of its place, where the axis ends
 */
export function dayTicks(
  to: number,
  room: { readonly of: number; readonly each: number; readonly end: number },
): number[] {
  const most = Math.max(2, Math.floor(room.of / room.each));
  const last = to * Math.max(0, 1 - room.end / room.of);
  const count = (step: number): number => Math.floor(last / step + 1e-9) + 1;
  const step = STEPS.find((candidate) => count(candidate) <= most) ?? to / most;
  return Array.from({ length: count(step) }, (_, at) => at * step);
}

/** What stands beside such a day on the axis of a run of `days`: hour, day, or month with its year where it goes on for years. */
export function dayLabel(day: number, days: number, start: string, formats: Formats): string {
  const tick = Math.round(day * TICKS_PER_DAY);
  if (Math.abs(day - Math.round(day)) > 1e-9) return formats.clock(start, tick);
  return days > YEAR_DAYS ? formats.monthYear(start, tick) : formats.dayMonth(start, tick);
}

/** How far the marks of an axis stand from each other. */
export function stepOf(marks: readonly number[]): number {
  const [first = 0, second = first] = marks;
  return Math.abs(second - first) || Math.abs(first) || 1;
}

/** A y axis that holds all values, with room, and its labelled values: none where there is nothing to draw. Zero is on it unless that would flatten the curve. */
export function valueAxis(values: readonly number[]): { low: number; high: number; labels: number[] } {
  const known = values.filter(Number.isFinite);
  let low = Math.min(...known);
  let high = Math.max(...known);
  if (known.length === 0) return { low: 0, high: 1, labels: [] };
  // A curve that keeps to the upper half of a scale from zero is shown from where it is.
  if (!(low > 0 && low > high / 2)) [low, high] = [Math.min(0, low), Math.max(0, high)];
  if (high === low) high = low + (low === 0 ? 1 : Math.abs(low) / 10);
  const size = tickStep(low, high, 3);
  low = Math.floor(low / size + 1e-9) * size;
  high = Math.ceil(high / size - 1e-9) * size;
  return { low, high, labels: ticks(low, high, 3) };
}
