/** Which shops people go to: near ones, and such as take what they want to pay with where they remember one that did not. */
import { describe, expect, it } from 'vitest';
import { SECTOR_GROUPS } from '../../sim/model/catalogue.ts';
import { AGE_BANDS } from '../../sim/model/city.ts';
import { action, ALL_DISTRICTS, quietScenario, sector, service, SHOPS } from '../model/fixture.ts';
import { meanOf, record } from './record.ts';

const each = (family: string, value: number) =>
  Object.fromEntries(SECTOR_GROUPS.shops!.map((id) => [`retail.${family}.${id}`, value]));
const every = (family: string, value: number) =>
  Object.fromEntries(AGE_BANDS.map(({ id }) => [`people.${family}.${id}`, value]));
/** Shops stay as they are, and so do people. */
const STILL = {
  'merchant.adopt_daily': 0,
  'merchant.lapse_daily': 0,
  'adoption.lapse_daily': 0,
  'retail.near_work_share': 0,
};
/** Everybody has the wallet and is used to it. */
const PHONES = {
  ...every('smartphone_share', 1),
  ...every('bank_account_share', 1),
  ...every('wallet_share', 1),
  'people.initial_habit_least': 240,
  'people.initial_habit_most': 255,
};

describe('distance', () => {
  const at = (nearKm: number) => {
    const parameters = { ...STILL, 'retail.near_km': nearKm };
    const { payments, model } = record(quietScenario({ scale: 500, days: 1, parameters }), 'baseline');
    const { people, geography } = model;
    const { places } = service(model, 'retail');
    const inShops = payments.filter(({ sector: id }) => SHOPS.includes(id));
    const km = inShops.map(({ person, place }) => {
      const home = people.home.get(person);
      return Math.hypot(places.x[place]! - geography.homeX[home]!, places.y[place]! - geography.homeY[home]!);
    });
    const visits = new Map<number, number[]>(SHOPS.map((id) => [id, []]));
    for (let place = 0; place < places.count; place++) {
      visits.get(places.sector.get(place))!.push(inShops.filter((one) => one.place === place).length);
    }
    return { km: meanOf(km), visits };
  };

  it('lets people choose what is near', () => {
    const [near, usual, far] = [0.05, 0.5, 5].map((km) => at(km).km);
    expect(usual!).toBeGreaterThan(near! * 1.05);
    expect(far!).toBeGreaterThan(usual! * 1.1);
  });

  it('leaves shops of a kind with about as many customers each', () => {
    for (const [, visits] of at(0.5).visits) {
      const mean = meanOf(visits);
      for (const own of visits) expect(Math.abs(own - mean)).toBeLessThan(0.25 * mean + 4.5 * Math.sqrt(mean));
    }
  });
});

describe('who prefers the phone, half of the shops taking it,', () => {
  const days = 6;
  const at = (share: number, more: Record<string, number> = {}) => {
    const parameters = {
      ...STILL,
      ...PHONES,
      ...each('accepting_share', 0.5),
      'retail.elsewhere_share': share,
      ...more,
    };
    const { payments, model } = record(quietScenario({ days, parameters }), 'baseline');
    const { accepts } = service(model, 'retail').places;
    const vendors = payments.filter(({ sector: id }) => id === sector('vendor'));
    const shareOn = (some: (day: number) => boolean) =>
      meanOf(vendors.filter(({ day }) => some(day)).map(({ place }) => accepts.get(place)));
    return { first: shareOn((day) => day === 0), later: shareOn((day) => day >= 3), count: vendors.length };
  };

  it('goes to one that does after another that did not, and to any before', () => {
    const [never, always] = [at(0), at(1)];
    expect(always.first).toBe(never.first);
    expect(Math.abs(always.later - never.later)).toBeGreaterThan(0.05);
    expect(always.later).toBeGreaterThan(never.later);
    // Of two shops drawn one takes it in three cases of four.
    expect(always.later).toBeLessThan(0.8);
  });

  it('not to one that is much farther', () => {
    expect(at(1, { 'retail.near_km': 0.05 }).later).toBeLessThan(at(1, { 'retail.near_km': 5 }).later);
  });

  it('and nobody changes where all take it, or none', () => {
    for (const share of [0, 1]) {
      const parameters = { ...STILL, ...PHONES, ...each('accepting_share', share) };
      const digest = (elsewhere: number) =>
        record(quietScenario({ parameters: { ...parameters, 'retail.elsewhere_share': elsewhere } }), 'baseline').model
          .people.ticks;
      expect([...digest(0)]).toEqual([...digest(1)]);
    }
  });
});

it('who has cash alone goes where it is taken after having been refused', () => {
  const refusals = (share: number) => {
    const parameters = {
      ...STILL,
      ...every('wallet_share', 0),
      ...every('bus_card_share', 0),
      'adoption.wallet_daily': 0,
      'adoption.wallet_peer_daily': 0,
      'payment.card_buy_share': 0,
      'retail.near_km': 5,
      'retail.elsewhere_share': share,
    };
    const districts = ALL_DISTRICTS.filter((district) => district % 2 === 0);
    const policy = [action('no_cash', { sectors: [sector('vendor'), sector('market')], districts })];
    const { refused } = record(quietScenario({ days: 6, policy, parameters }));
    return [0, 3].map((from) => refused.filter(({ day }) => day >= from && day < from + 1 + from).length);
  };
  const [never, always] = [refusals(0), refusals(1)];
  // On the first day nobody knows.
  expect(always[0]).toBe(never[0]);
  expect(always[1]!).toBeLessThan(0.85 * never[1]!);
});
