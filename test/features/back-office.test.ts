/** What is done with the cash of shops at night: out of what each till has taken, to the fen and the payment. */
import { beforeAll, describe, expect, it } from 'vitest';
import { TICKS_PER_MINUTE, TICKS_PER_SECOND } from '../../sim/kernel/time.ts';
import { METHODS } from '../../sim/model/payment/methods.ts';
import { SECTOR_GROUPS } from '../../sim/model/catalogue.ts';
import { listener, runWorld, sector, tinyScenario } from '../model/fixture.ts';
import { bothEnds } from './move.ts';
import { BACKOFFICE_MOVES } from './moves-backoffice.ts';

const CASH = METHODS.indexOf('cash');
const SHOPS = SECTOR_GROUPS['shops']!.map(sector);
const DAYS = 4;
const PARAMETERS = {
  'backoffice.close_minutes': 5,
  'backoffice.count_seconds': 2,
  'backoffice.recount_minutes': 7,
  'backoffice.wrong_change_share': 0.01,
  'backoffice.fake_share': 0.001,
  'backoffice.bank_above_yuan': 300,
};

/** A Thursday to a Sunday. */
function run(parameters: Readonly<Record<string, number>> = {}) {
  const days = Array.from({ length: DAYS }, () => ({ cash: 0, payments: 0, fen: 0 }));
  const seen = { payments: 0, cash: 0, closed: 0, closing: 0, counting: 0, recounting: 0, lost: 0, brought: 0 };
  const trips: number[] = [];
  const borrowed: number[] = [];
  const scenario = tinyScenario({
    ...{ scale: 2000, start: '2017-06-08', days: DAYS },
    parameters: { ...PARAMETERS, ...parameters },
  });
  const { simulation, measures } = runWorld(scenario, 'policy', ({ world }) =>
    world.facts.add(
      listener({
        payment: (at, _place, _person, method, fen) => {
          if (!SHOPS.includes(at)) return;
          days[world.today]!.payments++;
          days[world.today]!.cash += method === CASH ? 1 : 0;
          days[world.today]!.fen += method === CASH ? fen : 0;
        },
        tillClosed: (_place, payments, cash) => {
          seen.closed += cash > 0 ? 1 : 0;
          seen.payments += payments;
          seen.cash += cash;
        },
        cashCounted: (_place, closing, counting, recounting) => {
          seen.closing += closing;
          seen.counting += counting;
          seen.recounting += recounting;
        },
        cashLost: (_place, fake, change) => (seen.lost += fake + change),
        wentToBank: (_place, _ticks, fen) => {
          trips.push(world.today);
          seen.brought += fen;
        },
        changeBorrowed: () => borrowed.push(world.today),
      }),
    ),
  );
  return { days, seen, trips, borrowed, measures, world: simulation.world };
}

describe('back offices of shops', () => {
  let found: ReturnType<typeof run>;
  beforeAll(() => (found = run()));

  it('close each night what has been paid in shops that day, until the last', () => {
    const closed = found.days.slice(0, -1);
    expect(found.seen.payments).toBe(closed.reduce((sum, { payments }) => sum + payments, 0));
    expect(found.seen.cash).toBe(closed.reduce((sum, { cash }) => sum + cash, 0));
  });

  it('take five minutes for each till that took cash, two seconds for each payment, seven minutes for each wrong change', () => {
    const { seen, measures } = found;
    expect(seen.closing).toBe(seen.closed * 5 * TICKS_PER_MINUTE);
    expect(seen.counting).toBe(seen.cash * 2 * TICKS_PER_SECOND);
    const mistakes = seen.recounting / (7 * TICKS_PER_MINUTE);
    expect(Number.isInteger(mistakes)).toBe(true);
    expect(Math.abs(mistakes / (0.01 * seen.cash) - 1)).toBeLessThan(0.25);
    expect(measures['backoffice.losses.change']).toBe(4 * mistakes);
  });

  it('hold at the back what tills have taken, less what was lost and brought to the bank', () => {
    const { world, seen, days } = found;
    const { ledger } = world;
    const column = (name: string) => [
      ...(world.stateColumns().find(([key]) => key === `backoffice.${name}`)![1] as Uint32Array),
    ];
    const shops = world.places.flatMap(({ sector: at }) => [...at]).filter((at) => SHOPS.includes(at)).length;
    const safes = column('safe').reduce((sum, fen) => sum + fen, 0);
    expect(ledger.balance[ledger.account('backoffice.safes')]).toBe(safes);
    const taken = days.slice(0, -1).reduce((sum, { fen }) => sum + fen, 0);
    // Change is fetched with money from the bank where there is less than the reserve at the back.
    expect(safes).toBeGreaterThanOrEqual(shops * 200 * 100 + taken - seen.lost - seen.brought);
    expect(ledger.balance[ledger.account('backoffice.losses')]).toBe(seen.lost);
    expect(ledger.sum()).toBe(0);
  });

  it('go to the bank on working days only, and borrow change on others', () => {
    const { trips, borrowed, world } = found;
    expect(trips.length).toBeGreaterThan(20);
    expect(trips.every((day) => !world.isWeekend(day))).toBe(true);
    expect(borrowed.every((day) => world.isWeekend(day))).toBe(true);
    const short = { 'backoffice.change_reserve_yuan': 0, 'payment.exact_cash_share': 0 };
    expect(run(short).borrowed.length).toBeGreaterThan(0);
  });

  it('have nothing to do where nobody pays in cash, and more payments fit into an hour', () => {
    const phones = Object.fromEntries(
      ['smartphone_share', 'bank_account_share', 'wallet_share'].flatMap((family) =>
        ['0-14', '15-24', '25-34', '35-44', '45-59', '60-74', '75+'].map((age) => [`people.${family}.${age}`, 1]),
      ),
    );
    const accepting = ['vendor', 'convenience', 'supermarket', 'restaurant', 'market'];
    const all = run({
      ...phones,
      ...Object.fromEntries(accepting.map((kind) => [`retail.accepting_share.${kind}`, 1])),
      'payment.choice_shop_mobile': 3,
      'payment.choice_habit': 8,
    });
    const seconds = 'backoffice.seconds_per_payment';
    expect(all.measures[seconds]).toBeLessThan(0.5 * found.measures[seconds]!);
    const efficiency = 'backoffice.payments_per_staff_hour';
    expect(all.measures[efficiency]).toBeGreaterThan(found.measures[efficiency]!);
    expect(all.measures['backoffice.fees']).toBeGreaterThan(found.measures['backoffice.fees']!);
  });
});

it.each(BACKOFFICE_MOVES)('$parameter $direction what it is about', (move) => {
  for (const [id, [low, high]] of bothEnds(move)) {
    if (move.direction === 'raises') expect(high, id).toBeGreaterThan(low);
    else expect(high, id).toBeLessThan(low);
  }
});
