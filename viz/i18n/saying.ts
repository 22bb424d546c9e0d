/** Texts of programs that speak English alone, in Chinese, by their patterns. */
import type { Locale } from './index.ts';

interface Rule {
  readonly pattern: RegExp;
  readonly chinese: string;
}
/** A text in the page's language; what no pattern is known for is shown as it is. */
export type Say = (text: string, locale: Locale) => string;

const HOLE = '{}';

/**
 * @param table Chinese by English, `{}` for what is put into the English and `{1}` for the first of it, which is said in Chinese
 *   too; `{=1}` where it is a name, which stays as it is
 * @param other what is not in the table, and what is put in; undefined where it has no other text
 */
export function saying(
  table: Readonly<Record<string, string>>,
  other: (text: string) => string | undefined = () => undefined,
): Say {
  // Most of a text that a rule says itself comes first, so that `at most {}` does not take what `at most {} times as many` says.
  const rules: readonly Rule[] = Object.entries(table)
    .filter(([english]) => english.includes(HOLE))
    .sort(([a], [b]) => said(b) - said(a))
    .map(([english, chinese]) => ({ pattern: patternOf(english), chinese }));
  const say = (text: string): string => {
    if (Object.hasOwn(table, text)) return table[text]!;
    for (const { pattern, chinese } of rules) {
      const [, ...holes] = pattern.exec(text) ?? [];
      if (holes.length === 0) continue;
      return chinese.replaceAll(/\{(=?)(\d)\}/g, (_, isKept: string, at: string) => {
        const hole = holes[Number(at) - 1]!;
        return isKept === '' ? say(hole) : hole;
      });
    }
    return other(text) ?? text;
  };
  return (text, locale) => (locale === 'zh' ? say(text) : text);
}

function said(english: string): number {
  return english.replaceAll(HOLE, '').length;
}

function patternOf(english: string): RegExp {
  const parts = english.split(HOLE).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('(.*?)')}$`, 's');
}
