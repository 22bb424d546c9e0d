import { SECTORS } from '../../sim/model/catalogue.ts';
import { describe, expect, it } from 'vitest';
import { either, Levers } from '../../sim/model/policy/levers.ts';
import { rampShare } from '../../sim/model/policy/ramp.ts';
import { setLevers } from '../../sim/model/policy/registry.ts';
import { type PolicyAction } from '../../sim/model/scenario.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { ALL_DISTRICTS, action, method, sector, tinyScenario } from './fixture.ts';

const DISTRICTS = ALL_DISTRICTS.length;
const CELLS = SECTORS.length * DISTRICTS;

/** The levers on a day of a policy, from places of which `initial` accept. */
function leversOn(day: number, policy: readonly PolicyAction[], initial = 0): Levers {
  const levers = new Levers(SECTORS.length, DISTRICTS);
  levers.initialShare.fill(initial);
  setLevers(levers, policy, day);
  return levers;
}

const columnsOf = (levers: Levers) =>
  Object.fromEntries(
    Object.entries(levers).flatMap(([name, column]) => (ArrayBuffer.isView(column) ? [[name, column]] : [])),
  );

describe('levers', () => {
  it('are at rest without a policy, before its first day and on the day after its last', () => {
    const rest = columnsOf(leversOn(5, [], 0.25));
    expect(rest.equipShare).toEqual(new Float64Array(CELLS).fill(0.25));
    const windows = [
      action('subsidise', { feeRebateShare: 0.5, grantFen: 100, fromDay: 3, toDay: 5 }),
      action('discount', { method: method('mobile'), share: 0.2, fromDay: 3, toDay: 5 }),
      action('campaign', { reachShare: 0.2, rewardFen: 100, fromDay: 3, toDay: 5 }),
      action('assist', { dailyShare: 0.2, fromAgeBand: 3, fromDay: 3, toDay: 5 }),
      action('no_cash', { fromDay: 3, toDay: 5 }),
    ];
    for (const window of windows) {
      expect(columnsOf(leversOn(2, [window], 0.25))).toEqual(rest);
      expect(columnsOf(leversOn(5, [window], 0.25))).toEqual(rest);
      expect(columnsOf(leversOn(3, [window], 0.25))).not.toEqual(rest);
      expect(columnsOf(leversOn(4, [window], 0.25))).toEqual(columnsOf(leversOn(3, [window], 0.25)));
    }
  });

  it('forget the day before', () => {
    const levers = leversOn(0, [
      action('no_cash', { toDay: 1 }),
      action('discount', { method: method('card'), share: 0.5, toDay: 1 }),
    ]);
    setLevers(levers, [], 1);
    expect(columnsOf(levers)).toEqual(columnsOf(leversOn(1, [])));
  });

  it('are pulled in the sectors and districts named only', () => {
    const { noCash } = leversOn(0, [action('no_cash', { sectors: [1, 4], districts: [0, 7] })]);
    const pulled = Array.from(noCash.keys()).filter((cell) => noCash[cell] === 1);
    expect(pulled).toEqual([1, 4].flatMap((at) => [0, 7].map((district) => at * DISTRICTS + district)));
  });

  it('add up discounts to at most the whole price, and rebates to at most the whole fee', () => {
    const discount = (share: number) => action('discount', { method: method('mobile'), share });
    const rebate = (feeRebateShare: number) => action('subsidise', { feeRebateShare, grantFen: 50 });
    const some = leversOn(0, [discount(0.25), discount(0.5), rebate(0.25), rebate(0.5)]);
    expect([some.mobileDiscount[0], some.feeRebateShare[0], some.grantFen[0]]).toEqual([0.75, 0.75, 100]);
    const much = leversOn(0, [discount(0.75), discount(0.5), rebate(1), rebate(0.5)]);
    expect([much.mobileDiscount[0], much.feeRebateShare[0]]).toEqual([1, 1]);
    expect(much.cardDiscount[0]).toBe(0);
  });

  it('take several campaigns as independent chances', () => {
    const campaign = (reachShare: number) => action('campaign', { reachShare, rewardFen: 10 });
    const { reachShare, rewardFen } = leversOn(0, [campaign(0.5), campaign(0.25)]);
    expect([reachShare[0], rewardFen[0]]).toEqual([either(0.5, 0.25), 20]);
    expect(either(0.5, 0.25)).toBe(0.625);
    expect([either(0, 0.5), either(1, 0.5), either(0, 0)]).toEqual([0.5, 1, 0]);
  });

  it('keep what a ramp has reached when its days are over, and the higher of two targets', () => {
    const ramp = (targetShare: number, fromDay: number, toDay: number) =>
      action('equip', { targetShare, fromDay, toDay, sectors: [sector('bus')] });
    const share = (day: number, ...policy: PolicyAction[]) => leversOn(day, policy, 0.5).equipShare[0];
    expect([0, 1, 2, 3, 4, 50].map((day) => share(day, ramp(1, 1, 5)))).toEqual([0.5, 0.625, 0.75, 0.875, 1, 1]);
    expect(share(50, ramp(0.25, 0, 1))).toBe(0.5);
    expect(share(50, ramp(1, 0, 1), ramp(0.75, 3, 4))).toBe(1);
    expect(leversOn(50, [ramp(1, 0, 1)], 0.5).equipShare[DISTRICTS]).toBe(0.5);
  });
});

describe('a ramp', () => {
  it('begins above its start, reaches its target on its last day and stays', () => {
    const days = { fromDay: 2, toDay: 6 };
    expect([2, 3, 4, 5, 6, 100].map((day) => rampShare(0, 1, days, day))).toEqual([0.25, 0.5, 0.75, 1, 1, 1]);
    expect(rampShare(0.5, 1, { fromDay: 2, toDay: 3 }, 2)).toBe(1);
  });

  it('is the same when cut in two on its line', () => {
    for (const cut of [1, 2, 5, 7]) {
      const middle = rampShare(0, 1, { fromDay: 0, toDay: 8 }, cut - 1);
      for (let day = 0; day < 10; day++) {
        let share = rampShare(0, middle, { fromDay: 0, toDay: cut }, day);
        if (day >= cut) share = rampShare(share, 1, { fromDay: cut, toDay: 8 }, day);
        expect(share).toBeCloseTo(rampShare(0, 1, { fromDay: 0, toDay: 8 }, day), 12);
      }
    }
  });

  it('never goes down', () => {
    expect(rampShare(0.5, 0.25, { fromDay: 0, toDay: 4 }, 2)).toBe(0.5);
    expect(rampShare(0.5, 0.5, { fromDay: 0, toDay: 4 }, 2)).toBe(0.5);
  });
});

describe('the order in which places are fitted', () => {
  const order = (seed: string, parameters: Record<string, number> = {}) => {
    const { world } = new Simulation(tinyScenario({ seed, parameters }), 'policy');
    return world.services.flatMap(({ places }) => Array.from(places?.rank ?? []));
  };

  it('is a plan: the same for every seed, and another one for each where the scenario says so', () => {
    expect(order('1').length).toBeGreaterThan(50);
    expect(order('2')).toEqual(order('1'));
    expect(order('1', { 'rollout.varies': 1 })).not.toEqual(order('1'));
    expect(order('2', { 'rollout.varies': 1 })).not.toEqual(order('1', { 'rollout.varies': 1 }));
  });

  it.each([0, 1])('is of numbers that nothing else draws, whether it varies or not (%d)', (varies) => {
    const scenario = tinyScenario({ parameters: { 'rollout.varies': varies } });
    // All that is shipped has names of its own.
    const { world } = new Simulation(scenario, 'policy');
    world.random.purpose('twice');
    expect(() => world.rollout.purpose('twice')).toThrow('found two that draw numbers for twice');
  });

  it('is not that in which hospitals begin to collect at the end', () => {
    const half = [action('equip', { targetShare: 0.5, toDay: 1 }), action('pay_later', { targetShare: 0.5, toDay: 1 })];
    const { world } = new Simulation(tinyScenario({ scale: 20, days: 1, policy: half }), 'policy');
    world.runUntil(1);
    const hospital = world.services.find(({ id }) => id === 'hospital')!;
    const accepts = Array.from(hospital.places!.accepts);
    const later = Array.from(hospital.state['payLater'] as unknown as Iterable<number>);
    const both = accepts.filter((one, i) => one === 1 && later[i] === 1).length;
    expect(both).toBeGreaterThan(0);
    expect(both).toBeLessThan(accepts.filter((one) => one === 1).length);
  });
});
