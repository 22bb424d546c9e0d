/** The parameters of the model as a table of sources: found by words, mark, and whether a scenario changes them. */
import type { Parameter } from '../../sim/model/parameters.ts';

export const MARKS = ['F', 'P', 'R', 'D', 'A'] as const;
export type Mark = (typeof MARKS)[number];

export interface Sought {
  readonly words: string;
  readonly mark: Mark | null;
  /** Only those that the scenario sets otherwise. */
  readonly isChanged: boolean;
}

export interface SourceRow extends Parameter {
  /** In the scenario that is shown. */
  readonly used: number;
}

/** @param used values of the scenario that is shown; a parameter it lacks has its own value */
export function sourceRows(
  parameters: readonly Parameter[],
  used: Readonly<Record<string, number>>,
  { words, mark, isChanged }: Sought,
): SourceRow[] {
  const parts = words
    .toLowerCase()
    .split(/[\s,，、]+/)
    .filter(Boolean);
  return parameters
    .map((parameter) => ({ ...parameter, used: used[parameter.id] ?? parameter.value }))
    .filter((row) => {
      const text = `${row.id} ${row.about} ${row.source} ${row.unit}`.toLowerCase();
      const isFound = parts.every((part) => text.includes(part));
      return isFound && (mark === null || row.mark === mark) && (!isChanged || row.used !== row.value);
    });
}
