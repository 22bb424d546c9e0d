/** Who is pointed at tells what a policy has given them: a score, a limit and a debt, money in the wallet; a shop its loan. */
import { describe, expect, it } from 'vitest';
import { TICKS_PER_DAY } from '../../sim/kernel/time.ts';
import { shippedScenario } from '../../sim/runner/library.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { inspect } from '../../sim/runner/view/inspect.ts';
import { Recorder } from '../../sim/runner/view/recorder.ts';

const DAYS = 30;

/** Facts of all people and places after a month. */
function told(name: string, kind: 'baseline' | 'policy') {
  const simulation = new Simulation(shippedScenario(name, { scale: 5000, days: DAYS }), kind);
  simulation.runUntil((DAYS - 1) * TICKS_PER_DAY);
  const { world } = simulation;
  const recorder = new Recorder(world);
  const factsOf = (target: 'person' | 'place', index: number) => {
    const facts = inspect(world, recorder, { kind: target, index })?.facts ?? [];
    return Object.fromEntries(facts.map(({ key, value }) => [key, value]));
  };
  const placeCount = world.services.reduce((sum, { places }) => sum + places.count, 0);
  return {
    world,
    people: Array.from({ length: world.people.count }, (_, person) => factsOf('person', person)),
    places: Array.from({ length: placeCount }, (_, place) => factsOf('place', place)),
  };
}

describe('what is told of money', () => {
  it('a resident’s score, limit and debt are those of the world', () => {
    const { world, people } = told('wuhan-credit', 'policy');
    const credit = world.extras.credit!;
    people.forEach((facts, person) => {
      expect(facts['owed_fen']).toBe(credit.owed[person]);
      expect(facts['limit_fen']).toBe(credit.limitOf(person));
      expect(facts['score']).toBe(Math.round(credit.score(person)));
    });
    expect(people.some((facts) => Number(facts['owed_fen']) > 0)).toBe(true);
  });

  it('a shop’s debt is that of its firm', () => {
    const { world, places } = told('wuhan-credit', 'policy');
    const [loans] = world.extras.loans;
    const owed = places.map((facts) => facts['owed_fen']).filter((fen) => fen !== undefined);
    expect(owed).toEqual(Array.from(loans!.owed));
    expect(Math.max(...owed.map(Number))).toBeGreaterThan(0);
  });

  it('a wallet that holds money tells how much', () => {
    const { world, people } = told('wallet-limits', 'policy');
    const held = people.map((facts) => facts['wallet_fen']);
    expect(held).toEqual(Array.from(world.extras.wallets!.held.subarray(0, people.length)));
    expect(Math.max(...held.map(Number))).toBeGreaterThan(0);
  });

  it('nothing of this is told where no policy asks for it', () => {
    for (const name of ['wuhan-credit', 'wallet-limits']) {
      const [facts] = told(name, 'baseline').people;
      for (const key of ['score', 'owed_fen', 'limit_fen', 'wallet_fen']) expect(facts).not.toHaveProperty(key);
    }
  });
});
