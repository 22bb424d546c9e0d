import { FLAG } from '../../sim/model/holdings.ts';
import { SECTOR_DECLARATIONS, SECTOR_GROUPS, SECTORS } from '../../sim/model/catalogue.ts';
import { describe, expect, it } from 'vitest';
import { TICKS_PER_HOUR } from '../../sim/kernel/time.ts';
import { ACCOUNT, Ledger } from '../../sim/model/ledger.ts';
import type { World } from '../../sim/model/world.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { listener, action, method, runWorld, sector, SHOPS, quietScenario } from './fixture.ts';

/** A policy that moves money in every way there is. */
const EVERYTHING = [
  action('equip', { targetShare: 1, toDay: 2 }),
  action('campaign', { reachShare: 0.5, rewardFen: 333, fromDay: 1 }),
  action('discount', { method: method('mobile'), share: 0.133 }),
  action('discount', { method: method('card'), share: 0.071 }),
  action('subsidise', { feeRebateShare: 0.37, grantFen: 12_345, sectors: SHOPS }),
  action('pay_later', { targetShare: 1, toDay: 1 }),
  action('no_cash', { sectors: [sector('convenience'), sector('hospital')], fromDay: 2 }),
  action('outage', { fromDay: 1, fromMinute: 600, toMinute: 720 }),
];
const SCENARIO = quietScenario({ scale: 1000, policy: EVERYTHING });

const sum = (column: ArrayLike<number>) => Array.from(column).reduce((a, b) => a + b, 0);
const least = (column: ArrayLike<number>) => Array.from(column).reduce((a, b) => Math.min(a, b), 0);

/** Cash in the tills of each sector, as the places have it. */
function tillsBySector(world: World): number[] {
  const tills = SECTORS.map(() => 0);
  for (const places of world.places) {
    for (let place = 0; place < places.count; place++) {
      if (places.sector.get(place) < tills.length) tills[places.sector.get(place)] += places.till.get(place);
    }
  }
  return tills;
}

function expectBooksToAgree(world: World): void {
  const { ledger, people } = world;
  expect(ledger.sum()).toBe(0);
  expect(ledger.balance[ACCOUNT.residentCash]).toBe(sum(people.cash.copy()));
  expect(ledger.balance[ACCOUNT.residentCards]).toBe(sum(people.card.copy()));
  const tills = SECTORS.map((_, index) => ledger.balance[ledger.till(index)]);
  expect(tills).toEqual(tillsBySector(world));
  expect(least(people.cash.copy())).toBe(0);
  expect(least(people.card.copy())).toBe(0);
  for (const places of world.places) {
    expect(least(places.till.copy())).toBe(0);
    expect(least(places.change.copy())).toBe(0);
  }
}

describe('money', () => {
  it('sums to zero and is where the books say, at any time of the day, and nobody holds less than nothing', () => {
    const simulation = new Simulation(SCENARIO, 'policy');
    expectBooksToAgree(simulation.world);
    for (let tick = 0; tick < simulation.end; tick += 5 * TICKS_PER_HOUR + 7) {
      simulation.runUntil(tick);
      expectBooksToAgree(simulation.world);
    }
    simulation.finish();
    expectBooksToAgree(simulation.world);
    expect(simulation.world.ledger.balance[ACCOUNT.outside]).toBeLessThan(0);
  });

  it('moves in the books as every payment and top-up reports, and no other way', () => {
    /** Bookings from a resident to a merchant since the last payment was reported. */
    let unreported: { from: number; to: number; fen: number }[] = [];
    let wrong = 0;
    let payments = 0;
    let toppedUp = 0;
    const seen = [0, 0, 0];
    const accounts = [ACCOUNT.residentCash, ACCOUNT.residentCards, ACCOUNT.residentBank];
    /** Account that pays by a method in a sector: campuses have a card of their own. */
    let payerOf: (at: number, by: number) => number = (_at, by) => accounts[by];
    let cards = 0;
    const { simulation } = runWorld(SCENARIO, 'policy', ({ world }) => {
      const book = world.ledger.transfer.bind(world.ledger);
      cards = world.ledger.balance[ACCOUNT.residentCards];
      const own = world.payments.ownCards[0].account;
      const campuses = SECTOR_GROUPS.campuses.map(sector);
      payerOf = (at, by) => {
        if (by !== method('card')) return accounts[by];
        if (campuses.includes(at)) return own;
        // A bank card, where those are taken.
        return SECTOR_DECLARATIONS[at].payment.takesBankCards ? ACCOUNT.residentBank : accounts[by];
      };
      world.ledger.transfer = (from, to, fen) => {
        const isResidents = accounts.includes(from as 1) || from === own;
        if (isResidents && to >= world.ledger.till(0) && to !== own) unreported.push({ from, to, fen });
        if (from === ACCOUNT.residentCards) cards -= fen;
        book(from, to, fen);
      };
      world.facts.add(
        listener({
          payment: (at, _place, _person, by, fen) => {
            const to = by === method('cash') ? world.ledger.till(at) : world.ledger.bank(at);
            const expected = [{ from: payerOf(at, by), to, fen }];
            if (JSON.stringify(unreported) !== JSON.stringify(expected)) wrong++;
            unreported = [];
            payments++;
            seen[by]++;
          },
          toppedUp: (_person, fen) => (toppedUp += fen),
        }),
      );
    });
    expect(wrong).toBe(0);
    expect(unreported).toEqual([]);
    expect(payments).toBeGreaterThan(10_000);
    expect(least(seen.map((count) => count - 1))).toBe(0);
    expect(toppedUp).toBeGreaterThan(0);
    expect(simulation.world.ledger.balance[ACCOUNT.residentCards]).toBe(cards + toppedUp);
  });

  it('is on a card only where there is one', () => {
    const { people } = new Simulation(SCENARIO, 'baseline').world;
    let strays = 0;
    for (let p = 0; p < people.count; p++) {
      if ((people.flags.get(p) & FLAG.card) === 0 && people.card.get(p) > 0) strays++;
    }
    expect(strays).toBe(0);
  });

  it('is booked in whole fen that are not negative', () => {
    const ledger = new Ledger(1, []);
    for (const fen of [-1, 0.5, NaN, Infinity]) expect(() => ledger.transfer(0, 1, fen)).toThrow(/whole fen/);
    ledger.transfer(0, 1, 5);
    expect([ledger.balance[0], ledger.balance[1], ledger.sum()]).toEqual([-5, 5, 0]);
  });
});
