/** From the rows of an experiment to what they say. */
import { MEASURES } from '../../model/measures/dictionary.ts';
import type { Measures } from '../pair.ts';
import { certaintyOf, type Certainty } from './certainty.ts';
import type { ExperimentFile, FactorValue } from './experiment-file.ts';
import { morrisEffects, sobolIndices, type MorrisEffect, type SobolIndex } from './sensitivity.ts';
import type { Cell } from './plan.ts';
import { holm, mean, summarisePairs, type PairedSummary } from './statistics.ts';

/** Whole-run measures in both worlds. */
export interface MeasuredPair {
  readonly baseline: Measures;
  readonly policy: Measures;
  /** The world with the policy once more, different by chance alone: the null comparison, where it was asked for. */
  readonly chance?: Measures;
}

/** What of a pair is looked at: a world, or policy − baseline. */
export type MeasureSide = 'baseline' | 'policy' | 'difference';

/** A measure of a pair; undefined where there was nothing to measure. */
export function measureValue(pair: MeasuredPair, measure: string, side: MeasureSide): number | undefined {
  const [baseline, policy] = [pair.baseline[measure], pair.policy[measure]];
  if (side !== 'difference') return pair[side][measure] ?? undefined;
  return typeof baseline === 'number' && typeof policy === 'number' ? policy - baseline : undefined;
}

/** Everything that was run for a cell. */
export interface CellResult {
  readonly cell: Cell;
  readonly seeds: readonly string[];
  readonly pairs: readonly MeasuredPair[];
}

/** A measure of a cell, over its seeds. */
export interface Finding extends PairedSummary {
  readonly cell: Cell;
  readonly measure: string;
  readonly unit: string;
  /** p after Holm's correction for all findings of the report. */
  readonly pHolm: number;
  /** Mean distance of two worlds that differ by chance alone; NaN where that was not asked for. */
  readonly chance: number;
  readonly certainty: Certainty;
}

/** How a scenario's difference in a measure hangs on the factors. */
export interface Sensitivity {
  readonly scenario: string;
  readonly measure: string;
  readonly morris?: readonly MorrisEffect[];
  readonly sobol?: readonly SobolIndex[];
}

/** The measures a report is about. */
export function measuresOf(file: ExperimentFile, cells: readonly Cell[]): readonly string[] {
  if (file.measures !== undefined) return file.measures;
  const until = typeof file.seeds === 'object' && 'until' in file.seeds ? [file.seeds.until.measure] : [];
  const answers = cells.flatMap(({ resolved }) => resolved.answers ?? []);
  const named = [...new Set([...until, ...answers])];
  return named.length > 0 ? named : ['person.minutes_per_day', 'saved.minutes_per_person_day'];
}

/** Every measure of every cell for which there is a pair of worlds. */
export function findingsOf(results: readonly CellResult[], measures: readonly string[]): Finding[] {
  const summaries = results.flatMap(({ cell, pairs }) =>
    measures.flatMap((measure) => {
      // A district is none of another city, and a mean of nothing is none.
      const isThere = (world: Measures) => typeof world[measure] === 'number';
      const known = pairs.filter((pair) => isThere(pair.baseline) && isThere(pair.policy));
      if (known.length === 0) return [];
      const values = (world: 'baseline' | 'policy') => known.map((pair) => pair[world][measure]!);
      const chance = chanceOf(known, measure);
      return [{ cell, measure, chance, ...summarisePairs(values('baseline'), values('policy')) }];
    }),
  );
  const adjusted = holm(summaries.map(({ p }) => (Number.isNaN(p) ? 1 : p)));
  return summaries.map((summary, i) => ({
    ...summary,
    unit: unitOf(summary.measure),
    pHolm: adjusted[i]!,
    certainty: certaintyOf({ ...summary, chance: Number.isNaN(summary.chance) ? 0 : summary.chance }),
  }));
}

/** How far apart two worlds are on average that differ by chance alone. */
function chanceOf(pairs: readonly MeasuredPair[], measure: string): number {
  const distances = pairs.map(({ policy, chance }) => {
    const [value, other] = [policy[measure], chance?.[measure]];
    return typeof value === 'number' && typeof other === 'number' ? Math.abs(value - other) : NaN;
  });
  return distances.some(Number.isNaN) ? NaN : mean(distances);
}

/** Unit of a measure by its dotted name. */
export function unitOf(dotted: string): string {
  return MEASURES.find(({ name }) => dotted === name || dotted.startsWith(`${name}.`))?.unit ?? '';
}

/** Sensitivity of the paired differences, where the design is made for it and every point of it has been run. */
export function sensitivityOf(
  file: ExperimentFile,
  results: readonly CellResult[],
  findings: readonly Finding[],
): Sensitivity[] {
  const { design, factors } = file;
  if (design.kind !== 'morris' && design.kind !== 'sobol_indices') return [];
  const names = factors.map(({ set }) => set);
  const measures = [...new Set(findings.map(({ measure }) => measure))];
  const byCell = new Map(findings.map((finding) => [`${finding.cell.index} ${finding.measure}`, finding]));
  return file.scenarios.flatMap((scenario) =>
    measures.flatMap((measure): Sensitivity[] => {
      const cells = results.filter(({ cell }) => cell.scenario === scenario).map(({ cell }) => cell);
      const values = cells.map(({ index }) => byCell.get(`${index} ${measure}`)?.difference);
      if (values.some((value) => value === undefined)) return [];
      const outputs = values as number[];
      if (design.kind === 'sobol_indices') return [{ scenario, measure, sobol: sobolIndices(outputs, names) }];
      const units = cells.map(({ unit }) => unit!);
      return [{ scenario, measure, morris: morrisEffects(units, outputs, names) }];
    }),
  );
}

/** The value of a factor as it is shown. */
export function formatValue(value: FactorValue | undefined): string {
  return value === undefined ? '' : Array.isArray(value) ? value.join('+') : String(value);
}
