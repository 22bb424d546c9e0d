/** Names that services declare of themselves, in the page's languages. */
import {
  ENROLMENTS,
  GROUPS,
  PLACE_DECLARATIONS,
  SERVICE_DECLARATIONS,
  STANDING_GROUPS,
  WORDS,
} from '../../sim/runner/vocabulary.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import { lookUp } from './index.ts';
import type { Locale, Messages } from './index.ts';

/** Name of a sector or another kind of place, or of a group of sectors; the id itself where none is declared. */
export function sectorName(id: string, locale: Locale): string {
  const found = [...PLACE_DECLARATIONS, ...GROUPS].find((declared) => declared.id === id);
  return found?.name[locale] ?? id;
}

/** A word that a service declares for a key or a value that it tells, or null. */
export function serviceWord(service: string, key: string, locale: Locale): string | null {
  return WORDS.get(`${service}.${key}`)?.[locale] ?? null;
}

/** The name of a member of a dimension: a sector, a way to pay, an age band, a district, an enrolment, or what a service declares. */
export function memberName(
  dimension: string,
  id: string,
  scenario: Scenario | null,
  words: Messages,
  locale: Locale,
): string {
  switch (dimension) {
    case 'sector':
      return sectorName(id, locale);
    case 'method':
      return lookUp(words, `method_${id}`) ?? id;
    case 'change_of_method': {
      const [first, then] = id.split('_to_').map((method) => lookUp(words, `method_${method}`) ?? method);
      return words.change_of_method({ first, then });
    }
    case 'age':
      return words.age_band({ band: id.replace('-', '–') });
    case 'income':
      return words.income_group({ band: id.slice('income_'.length) });
    case 'district':
      return scenario?.city.districts.find((one) => one.id === id)?.name[locale] ?? id;
    case 'enrolment':
      return ENROLMENTS.find((one) => one.id === id)?.name[locale] ?? id;
    case 'standing':
      return STANDING_GROUPS.find((one) => one.id === id)?.name[locale] ?? id;
    default: {
      const members = SERVICE_DECLARATIONS.flatMap(({ dimensions }) => dimensions[dimension] ?? []);
      return members.find((one) => one.id === id)?.name[locale] ?? id;
    }
  }
}

/** What the vehicles of a service are called, or its stops. */
export function fleetWord(service: string, thing: 'vehicle' | 'stop', words: Messages, locale: Locale): string {
  return serviceWord(service, thing, locale) ?? words[`any_${thing}`];
}
