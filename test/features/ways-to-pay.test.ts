/** Which ways to pay a person has at a place, what each costs, and what happens when one fails. */
import { profileIndex } from '../../sim/model/catalogue.ts';
import { describe, expect, it } from 'vitest';
import { AGE_BANDS } from '../../sim/model/city.ts';
import { PAYMENT_STATES } from '../../sim/model/facts.ts';
import { ACCOUNT } from '../../sim/model/ledger.ts';
import { action, method, sector, service, SHOPS, quietScenario } from '../model/fixture.ts';
import { meanOf, record, type Payment } from './record.ts';

const [CASH, CARD, MOBILE] = [method('cash'), method('card'), method('mobile')];
const every = (family: string, value: number) =>
  Object.fromEntries(AGE_BANDS.map(({ id }) => [`people.${family}.${id}`, value]));
const stateOf = ({ state }: Payment, by: number) => PAYMENT_STATES[state[by]!];

describe('what is possible', () => {
  const policy = [
    action('no_cash', { sectors: [sector('convenience')] }),
    action('outage', { fromDay: 1, fromMinute: 600, toMinute: 720, sectors: [sector('restaurant')] }),
  ];
  const run = record(
    quietScenario({
      scale: 1000,
      days: 2,
      policy,
      parameters: { 'payment.phone_empty_share': 0.1, 'bus.equipped_share': 1 },
    }),
  );
  const { places } = service(run.model, 'retail');
  const inShops = run.payments.filter(({ sector: at }) => SHOPS.includes(at));

  it('is cash where it is taken and there is enough', () => {
    for (const payment of run.payments) {
      if (stateOf(payment, CASH) === 'not_accepted') expect(payment.sector).toBe(sector('convenience'));
      if (payment.method === CASH) expect(payment.state[CASH]).toBe(0);
    }
    const refusing = run.payments.filter((payment) => payment.sector === sector('convenience'));
    expect(refusing.every((payment) => stateOf(payment, CASH) === 'not_accepted')).toBe(true);
    expect(run.payments.some((payment) => stateOf(payment, CASH) === 'not_enough')).toBe(true);
  });

  it('is the phone where the place takes it, for those with a wallet and a charge', () => {
    const seen = new Set(inShops.map((payment) => stateOf(payment, MOBILE)));
    expect(seen).toEqual(new Set(['possible', 'not_accepted', 'not_held', 'phone_empty', 'network_down']));
    const wrong = inShops.filter(
      (payment) => stateOf(payment, MOBILE) === 'possible' && places.accepts.get(payment.place) === 0,
    );
    expect(wrong.length).toBeLessThan(5);
    const able = inShops.filter((payment) => !['not_held', 'not_accepted'].includes(stateOf(payment, MOBILE)!));
    const empty = able.filter((payment) => stateOf(payment, MOBILE) === 'phone_empty');
    expect(empty.length / able.length).toBeCloseTo(0.1, 1);
    expect(empty.length).toBeGreaterThan(20);
  });

  it('is empty for the whole day, whatever the place', () => {
    const states = new Map<string, Set<string>>();
    for (const payment of inShops) {
      const state = stateOf(payment, MOBILE)!;
      if (state === 'not_accepted' || state === 'not_held') continue;
      const key = `${payment.person} ${payment.day}`;
      states.set(key, (states.get(key) ?? new Set()).add(state === 'phone_empty' ? 'empty' : 'charged'));
    }
    expect([...states.values()].filter((some) => some.size > 1)).toEqual([]);
  });

  it('is the bus card in the phone on the bus, for those who have it', () => {
    const fares = run.payments.filter((payment) => payment.sector === sector('bus'));
    expect(fares.filter((payment) => stateOf(payment, MOBILE) === 'not_enrolled').length).toBeGreaterThan(200);
    expect(fares.filter((payment) => payment.method === MOBILE)).toEqual([]);
  });

  it('is not the phone while the network is down, only there and then', () => {
    const down = run.payments.filter((payment) => stateOf(payment, MOBILE) === 'network_down');
    expect(down.length).toBeGreaterThan(10);
    const outside = down.filter(
      ({ sector: at, day, time }) => at !== sector('restaurant') || day !== 1 || time < 600 * 600 || time >= 720 * 600,
    );
    expect(outside).toEqual([]);
    // Of some the till has no change first.
    expect(down.every(({ failedFirst, method: by }) => failedFirst !== -1 && by !== MOBILE)).toBe(true);
  });
});

describe('an attempt that fails', () => {
  const wallets = { ...every('smartphone_share', 1), ...every('bank_account_share', 1), ...every('wallet_share', 1) };
  // Tills have change for everybody.
  const change = { 'payment.till_float_yuan': 2000 };
  const failing = { ...wallets, ...change, 'payment.mobile_failure_share': 0.2, 'payment.seconds_cv': 0 };
  const run = record(quietScenario({ scale: 1000, days: 2, parameters: failing }), 'baseline');
  const shop = run.payments.filter(({ sector: at }) => SHOPS.includes(at));

  it('costs the time of an unready payer, beside that of the way that works', () => {
    const cash = (failed: boolean) =>
      meanOf(
        shop
          .filter(
            (one) =>
              one.method === CASH && one.sector === sector('vendor') && one.failedFirst === (failed ? MOBILE : -1),
          )
          .map(({ ticks }) => ticks),
      ) / 10;
    expect(cash(true) - cash(false)).toBeCloseTo(24, 0);
  });

  it('happens as often as it is said', () => {
    const tries = shop.filter((one) => one.method === MOBILE).length;
    const failures = run.failed.filter((one) => one.method === MOBILE && SHOPS.includes(one.sector)).length;
    expect(failures / (tries + failures)).toBeCloseTo(0.2, 1);
  });

  it('takes a part of the trust away; what works gives some back', () => {
    const calm = record(
      quietScenario({ scale: 1000, days: 2, parameters: { ...wallets, 'payment.mobile_failure_share': 0 } }),
      'baseline',
    );
    const trust = (one: typeof run) => meanOf([...one.model.people.trust.copy()]);
    const before = record(
      quietScenario({
        scale: 1000,
        days: 1,
        parameters: {
          ...wallets,
          ...every('wallet_share', 0),
          'adoption.wallet_daily': 0,
          'adoption.wallet_peer_daily': 0,
        },
      }),
      'baseline',
    );
    expect(trust(run)).toBeLessThan(trust(before));
    expect(trust(calm)).toBeGreaterThan(trust(before));
  });
});

describe('a stored-value card that is turned down', () => {
  const parameters = {
    ...every('smartphone_share', 1),
    ...every('bank_account_share', 1),
    ...every('wallet_share', 1),
    'payment.card_failure_share': 0.05,
    'payment.seconds_cv': 0,
    'bus.equipped_share': 1,
    'people.bus_enrolled_share': 1,
  };
  const run = record(quietScenario({ scale: 1000, days: 3, parameters }), 'baseline');
  const fares = run.payments.filter(({ sector: at }) => at === sector('bus'));
  const byCard = fares.filter((one) => one.method === CARD);
  const other = fares.filter((one) => one.failedFirst === CARD);

  it('is so as often as it is said, and never a senior card', () => {
    const failed = run.failed.filter((one) => one.method === CARD && one.sector === sector('bus'));
    const { people } = run.model;
    expect(failed.filter(({ person }) => people.hasSeniorCard(person))).toEqual([]);
    const tries = byCard.filter(({ person }) => !people.hasSeniorCard(person)).length + failed.length;
    expect(failed.length / tries).toBeCloseTo(0.05, 1);
    expect(failed.length).toBeGreaterThan(20);
  });

  it('sends the rider to cash or to the code, after the time of an unready card', () => {
    expect(new Set(other.map((one) => one.method))).toEqual(new Set([CASH, MOBILE]));
    const cash = (failedFirst: number) =>
      fares
        .filter((one) => one.method === CASH && one.failedFirst === failedFirst && one.ready)
        .map(({ ticks }) => ticks);
    const unready = run.model.parameters['payment.bus_card_unready_seconds'];
    expect(meanOf(cash(CARD)) / 10 - meanOf(cash(-1)) / 10).toBeCloseTo(unready, 0);
  });
});

describe('prices and fees', () => {
  const policy = [
    action('discount', { method: MOBILE, share: 0.5, sectors: [sector('market')] }),
    action('subsidise', { feeRebateShare: 0.5, grantFen: 0, sectors: [sector('restaurant')] }),
  ];
  const still = { 'merchant.adopt_daily': 0, 'merchant.lapse_daily': 0, 'payment.merchant_fee_share': 0.02 };
  const run = record(quietScenario({ scale: 1000, days: 2, policy, parameters: still }));
  const { ledger } = run.model;
  const { balance } = ledger;
  const byPhone = run.payments.filter((one) => one.method === MOBILE);

  it('the provider has its fee of every payment by phone, of the whole price', () => {
    const fee = byPhone.reduce(
      (sum, { sector: at, fen }) => sum + Math.round((at === sector('market') ? 2 : 1) * fen * 0.02),
      0,
    );
    // The price is rounded before it is doubled here: a fen or two a payment.
    expect(Math.abs(balance[ACCOUNT.provider]! - fee)).toBeLessThan(byPhone.length * 0.1);
    expect(fee).toBeGreaterThan(10_000);
  });

  it('the government makes up the discount and the rebate, and nothing else', () => {
    const discount = byPhone.filter((one) => one.sector === sector('market')).reduce((sum, { fen }) => sum + fen, 0);
    const rebate = byPhone
      .filter((one) => one.sector === sector('restaurant'))
      .reduce((sum, { fen }) => sum + Math.round(fen * 0.02) * 0.5, 0);
    expect(Math.abs(-balance[ACCOUNT.government]! - discount - rebate)).toBeLessThan(byPhone.length);
    expect(discount).toBeGreaterThan(10_000);
    expect(rebate).toBeGreaterThan(1000);
  });

  it('merchants have what is paid, less the fee', () => {
    // On one day: at its end they pay out what they have.
    const run = record(quietScenario({ scale: 500, days: 1, policy, parameters: still }));
    const { ledger, places, parameters } = run.model;
    const { balance } = ledger;
    const byPhone = run.payments.filter((one) => one.method === MOBILE);
    // What each keeps as small money at the back is theirs too.
    const reserve = parameters['backoffice.change_reserve_yuan']! * 100;
    for (const id of ['restaurant', 'convenience'] as const) {
      const at = sector(id);
      const own = byPhone.filter((one) => one.sector === at);
      const cards = run.payments.filter((one) => one.sector === at && one.method === CARD);
      const paid = [...own, ...cards].reduce((sum, { fen }) => sum + fen, 0);
      const tills = run.payments
        .filter((one) => one.sector === at && one.method === CASH)
        .reduce((sum, { fen }) => sum + fen, 0);
      const count = places.flatMap((some) => [...some.sector].filter((one) => one === at)).length;
      const held = balance[ledger.bank(at)]! + balance[ledger.till(at)]! + count * reserve;
      const fees = own.reduce((sum, { fen }) => sum + fen, 0) * 0.02 * (id === 'restaurant' ? 0.5 : 1);
      expect(Math.abs(held - (paid + tills - fees))).toBeLessThan(own.length);
    }
  });
});

describe('change', () => {
  it('is short where tills hold little and nobody has the sum; then another way is taken, or change is fetched', () => {
    const parameters = {
      'payment.till_float_yuan': 20,
      'payment.exact_cash_share': 0,
      ...every('wallet_share', 0),
      'payment.seconds_cv': 0,
    };
    const run = record(quietScenario({ scale: 1000, days: 1, parameters }), 'baseline');
    expect(run.changeShort.length).toBeGreaterThan(50);
    const short = run.payments.filter((one) => one.failedFirst === CASH && one.sector !== sector('bus'));
    expect(short.length).toBeGreaterThanOrEqual(run.changeShort.length * 0.9);
    const cash = short.filter((one) => one.method === CASH);
    // Fetching it takes 45 seconds beside the 15 or so of paying.
    expect(Math.min(...cash.map(({ ticks }) => ticks))).toBeGreaterThan(550);
    expect(cash.length).toBeGreaterThan(20);
    expect(run.changeShort.some(({ sector: at }) => at === sector('bus'))).toBe(false);
  });
});

describe('use', () => {
  it('makes a habit of the phone in shops, and not using it where one could wears it off', () => {
    const start = record(quietScenario({ days: 1, parameters: { ...every('wallet_share', 0) } }), 'baseline');
    expect(meanOf([...start.model.people.habit[profileIndex('counter')]!.copy()])).toBe(0);
    const habit = (choice: number) => {
      const run = record(
        quietScenario({
          scale: 1000,
          days: 3,
          parameters: { 'payment.choice_shop_mobile': choice, 'payment.choice_habit': 0, 'adoption.lapse_daily': 0 },
        }),
        'baseline',
      );
      return meanOf([...run.model.people.habit[profileIndex('counter')]!.copy()]);
    };
    expect(habit(3)).toBeGreaterThan(habit(-5) * 1.05);
  });
});
