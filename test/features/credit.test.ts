/** Records, scores, credit and loans: by hand, and in the books of a run. */
import { describe, expect, it } from 'vitest';
import { SECTORS } from '../../sim/model/catalogue.ts';
import { ACCOUNT } from '../../sim/model/ledger.ts';
import { action, listener, method, quietScenario, runWorld, service, SHOPS } from '../model/fixture.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { sumOf } from './record.ts';

const consumers = action('consumer_credit', { limitFen: 50_000, leastScore: 50 });
const generous = action('consumer_credit', { limitFen: 1_000_000, leastScore: 20 });
const firms = action('firm_loans', { months: 1, leastFen: 10_000, sectors: SHOPS });

describe('a score', () => {
  const { world } = new Simulation(quietScenario({ scale: 10_000, days: 2, policy: [consumers] }), 'policy');
  world.runUntil(1);
  const credit = world.extras.credit!;
  const person = Array.from({ length: world.people.count }, (_, p) => p).find((p) => world.people.age(p) === 2)!;

  it('is half of the most with as many payments in a month as the parameter says, and halved by a missed date', () => {
    expect(credit.score(person)).toBe(0);
    for (let i = 0; i < 20; i++) credit.record(person, 1000);
    expect(credit.score(person)).toBe(50);
    for (let i = 0; i < 40; i++) credit.record(person, 1000);
    expect(credit.score(person)).toBe(75);
    credit.missed[person] = 1;
    expect(credit.score(person)).toBe(37.5);
    expect(credit.limitOf(person)).toBe(0);
    credit.missed[person] = 0;
  });

  it('opens credit to what the records come to and to the limit, and no child has any', () => {
    // 60 payments of 10 yuan come to 600 yuan; 500 may be owed.
    expect(credit.limitOf(person)).toBe(50_000);
    credit.owed[person] = 49_500;
    const lent = (fen: number) =>
      Array.from({ length: 60 }, (_, n) => credit.lend(person, fen, n)).filter(Boolean).length;
    expect(lent(501)).toBe(0);
    expect(lent(500)).toBe(1);
    expect(credit.owed[person]).toBe(50_000);
    const child = Array.from({ length: world.people.count }, (_, p) => p).find((p) => world.people.age(p) === 0)!;
    for (let i = 0; i < 60; i++) credit.record(child, 1000);
    expect(credit.limitOf(child)).toBe(0);
  });
});

describe('in a run', () => {
  const sums = { lent: 0, repaid: 0, lost: 0, loans: 0, parts: 0, loansLost: 0, interest: 0 };
  const scenario = quietScenario({
    scale: 4000,
    days: 40,
    policy: [action('equip', { targetShare: 1, toDay: 1, districts: [4] }), generous, firms],
    parameters: {
      'credit.setback_share_month': 0.2,
      'credit.savings_months': 0.1,
      'credit.interest_month': 0,
      'credit.firm_need_month': 0.8,
    },
  });
  const { simulation, measures } = runWorld(scenario, 'policy', ({ world }) => {
    world.facts.add(
      listener({
        lent: (_person, fen) => (sums.lent += fen),
        due: (_person, fen) => (sums.repaid += fen),
        lost: (_person, fen) => (sums.lost += fen),
        loan: (_shop, _sector, fen) => (sums.loans += fen),
        part: (_shop, _sector, fen) => (sums.parts += fen),
        loanLost: (_shop, _sector, fen) => (sums.loansLost += fen),
      }),
    );
  });
  const { ledger, extras, people, places } = simulation.world;

  it('what is owed is what was lent, less what was repaid and lost, and the lender is out of the rest', () => {
    const owed = sumOf([...extras.credit!.owed]);
    expect(sums.lent).toBeGreaterThan(100_000);
    expect(owed).toBe(sums.lent - sums.repaid - sums.lost);
    const loansOwed = sumOf(extras.loans.flatMap((loans) => [...loans.owed]));
    expect(sums.loans).toBeGreaterThan(100_000);
    expect(loansOwed).toBe(sums.loans - sums.parts - sums.loansLost);
    expect(ledger.balance[ACCOUNT.lender]).toBe(sums.repaid + sums.parts - sums.lent - sums.loans);
    expect(ledger.sum()).toBe(0);
  });

  it('the measures say so', () => {
    expect(measures['credit.lent_per_resident']).toBeCloseTo(sums.lent / 100 / people.count, 9);
    expect(measures['credit.loans_per_resident']).toBeCloseTo(sums.loans / 100 / people.count, 9);
    expect(measures['credit.loan_yuan_mean']! * measures['credit.loans']!).toBeCloseTo(sums.loans / 100, 6);
    expect(measures['credit.missed_share']).toBeGreaterThan(0);
    expect(measures['credit.missed_share']).toBeLessThan(0.2);
    expect(measures['credit.eligible_share.0-14']).toBe(0);
    expect(measures['credit.eligible_share']).toBeGreaterThan(0.01);
  });

  it('shops that take no phones have no record and no loan', () => {
    const [[loans], [records]] = [extras.loans, extras.records];
    const shops = places.find((all) => all.count === loans!.owed.length)!;
    const cashOnly = Array.from({ length: shops.count }, (_, shop) => shop).filter(
      (shop) => records!.recorded[shop] === 0,
    );
    expect(cashOnly.length).toBeGreaterThan(5);
    expect(cashOnly.every((shop) => loans!.owed[shop] === 0)).toBe(true);
    expect(cashOnly.some((shop) => records!.takings[shop]! > 0 && SHOPS.includes(shops.sector.get(shop)))).toBe(true);
    expect(measures[`credit.firms_unrecorded_share.${SECTORS[SHOPS[0]!]}`]).toBeGreaterThan(0);
  });

  it('nothing but the records of shops is there without the policy', () => {
    const { world } = new Simulation(scenario, 'baseline');
    expect([world.extras.credit, world.extras.wallets, world.extras.loans.length]).toEqual([null, null, 0]);
  });
});

describe('merchants without a record', () => {
  const DAYS = 4;
  const policy = [action('equip', { targetShare: 1, toDay: 1, sectors: SHOPS })];
  const scenario = quietScenario({ days: DAYS, policy });

  /** The share as the shops' own payments have it: of the beginnings of days, who has taken a phone before. */
  function look(name: 'baseline' | 'policy') {
    const phones: { day: number; shop: number }[] = [];
    const { simulation, measures } = runWorld(scenario, name, ({ world }) => {
      world.facts.add(
        listener({
          payment: (sector, shop, _person, by) => {
            if (SHOPS.includes(sector) && by === method('mobile')) phones.push({ day: world.today, shop });
          },
        }),
      );
    });
    const shops = service(simulation.world, 'retail').places.count;
    let unrecorded = 0;
    for (let day = 0; day < DAYS; day++) {
      unrecorded += shops - new Set(phones.filter((one) => one.day < day).map(({ shop }) => shop)).size;
    }
    return { share: unrecorded / shops / DAYS, measures };
  }

  const [without, withPolicy] = [look('baseline'), look('policy')];

  it('are counted in every world, whether or not anybody lends', () => {
    for (const { share, measures } of [without, withPolicy]) {
      expect(share).toBeGreaterThanOrEqual(0.25);
      expect(share).toBeLessThan(0.9);
      expect(measures['credit.firms_unrecorded_share']).toBeCloseTo(share, 9);
      expect(measures['credit.firms_eligible_share']).toBe(0);
    }
  });

  it('are fewer where all shops are fitted, and most among stalls', () => {
    expect(withPolicy.share).toBeLessThan(without.share - 0.02);
    const of = (kind: string) => without.measures[`credit.firms_unrecorded_share.${kind}`]!;
    expect(of('vendor')).toBeGreaterThan(of('convenience'));
    expect(of('market')).toBeGreaterThan(of('supermarket'));
  });
});
