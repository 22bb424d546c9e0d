/** What the importer says, and the reading of what it makes, in the page's language: they speak English, as the command line does. */
import type { Locale } from '../i18n/index.ts';
import { READING_ZH } from '../i18n/reading-chinese.ts';
import { saying } from '../i18n/saying.ts';
import { IMPORTER_ZH } from './importer-chinese.ts';

const TABLE = { ...READING_ZH, ...IMPORTER_ZH };
const NO_CITIES: ReadonlyMap<string, string> = new Map();
const made = new WeakMap<ReadonlyMap<string, string>, ReturnType<typeof saying>>();

/**
 * A text of the importer.
 * @param cities Chinese names of cities by their English ones
 */
export function importerText(text: string, locale: Locale, cities: ReadonlyMap<string, string> = NO_CITIES): string {
  let say = made.get(cities);
  if (say === undefined) made.set(cities, (say = saying(TABLE, (names) => inChinese(names, cities))));
  return say(text, locale);
}

function inChinese(names: string, cities: ReadonlyMap<string, string>): string | undefined {
  const listed = names.split(', ');
  return listed.every((one) => cities.has(one)) ? listed.map((one) => cities.get(one)).join('、') : undefined;
}
