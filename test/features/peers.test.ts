/** Whom people see with the new way to pay: those who have it now, and nobody twice. */
import { expect, it } from 'vitest';
import { TICKS_PER_DAY } from '../../sim/kernel/time.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { tinyScenario } from '../model/fixture.ts';

interface Peers {
  readonly social: readonly number[];
  readonly workCounts: readonly Float32Array[];
  countPeers(): void;
}

it('are counted anew each midnight, by workplace', () => {
  const { world } = new Simulation(tinyScenario({ days: 4 }), 'policy');
  world.runUntil(3 * TICKS_PER_DAY + 1);
  const { people } = world;
  const peers = (world as unknown as { readonly peopleAdoption: Peers }).peopleAdoption;
  peers.countPeers();
  peers.social.forEach((enrolment, row) => {
    const expected = new Array<number>(people.workplaces).fill(0);
    for (let person = 0; person < people.count; person++) {
      const work = people.workplace(person);
      if (work >= 0 && people.isEnrolled(person, enrolment)) expected[work]!++;
    }
    expect([...peers.workCounts[row]!].slice(0, people.workplaces)).toEqual(expected);
  });
  const all = peers.workCounts.reduce((sum, counts) => sum + counts.reduce((a, b) => a + b, 0), 0);
  expect(all).toBeGreaterThan(100);
});
