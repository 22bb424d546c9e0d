/** What the date of the first day decides: which days are weekends, and nothing else. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { WorldOutcome } from '../../sim/runner/simulate.ts';
import { busyPolicy, june, outcomeOf } from './written.ts';

describe('moving the start', () => {
  it('by seven days, and the policy with it, changes nothing', () => {
    const start = (first: number) => outcomeOf({ start: june(first)(0), policy: busyPolicy(june(first)) });
    // Saturday to Tuesday, so that both kinds of days are in it.
    const [before, after] = [start(3), start(10)];
    expect(after.digest).toBe(before.digest);
    expect(after.values).toEqual(before.values);
    expect(outcomeOf({ start: '2017-06-10', policy: busyPolicy(june(3)) }).digest).not.toBe(before.digest);
  });

  it.each([7, 364, 7 * 5218])('by %d days changes nothing where no measure has a date', (days) => {
    const moved = new Date(Date.UTC(2017, 5, 9 + days)).toISOString().slice(0, 10);
    const [before, after] = ['2017-06-09', moved].map((start) => outcomeOf({ start, days: 2 }));
    expect(after.digest).toBe(before.digest);
    expect(after.values).toEqual(before.values);
  });

  describe('by one day moves the weekend by one', () => {
    let monday: WorldOutcome;
    let tuesday: WorldOutcome;
    beforeAll(() => {
      [monday, tuesday] = ['2017-06-05', '2017-06-06'].map((start) => outcomeOf({ start, days: 8, scale: 2000 }));
    }, 60_000);
    const daily = (outcome: WorldOutcome, name: string, group = '') =>
      outcome.values.filter((v) => v.day >= 0 && v.name === name && v.group === group).map((v) => v.value ?? NaN);
    /** The two days of the first seven on which a measure is lowest. */
    const lowest = (values: readonly number[]) =>
      Array.from(values.slice(0, 7).keys())
        .sort((a, b) => values[a] - values[b] || a - b)
        .slice(0, 2)
        .sort();

    it.each([
      ['bus.trips', ''],
      ['payments.count', 'sector=bus'],
      ['payments.count', ''],
    ])('on which there is less of %s %s', (name, group) => {
      expect(lowest(daily(monday, name, group))).toEqual([5, 6]);
      expect(lowest(daily(tuesday, name, group))).toEqual([4, 5]);
    });

    it('and leaves the days before it as they were, to the last digit', () => {
      // Bills that are due at the weekend are seen to before it.
      const until = (outcome: WorldOutcome, day: number) =>
        outcome.values.filter((v) => v.day >= 0 && v.day <= day && !v.name.startsWith('utility.'));
      expect(until(tuesday, 3)).toEqual(until(monday, 3));
      expect(until(tuesday, 4)).not.toEqual(until(monday, 4));
    });
  });
});
