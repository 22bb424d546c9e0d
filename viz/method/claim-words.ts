/** How a reader of the page is told what a verdict hangs on: by names and units, not by ids. */
import { conditionWords, type Condition } from '../../sim/runner/claims/conditions.ts';
import type { Formats } from '../format.ts';
import { nameOfParameter, unitOfParameter } from '../i18n/parameters.ts';
import { valueWithUnit } from './sources.ts';

/** A condition of a claim as a sentence in the language of `formats`. */
export function conditionSentence(condition: Condition, formats: Formats): string {
  return conditionWords(condition, formats.locale, {
    parameter: (id) => `“${nameOfParameter(id, formats.locale)}”`,
    value: (id, value) => valueWithUnit(value, unitOfParameter(id), formats),
    figure: (value) => formats.any(value),
  });
}
