/** The question of a scenario and the figures that answer it. */
import type { LocalName } from '../../sim/model/city.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import type { Better } from './names.ts';
import { definitionOf } from './measure.ts';
import { betterOf } from './names.ts';

/** One figure of an answer. */
export interface Answer {
  /** Dotted name of the measure that answers. */
  readonly measure: string;
  /** Dotted name of what it comes to each day: another one where the answer compares person by person. */
  readonly daily: string;
  readonly better: Better;
  /** Whether it says who is harmed, rather than what is gained. */
  readonly isHarm: boolean;
}

/** Measures that compare person by person have no days: what they compare has. Its sign is the other way round. */
const DAILY: Readonly<Record<string, string>> = { 'saved.minutes_per_person_day': 'person.minutes_per_day' };

function answer(measure: string, isHarm = false): Answer {
  const daily = DAILY[measure] ?? measure;
  return { measure, daily, better: betterOf(definitionOf(daily)?.name ?? daily), isHarm };
}

/** Where a scenario does not say: the time of residents, how they pay, and who is turned away. */
const USUAL = ['saved.minutes_per_person_day', 'payments.mobile_share', 'refusals.count'] as const;

/** The figures that answer a scenario's question; the last is the harm. */
export function answersOf(scenario: Scenario): Answer[] {
  const names = scenario.answers ?? USUAL;
  return names.map((name, at) => answer(name, at === names.length - 1));
}

/** Measures that the curves begin with. */
export function firstCurves(scenario: Scenario): string[] {
  const more = ['person.minutes_per_day', 'payments.mobile_share', 'refusals.count', 'enrolment.wallet_share'];
  return [...new Set([...answersOf(scenario).map(({ daily }) => daily), ...more])];
}

/** The question of a scenario, in a sentence. */
export function questionOf(scenario: Scenario): LocalName {
  return scenario.question ?? scenario.description;
}
