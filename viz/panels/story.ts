/** Why a payment was made the way it was, in words. */
import { METHODS } from '../../sim/runner/vocabulary.ts';
import type { PaymentStory } from '../../sim/runner/protocol.ts';
import type { Formats } from '../format.ts';
import { lookUp } from '../i18n/index.ts';
import type { Messages } from '../i18n/index.ts';
import { methodAt } from '../theme.ts';

export interface StoryRow {
  readonly method: number;
  readonly name: string;
  /** Chance as a percentage, or why the method was not possible. */
  readonly words: string;
  readonly chosen: boolean;
}

export interface StoryWords {
  readonly what: string;
  readonly why: string;
  readonly rows: readonly StoryRow[];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `start` is the scenario's first day. */
export function storyWords(story: PaymentStory, start: string, words: Messages, formats: Formats): StoryWords {
  const name = (method: number): string => words[`method_${methodAt(method)}`];
  const chance = story.probability[story.method] ?? 0;
  const possible = story.state.filter((state) => state === 'possible').length;
  const method = name(story.method);
  const share = formats.percent(chance);
  const reasons: string[] = [];
  if (story.failed >= 0) reasons.push(words.story_failed({ method: name(story.failed) }));
  else if (possible <= 1) reasons.push(words.story_only({ method }));
  else if (chance >= 0.5) reasons.push(words.story_likely({ method: capital(method), share }));
  else reasons.push(words.story_unlikely({ method: capital(method), share }));
  return {
    what: words.story({
      time: formats.clock(start, story.tick),
      amount: formats.yuan(story.amountFen),
      method,
      seconds: formats.duration(story.seconds, 1),
    }),
    why: reasons.join(' '),
    rows: METHODS.map((_, at) => {
      const state = story.state[at] ?? 'possible';
      return {
        method: at,
        name: name(at),
        words:
          state === 'possible'
            ? formats.percent(story.probability[at] ?? 0)
            : (lookUp(words, `state_${state}`) ?? state),
        chosen: at === story.method,
      };
    }),
  };
}
