/**
 * Series that somebody has observed (CSV: date, measure, value, and if need be world): laid beside runs, and met by calibration.
 * Values are of the whole city, as they are counted there.
 */
import { formatDate, parseDate } from '../kernel/calendar.ts';
import { MEASURES, MEMBERS, namesOfEveryCity } from '../model/measures/dictionary.ts';
import { FileMistakes, inFileOrder, quote, type Mistake } from '../model/reading/mistake.ts';
import { nearestNote } from '../model/reading/nearest.ts';
import type { Target } from '../model/reading/targets.ts';
import type { Scenario } from '../model/scenario.ts';
import { isCounted } from './declared.ts';
import { CsvReader, delimiterOf } from './import/csv.ts';
import { knownCities } from './library.ts';
import { dayOfRun } from './observed-day.ts';
import type { WorldName } from './protocol.ts';

export { FileMistakes, type Mistake };

/** A value of a day. */
export interface Observed {
  readonly date: string;
  /** Dotted name. */
  readonly measure: string;
  readonly value: number;
  /** The world it is laid beside: what happened is the one with the policy, where nothing else is said. */
  readonly world: WorldName;
  /** Line of the file, from 1. */
  readonly line: number;
}

const COLUMNS = ['date', 'measure', 'value', 'world'] as const;
type Column = (typeof COLUMNS)[number];
const NAMES: Readonly<Record<Column, RegExp>> = {
  date: /^(date|day|日期)$/i,
  measure: /^(measure|name|id|指标)$/i,
  value: /^(value|observed|数值|值|观测值)$/i,
  world: /^(world|世界)$/i,
};
const ROWS_MAX = 100_000;
const PLAIN = /^-?\d+(\.\d+)?(e[+-]?\d{1,2})?$/i;

/** @throws FileMistakes with every mistake */
export function readObserved(file: string, text: string): readonly Observed[] {
  const { rows, lines } = new CsvReader(file, delimiterOf(text)).push(text.replace(/^\ufeff/, ''), true);
  const mistakes: Mistake[] = [];
  const wrong = (line: number, path: string, found: string, expected: string, hint?: string): void => {
    mistakes.push({ line, column: 1, path, found, expected, ...(hint === undefined ? {} : { hint }) });
  };
  const header = (rows[0] ?? []).map((name) => name.trim());
  const at = Object.fromEntries(
    COLUMNS.map((column) => [column, header.findIndex((name) => NAMES[column].test(name))]),
  ) as Record<Column, number>;
  for (const column of COLUMNS) {
    if (at[column] >= 0 || column === 'world') continue;
    const found = rows.length === 0 ? 'an empty file' : `the columns ${header.slice(0, 12).map(quote).join(', ')}`;
    wrong(lines[0] ?? 1, 'heading', found, `a column ${column} among date, measure, value`);
    break;
  }
  if (mistakes.length > 0) throw new FileMistakes(file, mistakes);
  if (rows.length - 1 > ROWS_MAX) {
    wrong(lines[ROWS_MAX + 1]!, '', `${rows.length - 1} rows`, `at most ${ROWS_MAX}`);
    throw new FileMistakes(file, mistakes);
  }
  const seen = new Map<string, number>();
  const known = new Map<string, string | undefined>();
  const observed = rows.slice(1).flatMap((row, i): Observed[] => {
    const line = lines[i + 1]!;
    const field = (column: Column) => row[at[column]]?.trim() ?? '';
    const [date, measure, world] = [field('date'), field('measure'), field('world') || 'policy'];
    const before = mistakes.length;
    if (!isDate(date)) wrong(line, 'date', quote(date), 'a date as 2017-06-15');
    if (!known.has(measure)) known.set(measure, measureMistake(measure));
    const expected = known.get(measure);
    if (expected !== undefined) wrong(line, 'measure', quote(measure), expected);
    const value = valueOf(field('value'));
    if (typeof value === 'string') wrong(line, 'value', quote(field('value')), 'a number', value);
    if (world !== 'policy' && world !== 'baseline') wrong(line, 'world', quote(world), 'policy or baseline');
    if (mistakes.length > before) return [];
    const key = `${date} ${measure} ${world}`;
    const first = seen.get(key);
    if (first !== undefined) {
      wrong(line, 'date', `${date} again for ${measure}`, `one value a day (the first is in line ${first})`);
      return [];
    }
    seen.set(key, line);
    return [{ date, measure, value: value as number, world: world as WorldName, line }];
  });
  if (mistakes.length === 0 && observed.length === 0) wrong(1, '', 'no row', 'a row for each day and measure');
  if (mistakes.length > 0) throw new FileMistakes(file, inFileOrder(mistakes));
  return observed;
}

function isDate(text: string): boolean {
  try {
    return formatDate(parseDate(text)) === text;
  } catch {
    return false;
  }
}

/** A number, or what to do about it. */
function valueOf(text: string): number | string {
  if (PLAIN.test(text)) return Number(text);
  // A comma before three digits may part thousands or decimals: that is asked, not guessed.
  if (/^-?\d+,\d+$/.test(text) && (!/,\d{3}$/.test(text) || /^-?0,/.test(text))) return Number(text.replace(',', '.'));
  if (/%$/.test(text)) return 'shares are written as 0.125 for 12.5%';
  if (/\d[,.'\u2019 ]\d/.test(text)) return 'without signs between thousands, and with a point before decimals';
  return text === '' ? 'leave the row out where nothing was observed' : 'digits, with a point before decimals';
}

/** What is expected instead of a measure; undefined where it has a value a day. */
function measureMistake(name: string): string | undefined {
  const definition = MEASURES.filter((one) => name === one.name || name.startsWith(`${one.name}.`)).sort(
    (a, b) => b.name.length - a.name.length,
  )[0];
  if (definition?.daily === true) {
    const ids = name === definition.name ? [] : name.slice(definition.name.length + 1).split('.');
    const fits = (split: readonly string[]) =>
      split.length === ids.length && split.every((dimension, i) => isMember(dimension, ids[i]!));
    if (ids.length === 0 || definition.splits.some(fits)) return undefined;
  }
  if (definition?.daily === false) return `a measure that has a value a day, which ${definition.name} has not`;
  const daily = namesOfEveryCity().filter((one) => MEASURES.find(({ name: own }) => own === one)?.daily !== false);
  return `a measure that has a value a day, as sim measures lists them${nearestNote(name, daily)}`;
}

/** Districts are those of any city that is known here; whether a run has them is another question. */
function isMember(dimension: string, id: string): boolean {
  if (dimension !== 'district') return MEMBERS[dimension]?.includes(id) === true;
  return [...knownCities().values()].some(({ districts }) => districts.some((one) => one.id === id));
}

/** How many there are in the whole city for each that is simulated: 1 where a measure counts nothing, or is of the whole city. */
export function cityFactor(measure: string, scale: number): number {
  const fits = MEASURES.filter((one) => measure === one.name || measure.startsWith(`${one.name}.`));
  const definition = fits.sort((a, b) => b.name.length - a.name.length)[0];
  return definition !== undefined && definition.isWholeCity !== true && isCounted(definition.unit) ? scale : 1;
}

/**
 * Values of days and districts that none of these runs has cannot be held against them.
 * @throws FileMistakes with a line for each
 */
export function checkObserved(
  file: string,
  observed: readonly Observed[],
  runs: readonly Pick<Scenario, 'start' | 'days' | 'city'>[],
): void {
  const spans = [...new Set(runs.map(({ start, days }) => `${start} to ${formatDate(parseDate(start) + days - 1)}`))];
  const mistakes = observed.flatMap((one): Mistake[] => {
    const wrong = (path: string, found: string, expected: string): Mistake[] => [
      { line: one.line, column: 1, path, found, expected },
    ];
    if (runs.every((run) => dayOfRun(one, run) < 0)) {
      return wrong('date', one.date, `a day of the run, ${spans.slice(0, 4).join(' or ')}`);
    }
    const unknown = districtsIn(one.measure).find((id) =>
      runs.every(({ city }) => !city.districts.some((own) => own.id === id)),
    );
    if (unknown === undefined) return [];
    const ids = runs.flatMap(({ city }) => city.districts.map(({ id }) => id));
    return wrong(
      'measure',
      quote(one.measure),
      `a district of the city in it, not ${quote(unknown)}${nearestNote(unknown, ids)}`,
    );
  });
  if (mistakes.length > 0) throw new FileMistakes(file, inFileOrder(mistakes));
}

/** Ids in a dotted name that can only be of districts. */
function districtsIn(name: string): string[] {
  const definition = MEASURES.filter((one) => name.startsWith(`${one.name}.`)).sort(
    (a, b) => b.name.length - a.name.length,
  )[0];
  if (definition === undefined) return [];
  const ids = name.slice(definition.name.length + 1).split('.');
  const split = definition.splits
    .filter(({ length }) => length === ids.length)
    .find((one) => one.every((dimension, i) => dimension === 'district' || MEMBERS[dimension]?.includes(ids[i]!)));
  return (split ?? []).flatMap((dimension, i) => (dimension === 'district' ? [ids[i]!] : []));
}

/**
 * What calibration is to meet.
 * @throws FileMistakes for values outside the run, or that no ratio can be taken of
 */
export function observedTargets(file: string, observed: readonly Observed[], scenario: Scenario): readonly Target[] {
  checkObserved(file, observed, [scenario]);
  const flat = observed.filter(({ value }) => !(value > 0));
  if (flat.length > 0) {
    const expected = 'a number above 0: calibration meets ratios';
    throw new FileMistakes(
      file,
      flat.map(({ line, value }) => ({ line, column: 1, path: 'value', found: String(value), expected })),
    );
  }
  return observed.map(({ date, measure, value, world, line }) => ({
    about: `${measure} on ${date} (${file}:${line})`,
    ...{ world, measure, value },
    on: date,
    upscale: cityFactor(measure, scenario.scale),
  }));
}
