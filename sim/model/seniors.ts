/** From which age residents of a city ride its buses and metro free, and how many of an age band that is. */
import { AGE_BANDS } from './city.ts';
import type { FigureDeclaration } from './services/service.ts';

export const SENIOR_FIGURE = 'senior_free_age';
/** Youngest age that a city may say, and that from which all of the next band are old enough. */
const [YOUNGEST, OLDEST] = [60, 75];
export const FIRST_SENIOR_BAND = AGE_BANDS.findIndex(({ from }) => from === YOUNGEST);

export const SENIOR_FIGURES: Readonly<Record<string, FigureDeclaration>> = {
  [SENIOR_FIGURE]: {
    unit: 'years',
    low: YOUNGEST,
    high: OLDEST,
    whole: true,
    otherwise: { value: 65, low: 60, high: 70, source: 'assumed, as in Wuhan' },
  },
};

/**
 * Share of those of 60 to 74 who are of an age or older: straight between the ages of which it is known.
 * @param from65 share of them who are 65 or older, and 70 or older
 */
export function shareFrom(age: number, from65: number, from70: number): number {
  const known: readonly (readonly [age: number, share: number])[] = [
    [YOUNGEST, 1],
    [65, from65],
    [70, from70],
    [OLDEST, 0],
  ];
  for (let i = 1; i < known.length; i++) {
    const [[low, more], [high, less]] = [known[i - 1], known[i]];
    if (age <= high) return more + ((less - more) * (age - low)) / (high - low);
  }
  return 0;
}
