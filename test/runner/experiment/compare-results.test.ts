import { describe, expect, it } from 'vitest';
import { clearlyBest, differenceOfPlans, sharesBaseline } from '../../../sim/runner/experiment/compare-results.ts';
import { prepareResults, withChance } from '../../../sim/runner/experiment/prepare-results.ts';
import type { PreparedResults } from '../../../sim/runner/experiment/prepared-results.ts';
import { halfWidth, mean } from '../../../sim/runner/experiment/statistics.ts';
import { wholeRun, withPairedMeasures } from '../../../sim/runner/pair.ts';
import { shippedScenario } from '../../../sim/runner/library.ts';
import { Simulation } from '../../../sim/runner/simulate.ts';

const about = { version: '1', model: 'm', scenarioSha256: '', shipped: null };
const seeds = ['1', '2', '3', '4', '5'];
const outage = shippedScenario('wuhan-outage', { scale: 20_000, days: 5 });
const nothing = { ...outage, policy: [] };

const worlds = (scenario: typeof outage) =>
  seeds.map((seed, i) => {
    const one = { ...scenario, seed };
    return {
      seed,
      baseline: new Simulation(one, 'baseline').finish(),
      policy: new Simulation(one, 'policy').finish(),
      chance: new Simulation(withChance(one, i), 'policy').finish(),
    };
  });
const [made, none] = [worlds(outage), worlds(nothing)];
const plan = prepareResults(outage, made, about);
const empty = prepareResults(nothing, none, about);

describe('two plans', () => {
  it('share a baseline where its worlds are the same to the byte, and not otherwise', () => {
    expect(sharesBaseline(plan, empty)).toBe(true);
    const other = { ...empty, runs: empty.runs.map((run) => ({ ...run, baseline: '0' })) };
    expect(sharesBaseline(plan, other)).toBe(false);
    expect(differenceOfPlans(plan, other, 'refusals.count')).toBeUndefined();
  });

  it('differ by what their worlds with the policy differ by, seed by seed', () => {
    const whole = (world: (typeof made)[number]) =>
      wholeRun(withPairedMeasures(world.baseline, world.policy, outage.city, outage.days).policy);
    for (const name of ['refusals.count', 'payments.mobile_share', 'saved.losers_share']) {
      const differences = made.map((world, at) => whole(world)[name]! - whole(none[at]!)[name]!);
      const found = differenceOfPlans(empty, plan, name)!;
      expect(found.difference, name).toBeCloseTo(mean(differences), 4);
      expect(found.halfWidth, name).toBeCloseTo(halfWidth(differences), 3);
      expect(found.seeds).toBe(5);
      expect(differenceOfPlans(plan, empty, name)!.difference).toBeCloseTo(-found.difference, 9);
    }
    expect(differenceOfPlans(empty, plan, 'no.such')).toBeUndefined();
  });

  it('have a best one only where its difference from every other is clear', () => {
    /** The same plan, but for a measure by so much in each seed. */
    const with_ = (by: readonly number[]): PreparedResults => ({
      ...plan,
      whole: { ...plan.whole, made_up: [10, mean(by), halfWidth(by), 5, 0.1] },
      each: { ...plan.each, made_up: by },
    });
    const [low, high, wide] = [with_([1, 1.1, 1, 0.9, 1]), with_([5, 5.1, 5, 5, 4.9]), with_([-9, 9, -9, 9, 4])];
    expect(clearlyBest([high, low], 'made_up', 'less')).toBe(1);
    expect(clearlyBest([high, low], 'made_up', 'more')).toBe(0);
    expect(clearlyBest([high, low], 'made_up', null)).toBe(-1);
    expect(clearlyBest([high, low, wide], 'made_up', 'less')).toBe(-1);
    expect(clearlyBest([high, null], 'made_up', 'more')).toBe(-1);
    expect(clearlyBest([high], 'made_up', 'more')).toBe(-1);
  });
});
