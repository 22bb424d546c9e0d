/** What is in a purse, hundreds and small money; what is handed over of it, and what comes back as change. */
import { beforeEach, describe, expect, it } from 'vitest';
import { AGE_BANDS } from '../../sim/model/city.ts';
import { FLAG, STANDING, WALLET } from '../../sim/model/holdings.ts';
import { ACCOUNT } from '../../sim/model/ledger.ts';
import { setPurse, smallOf } from '../../sim/model/payment/purse.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { listener, method, quietScenario, sector, tinyScenario } from '../model/fixture.ts';
import { record, sumOf } from './record.ts';

const CASH = method('cash');
const YUAN = 100;
const HUNDRED = 100 * YUAN;
/** Nobody pays the exact sum where a note does, payments take their mean time, and phones work. */
const PARAMETERS = {
  'payment.exact_cash_share': 0,
  'payment.seconds_cv': 0,
  'payment.unready_share_cash': 0,
  'payment.mobile_failure_share': 0,
  'payment.phone_empty_share': 0,
};

/** Somebody without card and phone, and the places where they pay, before anything has happened. */
function somebody(parameters: Record<string, number> = {}) {
  const { world } = new Simulation(tinyScenario({ days: 1, parameters: { ...PARAMETERS, ...parameters } }), 'baseline');
  const { people, payments, facts } = world;
  const person = Array.from({ length: people.count }, (_, at) => at).find(
    (at) => people.age(at) === 3 && people.hasSmartphone(at) && people.hasAccount(at),
  )!;
  people.flags.set(person, people.flags.get(person) & ~FLAG.card);
  people.setStanding(person, WALLET, STANDING.aware);
  const told = { short: 0, refused: 0, failed: 0 };
  facts.add(listener({ changeShort: () => told.short++, refused: () => told.refused++, failed: () => told.failed++ }));
  let n = 0;
  const at = (id: string) => {
    const places = [...world.places].find((some) => [...some.sector].includes(sector(id)))!;
    return { places, place: [...places.sector].indexOf(sector(id)) };
  };
  return {
    ...{ world, people, person, told, at },
    /** Puts so much into the purse, in yuan, and so much small money into the till. */
    holds(hundreds: number, small: number, id = 'restaurant', change = 1000): void {
      setPurse(people, person, hundreds * HUNDRED + small * YUAN, small * YUAN);
      const { places, place } = at(id);
      places.change.set(place, change * YUAN);
    },
    /** @returns ticks */
    pays(yuan: number, id = 'restaurant'): number {
      const { places, place } = at(id);
      return payments.pay(places, place, person, yuan * YUAN, n++, 0);
    },
    /** Cash and small money in the purse, and small money in the till, yuan. */
    has(id = 'restaurant') {
      const { places, place } = at(id);
      const [cash, small, change] = [people.cash.get(person), smallOf(people, person), places.change.get(place)];
      return [cash / YUAN, small / YUAN, change / YUAN];
    },
  };
}

let one: ReturnType<typeof somebody>;

describe('at a till', () => {
  beforeEach(() => (one = somebody()));

  it('small money is spent first where it does', () => {
    one.holds(2, 30);
    expect(one.pays(12)).toBeGreaterThan(0);
    expect(one.has()).toEqual([218, 18, 1012]);
  });

  it('else a hundred is handed over, and the change for it is small money', () => {
    one.holds(2, 5);
    expect(one.pays(12)).toBeGreaterThan(0);
    expect(one.has()).toEqual([193, 93, 912]);
  });

  it('above a hundred, small money makes up the rest where it can', () => {
    one.holds(3, 40);
    one.pays(130);
    expect(one.has()).toEqual([210, 10, 1030]);
    one.holds(3, 20);
    one.pays(130);
    expect(one.has()).toEqual([190, 90, 930]);
  });

  it('the till must have the change for a hundred, or it is fetched, while small money needs little', () => {
    one.holds(1, 20, 'restaurant', 50);
    const ready = one.pays(12);
    expect(one.told.short).toBe(0);
    // Eight yuan of change, for a note of twenty.
    one.holds(1, 20, 'restaurant', 7);
    const short = one.pays(12);
    expect(one.told.short).toBe(1);
    expect(short - ready).toBeCloseTo(45 * 10, -1);
    one.holds(1, 11, 'restaurant', 87);
    one.pays(12);
    expect(one.told.short).toBe(2);
    expect(one.has()).toEqual([99, 99, 87]);
    one.holds(1, 11, 'restaurant', 88);
    one.pays(12);
    expect(one.told.short).toBe(2);
    expect(one.has()).toEqual([99, 99, 0]);
  });

  it('no change is needed where the exact sum is paid', () => {
    one = somebody({ 'payment.exact_cash_share': 1 });
    one.holds(0, 20, 'restaurant', 0);
    one.pays(12);
    expect([one.told.short, ...one.has()]).toEqual([0, 8, 8, 12]);
  });
});

describe('machines that take no hundreds', () => {
  it('are paid in small money', () => {
    for (const id of ['bus', 'ticketing']) {
      one = somebody();
      one.holds(1, 5, id);
      expect(one.pays(2, id)).toBeGreaterThan(0);
      expect(one.has(id).slice(0, 2)).toEqual([103, 3]);
      expect(one.told).toEqual({ short: 0, refused: 0, failed: 0 });
    }
  });

  it('are no use to who has none, where nobody changes a note', () => {
    one = somebody({ 'bus.note_changed_share': 0, 'metro.note_changed_share': 0 });
    for (const id of ['bus', 'ticketing']) {
      one.holds(1, 1, id);
      expect(one.pays(2, id)).toBeLessThanOrEqual(0);
      expect(one.has(id).slice(0, 2)).toEqual([101, 1]);
    }
    expect(one.told).toEqual({ short: 0, refused: 2, failed: 2 });
  });

  it('take longer where somebody does', () => {
    one = somebody({ 'bus.note_changed_share': 1, 'metro.note_changed_share': 1 });
    const { parameters } = one.world;
    for (const id of ['bus', 'ticketing']) {
      one.holds(1, 5, id);
      const ready = one.pays(2, id);
      one.holds(1, 1, id);
      const more =
        id === 'bus'
          ? parameters['payment.bus_cash_unready_seconds']! - parameters['payment.bus_cash_ready_seconds']!
          : parameters['payment.no_change_seconds']!;
      expect(one.pays(2, id) - ready).toBeCloseTo(more * 10, -1);
      expect(one.has(id).slice(0, 2)).toEqual([99, 99]);
    }
    expect(one.told).toMatchObject({ short: 0, refused: 0 });
  });
});

it('people pay cash up to what one note covers: above it less', () => {
  const odds = (parameters: Record<string, number>, yuan: number, small = 30) => {
    const { world, people, person, at, holds } = somebody(parameters);
    people.setStanding(person, WALLET, STANDING.enrolled);
    const { places, place } = at('supermarket');
    places.accepts.set(place, 1);
    holds(5, small, 'supermarket');
    world.payments.intended(places, place, person, yuan * YUAN, 0, 0);
    const { probability } = world.payments.decision;
    return Math.log(probability[CASH]! / probability[method('mobile')]!);
  };
  // A yuan more takes a little longer to count.
  expect(odds({}, 100) - odds({}, 100.1)).toBeCloseTo(0.75, 2);
  expect(odds({ 'payment.choice_one_note': 0 }, 100) - odds({ 'payment.choice_one_note': 0 }, 100.1)).toBeCloseTo(0, 2);
  expect(odds({}, 100) - odds({}, 120, 150)).toBeCloseTo(0, 1);
});

describe('over days', () => {
  const every = (value: number) =>
    Object.fromEntries(AGE_BANDS.map(({ id }) => [`people.cash_norm_yuan.${id}`, value] as const));
  const runWith = (parameters: Record<string, number>) => {
    const fetched: number[] = [];
    const left: number[] = [];
    const kept = new Set<number>();
    const run = record(quietScenario({ days: 3, parameters }), 'baseline', ({ world }) => {
      const { payments, people } = world;
      const fetch = payments.stores.fetch.bind(payments.stores);
      payments.stores.fetch = (person, fen) => {
        // Not what somebody without account brings to a hospital.
        if (people.age(person) > 0 && people.hasAccount(person)) fetched.push(fen);
        fetch(person, fen);
      };
      const { stores } = payments;
      const { leaveAtHome } = stores;
      stores.leaveAtHome = (person, fen) => {
        left.push(fen);
        leaveAtHome.call(stores, person, fen);
        if (people.age(person) > 0) kept.add(smallOf(people, person));
      };
    });
    return { ...run, fetched, left, kept };
  };

  it('the rest of a purse is hundreds, whatever is paid, and the books agree', () => {
    const { model } = runWith({});
    const { people, ledger } = model;
    for (let person = 0; person < people.count; person++) {
      const [cash, small] = [people.cash.get(person), smallOf(people, person)];
      if (small > cash || (cash - small) % HUNDRED !== 0) expect.fail(`person ${person}: ${small} of ${cash}`);
    }
    expect(ledger.balance[ACCOUNT.residentCash]).toBe(sumOf([...people.cash.copy()]));
    expect(ledger.sum()).toBe(0);
  });

  it('banks give out hundreds, and small money that is too much is left at home', () => {
    const { fetched, left, kept } = runWith({});
    expect(fetched.length).toBeGreaterThan(200);
    expect(fetched.filter((fen) => fen % HUNDRED !== 0 || fen === 0)).toEqual([]);
    expect(left.length).toBeGreaterThan(200);
    expect(Math.min(...left)).toBeGreaterThan(0);
    expect([...kept]).toEqual([80 * YUAN]);
    expect(runWith({ 'payment.small_money_most_yuan': 200 }).left).toEqual([]);
  });

  it('more hundreds make change rarer', () => {
    const short = (small: number) =>
      runWith({ ...every(250), 'payment.till_float_yuan': 100, 'payment.small_money_most_yuan': small }).changeShort
        .length;
    expect(short(10)).toBeGreaterThan(1.1 * short(200));
  });
});
