/** What the date of the first day decides: which days are weekends, and nothing else. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Simulation, type WorldOutcome } from '../../sim/runner/simulate.ts';
import { IDLE } from '../model/fixture.ts';
import { busyPolicy, june, read, type Written } from './written.ts';

/** School fees and household bills, which come on days of the month, are left out; and so are the accounts, for wages and pensions. */
function outcomeOf(written: Written): WorldOutcome {
  const scenario = read(written);
  return new Simulation({ ...scenario, parameters: { ...scenario.parameters, ...IDLE } }, 'policy').finish();
}
const UNDATED = ['bus', 'retail', 'hospital', 'metro', 'hall', 'campus', 'detention'];
const digestsOf = ({ serviceDigests }: WorldOutcome) => UNDATED.map((id) => serviceDigests[id]);
const OWN = /^(bus|retail|hospital|metro|hall|campus|detention)\./;
const SECTOR =
  /sector=(bus|vendor|convenience|supermarket|restaurant|market|hospital|metro|ticketing|hall|canteen|detention)\b/;
const valuesOf = ({ values }: WorldOutcome) =>
  values.filter(({ name, group }) => !name.startsWith('money.') && (OWN.test(name) || SECTOR.test(group)));

describe('moving the start', () => {
  it('by seven days, and the policy with it, changes nothing', () => {
    const start = (first: number) => outcomeOf({ start: june(first)(0), policy: busyPolicy(june(first)) });
    // Saturday to Tuesday, so that both kinds of days are in it.
    const [before, after] = [start(3), start(10)];
    expect(digestsOf(after)).toEqual(digestsOf(before));
    expect(valuesOf(after)).toEqual(valuesOf(before));
    const other = outcomeOf({ start: '2017-06-10', policy: busyPolicy(june(3)) });
    for (const at of [0, 1, 2]) expect(digestsOf(other)[at]).not.toBe(digestsOf(before)[at]);
  });

  it.each([7, 364, 7 * 5218])('by %d days changes nothing where no measure has a date', (days) => {
    const moved = new Date(Date.UTC(2017, 5, 9 + days)).toISOString().slice(0, 10);
    const [before, after] = ['2017-06-09', moved].map((start) => outcomeOf({ start, days: 2 }));
    expect(digestsOf(after)).toEqual(digestsOf(before));
    expect(valuesOf(after).length).toBeGreaterThan(500);
    expect(valuesOf(after)).toEqual(valuesOf(before));
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
      const until = (outcome: WorldOutcome, day: number) => valuesOf(outcome).filter((v) => v.day >= 0 && v.day <= day);
      expect(until(tuesday, 3)).toEqual(until(monday, 3));
      expect(until(tuesday, 4)).not.toEqual(until(monday, 4));
    });
  });
});
