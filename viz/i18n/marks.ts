/** How well a number is known. */
import type { Figure } from '../../sim/model/city.ts';
import type { Locale } from './index.ts';

export type Mark = Figure['mark'];

const WORDS: Readonly<Record<Mark, Readonly<Record<Locale, string>>>> = {
  F: { en: 'found in a source', zh: '有出处' },
  P: { en: 'press or company claim', zh: '媒体或企业宣称' },
  R: { en: 'recalled from the literature', zh: '凭文献记忆' },
  D: { en: 'derived from others', zh: '由其他数据推算' },
  A: { en: 'assumed', zh: '假设' },
};

/** All of them, best known first. */
export const MARKS = Object.keys(WORDS) as readonly Mark[];

export function markWord(mark: Mark, locale: Locale): string {
  return WORDS[mark][locale];
}
