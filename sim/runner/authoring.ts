/** What an editor of scenarios needs: forms, reading with every mistake in its place, writing that keeps comments. */
import { PARAMETERS } from '../model/parameters.ts';
import { formOf as formOfKind, allowed, type FormField } from '../model/policy/form.ts';
import type { PolicyKind } from '../model/policy/kind.ts';
import type { Mistake } from '../model/reading/mistake.ts';
import { readScenario, type Overrides, type Reading } from '../model/reading/read-scenario.ts';
import { readYaml } from '../model/reading/yaml-source.ts';
import type { Scenario } from '../model/scenario.ts';
import { scenarioData, type FileData } from '../model/writing/scenario-data.ts';
import { rewriteScenario } from '../model/writing/update-scenario.ts';
import { writeScenario } from '../model/writing/write-scenario.ts';
import { knownCities } from './library.ts';

export { allowed, PARAMETERS };
export type { FileData, FormField, Mistake, Overrides, Reading };

/** The fields of an action of a kind, for a city with these districts. */
export function formOf(kind: PolicyKind, districts: readonly string[]): readonly FormField[] {
  return formOfKind(kind, districts);
}

/** A name that files may have, from whatever a text is called. */
const PLAN_NAME = 'plan';

/**
 * Reads what an editor holds, in the spelling of a file. Mistakes name their place by path: `policy[2].target_share`.
 * @throws RangeError for overrides that no scenario can have
 */
export function readPlan(data: FileData, overrides: Overrides = {}): Reading {
  return readScenario(JSON.stringify(data), { cities: knownCities(), name: PLAN_NAME, overrides });
}

/** A file somebody hands in: read as any scenario, and what it says in its own spelling, to be edited; null where it is no map. */
export function openPlan(text: string): { readonly reading: Reading; readonly data: FileData | null } {
  const reading = readScenario(text, { cities: knownCities(), name: PLAN_NAME });
  const { root } = readYaml(text, ['seed']);
  const isMap = typeof root === 'object' && root !== null && !Array.isArray(root);
  return { reading, data: isMap ? (root as FileData) : null };
}

/** A scenario in the spelling of a file. */
export function planOf(scenario: Scenario): FileData {
  return scenarioData(scenario);
}

/** The YAML of a plan. @param base text that it came from, whose comments stay; empty where there is none */
export function planText(base: string, data: FileData): string {
  if (base === '') return writeScenario(data);
  try {
    return rewriteScenario(base, data);
  } catch {
    // What it came from cannot be changed in place: written anew.
    return writeScenario(data);
  }
}
