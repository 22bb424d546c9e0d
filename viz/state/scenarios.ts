/** The scenarios that the page offers, in the order in which it offers them. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { SHIPPED_SCENARIOS, shippedScenario } from '../../sim/runner/library.ts';
import { readPlan, type Overrides } from '../../sim/runner/authoring.ts';
import type { Address } from './address.ts';
import { decodePlan } from './plan-code.ts';
import type { RunSettings } from './session.svelte.ts';

/** The one to begin with. */
const FIRST = 'wuhan-2017';

/** A link does not bring a city along: it stays in the browser of whoever made it. */
const OWN_CITY_HINT =
  'a city of somebody’s own: open its ZIP under Your own city, keep it, and load the page again; 自建城市：请在“自己的城市”中打开并保存其ZIP，再重新载入';

export const SCENARIOS: readonly string[] = [...SHIPPED_SCENARIOS].sort(
  (a, b) => Number(b === FIRST) - Number(a === FIRST),
);

/** A shipped scenario, with what the reader has set. @throws as shippedScenario */
export function scenarioNamed(name: string, settings: RunSettings): Scenario {
  return shippedScenario(name, given(settings));
}

/** The scenario that an address asks for. @throws Error with a line for each mistake of its plan; and as shippedScenario */
export function scenarioOf({ scenario, plan, seed, days, scale }: Address): Scenario {
  const data = plan === null ? null : decodePlan(plan);
  if (data === null) return scenarioNamed(scenario, { seed, days, scale });
  const reading = readPlan(data, given({ seed, days, scale }));
  if (reading.ok) return reading.scenario;
  const lines = reading.mistakes.map(
    ({ path, found, expected }) =>
      `${path}: found ${found}, expected ${expected}${path === 'city' ? ` (${OWN_CITY_HINT})` : ''}`,
  );
  throw new Error(lines.join('\n'));
}

/** What the reader has set. */
function given({ seed, days, scale }: RunSettings): Overrides {
  return {
    ...(seed === null ? {} : { seed }),
    ...(days === null ? {} : { days }),
    ...(scale === null ? {} : { scale }),
  };
}

const asWritten = new Map<string, Scenario>();

/** A shipped scenario as its file has it. Reading takes a moment, so it is done once. */
export function shippedAsIs(name: string): Scenario {
  let scenario = asWritten.get(name);
  if (scenario === undefined) asWritten.set(name, (scenario = shippedScenario(name)));
  return scenario;
}
