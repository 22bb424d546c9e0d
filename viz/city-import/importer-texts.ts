/** What the importer says, in the page's language: it speaks English, as the command line does. */
import type { Locale } from '../i18n/index.ts';
import { IMPORTER_ZH } from './importer-chinese.ts';

interface Rule {
  readonly pattern: RegExp;
  readonly chinese: string;
}

const HOLE = '{}';
/** Most of a text that a rule says itself comes first, so that `at most {}` does not take what `at most {} times as many` says. */
const RULES: readonly Rule[] = Object.entries(IMPORTER_ZH)
  .filter(([english]) => english.includes(HOLE))
  .sort(([a], [b]) => said(b) - said(a))
  .map(([english, chinese]) => ({ pattern: patternOf(english), chinese }));

function said(english: string): number {
  return english.replaceAll(HOLE, '').length;
}

function patternOf(english: string): RegExp {
  const parts = english.split(HOLE).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('(.*?)')}$`, 's');
}

/**
 * A text of the importer.
 * @param cities Chinese names of cities by their English ones
 */
export function importerText(text: string, locale: Locale, cities: ReadonlyMap<string, string> = new Map()): string {
  if (locale !== 'zh') return text;
  if (Object.hasOwn(IMPORTER_ZH, text)) return IMPORTER_ZH[text]!;
  for (const { pattern, chinese } of RULES) {
    const [, ...holes] = pattern.exec(text) ?? [];
    if (holes.length === 0) continue;
    return chinese.replaceAll(/\{(\d)\}/g, (_, at: string) => importerText(holes[Number(at) - 1]!, locale, cities));
  }
  const listed = text.split(', ');
  return listed.every((one) => cities.has(one)) ? listed.map((one) => cities.get(one)).join('、') : text;
}
