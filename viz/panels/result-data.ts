/** The rows of the table at the end of a run. */
import type { Pair } from '../../sim/runner/client.ts';
import type { WorldResult } from '../../sim/runner/protocol.ts';
import { MEASURES } from '../../sim/runner/vocabulary.ts';
import type { MeasureDefinition } from '../../sim/model/measures/dictionary.ts';

export interface ResultRow {
  readonly name: string;
  readonly definition: MeasureDefinition | undefined;
  readonly baseline: number | undefined;
  readonly policy: number | undefined;
}

/** The definition a dotted name belongs to: the longest of whose name it is an extension. */
export function definitionOf(name: string): MeasureDefinition | undefined {
  let found: MeasureDefinition | undefined;
  for (const definition of MEASURES) {
    const fits = name === definition.name || name.startsWith(`${definition.name}.`);
    if (fits && definition.name.length > (found?.name.length ?? 0)) found = definition;
  }
  return found;
}

/** Rows of the final table in the dictionary's order: totals only, or, where something is sought, all names with it. */
export function resultRows(results: Pair<WorldResult>, sought: string): ResultRow[] {
  const { baseline, policy } = results;
  const wanted = sought.trim().toLowerCase();
  const rows: ResultRow[] = [];
  for (const name of Object.keys({ ...baseline.measures, ...policy.measures })) {
    const definition = definitionOf(name);
    const fits = wanted === '' ? definition === undefined || definition.name === name : name.includes(wanted);
    if (fits) rows.push({ name, definition, baseline: baseline.measures[name], policy: policy.measures[name] });
  }
  return rows;
}
