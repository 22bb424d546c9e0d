/** A file that is handed in: the plan that it holds, or why it holds none. */
import { openPlan, type FileData, type Mistake } from '../../sim/runner/authoring.ts';
import type { Formats } from '../format.ts';
import type { PlanWords } from './words.ts';

/** Largest file that is looked at, bytes. */
export const PLAN_BYTES_MAX = 1_000_000;

export type Opened =
  { readonly data: FileData } | { readonly data: null; readonly says: string; readonly mistakes: readonly Mistake[] };

/** @param text null of a file that is too large to be looked at */
export function openFile(name: string, text: string | null, words: PlanWords, formats: Formats): Opened {
  const refused = (says: string, mistakes: readonly Mistake[] = []): Opened => ({ data: null, says, mistakes });
  if (/\.\w+$/.test(name) && !/\.(ya?ml|json|txt)$/i.test(name)) return refused(words.file_kind({ name }));
  if (text === null) return refused(words.file_large({ name }));
  const { reading, data } = openPlan(text);
  if (reading.ok && data !== null) return { data };
  const mistakes = reading.ok ? [] : reading.mistakes;
  return refused(words.file_mistakes({ name, count: formats.whole(mistakes.length) }), mistakes);
}
