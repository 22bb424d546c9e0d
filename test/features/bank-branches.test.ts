/** How staff of shops go to the bank: a way, a line and a counter, on working days; and what spares them that. */
import { beforeAll, describe, expect, it } from 'vitest';
import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE } from '../../sim/kernel/time.ts';
import { PLACE_KINDS, SECTORS } from '../../sim/model/catalogue.ts';
import type { World } from '../../sim/model/world.ts';
import { serviceDigests } from '../../sim/model/service-digests.ts';
import { action, listener, quietScenario, runWorld, service, SHOPS, type Overrides } from '../model/fixture.ts';

/** A Thursday to a Monday: tills are closed at night, so that somebody goes on Friday and on Monday. */
const WHERE = { scale: 1000, start: '2017-06-08', days: 5 };
const PARAMETERS = { 'backoffice.bank_above_yuan': 500 };
const [FRIDAY, MONDAY] = [1, 4];
const COLLECTED = [action('collect_cash', { targetShare: 1, toDay: 1, sectors: SHOPS })];
const ALONE = { 'backoffice.branch_others_per_hour': 0 };

function run({ parameters = {}, ...overrides }: Overrides = {}) {
  const parts = { waited: 0, served: 0, way: 0 };
  const trips: { day: number; ticks: number }[] = [];
  const collected: { ticks: number; fee: number }[] = [];
  const called: number[] = [];
  let vain = 0;
  let line = { area: 0 };
  const scenario = quietScenario({ ...WHERE, ...overrides, parameters: { ...PARAMETERS, ...parameters } });
  const { simulation, measures } = runWorld(scenario, 'policy', ({ world }) => {
    line = lookAtLines(world);
    world.facts.add(
      listener({
        queuedAtBank: (_place, waited, served, way) => {
          called.push((world.engine.now + waited) % TICKS_PER_DAY);
          parts.waited += waited;
          parts.served += served;
          parts.way += way;
        },
        wentToBank: (_place, ticks) => trips.push({ day: world.today, ticks }),
        wentInVain: () => vain++,
        collected: (_place, ticks, _fen, fee) => collected.push({ ticks, fee }),
      }),
    );
  });
  return { parts, trips, collected, called, vain, measures, area: line.area, world: simulation.world };
}

/** Customers × ticks in all lines, by looking after each event. */
function lookAtLines(world: World): { area: number } {
  const banks = service(world, 'backoffice');
  const seen = { area: 0 };
  let since = 0;
  let waiting = 0;
  world.engine.observer = {
    dispatched: (tick) => {
      seen.area += waiting * (tick - since);
      since = tick;
      waiting = 0;
      for (let branch = 0; branch < banks.places.count; branch++) waiting += banks.othersWaiting!(branch);
    },
  };
  return seen;
}

describe('trips of shops to the bank', () => {
  let found: ReturnType<typeof run>;
  let alone: ReturnType<typeof run>;
  beforeAll(() => {
    found = run();
    alone = run({ parameters: { ...ALONE, 'backoffice.branch_seconds': 900 } });
  });

  it('take as long as way, wait and service', () => {
    const { parts, trips, measures } = found;
    expect(trips.length).toBeGreaterThan(50);
    expect(Math.min(parts.way, parts.waited, parts.served)).toBeGreaterThan(0);
    const ticks = trips.reduce((sum, trip) => sum + trip.ticks, 0);
    expect(ticks).toBe(parts.way + parts.waited + parts.served);
    expect(measures['backoffice.bank_trips']).toBe(trips.length + found.vain);
    expect(measures['backoffice.vain_trips']).toBe(found.vain);
    expect(measures['backoffice.bank_wait_minutes']).toBeCloseTo(
      parts.waited / TICKS_PER_MINUTE / found.called.length,
      9,
    );
  });

  it("keep Little's law: customers × time in the lines is the sum of all waits", () => {
    expect(alone.parts.waited).toBeGreaterThan(0);
    expect(alone.area).toBe(alone.parts.waited);
    // Others wait beside them.
    expect(found.area).toBeGreaterThan(found.parts.waited);
  });

  it('are made on working days, in the hours of banks', () => {
    expect(new Set(found.trips.map(({ day }) => day))).toEqual(new Set([FRIDAY, MONDAY]));
    expect(Math.min(...found.called)).toBeGreaterThanOrEqual(9 * TICKS_PER_HOUR);
    expect(Math.max(...found.called)).toBeLessThan(17 * TICKS_PER_HOUR);
  });

  it('wait longer at fewer counters, and where others come, and go farther where branches are few', () => {
    const wait = 'backoffice.bank_wait_minutes';
    expect(run({ parameters: { 'backoffice.branch_counters': 3 } }).measures[wait]).toBeLessThan(found.measures[wait]!);
    expect(run({ parameters: ALONE }).measures[wait]).toBeLessThan(found.measures[wait]!);
    const few = run({ parameters: { ...ALONE, 'backoffice.branches_per_10000_residents': 0.5 } });
    expect(few.parts.way / few.trips.length).toBeGreaterThan((1.2 * found.parts.way) / found.trips.length);
  });

  it('are in vain where nobody is called any more, and made again', () => {
    // A Monday to a Thursday: the next day is a working day too.
    const days = { start: '2017-06-05', days: 4 };
    const crowd = { 'backoffice.branch_seconds': 1800, 'backoffice.branch_others_per_hour': 20 };
    const slow = run({ ...days, parameters: crowd });
    expect(slow.vain).toBeGreaterThan(slow.trips.length);
    expect(Math.max(...slow.called)).toBeLessThan(17 * TICKS_PER_HOUR);
    const usual = run(days).measures['backoffice.bank_trips'];
    expect(slow.measures['backoffice.bank_trips']).toBeGreaterThan(usual!);
  });

  it('change nothing for residents, however long they take', () => {
    const [some, others] = [found, alone].map(({ world }) => serviceDigests(world));
    expect(others!['backoffice']).not.toBe(some!['backoffice']);
    for (const { id } of found.world.services) if (id !== 'backoffice') expect(others![id]).toBe(some![id]);
    expect([...found.world.people.ticks]).toEqual([...alone.world.people.ticks]);
  });

  it('leave no money anywhere but at the back, lost, or at the bank', () => {
    const { ledger } = found.world;
    const column = found.world.stateColumns().find(([name]) => name === 'backoffice.safe')![1] as Uint32Array;
    expect(ledger.sum()).toBe(0);
    expect(ledger.balance[ledger.account('backoffice.safes')]).toBe(column.reduce((sum, fen) => sum + fen, 0));
  });

  it('are not made where cash is collected, for a fee and the time of handing it over', () => {
    const { measures, trips, collected, world } = run({ policy: COLLECTED });
    expect(trips).toEqual([]);
    expect(measures['backoffice.bank_trips']).toBe(0);
    expect(measures['backoffice.bank_wait_minutes']).toBeNaN();
    expect(collected.length).toBeGreaterThan(50);
    expect(collected.every(({ ticks, fee }) => ticks === 5 * TICKS_PER_MINUTE && fee === 2000)).toBe(true);
    expect(measures['backoffice.collection_fees']).toBe(20 * collected.length);
    expect(world.ledger.sum()).toBe(0);
    const time = 'backoffice.minutes_per_place_day';
    expect(measures[time]).toBeLessThan(found.measures[time]!);
    const free = run({ policy: COLLECTED, parameters: { 'backoffice.collect_fee_yuan': 0 } });
    const cost = 'backoffice.cost_per_100_yuan';
    expect(free.measures[cost]).toBeLessThan(found.measures[cost]!);
    expect(measures[cost]).toBeGreaterThan(free.measures[cost]!);
  });

  it('go to branches, which stand on the map as a kind of place that is no sector', () => {
    const { places } = service(found.world, 'backoffice');
    expect(places.count).toBeGreaterThan(1);
    expect(new Set([...places.sector].map((kind) => PLACE_KINDS[kind]))).toEqual(new Set(['branch']));
    expect(SECTORS).not.toContain('branch');
  });
});
