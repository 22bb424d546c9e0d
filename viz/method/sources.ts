/** The parameters of the model as a table of sources: found by words, mark, and whether a scenario changes them. */
import type { Parameter } from '../../sim/model/parameters.ts';
import type { Formats } from '../format.ts';
import type { Locale } from '../i18n/index.ts';
import type { Mark } from '../i18n/marks.ts';
import { parameterName, parameterSource, parameterUnit } from '../i18n/parameters.ts';

export interface Sought {
  readonly words: string;
  readonly mark: Mark | null;
  /** Only those that the scenario sets otherwise. */
  readonly isChanged: boolean;
}

export interface SourceRow extends Parameter {
  /** In the page's language, as its source. */
  readonly name: string;
  /** In the scenario that is shown. */
  readonly used: number;
}

/** @param used values of the scenario that is shown; a parameter it lacks has its own value */
export function sourceRows(
  parameters: readonly Parameter[],
  used: Readonly<Record<string, number>>,
  { words, mark, isChanged }: Sought,
  locale: Locale,
): SourceRow[] {
  const parts = words
    .toLowerCase()
    .split(/[\s,，、]+/)
    .filter(Boolean);
  return parameters
    .map((parameter) => ({
      ...parameter,
      used: used[parameter.id] ?? parameter.value,
      name: parameterName(parameter, locale),
      source: parameterSource(parameter.source, locale),
    }))
    .filter((row) => {
      const text = `${row.id} ${row.name} ${row.about} ${row.source} ${row.unit}`.toLowerCase();
      const isFound = parts.every((part) => text.includes(part));
      return isFound && (mark === null || row.mark === mark) && (!isChanged || row.used !== row.value);
    });
}

/** A value of a parameter as it is read: shares as percentages, all else with its unit. */
export function valueWithUnit(value: number, unit: string, formats: Formats): string {
  if (unit === 'share') return formats.percent(value, Number.isInteger(Math.round(1e6 * value) / 1e4) ? 0 : 2);
  return formats.withUnit(formats.any(value), parameterUnit(unit, formats.locale));
}
