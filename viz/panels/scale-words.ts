/** What is said of a scale at which places bear another load than in the city. */
import { roundedByScale, scaleThatFits } from '../../sim/runner/vocabulary.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import type { Formats } from '../format.ts';
import type { Locale, Messages } from '../i18n/index.ts';

/** Facilities told of at most. */
const TOLD = 3;

/** @returns a sentence; empty where the scale changes no load by more than a tenth */
export function scaleWords(
  scenario: Pick<Scenario, 'city' | 'parameters' | 'scale'>,
  locale: Locale,
  words: Messages,
  formats: Formats,
): string {
  const rounded = roundedByScale(scenario).slice(0, TOLD);
  if (rounded.length === 0) return '';
  const what = rounded.map(({ name, load }) => {
    const said = { place: name[locale], share: formats.percent(Math.abs(load - 1)) };
    return load < 1 ? words.scale_fewer(said) : words.scale_more(said);
  });
  return words.scale_rounded({ what: what.join(words.comma), fits: formats.whole(scaleThatFits(scenario)) });
}
