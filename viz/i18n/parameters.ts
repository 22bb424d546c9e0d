/** Parameters in the page's languages: for the views that show them, which are loaded later. */
import type { Parameter } from '../../sim/model/parameters.ts';
import { PARAMETERS } from '../../sim/runner/authoring.ts';
import { chineseUnit, parameterName } from '../../sim/runner/parameter-texts.ts';
import type { Locale } from './index.ts';
import { unitName } from './units.ts';
export { parameterName, parameterSource } from '../../sim/runner/parameter-texts.ts';

const BY_ID: ReadonlyMap<string, Parameter> = new Map(PARAMETERS.map((one) => [one.id, one]));

/** The name of a parameter within a sentence; the id itself where there is no such parameter. */
export function nameOfParameter(id: string, locale: Locale): string {
  const found = BY_ID.get(id);
  return found === undefined ? id : parameterName(found, locale).replace(/\.$/, '');
}

/** The unit of a parameter; '' where there is no such parameter. */
export function unitOfParameter(id: string): string {
  return BY_ID.get(id)?.unit ?? '';
}

/** A unit of a parameter in the page's language. */
export function parameterUnit(unit: string, locale: Locale): string {
  return (locale === 'zh' ? chineseUnit(unit) : undefined) ?? unitName(unit, locale);
}
