/** The page's languages. A dictionary that lacks a key, or has one too many, does not compile. */
import { en } from './en.ts';
import { zh } from './zh.ts';

type English = typeof en;
/** The shape of a dictionary: texts, and functions that put values into texts. */
export type Messages = { readonly [K in keyof English]: English[K] extends string ? string : English[K] };
export type MessageKey = keyof Messages;
/** Keys of plain texts, without values to put in. */
export type TextKey = { [K in MessageKey]: Messages[K] extends string ? K : never }[MessageKey];

export const LOCALES = ['en', 'zh'] as const;
export type Locale = (typeof LOCALES)[number];

const DICTIONARIES: Readonly<Record<Locale, Messages>> = { en, zh };

export function messages(locale: Locale): Messages {
  return DICTIONARIES[locale];
}

/** The tag for `lang` attributes and Intl. */
export function languageTag(locale: Locale): string {
  return locale === 'zh' ? 'zh-CN' : 'en-GB';
}

/** The first of the reader's languages that the page speaks, else English. */
export function preferredLocale(languages: readonly string[]): Locale {
  for (const language of languages) {
    const found = LOCALES.find((locale) => language.toLowerCase().split('-')[0] === locale);
    if (found !== undefined) return found;
  }
  return 'en';
}

/** The text under a computed key such as `fact_line`; null where the dictionary has none. */
export function lookUp(dictionary: Messages, key: string): string | null {
  if (!Object.hasOwn(dictionary, key)) return null;
  const found = dictionary[key as MessageKey];
  return typeof found === 'string' ? found : null;
}
