/** Meal money and fees of schools: when they come due, how much they are, how they are paid, and how long that takes. */
import { describe, expect, it } from 'vitest';
import { AGE_BANDS, ROLE } from '../../sim/model/city.ts';
import type { People } from '../../sim/model/people.ts';
import { listener, NO_SHOPPING, runWorld, sector, tinyScenario, type Overrides } from '../model/fixture.ts';
import { bothEnds } from './move.ts';
import { EDUCATION_MOVES } from './moves-education.ts';

const SCHOOL = sector('schooloffice');
const [DEBIT, PHONE, WINDOW] = [0, 1, 2];
const ACCOUNTS = Object.fromEntries(AGE_BANDS.map(({ id }) => [`people.bank_account_share.${id}`, 1]));
const WALLETS = {
  ...ACCOUNTS,
  ...Object.fromEntries(
    ['smartphone_share', 'wallet_share'].flatMap((family) => AGE_BANDS.map(({ id }) => [`people.${family}.${id}`, 1])),
  ),
  'payment.choice_shop_mobile': 3,
  'payment.choice_habit': 8,
  'payment.mobile_failure_share': 0,
  'payment.phone_empty_share': 0,
};
const ALL_EAT = { 'education.meals_share': 1, 'education.meal_yuan': 100, 'education.term_yuan': 300 };

function run({ parameters, ...more }: Overrides) {
  const paid: { person: number; way: number; late: number; fen: number }[] = [];
  let sector = 0;
  const { measures, simulation } = runWorld(
    tinyScenario({
      ...{ scale: 2000, start: '2017-09-01', days: 1 },
      ...more,
      parameters: { ...NO_SHOPPING, ...ALL_EAT, ...parameters },
    }),
    'policy',
    ({ world }) =>
      world.facts.add(
        listener({
          schoolPaid: (person, way, late, fen) => paid.push({ person, way, late, fen }),
          payment: (at, _place, _person, _method, fen) => (sector += at === SCHOOL ? fen : 0),
        }),
      ),
  );
  return { paid, sector, measures, ...pupilsOf(simulation.world.people) };
}

/** Pupils, and the heads of the households in which they live. */
function pupilsOf(people: People): { pupils: number; heads: Set<number> } {
  const heads = new Set<number>();
  let pupils = 0;
  for (let person = 0, head = -1; person < people.count; person++) {
    if (people.isHouseholdHead(person)) head = person;
    // Who is left over at the end of a neighbourhood has no head before.
    if (head < 0 || people.home.get(head) !== people.home.get(person)) continue;
    if (people.age(person) !== 0 || people.role(person) !== ROLE.student) continue;
    pupils++;
    heads.add(head);
  }
  return { pupils, heads };
}

const fenOf = (paid: readonly { readonly fen: number }[]) => paid.reduce((sum, { fen }) => sum + fen, 0);

describe('schools', () => {
  it('debit meal money and a term from every household with pupils on the first day of term', () => {
    const { paid, pupils, heads, sector } = run({ parameters: { ...ACCOUNTS, 'education.debit_share': 1 } });
    expect(new Set(paid.map(({ person }) => person))).toEqual(heads);
    expect(paid.length).toBe(heads.size);
    expect(paid.every(({ way, late }) => way === DEBIT && late === 0)).toBe(true);
    expect(fenOf(paid)).toBe(pupils * 400 * 100);
    expect(sector).toBe(0);
  });

  it('ask for meal money alone in another month, and for nothing in the holidays', () => {
    const debited = { ...ACCOUNTS, 'education.debit_share': 1 };
    const october = run({ start: '2017-10-09', parameters: debited });
    expect(fenOf(october.paid)).toBe(october.pupils * 100 * 100);
    expect(run({ start: '2017-08-01', days: 3, parameters: debited }).paid).toEqual([]);
  });

  it('are paid at their windows elsewhere, to the fen, by so many as mean to on the first day', () => {
    const { paid, heads, sector } = run({
      parameters: { 'education.debit_share': 0, 'education.windows': 10, 'education.first_day_share': 0.4 },
    });
    expect(paid.every(({ way }) => way === WINDOW)).toBe(true);
    expect(sector).toBe(fenOf(paid));
    expect(Math.abs(paid.length / heads.size - 0.4)).toBeLessThan(0.08);
  });

  it('were paid before a run by those whose day was over: 0.6 of 0.6 are left on the third school day', () => {
    const parameters = { 'education.debit_share': 0, 'education.windows': 10, 'education.days_to_pay': 20 };
    const { paid, heads } = run({ start: '2017-06-05', days: 26, parameters });
    expect(Math.abs(new Set(paid.map(({ person }) => person)).size / heads.size - 0.36)).toBeLessThan(0.08);
  });

  it('are paid by phone without a trip or a queue where they take it', () => {
    const parameters = { ...WALLETS, 'education.debit_share': 0 };
    const before = run({ parameters });
    const after = run({ parameters: { ...parameters, 'education.accepting_share': 1 } });
    expect(after.paid.filter(({ way }) => way === PHONE).length).toBeGreaterThan(0.8 * after.paid.length);
    const minutes = 'education.minutes_per_payment';
    expect(after.measures[minutes]).toBeLessThan(0.3 * before.measures[minutes]!);
  });
});

it.each(EDUCATION_MOVES)('$parameter $direction what it is about', (move) => {
  for (const [id, [low, high]] of bothEnds(move)) {
    if (move.direction === 'raises') expect(high, id).toBeGreaterThan(low);
    else expect(high, id).toBeLessThan(low);
  }
});
