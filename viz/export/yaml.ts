/** The scenario of a run as a file that can be run again. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { openPlan, planOf, planText, type FileData } from '../../sim/runner/authoring.ts';
import { shippedScenarioText } from '../../sim/runner/library.ts';
import { withKey } from '../plan/plan-data.ts';
import type { Address } from '../state/address.ts';
import { decodePlan } from '../state/plan-code.ts';
import { shippedAsIs } from '../state/reading.ts';

/** @returns its text, with the comments of the file that it comes from */
export function yamlOf({ plan, scenario: name }: Pick<Address, 'plan' | 'scenario'>, run: Scenario): string {
  const text = plan === null ? shippedScenarioText(name) : '';
  const data: FileData = (plan === null ? openPlan(text).data : decodePlan(plan)) ?? planOf(shippedAsIs(name));
  const { seed, days, scale } = run;
  return planText(text, withKey(withKey(withKey(data, 'seed', seed), 'days', days), 'scale', scale));
}
