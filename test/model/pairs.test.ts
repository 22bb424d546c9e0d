import { beforeAll, describe, expect, it } from 'vitest';
import { TICKS_PER_DAY } from '../../sim/kernel/time.ts';
import { SECTOR_DECLARATIONS } from '../../sim/model/catalogue.ts';
import type { PolicyAction, Scenario } from '../../sim/model/scenario.ts';
import { World } from '../../sim/model/world.ts';
import { Simulation, type WorldOutcome } from '../../sim/runner/simulate.ts';
import { listener, action, method, runPair, runWorld, sector, tinyScenario } from './fixture.ts';

const DAYS = 3;
const SCENARIO = tinyScenario({ days: DAYS });
let baseline: WorldOutcome;
beforeAll(() => {
  baseline = new Simulation(SCENARIO, 'baseline').finish();
});

const run = (policy: readonly PolicyAction[], scenario: Scenario = SCENARIO): WorldOutcome =>
  new Simulation({ ...scenario, policy }, 'policy').finish();

const ofDay = (outcome: WorldOutcome, day: number) => outcome.values.filter((v) => v.day === day);

/** Every kind of action with a size that shows. `day`: the first on which it is in force. */
const actionsFrom = (day: number): PolicyAction[] => [
  action('equip', { targetShare: 1, fromDay: day, toDay: day + 1 }),
  action('subsidise', { feeRebateShare: 0.5, grantFen: 50_000, fromDay: day }),
  action('pay_later', { targetShare: 1, fromDay: day, toDay: day + 1 }),
  action('discount', { method: method('card'), share: 0.2, fromDay: day }),
  action('campaign', { reachShare: 0.5, rewardFen: 500, fromDay: day }),
  action('assist', { dailyShare: 0.5, fromAgeBand: 0, fromDay: day }),
  action('no_cash', { fromDay: day }),
  action('outage', { fromMinute: 480, toMinute: 1200, fromDay: day }),
];

describe('the two worlds of an empty policy', () => {
  it('are the same to the byte', () => {
    const pair = runPair(SCENARIO);
    expect(pair.policy.digest).toBe(pair.baseline.digest);
    expect(JSON.stringify(pair.policy.values)).toBe(JSON.stringify(pair.baseline.values));
    expect(pair.policy.personTicks).toEqual(pair.baseline.personTicks);
    expect(pair.policy.events).toBe(pair.baseline.events);
    // What could not be measured in one world could not be in the other.
    expect(Object.entries(pair.difference).filter(([, value]) => value !== 0 && !Number.isNaN(value))).toEqual([]);
    expect(pair.measures.baseline['payments.count']).toBeGreaterThan(0);
  });
});

describe('a world', () => {
  it('is the same when run again, and another with another seed', () => {
    const again = new Simulation(SCENARIO, 'baseline').finish();
    expect(again.digest).toBe(baseline.digest);
    expect(again.values).toEqual(baseline.values);
    expect(new Simulation({ ...SCENARIO, seed: 'test2' }, 'baseline').finish().digest).not.toBe(baseline.digest);
  });

  it('is the same in however odd slices it is run', () => {
    const simulation = new Simulation(SCENARIO, 'baseline');
    // A few ticks, then more and more; then midnights from both sides, and twice.
    for (let tick = 1; tick < TICKS_PER_DAY; tick += 1 + Math.floor(tick * 0.37)) simulation.runUntil(tick);
    for (const past of [-1, 0, 0, 1, 7]) simulation.runUntil(TICKS_PER_DAY + past);
    simulation.runUntil(TICKS_PER_DAY * 2 + 12_345);
    const sliced = simulation.finish();
    expect(sliced.digest).toBe(baseline.digest);
    expect(sliced.values).toEqual(baseline.values);
    expect(sliced.personTicks).toEqual(baseline.personTicks);
  });

  it('does not notice whether anybody observes it', () => {
    const alone = new World(SCENARIO, []);
    alone.runUntil(DAYS * TICKS_PER_DAY);
    expect(alone.digest()).toBe(baseline.digest);
    let facts = 0;
    const count = () => void facts++;
    const all = {
      payment: count,
      waited: count,
      served: count,
      rode: count,
      dwelt: count,
      enrolled: count,
      visited: count,
    };
    const watched = runWorld(SCENARIO, 'baseline', ({ world }) => world.facts.add(listener(all)));
    expect(watched.outcome.digest).toBe(baseline.digest);
    expect(watched.outcome.values).toEqual(baseline.values);
    expect(facts).toBeGreaterThan(0);
  });
});

describe('an action of no size', () => {
  const nothing: [string, PolicyAction][] = [
    ['equip to nothing', action('equip', { targetShare: 0, toDay: 2 })],
    ['subsidise nothing', action('subsidise', { feeRebateShare: 0, grantFen: 0 })],
    ['pay later nowhere', action('pay_later', { targetShare: 0, toDay: 2 })],
    ['a mobile discount of nothing', action('discount', { method: method('mobile'), share: 0 })],
    ['a card discount of nothing', action('discount', { method: method('card'), share: 0 })],
    ['a campaign that reaches nobody', action('campaign', { reachShare: 0, rewardFen: 0 })],
    ['assistance for nobody', action('assist', { dailyShare: 0, fromAgeBand: 0 })],
    ['an outage of no length', action('outage', { fromDay: 1, fromMinute: 600, toMinute: 600 })],
    ['an outage that was over before', action('outage', { fromDay: -1, fromMinute: 600, toMinute: 1000 })],
    ['no cash in no sector', action('no_cash', { sectors: [] })],
    ['no cash in no district', action('no_cash', { districts: [] })],
    ['a window of no days', action('no_cash', { fromDay: 1, toDay: 1 })],
  ];
  it.each(nothing)('changes nothing: %s', (_, policy) => {
    const outcome = run([policy]);
    expect(outcome.digest).toBe(baseline.digest);
    expect(outcome.values).toEqual(baseline.values);
  });

  it('changes nothing beside one that does something, before or after it in the file', () => {
    const something = [
      action('assist', { dailyShare: 0.5, fromAgeBand: 4 }),
      action('equip', { targetShare: 1, toDay: 3 }),
      action('outage', { fromDay: 1, fromMinute: 480, toMinute: 700 }),
    ];
    const alone = run(something);
    const none = nothing.map(([, policy]) => policy);
    expect(run([...something, ...none]).values).toEqual(alone.values);
    expect(run([...none, ...something]).values).toEqual(alone.values);
    expect(alone.digest).not.toBe(baseline.digest);
  });
});

describe('an action', () => {
  it('that begins after the end changes nothing', () => {
    const outcome = run(actionsFrom(DAYS));
    expect(outcome.digest).toBe(baseline.digest);
    expect(outcome.values).toEqual(baseline.values);
  });

  it.each(actionsFrom(1).map((m) => [m.kind, m] as const))('changes nothing before its first day: %s', (kind, m) => {
    // Enrolling needs places to pay by phone, a rebate merchants who reckon quickly.
    const scenario = tinyScenario({ days: 4, parameters: { 'merchant.adopt_daily': 0.2 } });
    const given = kind === 'equip' || kind === 'subsidise' ? [] : [action('equip', { targetShare: 0.9, toDay: 1 })];
    const without = run(given, scenario);
    const outcome = run([...given, m], scenario);
    expect(ofDay(outcome, 0)).toEqual(ofDay(without, 0));
    expect(outcome.digest).not.toBe(without.digest);
    const later = (of: typeof outcome) => [1, 2, 3].map((day) => ofDay(of, day));
    expect(later(outcome)).not.toEqual(later(without));
  });

  it('that equips at an even pace is the same when split at a point on its line', () => {
    // From nothing everywhere, so that all sectors and districts have one line.
    const accepting = SECTOR_DECLARATIONS.flatMap(({ acceptingShare }) => acceptingShare ?? []);
    const parameters = Object.fromEntries(accepting.map((id) => [id, 0]));
    const bare = tinyScenario({ days: DAYS, parameters });
    const whole = run([action('equip', { targetShare: 1, fromDay: 0, toDay: 4 })], bare);
    const first = action('equip', { targetShare: 0.5, fromDay: 0, toDay: 2 });
    const second = action('equip', { targetShare: 1, fromDay: 2, toDay: 4 });
    expect(run([first, second], bare).digest).toBe(whole.digest);
    expect(run([first], bare).digest).not.toBe(whole.digest);
    const off = action('equip', { targetShare: 1, fromDay: 0, toDay: 2 });
    expect(run([off, second], bare).digest).not.toBe(whole.digest);
  });

  const windows: [string, (fromDay: number, toDay: number) => PolicyAction][] = [
    ['discount', (fromDay, toDay) => action('discount', { method: method('mobile'), share: 0.3, fromDay, toDay })],
    ['campaign', (fromDay, toDay) => action('campaign', { reachShare: 0.3, rewardFen: 1000, fromDay, toDay })],
    ['assist', (fromDay, toDay) => action('assist', { dailyShare: 0.3, fromAgeBand: 3, fromDay, toDay })],
    ['subsidise', (fromDay, toDay) => action('subsidise', { feeRebateShare: 1, grantFen: 100_000, fromDay, toDay })],
    ['no_cash', (fromDay, toDay) => action('no_cash', { sectors: [sector('vendor')], fromDay, toDay })],
  ];
  it.each(windows)('with a window is the same as two consecutive ones: %s', (_, window) => {
    const equip = action('equip', { targetShare: 1, toDay: 1 });
    const whole = run([equip, window(0, 3)]);
    expect(run([equip, window(0, 1), window(1, 3)]).digest).toBe(whole.digest);
    expect(run([equip, window(2, 3), window(0, 2)]).digest).toBe(whole.digest);
    expect(run([equip, window(0, 1)]).digest).not.toBe(whole.digest);
  });

  it('is the same when split by sector or by district', () => {
    const all = action('discount', { method: method('mobile'), share: 0.3 });
    const whole = run([all]);
    const half = all.districts.length >> 1;
    const parts = [all.districts.slice(0, half), all.districts.slice(half)].flatMap((districts) => [
      { ...all, districts, sectors: all.sectors.slice(0, 3) },
      { ...all, districts, sectors: all.sectors.slice(3) },
    ]);
    expect(run(parts).digest).toBe(whole.digest);
    expect(run(parts.slice(1)).digest).not.toBe(whole.digest);
  });

  it('that is an outage is the same when cut in two', () => {
    const outage = (fromMinute: number, toMinute: number) => action('outage', { fromDay: 1, fromMinute, toMinute });
    const values = (policy: PolicyAction[]) => run(policy).values;
    expect(values([outage(480, 700), outage(700, 1800)])).toEqual(values([outage(480, 1800)]));
  });
});
