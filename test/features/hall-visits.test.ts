/** Government halls: a window, a cashier where a fee is due, in the hall or at a bank; or filing from home. */
import { describe, expect, it } from 'vitest';
import { TICKS_PER_MINUTE } from '../../sim/kernel/time.ts';
import { AGE_BANDS } from '../../sim/model/city.ts';
import {
  action,
  listener,
  method,
  NO_SHOPPING,
  runWorld,
  sector,
  tinyScenario,
  type Overrides,
} from '../model/fixture.ts';
import { bothEnds } from './move.ts';
import { HALL_MOVES } from './moves-hall.ts';

const HALL = sector('hall');
const EVEN = { 'hall.service_cv': 0, 'hall.walk_cv': 0, 'hall.fee_cv': 0, 'payment.seconds_cv': 0 };
const WALLETS = Object.fromEntries(
  ['smartphone_share', 'bank_account_share', 'wallet_share'].flatMap((family) =>
    AGE_BANDS.map(({ id }) => [`people.${family}.${id}`, 1]),
  ),
);

/** A working day, with all that happened in halls. */
function day({ parameters, ...more }: Overrides) {
  const seen = {
    visits: [] as { ticks: number; walking: number; person: number }[],
    filed: [] as { ticks: number; done: number; person: number }[],
    trips: [] as { ticks: number; metres: number; person: number }[],
    fees: [] as { fen: number; method: number; person: number }[],
    /** Waits and services by person, ticks. */
    spent: new Map<number, number>(),
  };
  const spend = (person: number, ticks: number) => seen.spent.set(person, (seen.spent.get(person) ?? 0) + ticks);
  const { measures, simulation } = runWorld(
    tinyScenario({ scale: 500, days: 1, ...more, parameters: { ...NO_SHOPPING, ...EVEN, ...parameters } }),
    'policy',
    ({ world }) =>
      world.facts.add(
        listener({
          leftHall: (_hall, ticks, walking, person) => seen.visits.push({ ticks, walking, person }),
          filedOnline: (person, ticks, done) => seen.filed.push({ person, ticks, done }),
          cameToHall: (person, ticks, metres) => seen.trips.push({ person, ticks, metres }),
          waited: (at, _place, person, ticks) => at === HALL && spend(person, ticks),
          served: (at, _place, person, ticks) => at === HALL && spend(person, ticks),
          payment: (at, _place, person, by, fen) => at === HALL && seen.fees.push({ fen, method: by, person }),
        }),
      ),
  );
  return { ...seen, measures, people: simulation.world.people };
}

describe('a visit to a government hall', () => {
  const run = day({ parameters: { 'hall.fee_share': 1, 'hall.bank_share': 1, 'hall.fee_yuan': 30 } });

  it('comes as often as matters of a year say', () => {
    // 0.435 matters of 1.7 visits on 250 working days.
    const expected = (run.people.count * 0.435 * 1.7) / 250;
    expect(Math.abs(run.trips.length - expected)).toBeLessThan(4 * Math.sqrt(expected));
    expect(run.trips.every(({ person }) => run.people.age(person) > 0)).toBe(true);
  });

  it('takes its waits, ten minutes at a window, six to the bank and back, a minute there and the payment', () => {
    expect(run.visits.length).toBeGreaterThan(30);
    for (const { ticks, walking, person } of run.visits) {
      expect(walking).toBe(6 * TICKS_PER_MINUTE);
      expect(ticks).toBe(run.spent.get(person)! + walking);
      expect(ticks).toBeGreaterThan(17 * TICKS_PER_MINUTE);
    }
    expect(new Set(run.fees.map(({ fen }) => fen))).toEqual(new Set([3000]));
  });

  it('needs a trip whose time follows from its length', () => {
    for (const { ticks, metres } of run.trips) {
      expect(Math.abs(ticks - (metres / 15_000) * 60 * TICKS_PER_MINUTE)).toBeLessThan(2);
    }
    // √(1 / 24): one hall for a five-hundredth of 24.
    const mean = run.trips.reduce((sum, { metres }) => sum + metres, 0) / run.trips.length;
    expect(mean).toBeGreaterThan(5_000);
    expect(mean).toBeLessThan(30_000);
  });

  it('walks a minute to a cashier in the hall, and nowhere where no fee is due', () => {
    const inside = day({ parameters: { 'hall.fee_share': 1, 'hall.bank_share': 0 } });
    expect(new Set(inside.visits.map(({ walking }) => walking))).toEqual(new Set([TICKS_PER_MINUTE]));
    const free = day({ parameters: { 'hall.fee_share': 0 } });
    expect(new Set(free.visits.map(({ walking }) => walking))).toEqual(new Set([0]));
    expect(free.fees).toEqual([]);
  });

  it('is spared the walk where the fee is paid by phone', () => {
    const phone = day({
      parameters: { ...WALLETS, 'hall.fee_share': 1, 'hall.bank_share': 1, 'hall.accepting_share': 1 },
    });
    const payers = new Set(phone.fees.filter((fee) => fee.method === method('mobile')).map(({ person }) => person));
    const spared = phone.visits.filter(({ walking }) => walking === 0);
    expect(spared.length).toBeGreaterThan(10);
    expect(spared.every(({ person }) => payers.has(person))).toBe(true);
  });
});

describe('filing from home', () => {
  const policy = [action('file_online', { targetShare: 1, toDay: 1, sectors: [HALL] })];
  const all = { ...WALLETS, 'hall.online_failure_share': 0, 'hall.fee_share': 0 };

  it('spares the visit, and takes twelve minutes', () => {
    const run = day({ policy, parameters: all });
    expect(run.trips).toEqual([]);
    expect(run.filed.length).toBeGreaterThan(30);
    expect(run.filed.every(({ ticks, done }) => done === 1 && ticks === 12 * TICKS_PER_MINUTE)).toBe(true);
    expect(run.measures['hall.minutes_per_matter']).toBeCloseTo(12, 6);
    expect(run.measures['hall.filed_online']).toBe(run.filed.length);
  });

  it('that is turned back costs both', () => {
    const run = day({ policy, parameters: { ...all, 'hall.online_failure_share': 1 } });
    expect(run.trips.length).toBe(run.filed.length);
    expect(run.measures['hall.turned_back']).toBe(run.filed.length);
    expect(run.measures['hall.minutes_per_matter.online']).toBeGreaterThan(11);
  });

  it('is for those with a wallet, in the districts of the policy', () => {
    const none = Object.fromEntries(AGE_BANDS.map(({ id }) => [`people.wallet_share.${id}`, 0]));
    expect(day({ policy, parameters: { ...all, ...none } }).filed).toEqual([]);
    const [here] = [3];
    const run = day({ policy: [{ ...policy[0]!, districts: [here] }], parameters: all });
    expect(run.filed.length).toBeGreaterThan(0);
    expect(new Set(run.filed.map(({ person }) => run.people.district(person)))).toEqual(new Set([here]));
    expect(run.trips.length).toBeGreaterThan(0);
  });
});

it.each(HALL_MOVES)('$parameter $direction what it is about', (move) => {
  for (const [id, [low, high]] of bothEnds(move)) {
    if (move.direction === 'raises') expect(high, id).toBeGreaterThan(low);
    else expect(high, id).toBeLessThan(low);
  }
});
