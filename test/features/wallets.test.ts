/** Wallets that hold money themselves: limits, interest, and pensions paid into them, reckoned by hand. */
import { describe, expect, it } from 'vitest';
import { WALLET } from '../../sim/model/holdings.ts';
import { AGE_BANDS, ROLE } from '../../sim/model/city.ts';
import { ACCOUNT } from '../../sim/model/ledger.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { action, method, quietScenario, sector } from '../model/fixture.ts';
import { record, sumOf } from './record.ts';

const MOBILE = method('mobile');
const CASH = method('cash');
const everywhere = action('equip', { targetShare: 1, toDay: 1 });
/** Nobody joins or drops the wallet, so that who has it is the same in all runs. */
const still = {
  'adoption.wallet_daily': 0,
  'adoption.wallet_peer_daily': 0,
  'adoption.wallet_aware_daily': 0,
  'adoption.lapse_daily': 0,
  'adoption.distrust_lapse_daily': 0,
};
const scenario = (days: number, ...policy: ReturnType<typeof action>[]) =>
  quietScenario({ scale: 4000, days, policy: [everywhere, ...policy], parameters: still });

describe('under a holding limit', () => {
  const LIMIT = 5000;
  const limited = record(scenario(2, action('wallet_limit', { limitFen: LIMIT })));
  const free = record(scenario(2));

  it('nobody pays more by phone in a day than the wallet holds, and cash takes its place', () => {
    const byPerson = new Map<string, number>();
    for (const { sector: at, person, day, method: by, fen } of limited.payments) {
      // At hospitals others may pay, of whose wallets nothing is known there.
      if (by === MOBILE && at !== sector('hospital')) {
        byPerson.set(`${person} ${day}`, (byPerson.get(`${person} ${day}`) ?? 0) + fen);
      }
    }
    expect(byPerson.size).toBeGreaterThan(50);
    expect(Math.max(...byPerson.values())).toBeLessThanOrEqual(LIMIT);
    expect(free.payments.some(({ method: by, fen }) => by === MOBILE && fen > LIMIT)).toBe(true);
    const cash = (run: typeof free) => sumOf(run.payments.filter((one) => one.method === CASH).map(({ fen }) => fen));
    expect(cash(limited)).toBeGreaterThan(cash(free));
  });

  it('the books have what wallets hold, at most the limit, and only of those who have one', () => {
    const { people, ledger, extras } = limited.model;
    const held = [...extras.wallets!.held];
    expect(sumOf(held)).toBe(ledger.balance[ACCOUNT.residentWallets]);
    expect(Math.max(...held)).toBe(LIMIT);
    expect(held.filter((fen, person) => fen > 0 && !people.hasWallet(person))).toEqual([]);
    expect(free.model.extras.wallets).toBeNull();
  });
});

it('interest as high as what cash costs otherwise leaves one over the root of two of it in the hand', () => {
  const run = scenario(3, action('wallet_interest', { yearShare: 0.04 }));
  const simulation = new Simulation(run, 'policy');
  const { people, payments, extras, engine } = simulation.world;
  const fetched: [has: boolean, share: number, norm: number][] = [];
  const withdraw = payments.stores.fetch.bind(payments.stores);
  // Not what is fetched for a payment by bank card.
  let refilling = '';
  const beginDayOf = extras.beginDayOf.bind(extras);
  extras.beginDayOf = (person) => {
    refilling = `${person} at ${engine.now}`;
    beginDayOf(person);
  };
  payments.stores.fetch = (person, fen) => {
    withdraw(person, fen);
    if (refilling !== `${person} at ${engine.now}`) return;
    refilling = '';
    const norm = run.parameters[`people.cash_norm_yuan.${AGE_BANDS[people.age(person)]!.id}`]! * 100;
    fetched.push([people.hasWallet(person), people.cash.get(person) / norm, norm]);
  };
  simulation.finish();
  // Hundreds are fetched: half of one is too much or too little at most.
  for (const [has, share, norm] of fetched) {
    expect(Math.abs(share - (has ? Math.SQRT1_2 : 1)) * norm).toBeLessThanOrEqual(50 * 100 + 1);
  }
  expect(fetched.filter(([has]) => has).length).toBeGreaterThan(30);
  // What is no longer carried is in the wallet, and the government pays for it.
  const { balance } = simulation.world.ledger;
  expect(balance[ACCOUNT.residentWallets]).toBeGreaterThan(0);
  expect(-balance[ACCOUNT.government]!).toBeGreaterThan(0);
  expect(-balance[ACCOUNT.government]!).toBeLessThan(((3 * 0.04 * balance[ACCOUNT.residentWallets]!) / 365) * 2);
});

it('pensions go into the wallets of those who can have one, who have it from then on', () => {
  const policy = [action('wallet_benefits', { share: 1 })];
  const simulation = new Simulation({ ...scenario(2), policy, start: '2017-06-14' }, 'policy');
  const { people, extras, incomes } = simulation.world;
  const can = Array.from({ length: people.count }, (_, person) => person).filter(
    (person) => people.role(person) === ROLE.retired && people.hasSmartphone(person) && people.hasAccount(person),
  );
  const had = can.filter((person) => people.hasWallet(person)).length;
  simulation.runDay();
  expect(sumOf([...extras.wallets!.held])).toBe(0);
  simulation.runUntil(simulation.world.engine.now + 1);
  expect(had).toBeLessThan(can.length / 2);
  expect(can.length).toBeGreaterThan(30);
  for (const person of can) {
    expect(people.isEnrolled(person, WALLET)).toBe(true);
    // A few may have paid in the very first instant of the day.
    expect(extras.wallets!.held[person]).toBeLessThanOrEqual(incomes!.of(person));
  }
  expect(sumOf([...extras.wallets!.held])).toBe(sumOf(can.map((person) => incomes!.of(person))));
  simulation.finish();
  expect(simulation.world.ledger.sum()).toBe(0);
});
