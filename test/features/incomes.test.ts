/** Incomes are what the city's figure says, go where they should, and leave accounts where they were. */
import { expect, it } from 'vitest';
import { formatDate, parseDate } from '../../sim/kernel/calendar.ts';
import { TICKS_PER_DAY } from '../../sim/kernel/time.ts';
import { SECTORS } from '../../sim/model/catalogue.ts';
import { ROLE } from '../../sim/model/city.ts';
import { ACCOUNT } from '../../sim/model/ledger.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { quietScenario } from '../model/fixture.ts';

const DAYS = 62;
/** June and July 2017. */
const START = '2017-06-01';
const scenario = quietScenario({ start: START, days: DAYS, scale: 10_000 });
const simulation = new Simulation(scenario, 'baseline');
const { world } = simulation;
const { people, ledger, payments } = world;
const incomes = world.incomes!;
const everybody = Array.from({ length: people.count }, (_, person) => person);

it('earn what the figure of the city says, pensioners half of what a mean worker has, and others nothing', () => {
  const mean = (role: number) => {
    const some = everybody.filter((person) => people.role(person) === role);
    return some.reduce((sum, person) => sum + incomes.of(person), 0) / some.length;
  };
  const year = (12 * everybody.reduce((sum, person) => sum + incomes.of(person), 0)) / 100;
  expect(year / people.count / scenario.city.figures['disposable_income_yuan_year']!.value).toBeCloseTo(1, 5);
  expect(mean(ROLE.retired) / mean(ROLE.worker)).toBeGreaterThan(0.45);
  expect(mean(ROLE.retired) / mean(ROLE.worker)).toBeLessThan(0.55);
  expect(mean(ROLE.student) + mean(ROLE.home)).toBe(0);
});

it('come once a month, pensions on their day, and all who work together on one', () => {
  const paid = new Map<string, number>();
  for (let day = 0; day < 30; day++) {
    const { byBank, inCash } = incomes.paidOn(day);
    paid.set(formatDate(parseDate(START) + day), byBank + inCash);
  }
  const all = everybody.reduce((sum, person) => sum + incomes.of(person), 0);
  expect([...paid.values()].reduce((a, b) => a + b, 0)).toBe(all);
  const pensions = everybody
    .filter((person) => people.role(person) === ROLE.retired)
    .reduce((sum, person) => sum + incomes.of(person), 0);
  expect(paid.get('2017-06-15')).toBeGreaterThan(pensions);
  expect(paid.get('2017-06-30')).toBe(0);
  expect(incomes.paidOn(0)).toEqual(incomes.paidOn(30));
});

it('leave no account to grow or sink without end, and money where those have it who fetch it', () => {
  const { balance } = ledger;
  const deposits: number[] = [];
  const home: number[] = [];
  let fromBank = 0;
  let fromHome = 0;
  const transfer = ledger.transfer.bind(ledger);
  let fetching = -1;
  let wrong = 0;
  const withdraw = payments.stores.fetch.bind(payments.stores);
  payments.stores.fetch = (person, fen) => {
    fetching = person;
    withdraw(person, fen);
    fetching = -1;
  };
  ledger.transfer = (from, to, fen) => {
    if (fetching >= 0) {
      if (payments.stores.isPaidInCash(fetching) !== (from === ACCOUNT.residentHome)) wrong++;
      if (from === ACCOUNT.residentHome) fromHome += fen;
      else fromBank += fen;
    }
    transfer(from, to, fen);
  };
  for (let day = 0; day < DAYS; day++) {
    simulation.runUntil(day * TICKS_PER_DAY + 1);
    deposits.push(balance[ACCOUNT.residentBank]!);
    home.push(balance[ACCOUNT.residentHome]!);
    // Tills are emptied into it right after.
    SECTORS.forEach((_, at) =>
      expect(Math.abs(balance[ledger.bank(at)]!)).toBeLessThan(balance[ACCOUNT.residentBank]!),
    );
  }
  simulation.finish();
  expect(wrong).toBe(0);
  expect(Math.min(fromBank, fromHome)).toBeGreaterThan(100_000);
  // A month on, the same day of the month: but for what has been fetched in the first instant.
  const level = scenario.parameters['income.deposit_yuan']! * people.count * 100;
  expect(Math.abs(deposits[30]! / deposits[0]! - 1)).toBeLessThan(0.005);
  const mean = deposits.slice(0, 30).reduce((a, b) => a + b, 0) / 30;
  expect(Math.abs(mean / level - 1)).toBeLessThan(0.05);
  const kept = scenario.parameters['income.home_cash_yuan']! * people.count * 100;
  for (const fen of home) expect(Math.abs(fen / kept - 1)).toBeLessThanOrEqual(0.5);
  for (const account of [ACCOUNT.residentBank, ACCOUNT.residentHome, ACCOUNT.residentCash]) {
    expect(balance[account]).toBeGreaterThan(0);
  }
  expect(ledger.sum()).toBe(0);
});
