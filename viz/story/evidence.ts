/** What a screen's figures come from: results made beforehand, fetched once, and whether they are of this program's model. */
import type { Scenario } from '../../sim/model/scenario.ts';
import {
  courseOf,
  estimateOf,
  policyAloneOf,
  preparedResults,
  type DayEstimate,
  type Estimate,
  type PolicyFigure,
  type PreparedResults,
} from '../../sim/runner/experiment/prepared-results.ts';
import { program } from '../../sim/runner/program.ts';
import { formatsOf } from '../format.ts';
import { messages, type Locale } from '../i18n/index.ts';
import { Measure } from '../measures/measure.ts';
import { shippedAsIs } from '../state/reading.ts';
import type { FigureOf, World } from './story-blocks.ts';

export interface Evidence {
  readonly scenario: Scenario;
  readonly results: PreparedResults;
  readonly isStale: boolean;
}

const fetched = new Map<string, Promise<Evidence | null>>();

/** Results of a shipped scenario as it is shipped; null where none were made, or they are of other days. */
export function evidenceOf(name: string): Promise<Evidence | null> {
  let evidence = fetched.get(name);
  if (evidence === undefined) {
    evidence = fetchEvidence(name);
    fetched.set(name, evidence);
    // What failed for want of a connection is asked for again.
    evidence.catch(() => fetched.delete(name));
  }
  return evidence;
}

async function fetchEvidence(name: string): Promise<Evidence | null> {
  const results = await preparedResults(name);
  const scenario = shippedAsIs(name);
  if (results === undefined || results.days !== scenario.days || results.start !== scenario.start) return null;
  return { scenario, results, isStale: results.model !== program().model };
}

/** The measure of a figure, scaled as the runs that its results come from. */
export function measureOf({ scenario, results }: Evidence, name: string, locale: Locale): Measure {
  return new Measure(name, { ...scenario, scale: results.scale }, messages(locale), formatsOf(locale));
}

/** The whole-run figure of a measure, as it is shown: counts are of the whole city. Null where there is none. */
export function shownEstimate(evidence: Evidence, name: string, locale: Locale): Estimate | null {
  const estimate = estimateOf(evidence.results, name);
  if (estimate === undefined) return null;
  const measure = measureOf(evidence, name, locale);
  const { baseline, policy, difference, halfWidth, half, chance } = estimate;
  const shown = (value: number): number => measure.shown(value);
  return {
    ...estimate,
    ...{ baseline: shown(baseline), policy: shown(policy), difference: shown(difference) },
    ...{ halfWidth: shown(halfWidth), chance: shown(chance) },
    half: { baseline: shown(half.baseline), policy: shown(half.policy) },
  };
}

/** The same of a measure that only the world with the policy has. */
export function shownAlone(evidence: Evidence, name: string, locale: Locale): PolicyFigure | null {
  const alone = policyAloneOf(evidence.results, name);
  if (alone === undefined) return null;
  const measure = measureOf(evidence, name, locale);
  return { ...alone, policy: measure.shown(alone.policy), half: measure.shown(alone.half) };
}

export function valueOf(estimate: Estimate, world: World): number {
  return estimate[world];
}

/** A figure that a bet asks for; null where there is none. */
export function figureValue(evidence: Evidence, of: FigureOf, locale: Locale): number | null {
  const estimate = shownEstimate(evidence, of.measure, locale);
  if (estimate !== null) return of.times * valueOf(estimate, of.world);
  const alone = of.world === 'policy' ? shownAlone(evidence, of.measure, locale) : null;
  return alone === null ? null : of.times * alone.policy;
}

/** The course of a figure day by day, as it is shown; empty where none is kept. */
export function figureCourse(evidence: Evidence, of: FigureOf, locale: Locale): { day: number; value: number }[] {
  const measure = measureOf(evidence, of.measure, locale);
  const value = (day: DayEstimate): number | null => day[of.world];
  return (courseOf(evidence.results, of.measure) ?? []).flatMap((day) => {
    const found = value(day);
    return found === null ? [] : [{ day: day.day, value: of.times * measure.shown(found) }];
  });
}

/**
 * Half the width of the 95% interval of the difference that the policy makes to a figure on each day of its course, as it is shown:
 * how sure a figure of the world with the policy is; of that figure itself, where only that world has it. Empty for the other world, which several seeds say nothing of.
 */
export function figureSpread(evidence: Evidence, of: FigureOf, locale: Locale): { day: number; halfWidth: number }[] {
  if (of.world === 'baseline') return [];
  const measure = measureOf(evidence, of.measure, locale);
  return (courseOf(evidence.results, of.measure) ?? []).flatMap(({ day, policy, halfWidth }) =>
    policy === null || halfWidth === null ? [] : [{ day, halfWidth: Math.abs(of.times * measure.shown(halfWidth)) }],
  );
}
