/** What comes of a guess. */
import type { Estimate } from '../../sim/runner/experiment/prepared-results.ts';
import type { Bet, NumberScale } from './story-blocks.ts';

/** A number, the number of an option, or the points of a curve; null where the reader would rather be told. */
export type Guess = number | readonly number[] | null;

/** Points of a curve that is drawn, from the first day to the last. */
export const CURVE_POINTS = 8;

/**
 * Which option is right. @param estimateOf of a measure, null where there is none
 * @returns null where the results do not say
 */
export function rightOption(
  { options, right, figure }: Extract<Bet, { of: 'options' }>,
  estimateOf: (measure: string) => Estimate | null,
): number | null {
  if (right === null) {
    const estimate = estimateOf(figure.measure);
    if (estimate === null) return null;
    const isClear = estimate.certainty === 'clear' || estimate.certainty === 'likely';
    const sign = isClear ? Math.sign(estimate.difference * figure.times) : 0;
    const when = sign === 0 ? 'unclear' : sign < 0 ? 'less' : 'more';
    const found = options.findIndex((option) => option.when === when);
    return found < 0 ? null : found;
  }
  const values = options.map(({ measure }) => {
    const estimate = measure === null ? null : estimateOf(measure);
    return estimate === null ? NaN : figure.times * estimate[figure.world];
  });
  if (values.some((value) => !Number.isFinite(value))) return null;
  const best = right === 'least' ? Math.min(...values) : Math.max(...values);
  return values.indexOf(best);
}

/** Whether a guess is as good as right: no further off than a twentieth of what could be guessed. */
export function isNear(guess: number, value: number, { from, to, step }: NumberScale): boolean {
  return Math.abs(guess - value) <= Math.max(step, (to - from) / 20);
}

/** The guesses of a reader, kept on the device by story, screen and place on it. */
export class Guesses {
  private readonly known: Map<string, Guess>;
  /** Whether the browser keeps them. */
  isKept = true;

  constructor(private readonly store: Pick<Storage, 'getItem' | 'setItem'> | null) {
    this.known = read(store);
  }

  /** Undefined where nothing has been guessed yet. */
  of(key: string): Guess | undefined {
    return this.known.get(key);
  }

  /** @param guess undefined to guess again */
  set(key: string, guess: Guess | undefined): void {
    if (guess === undefined) this.known.delete(key);
    else this.known.set(key, guess);
    try {
      if (this.store === null) throw new Error('no storage');
      this.store.setItem(KEY, JSON.stringify(Object.fromEntries(this.known)));
      this.isKept = true;
    } catch {
      this.isKept = false;
    }
  }
}

const KEY = 'cashless-city.guesses';

const isGuess = (value: unknown): value is Guess =>
  value === null ||
  Number.isFinite(value) ||
  (Array.isArray(value) && value.length === CURVE_POINTS && value.every((one) => Number.isFinite(one)));

/** What was kept: another version, or anybody, may have written it. */
function read(store: Pick<Storage, 'getItem'> | null): Map<string, Guess> {
  try {
    const found = JSON.parse(store?.getItem(KEY) ?? '{}') as unknown;
    if (typeof found !== 'object' || found === null || Array.isArray(found)) return new Map();
    return new Map(Object.entries(found).filter((entry): entry is [string, Guess] => isGuess(entry[1])));
  } catch {
    return new Map();
  }
}
