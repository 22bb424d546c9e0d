/** Which measures answer the question of a scenario: those that are shown first. */
import type { Scenario } from '../model/scenario.ts';

/** Where a scenario does not say: the time of residents, how they pay, and who is turned away. */
const USUAL = ['saved.minutes_per_person_day', 'payments.mobile_share', 'refusals.count'] as const;

/** Measures that compare person by person have no days: what they compare has. Its sign is the other way round. */
const DAILY: Readonly<Record<string, string>> = { 'saved.minutes_per_person_day': 'person.minutes_per_day' };

/** Shown beside the answers, whatever the question. */
const MORE = ['person.minutes_per_day', 'payments.mobile_share', 'refusals.count', 'enrolment.wallet_share'] as const;

/** Dotted names of the measures that answer a scenario's question; the last is the harm. */
export function answerNames({ answers = USUAL }: Pick<Scenario, 'answers'>): readonly string[] {
  return answers;
}

/** The measure that says day by day what an answer says of the whole run. */
export function dailyOf(answer: string): string {
  return DAILY[answer] ?? answer;
}

/** Measures with days that a scenario is shown by at first. */
export function firstMeasures(scenario: Pick<Scenario, 'answers'>): readonly string[] {
  return [...new Set([...answerNames(scenario).map(dailyOf), ...MORE])];
}
