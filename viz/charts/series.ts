/** From running totals to the curves the charts draw. No DOM here: plain arithmetic on samples. */
import { TICKS_PER_DAY, TICKS_PER_MINUTE } from '../../sim/runner/vocabulary.ts';
import type { LiveName, WorldName } from '../../sim/runner/protocol.ts';
import { live } from '../state/history.ts';
import type { Sample } from '../state/history.ts';

/** A point of a curve: days since the start, and a value. */
export interface Point {
  readonly day: number;
  readonly value: number;
}

const MINUTES = ['minutes.bus', 'minutes.shops', 'minutes.hospital'] as const satisfies readonly LiveName[];
/** Sums person-minutes over all sectors. */
export function minutesOf(values: Float64Array): number {
  return MINUTES.reduce((sum, name) => sum + live(values, name), 0);
}

export function payments(values: Float64Array): number {
  return live(values, 'payments.cash') + live(values, 'payments.card') + live(values, 'payments.mobile');
}

/** A state of one world over time, times `factor`. */
export function stateCurve(samples: readonly Sample[], world: WorldName, name: LiveName, factor: number): Point[] {
  return samples.map((sample) => ({ day: sample.tick / TICKS_PER_DAY, value: live(sample[world], name) * factor }));
}

/**
 * Share of payments made by phone over the day before each sample (or since the start, where that is shorter).
 * Samples without a payment in that time are left out: there is no share of nothing.
 */
export function mobileShareCurve(samples: readonly Sample[], world: WorldName): Point[] {
  const points: Point[] = [];
  let from = 0;
  for (const sample of samples) {
    while ((samples[from + 1]?.tick ?? Infinity) <= sample.tick - TICKS_PER_DAY) from++;
    const first = samples[from];
    const before = first !== undefined && first.tick <= sample.tick - TICKS_PER_DAY ? first[world] : null;
    const made = payments(sample[world]) - (before === null ? 0 : payments(before));
    const mobile = live(sample[world], 'payments.mobile') - (before === null ? 0 : live(before, 'payments.mobile'));
    if (made > 0) points.push({ day: sample.tick / TICKS_PER_DAY, value: mobile / made });
  }
  return points;
}

/** Person-minutes saved by the policy since the start (negative: lost), times `factor`. */
export function savedCurve(samples: readonly Sample[], factor: number): Point[] {
  return samples.map((sample) => ({
    day: sample.tick / TICKS_PER_DAY,
    value: (minutesOf(sample.baseline) - minutesOf(sample.policy)) * factor,
  }));
}

/** Minutes a person a day, from person-minutes since the start. 0 before the first minute has passed. */
export function perPersonDay(personMinutes: number, people: number, tick: number): number {
  return tick < TICKS_PER_MINUTE || people === 0 ? 0 : personMinutes / people / (tick / TICKS_PER_DAY);
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
