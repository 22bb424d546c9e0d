/** The end of a run as data: the same JSON object as the command line prints, and the rows of the table. */
import type { Scenario } from '../../sim/model/scenario.ts';
import type { Pair } from '../../sim/runner/client.ts';
import type { WorldResult } from '../../sim/runner/protocol.ts';

import { difference } from '../../sim/runner/pair.ts';
import { MEASURES } from '../../sim/runner/vocabulary.ts';
import type { MeasureDefinition } from '../../sim/model/measures/dictionary.ts';

type Measures = Readonly<Record<string, number>>;

export interface ResultJson {
  readonly scenario: string;
  readonly version: string;
  readonly seed: string;
  readonly scale: number;
  readonly days: number;
  readonly worlds: Pair<{ readonly digest: string; readonly measures: Measures }>;
  /** Policy − baseline for the same names. */
  readonly difference: Measures;
}

export function resultJson(scenario: Scenario, results: Pair<WorldResult>, version: string): ResultJson {
  const { baseline, policy } = results;
  return {
    scenario: scenario.name,
    version,
    seed: scenario.seed,
    scale: scenario.scale,
    days: scenario.days,
    worlds: {
      baseline: { digest: baseline.digest, measures: baseline.measures },
      policy: { digest: policy.digest, measures: policy.measures },
    },
    difference: difference(baseline.measures, policy.measures),
  };
}

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
