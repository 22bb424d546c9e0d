/** Household bills: when they come, how they are paid, what is late; and deposits for people in detention. */
import { describe, expect, it } from 'vitest';
import { AGE_BANDS } from '../../sim/model/city.ts';
import {
  action,
  listener,
  NO_SHOPPING,
  runWorld,
  sector,
  tinyScenario,
  WUHAN,
  type Overrides,
} from '../model/fixture.ts';
import { bothEnds } from './move.ts';
import { DETENTION_MOVES } from './moves-detention.ts';
import { UTILITY_MOVES } from './moves-utility.ts';

const UTILITY = sector('utility');
const DETENTION = sector('detention');
const WALLETS = Object.fromEntries(
  ['smartphone_share', 'bank_account_share', 'wallet_share'].flatMap((family) =>
    AGE_BANDS.map(({ id }) => [`people.${family}.${id}`, 1]),
  ),
);
const WILLING = {
  'payment.choice_shop_mobile': 3,
  'payment.choice_habit': 8,
  'payment.mobile_failure_share': 0,
  'payment.phone_empty_share': 0,
};

function run({ parameters, ...more }: Overrides) {
  const bills: { person: number; way: number; late: number; fen: number }[] = [];
  const trips: { person: number; ticks: number; metres: number }[] = [];
  const paid: number[] = [];
  const { measures, simulation } = runWorld(
    tinyScenario({ scale: 2000, ...more, parameters: { ...NO_SHOPPING, ...parameters } }),
    'policy',
    ({ world }) =>
      world.facts.add(
        listener({
          billPaid: (person, way, late, fen) => bills.push({ person, way, late, fen }),
          cameToCounter: (person, ticks, metres) => trips.push({ person, ticks, metres }),
          payment: (at, _place, _person, _method, fen) => (at === UTILITY ? paid.push(fen) : 0),
        }),
      ),
  );
  return { bills, trips, paid, measures, people: simulation.world.people };
}

describe('household bills', () => {
  it('come to heads of households, one for each kind and as often as they say: 1/30 + 1/60 + 1/60 + 1/15 a day', () => {
    const debits = run({ days: 30, parameters: { ...WALLETS, 'utility.debit_share': 1 } });
    let heads = 0;
    for (let person = 0; person < debits.people.count; person++) heads += debits.people.isHouseholdHead(person) ? 1 : 0;
    // Two telephones and a power bill each, and half of the others.
    expect(debits.bills.length / heads).toBeCloseTo(4, 1);
    expect(
      debits.bills.every(({ way, late, person }) => way === 0 && late === 0 && debits.people.isHouseholdHead(person)),
    ).toBe(true);
    expect(debits.trips).toEqual([]);
    expect(debits.measures['utility.minutes_per_bill']).toBe(0);
  });

  it('have one for heating a year where a city has district heating, and none where it has none', () => {
    const figure = WUHAN.figures['heated_households_share']!;
    const city = { ...WUHAN, figures: { ...WUHAN.figures, heated_households_share: { ...figure, value: 1 } } };
    const parameters = { ...WALLETS, 'utility.debit_share': 1 };
    const [cold, heated] = [WUHAN, city].map((where) => run({ days: 30, city: where, parameters }));
    let heads = 0;
    for (let person = 0; person < heated!.people.count; person++) {
      heads += heated!.people.isHouseholdHead(person) ? 1 : 0;
    }
    expect(figure.value).toBe(0);
    // 30 of 365 days: three standard deviations of a count.
    const expected = (heads * 30) / 365;
    expect(Math.abs(heated!.bills.length - cold!.bills.length - expected)).toBeLessThan(3 * Math.sqrt(expected));
  });

  it('are paid from home without a trip by those who may and will', () => {
    const parameters = { ...WALLETS, ...WILLING, 'utility.debit_share': 0, 'utility.by_phone_share': 1 };
    const { bills, measures } = run({ parameters });
    expect(bills.filter(({ way }) => way === 1).length).toBeGreaterThan(0.8 * bills.length);
    expect(measures['utility.minutes_per_bill']).toBeLessThan(3);
  });

  it('are taken to a counter elsewhere, and cost their sum with a surcharge where they are late', () => {
    const parameters = {
      'utility.debit_share': 0,
      'utility.by_phone_share': 0,
      'utility.in_shop_share': 0,
      'utility.bill_cv': 0,
      'utility.late_fee_share': 0.1,
      'utility.days_to_pay': 3,
      ...Object.fromEntries(['power', 'water', 'gas', 'phone'].map((id) => [`utility.bill_yuan.${id}`, 100])),
    };
    const { bills, paid, trips } = run({ parameters });
    expect(bills.every(({ way }) => way === 2)).toBe(true);
    expect(new Set(bills.map(({ late, fen }) => `${late} ${fen}`))).toEqual(new Set(['0 0', '1 1000']));
    const due = bills.reduce((sum, { fen }) => sum + 10_000 + fen, 0);
    expect(paid.reduce((sum, fen) => sum + fen, 0)).toBe(due);
    expect(trips.length).toBeGreaterThanOrEqual(new Set(bills.map(({ person }) => person)).size);
  });

  it('may be paid by phone in the districts of the policy', () => {
    const parameters = { ...WALLETS, ...WILLING, 'utility.debit_share': 0, 'utility.by_phone_share': 0 };
    const policy = [action('bills_by_phone', { targetShare: 1, toDay: 1, sectors: [UTILITY], districts: [3] })];
    const { bills, people } = run({ parameters, policy, days: 4 });
    const homes = new Set(bills.filter(({ way }) => way === 1).map(({ person }) => people.district(person)));
    expect(homes).toEqual(new Set([3]));
  });
});

describe('deposits for people in detention', () => {
  const many = { 'detention.held_per_100000': 5000, 'detention.deposits_per_month': 10, 'detention.windows': 10 };
  const count = (parameters: Readonly<Record<string, number>>) =>
    run({ scale: 1000, parameters: { ...many, ...parameters } });

  it('come as often as they say, each with a trip whose li are its kilometres, doubled and scaled', () => {
    const { measures, people } = count({});
    const expected = people.count * 0.05 * ((10 * 12) / 250) * 3;
    expect(Math.abs(measures['detention.trips']! - expected)).toBeLessThan(0.12 * expected);
    expect(measures['detention.by_phone_share']).toBe(0);
    const km = measures['detention.kilometres']!;
    expect(measures['detention.li_per_year']).toBeCloseTo((km * 2 * 1000 * 365) / 3, 0);
    // Round trips of 20 to 60 km are what is thought plausible.
    expect(km / measures['detention.trips']!).toBeGreaterThan(20);
    expect(km / measures['detention.trips']!).toBeLessThan(60);
  });

  it('need no trip where they are paid by phone', () => {
    const { measures } = count({ ...WALLETS, ...WILLING, 'detention.accepting_share': 1 });
    expect(measures['detention.by_phone_share']).toBeGreaterThan(0.8);
    const spared = 1 - measures['detention.trips']! / measures['detention.deposits']!;
    expect(spared).toBeCloseTo(measures['detention.by_phone_share']!, 1);
    expect(DETENTION).toBeGreaterThan(0);
  });
});

it.each([...UTILITY_MOVES, ...DETENTION_MOVES])('$parameter $direction what it is about', (move) => {
  for (const [id, [low, high]] of bothEnds(move)) {
    if (move.direction === 'raises') expect(high, id).toBeGreaterThan(low);
    else expect(high, id).toBeLessThan(low);
  }
});
