/** Worlds for those who ask for the same ones again and again: each is simulated once, and kept in a store where there is one. */
import type { Scenario } from '../../model/scenario.ts';
import type { Comparable } from '../pair.ts';
import { program } from '../program.ts';
import type { WorldName } from '../protocol.ts';
import type { WorldOutcome } from '../simulate.ts';
import { addressOf, scenarioOf, type RunStore, type WorldSpec } from './run-store.ts';

/** Simulates a world with the measures of some days. */
export type SimulateDays = (
  scenario: Scenario,
  world: WorldName,
  daysKept?: readonly number[],
) => Promise<WorldOutcome>;

/**
 * Wraps `simulate`: who asks for a world a second time gets the first one. All policies of a city and period have one baseline.
 * @param store where worlds outlive the program; undefined for none
 * @param onDone called when a world is there, with how many are and how many were asked for
 */
export function sharedWorlds(
  simulate: SimulateDays,
  store: RunStore | undefined,
  onDone: (done: number, asked: number) => void = () => undefined,
): (scenario: Scenario, world: WorldName, daysKept?: readonly number[]) => Promise<Comparable> {
  const asked = new Map<string, Promise<Comparable>>();
  const { model, code } = program();
  let done = 0;
  const make = async (address: string, spec: WorldSpec, daysKept: readonly number[] | undefined) => {
    const kept = await store?.read(address);
    if (kept !== undefined) return kept;
    const began = performance.now();
    const outcome = await simulate(scenarioOf(spec), spec.isBaseline ? 'baseline' : 'policy', daysKept);
    await store?.write(address, outcome, (performance.now() - began) / 1000);
    return outcome;
  };
  return (scenario, world, daysKept) => {
    const spec = { scenario, isBaseline: world === 'baseline' };
    const days = daysKept === undefined ? '' : ` days ${daysKept.join(' ')}`;
    const address = addressOf(spec, `${model} ${code}${days}`);
    const known = asked.get(address);
    if (known !== undefined) return known;
    const made = make(address, spec, daysKept).then((world) => {
      onDone(++done, asked.size);
      return world;
    });
    asked.set(address, made);
    return made;
  };
}
