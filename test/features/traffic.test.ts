/** Traffic is slow in the peaks, and the timetable knows it; buses come more often in the peaks and on working days. */
import { describe, expect, it } from 'vitest';
import { TICKS_PER_HOUR, TICKS_PER_MINUTE } from '../../sim/kernel/time.ts';
import { NO_SHOPPING, tinyScenario } from '../model/fixture.ts';
import { meanOf, record, type Recording } from './record.ts';

/** Even running, so that what is left is the traffic. */
const EVEN = { ...NO_SHOPPING, 'bus.segment_cv': 0 };
const ride = (slowdown: number) =>
  record(tinyScenario({ days: 1, parameters: { ...EVEN, 'bus.peak_slowdown': slowdown } }), 'baseline');
/** Trips that began and ended between two hours. */
const between = ({ tripEnded }: Recording, from: number, to: number) =>
  tripEnded.filter(({ time, running }) => time - running >= from * TICKS_PER_HOUR && time < to * TICKS_PER_HOUR);
const minutes = (trips: readonly { running: number }[]) =>
  meanOf(trips.map(({ running }) => running)) / TICKS_PER_MINUTE;

describe('in the peaks', () => {
  const [slow, even] = [ride(1.8), ride(1)];

  it.each([
    ['morning', 7, 9],
    ['evening', 17, 19],
  ])('buses take longer: %s', (_, from, to) => {
    const peak = minutes(between(slow, from, to));
    expect(peak).toBeGreaterThan(1.4 * minutes(between(slow, 10, 16)));
    expect(peak).toBeGreaterThan(1.4 * minutes(between(even, from, to)));
  });

  it('and only there', () => {
    for (const [from, to] of [
      [5, 7],
      [11, 17],
      [20, 24],
    ] as const) {
      expect(minutes(between(slow, from, to)) / minutes(between(even, from, to))).toBeCloseTo(1, 1);
    }
  });

  it('the timetable allows for it: as late as elsewhere, not by the whole slowdown', () => {
    const late = (run: Recording) => meanOf(between(run, 7, 9).map(({ late: ticks }) => ticks)) / TICKS_PER_MINUTE;
    const more = minutes(between(slow, 7, 9)) - minutes(between(even, 7, 9));
    expect(late(slow) - late(even)).toBeLessThan(more / 2);
  });
});

describe('buses come', () => {
  const trips = (start: string) => record(tinyScenario({ start, scale: 500, days: 1, parameters: EVEN }), 'baseline');
  const monday = trips('2017-06-05');
  const hours = monday.tripEnded.map(({ time, running }) => Math.floor((time - running) / TICKS_PER_HOUR));
  const begun = (...some: number[]) => hours.filter((hour) => some.includes(hour)).length;

  it('more often in the peak than late in the evening', () => {
    expect(begun(7, 8)).toBeGreaterThan(1.5 * begun(20, 21));
  });

  it('less often at the weekend', () => {
    const sunday = trips('2017-06-11');
    expect(sunday.tripEnded.length).toBeLessThan(0.9 * monday.tripEnded.length);
  });

  it('from half past five until half past ten, and every trip that has begun is ended', () => {
    const starts = monday.tripEnded.map(({ time, running }) => time - running);
    expect(Math.min(...starts)).toBeGreaterThanOrEqual(5.5 * TICKS_PER_HOUR);
    expect(Math.min(...starts)).toBeLessThan(6 * TICKS_PER_HOUR);
    expect(Math.max(...starts)).toBeGreaterThan(21.5 * TICKS_PER_HOUR);
  });
});
