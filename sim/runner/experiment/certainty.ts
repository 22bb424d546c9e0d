/** The words in which every report and the page say how sure a difference is. */

/**
 * - `clear`: every seed agrees on the sign, and even the near end of the interval stands above what chance does;
 * - `likely`: the interval leaves 0 out, and the difference is larger than what chance does;
 * - `too_small`: too small to tell;
 * - `same`: exactly 0 in every seed, so that there is nothing to tell.
 */
export type Certainty = 'clear' | 'likely' | 'too_small' | 'same';

interface CertaintyWord {
  readonly en: string;
  readonly zh: string;
  /** What the word means, as a sentence goes on after a colon. */
  readonly about: { readonly en: string; readonly zh: string };
}

export const CERTAINTY_WORDS: Readonly<Record<Certainty, CertaintyWord>> = {
  clear: {
    en: 'clear',
    zh: '明确',
    about: {
      en: 'in all of five or more seeds the sign is the same, and even the near end of the interval lies beyond what chance does',
      zh: '五个或更多种子的方向全部一致，区间离零较近的一端也超过偶然所致的差别',
    },
  },
  likely: {
    en: 'likely',
    zh: '很可能',
    about: {
      en: 'the interval leaves 0 out, and the difference is larger than what chance does',
      zh: '区间不含零，且差值大于偶然所致的差别',
    },
  },
  too_small: {
    en: 'too small to tell',
    zh: '太小，无法判断',
    about: { en: 'anything else', zh: '其余情形' },
  },
  same: {
    en: 'no difference',
    zh: '没有差别',
    about: { en: 'exactly 0 in every seed', zh: '每个种子都恰好为零' },
  },
};

/** Seeds from which on agreement means something: by chance alone five agree in one case of sixteen. */
const SEEDS_MIN = 5;

export interface Evidence {
  /** Mean of the paired differences, and half the width of its 95% interval. */
  readonly difference: number;
  readonly halfWidth: number;
  /** Seeds, and those of them that have the sign of the mean. */
  readonly seeds: number;
  readonly agree: number;
  /** Null comparison: how far apart two worlds are on average that differ by chance alone; 0 where it was not made. */
  readonly chance: number;
}

/** How sure it is that a policy makes a difference of this sign. */
export function certaintyOf({ difference, halfWidth, seeds, agree, chance }: Evidence): Certainty {
  const size = Math.abs(difference);
  if (difference === 0 && agree === seeds && halfWidth === 0) return 'same';
  if (!(size > halfWidth && size > chance) || seeds < 2) return 'too_small';
  return seeds >= SEEDS_MIN && agree === seeds && size - halfWidth > chance ? 'clear' : 'likely';
}
