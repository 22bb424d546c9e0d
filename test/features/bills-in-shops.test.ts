/** Bills that are paid in a shop: who goes, the queue at its till, how it is paid, and where the money goes. */
import { describe, expect, it } from 'vitest';
import { TICKS_PER_DAY, TICKS_PER_MINUTE } from '../../sim/kernel/time.ts';
import { AGE_BANDS } from '../../sim/model/city.ts';
import { METHODS } from '../../sim/model/payment/methods.ts';
import { WAYS } from '../../sim/model/services/utility/measures.ts';
import { SERVICES } from '../../sim/model/services/registry.ts';
import { World } from '../../sim/model/world.ts';
import { action, listener, method, NO_SHOPPING, runWorld, sector, tinyScenario } from '../model/fixture.ts';
import { record, sumOf } from './record.ts';

const [UTILITY, STORE] = [sector('utility'), sector('convenience')];
const IN_SHOP = WAYS.indexOf('shop');
/** All who pay bills go to a shop, and nobody else goes there: nobody has a card to top up. */
const ALL_IN_SHOPS = {
  ...NO_SHOPPING,
  ...Object.fromEntries(AGE_BANDS.map(({ id }) => [`people.bus_card_share.${id}`, 0])),
  'utility.debit_share': 0,
  'utility.by_phone_share': 0,
  'utility.in_shop_share': 1,
  'payment.merchant_fee_share': 0,
};
const scenarioOf = (parameters: Readonly<Record<string, number>>, more = {}) =>
  tinyScenario({ scale: 2000, ...more, parameters });

/** A run with the bills that were paid, and what shops passed on. */
function run(parameters: Readonly<Record<string, number>>, more = {}) {
  const bills: { person: number; way: number; fee: number }[] = [];
  let passedOn = 0;
  const all = record(scenarioOf(parameters, more), 'policy', ({ world: { facts, ledger } }) => {
    facts.add(listener({ billPaid: (person, way, _late, fee) => bills.push({ person, way, fee }) }));
    const transfer = ledger.transfer.bind(ledger);
    ledger.transfer = (from, to, fen) => {
      if (from === ledger.bank(STORE) && to === ledger.bank(UTILITY)) passedOn += fen;
      transfer(from, to, fen);
    };
  });
  return { ...all, bills, passedOn };
}

describe('who goes to a shop with the bills', () => {
  const all = run(ALL_IN_SHOPS);

  it('pays them there, and at no counter', () => {
    expect(all.bills.length).toBeGreaterThan(500);
    expect(all.bills.every(({ way }) => way === IN_SHOP)).toBe(true);
    expect(all.payments.filter((one) => one.sector === UTILITY)).toEqual([]);
    expect(all.measures['utility.bills.shop']).toBe(all.bills.length);
    const payers = new Set(all.payments.filter((one) => one.sector === STORE).map(({ person }) => person));
    expect(new Set(all.bills.map(({ person }) => person))).toEqual(payers);
  });

  it('makes a trip to a shop near home, and waits for the till', () => {
    const { measures } = all;
    expect(measures['utility.trips.counter']).toBe(0);
    expect(measures['utility.trips.shop']).toBe(measures['utility.trips']);
    const km = measures['utility.kilometres.shop']! / measures['utility.trips.shop']!;
    // There and back on foot, where there is a shop for every 800 residents.
    expect(km).toBeGreaterThan(0.2);
    expect(km).toBeLessThan(3);
    expect(measures['utility.minutes_per_bill.trip']! * all.bills.length).toBeCloseTo(
      (measures['utility.kilometres.shop']! / 5) * 60,
      -1,
    );
    const { places } = all.model.services.find(({ id }) => id === 'retail')!;
    const { geography, people } = all.model;
    const kmTo = (person: number, place: number) => {
      const home = people.home.get(person);
      return Math.hypot(geography.homeX[home]! - places.x[place]!, geography.homeY[home]! - places.y[place]!);
    };
    const paid = all.payments.filter((one) => one.sector === STORE);
    const stores = [...new Set(paid.map(({ place }) => place))];
    expect(stores.length).toBeGreaterThan(3);
    // Nearer than any of these shops would be.
    const own = sumOf(paid.map(({ person, place }) => kmTo(person, place))) / paid.length;
    const any = paid.map(({ person }) => sumOf(stores.map((place) => kmTo(person, place))) / stores.length);
    expect(own).toBeLessThan(0.9 * (sumOf(any) / paid.length));
    const spent = sumOf(all.waited.filter((one) => one.sector === STORE).map(({ ticks }) => ticks));
    expect(measures['utility.minutes_per_bill.queue']).toBeCloseTo(spent / TICKS_PER_MINUTE / all.bills.length, 9);
    const served = sumOf(all.served.filter((one) => one.sector === STORE).map(({ ticks }) => ticks));
    expect(measures['utility.minutes_per_bill.service']).toBeCloseTo(served / TICKS_PER_MINUTE / all.bills.length, 9);
    const minutes = ['trip', 'queue', 'service'].map((step) => measures[`utility.minutes_per_bill.${step}`]!);
    expect(measures['utility.minutes_outside.shop']).toBeCloseTo(sumOf(minutes), 9);
    expect(measures['retail.purchases']).toBe(0);
  });

  it('has the shop pass on all that is due', () => {
    const paid = sumOf(all.payments.filter((one) => one.sector === STORE).map(({ fen }) => fen));
    expect(paid).toBeGreaterThan(0);
    expect(all.passedOn).toBe(paid);
    expect(all.model.ledger.sum()).toBe(0);
    const books = all.model.ledger.balance;
    expect(books[all.model.ledger.bank(UTILITY)]).toBeGreaterThan(0);
  });

  it('comes in the hours of shops, in the evening too', () => {
    const evening = all.payments.filter((one) => one.sector === STORE && (one.time / TICKS_PER_DAY) * 24 >= 18);
    expect(evening.length).toBeGreaterThan(0.1 * all.payments.filter((one) => one.sector === STORE).length);
  });
});

describe('a bill at the till of a shop', () => {
  const everybody = Object.fromEntries(
    ['smartphone_share', 'bank_account_share', 'wallet_share'].flatMap((family) =>
      AGE_BANDS.map(({ id }) => [`people.${family}.${id}`, 1]),
    ),
  );
  const willing = { 'payment.choice_shop_mobile': 3, 'payment.choice_habit': 8, 'payment.phone_empty_share': 0 };
  const methods = (parameters: Readonly<Record<string, number>>) => {
    const { payments, refused } = run({ ...ALL_IN_SHOPS, ...everybody, ...willing, ...parameters });
    const own = payments.filter((one) => one.sector === STORE);
    const shares = METHODS.map((_, by) => own.filter((one) => one.method === by).length / own.length);
    return { own, shares, refused };
  };

  it('is paid by phone where the shop takes phones, and in cash that was brought along where it does not', () => {
    const takes = methods({ 'retail.accepting_share.convenience': 1 });
    expect(takes.shares[method('mobile')]).toBeGreaterThan(0.8);
    const little = Object.fromEntries(AGE_BANDS.map(({ id }) => [`people.cash_norm_yuan.${id}`, 20]));
    const none = methods({ ...little, 'retail.accepting_share.convenience': 0 });
    expect(none.shares[method('mobile')]).toBeLessThan(0.1);
    expect(none.own.filter(({ fen }) => fen > 5000).length).toBeGreaterThan(100);
    expect(none.refused.filter((one) => one.sector === STORE)).toEqual([]);
  });

  it('is not paid with the stored-value card', () => {
    const cards = Object.fromEntries(AGE_BANDS.map(({ id }) => [`people.bus_card_share.${id}`, 1]));
    const { shares } = methods({ ...cards, 'people.card_top_up_yuan': 100, 'payment.choice_shop_card': 5 });
    expect(shares[method('card')]).toBe(0);
  });

  it('stays unpaid where nothing is accepted', () => {
    const policy = [action('no_cash', { sectors: [STORE], fromDay: 0 })];
    const { bills, refused, payments } = run({ ...ALL_IN_SHOPS, 'retail.accepting_share.convenience': 0 }, { policy });
    expect(refused.filter((one) => one.sector === STORE).length).toBeGreaterThan(100);
    expect(payments.filter((one) => one.sector === STORE).length).toBeLessThan(20);
    expect(bills.length).toBeLessThan(60);
  });
});

it('customers of shops wait longer behind those with bills', () => {
  const bills = { ...ALL_IN_SHOPS, 'utility.in_shop_seconds': 180 };
  const shopping = Object.fromEntries(Object.entries(bills).filter(([id]) => !id.startsWith('retail.')));
  const wait = (share: number) =>
    runWorld(scenarioOf({ ...shopping, 'utility.in_shop_share': share })).measures['wait.mean.convenience']!;
  expect(wait(1)).toBeGreaterThan(1.2 * wait(0));
});

it('where no service has such shops all go to counters', () => {
  const scenario = scenarioOf(ALL_IN_SHOPS);
  const world = new World(
    scenario,
    [],
    SERVICES.filter(({ id }) => id !== 'retail'),
  );
  const ways: number[] = [];
  world.facts.add(listener({ billPaid: (_person, way) => ways.push(way) }));
  world.runUntil(2 * TICKS_PER_DAY);
  expect(ways.length).toBeGreaterThan(100);
  expect(new Set(ways)).toEqual(new Set([WAYS.indexOf('counter')]));
});
