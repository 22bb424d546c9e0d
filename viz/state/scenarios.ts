/** The scenarios that the page offers, in the order in which it offers them. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { SHIPPED_SCENARIOS, shippedScenario } from '../../sim/runner/library.ts';
import type { RunSettings } from './session.svelte.ts';

/** The one to begin with. */
const FIRST = 'wuhan-2017';

export const SCENARIOS: readonly string[] = [...SHIPPED_SCENARIOS].sort(
  (a, b) => Number(b === FIRST) - Number(a === FIRST),
);

/** A shipped scenario, with what the reader has set. @throws as shippedScenario */
export function scenarioNamed(name: string, { seed, days, scale }: RunSettings): Scenario {
  return shippedScenario(name, {
    ...(seed === null ? {} : { seed }),
    ...(days === null ? {} : { days }),
    ...(scale === null ? {} : { scale }),
  });
}

const asWritten = new Map<string, Scenario>();

/** A shipped scenario as its file has it. Reading takes a moment, so it is done once. */
export function shippedAsIs(name: string): Scenario {
  let scenario = asWritten.get(name);
  if (scenario === undefined) asWritten.set(name, (scenario = shippedScenario(name)));
  return scenario;
}
