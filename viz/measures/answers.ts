/** The question of a scenario and the figures that answer it. */
import type { LocalName } from '../../sim/model/city.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import { answerNames, dailyOf } from '../../sim/runner/answers.ts';
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

function answer(measure: string, isHarm = false): Answer {
  const daily = dailyOf(measure);
  return { measure, daily, better: betterOf(definitionOf(daily)?.name ?? daily), isHarm };
}

/** The figures that answer a scenario's question; the last is the harm. */
export function answersOf(scenario: Scenario): Answer[] {
  const names = answerNames(scenario);
  return names.map((name, at) => answer(name, at === names.length - 1));
}

/** The question of a scenario, in a sentence. */
export function questionOf(scenario: Scenario): LocalName {
  return scenario.question ?? scenario.description;
}
