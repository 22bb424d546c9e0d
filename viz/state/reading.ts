/** Scenarios read from their texts: what plans and other days take. The reader is large, so that the first view does without. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { readPlan, type Overrides } from '../../sim/runner/authoring.ts';
import { shippedScenario } from '../../sim/runner/library.ts';
import type { Address } from './address.ts';
import { decodePlan } from './plan-code.ts';
import type { RunSettings } from './session.svelte.ts';

/** A link does not bring a city along: it stays in the browser of whoever made it. */
const OWN_CITY_HINT =
  'a city of somebody’s own: open its ZIP under Your own city, keep it, and load the page again; 自建城市：请在“自己的城市”中打开并保存其ZIP，再重新载入';

/** The scenario that an address asks for. @throws Error with a line for each mistake of its plan; and as shippedScenario */
export function read({ scenario, plan, ...settings }: Pick<Address, 'scenario' | 'plan'> & RunSettings): Scenario {
  const data = plan === null ? null : decodePlan(plan);
  if (data === null) return shippedScenario(scenario, given(settings));
  const reading = readPlan(data, given(settings));
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
