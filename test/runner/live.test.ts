import { expect, it } from 'vitest';
import { LIVE_NAMES, measuresSoFar } from '../../sim/runner/live.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import type { WorldName } from '../../sim/runner/protocol.ts';
import { action, runPair, sector, tinyScenario } from '../model/fixture.ts';

it('what a page says so far has the sign of the result where people who are refused go another way', () => {
  // Their way is no queue: it is in no wait and no service, but it takes them time.
  const scenario = tinyScenario({ days: 2, policy: [action('no_cash', { sectors: [sector('bus')] })] });
  const soFar = (world: WorldName) => {
    const simulation = new Simulation(scenario, world);
    simulation.finish();
    const values = measuresSoFar(simulation, scenario.days);
    return (name: string) => values[LIVE_NAMES.indexOf(name)];
  };
  const [baseline, policy] = [soFar('baseline'), soFar('policy')];
  const pair = runPair(scenario);
  for (const name of ['person.minutes_per_day', 'queue.person_minutes', 'refusals.count', 'payments.count.bus.cash']) {
    expect(policy(name), name).toBeCloseTo(pair.measures.policy[name], 9);
    expect(baseline(name), name).toBeCloseTo(pair.measures.baseline[name], 9);
  }
  const saved = pair.measures.policy['saved.minutes_per_person_day'];
  expect(saved).toBeLessThan(0);
  expect(baseline('person.minutes_per_day') - policy('person.minutes_per_day')).toBeCloseTo(saved, 9);
  expect(policy('queue.person_minutes.bus')).toBeLessThan(baseline('queue.person_minutes.bus'));
});
