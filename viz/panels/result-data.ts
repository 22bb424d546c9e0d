/** The end of a run as data: the same JSON object as the command line prints, and who gains and who loses. */
import type { Scenario } from '../../sim/model/scenario.ts';
import type { Pair } from '../../sim/runner/client.ts';
import type { WorldResult } from '../../sim/runner/protocol.ts';

type Measures = Readonly<Record<string, number>>;

export interface ResultJson {
  readonly scenario: string;
  readonly version: string;
  readonly seed: string;
  readonly scale: number;
  readonly days: number;
  readonly worlds: Pair<{ readonly digest: string; readonly measures: Measures }>;
  /** Policy − baseline for the names both have. */
  readonly difference: Measures;
}

export function resultJson(scenario: Scenario, results: Pair<WorldResult>, version: string): ResultJson {
  const { baseline, policy } = results;
  const difference: Record<string, number> = {};
  for (const [name, value] of Object.entries(policy.measures)) {
    const before = baseline.measures[name];
    if (before !== undefined) difference[name] = value - before;
  }
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
    difference,
  };
}

/** Shares of people who spend less, more and equally long with the policy. Both columns list the same people. */
export function gainsAndLosses(baseline: Uint32Array, policy: Uint32Array): { gain: number; lose: number; same: number } {
  let gain = 0;
  let lose = 0;
  for (let person = 0; person < baseline.length; person++) {
    const difference = (policy[person] as number) - (baseline[person] as number);
    if (difference < 0) gain++;
    else if (difference > 0) lose++;
  }
  const all = Math.max(1, baseline.length);
  return { gain: gain / all, lose: lose / all, same: (baseline.length - gain - lose) / all };
}
