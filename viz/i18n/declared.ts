/** Names that services declare of themselves, in the page's languages. */
import { GROUPS, SECTOR_DECLARATIONS, WORDS } from '../../sim/runner/vocabulary.ts';
import type { Locale } from './index.ts';

/** Name of a sector or of a group of sectors; the id itself where none is declared. */
export function sectorName(id: string, locale: Locale): string {
  const found = [...SECTOR_DECLARATIONS, ...GROUPS].find((declared) => declared.id === id);
  return found?.name[locale] ?? id;
}

/** A word that a service declares for a key or a value that it tells, or null. */
export function serviceWord(service: string, key: string, locale: Locale): string | null {
  return WORDS.get(`${service}.${key}`)?.[locale] ?? null;
}
