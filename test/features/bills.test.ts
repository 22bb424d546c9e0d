/** What is asked of the terms of bills, of which no shipped service has others. */
import { expect, it } from 'vitest';
import { RandomSource } from '../../sim/kernel/random.ts';
import type { Host } from '../../sim/model/host.ts';
import { Bills, type BillTerms } from '../../sim/model/kit/bills.ts';

const bills = (everyDays: number): Bills => {
  const days = { addActivity: () => 1, addPlanner: () => undefined };
  const host = { random: new RandomSource('7'), days, people: {} } as unknown as Host;
  return new Bills(host, { id: 'bills', everyDays } as BillTerms);
};

it('come every whole number of days', () => {
  expect(() => bills(1)).not.toThrow();
  expect(() => bills(30)).not.toThrow();
  for (const wrong of [0, -1, 0.5, 1.5, NaN, Infinity]) {
    expect(() => bills(wrong)).toThrow(
      `bills: found bills every ${wrong} days, expected a whole number of days from 1 on`,
    );
  }
});
