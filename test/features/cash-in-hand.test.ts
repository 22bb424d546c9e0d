/** People carry cash, fetch more from the bank when it runs low, and put goods back when it does not do. */
import { describe, expect, it } from 'vitest';
import { AGE_BANDS } from '../../sim/model/city.ts';
import { method, SHOPS, quietScenario } from '../model/fixture.ts';
import { record } from './record.ts';

const every = (family: string, value: number) =>
  Object.fromEntries(AGE_BANDS.map(({ id }) => [`${family}.${id}`, value]));
/** A city without phones and cards. */
const CASH_ONLY = { ...every('people.wallet_share', 0), ...every('people.bus_card_share', 0) };
const CASH = method('cash');

describe('before the first errand of a day', () => {
  const scenario = quietScenario({ days: 5, parameters: { ...CASH_ONLY, ...every('people.cash_norm_yuan', 100) } });
  const below = scenario.parameters['people.refill_below_share']! * 100 * 100;
  const { payments } = record(scenario, 'baseline');
  const firsts = new Map<string, (typeof payments)[number]>();
  for (const payment of payments) {
    const key = `${payment.person} ${payment.day}`;
    if (!firsts.has(key)) firsts.set(key, payment);
  }

  it('everybody has fetched cash who had run low', () => {
    const short = [...firsts.values()].filter(({ cash, fen, sector }) => SHOPS.includes(sector) && cash + fen < below);
    // Whoever has come to a closed door or lost patience today has been to no bank since; nobody else starts with less.
    expect(short).toEqual([]);
    expect(firsts.size).toBeGreaterThan(3000);
  });

  it('cash would run out without it', () => {
    const spent = new Map<number, number>();
    for (const { person, fen, method: by } of payments) {
      if (by === CASH) spent.set(person, (spent.get(person) ?? 0) + fen);
    }
    expect([...spent.values()].filter((fen) => fen > 100 * 100).length).toBeGreaterThan(100);
  });

  it('they have fetched as much as they usually carry', () => {
    const whole = [...firsts.values()].filter(({ day, cash, fen }) => day > 0 && cash + fen === 100 * 100);
    expect(whole.length).toBeGreaterThan(200);
  });
});

describe('shoppers whose cash falls short', () => {
  const shops = (parameters: Readonly<Record<string, number>>) => {
    const little = { ...CASH_ONLY, ...every('people.cash_norm_yuan', 20), ...parameters };
    const { payments, refused } = record(quietScenario({ days: 2, parameters: little }), 'baseline');
    return {
      emptied: payments.filter(({ sector, cash }) => SHOPS.includes(sector) && cash < 10).length,
      bought: payments.filter(({ sector }) => SHOPS.includes(sector)).length,
      refused: refused.filter(({ sector }) => SHOPS.includes(sector)).length,
    };
  };

  it('put goods back until it does, and pay all they have', () => {
    const [never, usual, always] = [1, 0.25, 0].map((share) => shops({ 'retail.least_basket_share': share }));
    expect(usual!.emptied).toBeGreaterThan(5 * (never!.emptied + 1));
    expect(usual!.bought).toBeGreaterThan(never!.bought);
    expect(usual!.refused).toBeLessThan(never!.refused);
    expect(always!.refused).toBeLessThan(usual!.refused);
  });

  it('need not where they can pay by phone', () => {
    const parameters = {
      ...every('people.smartphone_share', 1),
      ...every('people.bank_account_share', 1),
      ...every('people.wallet_share', 1),
      ...Object.fromEntries(
        ['vendor', 'convenience', 'supermarket', 'restaurant', 'market'].map((id) => [
          `retail.accepting_share.${id}`,
          1,
        ]),
      ),
    };
    const { emptied, bought } = shops({ ...parameters, 'payment.choice_shop_mobile': 3 });
    expect(emptied).toBeLessThan(bought / 100);
  });
});
