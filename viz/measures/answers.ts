/** The question of a scenario and the figures that answer it. */
import type { LocalName } from '../../sim/model/city.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import { answerNames, dailyOf } from '../../sim/runner/answers.ts';
import type { Certainty } from '../../sim/runner/experiment/certainty.ts';
import type { Messages } from '../i18n/index.ts';
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

/** What a difference means for residents; nothing where it may be chance, or where neither direction is better. */
export type Verdict = 'better' | 'worse' | '';

/** @param certainty null of one run, whose difference is told as it stands */
export function verdictOf(better: Better, difference: number, certainty: Certainty | null): Verdict {
  if (better === null || !(Math.abs(difference) > 0) || certainty === 'too_small' || certainty === 'same') return '';
  return (better === 'less') === difference < 0 ? 'better' : 'worse';
}

/**
 * The heading of an answer: of the one that says who is harmed, whether somebody is. One run leaves that open, and so does what is too
 * small to tell.
 * @param certainty null of one run, and where nothing is known yet
 */
export function answerTitle(
  { isHarm }: Answer,
  title: string,
  verdict: Verdict,
  certainty: Certainty | null,
  words: Messages,
): string {
  if (!isHarm) return title;
  if (certainty === 'same' || (certainty !== null && verdict === 'better')) return words.answer_no_harm({ title });
  return certainty !== null && verdict === 'worse' ? words.answer_harm({ title }) : words.answer_maybe_harm({ title });
}

/** The question of a scenario, in a sentence. */
export function questionOf(scenario: Scenario): LocalName {
  return scenario.question ?? scenario.description;
}
