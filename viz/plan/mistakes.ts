/** Mistakes of a plan in words: where, what was found, what was expected, and how to mend it. */
import { formOf, type FileData, type Mistake } from '../../sim/runner/authoring.ts';
import { POLICY_KINDS } from '../../sim/runner/vocabulary.ts';
import type { Formats } from '../format.ts';
import type { Messages } from '../i18n/index.ts';
import { nameOfParameter } from '../i18n/parameters.ts';
import { readingText } from '../i18n/reading-texts.ts';
import { actionsOf } from './plan-data.ts';
import type { PlanWords } from './words.ts';

/** What was found and expected, and how to mend it. */
export function mistakeText(
  { found, expected, hint }: Pick<Mistake, 'found' | 'expected' | 'hint'>,
  words: PlanWords,
  { locale }: Formats,
): string {
  const said = words.mistake({ found: readingText(found, locale), expected: readingText(expected, locale) });
  return hint === undefined ? said : said + words.mend({ hint: readingText(hint, locale) });
}

/** Where a mistake is, as the form calls it; the path itself where the form has no such place. */
export function mistakePlace(
  path: string,
  data: FileData,
  words: PlanWords,
  common: Messages,
  formats: Formats,
): string {
  const { locale } = formats;
  const [, index, key = ''] = /^policy\[(\d+)\](?:\.(\w+))?/.exec(path) ?? [];
  if (index !== undefined) {
    const action = actionsOf(data)[Number(index)];
    const kind = POLICY_KINDS.find(({ id }) => id === action?.['measure']);
    const field = kind === undefined ? undefined : formOf(kind, []).find((one) => one.key === key);
    const measure = words.measure_at({ at: formats.whole(Number(index) + 1), name: kind?.name[locale] ?? '' });
    return field === undefined ? measure : words.field_of({ measure, field: field.label[locale] });
  }
  const named: Readonly<Record<string, string>> = {
    '': words.whole_file,
    title: words.title,
    start: words.start,
    days: common.days,
    scale: common.scale,
    policy: words.actions,
  };
  if (Object.hasOwn(named, path)) return named[path]!;
  return path.startsWith('parameters.') ? nameOfParameter(path.slice('parameters.'.length), locale) : path;
}
