/** Words of a view that is loaded when it is first shown: in all languages, with the same keys, as the dictionaries. */
import type { Locale } from './index.ts';

type Texts = Readonly<Record<string, string | ((values: never) => string)>>;
/** The shape of a view's words, whatever the language. */
export type InEvery<T extends Texts> = { readonly [K in keyof T]: T[K] extends string ? string : T[K] };

/** A key that is missing in one language, or one too many, does not compile. */
export function inLanguages<const T extends Texts>(en: T, zh: InEvery<T>): (locale: Locale) => InEvery<T> {
  const all: Readonly<Record<Locale, InEvery<T>>> = { en: en as InEvery<T>, zh };
  return (locale) => all[locale];
}
