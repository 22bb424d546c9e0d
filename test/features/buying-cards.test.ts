/** Who is refused because cash is no longer taken buys a stored-value card, and rides with it. */
import { describe, expect, it } from 'vitest';
import { AGE_BANDS } from '../../sim/model/city.ts';
import { ACCOUNT } from '../../sim/model/ledger.ts';
import { action, NO_SHOPPING, sector, tinyScenario } from '../model/fixture.ts';
import { record } from './record.ts';

const BUS = sector('bus');
const CARD = 1;
const without = Object.fromEntries(AGE_BANDS.map(({ id }) => [`people.bus_card_share.${id}`, 0]));
const run = (policy: ReturnType<typeof action>[], buying: number, price = 20, days = 4) =>
  record(
    tinyScenario({
      ...{ scale: 2000, days, policy },
      parameters: {
        ...NO_SHOPPING,
        ...without,
        'payment.card_buy_share': buying,
        'payment.card_price_yuan': price,
      },
    }),
  );
const noCash = [action('no_cash', { sectors: [BUS] })];

describe('who is refused as buses take no cash', () => {
  const all = run(noCash, 1);
  const refusedOn = (day: number, { refused } = all) =>
    refused.filter((one) => one.sector === BUS && one.day === day).length;

  it('buys a card once, at its price, and is topped up', () => {
    const buyers = all.boughtCard.map(({ person }) => person);
    expect(buyers.length).toBeGreaterThan(100);
    expect(new Set(buyers).size).toBe(buyers.length);
    expect(new Set(all.boughtCard.map(({ fen }) => fen))).toEqual(new Set([2000]));
    const refused = new Set(all.refused.filter((one) => one.sector === BUS).map(({ person }) => person));
    expect(buyers.filter((person) => !refused.has(person))).toEqual([]);
    const topped = new Set(all.toppedUp.map(({ person }) => person));
    expect(buyers.filter((person) => !topped.has(person))).toEqual([]);
  });

  it('pays with it from the next day on, so that fewer are refused', () => {
    const buyers = new Set(all.boughtCard.map(({ person }) => person));
    // Older residents show a card that they have for nothing, and pay nothing.
    const riders = all.payments.filter(({ sector: at, method, fen }) => at === BUS && method === CARD && fen > 0);
    expect(riders.length).toBeGreaterThan(50);
    expect(riders.filter(({ person }) => !buyers.has(person))).toEqual([]);
    expect(riders.filter(({ day }) => day === 0)).toEqual([]);
    expect(refusedOn(3)).toBeLessThan(refusedOn(0) / 2);
  });

  it('does not where the share is 0', () => {
    const none = run(noCash, 0);
    expect(none.boughtCard).toEqual([]);
    expect(refusedOn(3, none)).toBeGreaterThan(refusedOn(0, none) / 2);
  });

  it('pays the price out of what residents have', () => {
    // On the first day nothing follows but the price.
    const [paid, free] = [20, 0].map((price) => run(noCash, 1, price, 1)) as [typeof all, typeof all];
    expect(free.boughtCard.length).toBe(paid.boughtCard.length);
    const held = ({ model: { ledger } }: typeof all) =>
      [ACCOUNT.residentCash, ACCOUNT.residentBank, ACCOUNT.residentHome].reduce(
        (sum, account) => sum + ledger.balance[account]!,
        0,
      );
    expect(held(free) - held(paid)).toBe(paid.boughtCard.length * 2000);
    expect(paid.model.ledger.sum()).toBe(0);
  });
});

it('nobody buys one while cash is taken', () => {
  expect(run([], 1).boughtCard).toEqual([]);
});
