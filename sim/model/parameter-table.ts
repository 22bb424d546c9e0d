/** How a file of the model states its parameters: one row a number, with unit, plausible range and source. */
import type { Figure } from './city.ts';

export interface Parameter extends Figure {
  /** Dotted name, as scenario files override it: `bus.door_seconds`. */
  readonly id: string;
  /** What it is, one sentence. */
  readonly about: string;
  /** Whether only whole numbers make sense: it counts things. */
  readonly whole: boolean;
}

type Row = readonly [
  value: number,
  unit: string,
  low: number,
  high: number,
  mark: Figure['mark'],
  source: string,
  about: string,
];

/** Units of things that come whole. */
const COUNTED = ['stops', 'tills', 'passengers'];
const isCounted = (unit: string): boolean => COUNTED.includes(unit);

/** A table of parameters: the full records, and a way to read a scenario's values by their short names. */
export interface ParameterTable<K extends string> {
  readonly list: readonly Parameter[];
  /** The scenario's values under their names in the table. */
  read(parameters: Readonly<Record<string, number>>): { readonly [key in K]: number };
}

/** Reads a table of parameters into full records, named `group.key`. */
export function parameterTable<K extends string>(group: string, rows: Readonly<Record<K, Row>>): ParameterTable<K> {
  const keys = Object.keys(rows) as K[];
  const list = keys.map((key) => {
    const [value, unit, low, high, mark, source, about] = rows[key];
    if (!(low <= value && value <= high)) throw new RangeError(`${group}.${key}: ${value} outside ${low}–${high}`);
    return { id: `${group}.${key}`, value, unit, low, high, mark, source, about, whole: isCounted(unit) };
  });
  return {
    list,
    read: (parameters) =>
      Object.fromEntries(keys.map((key) => [key, parameters[`${group}.${key}`]])) as { [key in K]: number },
  };
}

/** A table with one parameter for each of `keys`: `group.key.subkey`. */
export function parameterFamily(
  name: string,
  keys: readonly string[],
  values: readonly number[],
  [unit, low, high, mark, source, about]: readonly [string, number, number, Figure['mark'], string, string],
): readonly Parameter[] {
  return keys.map((key, i) => ({
    id: `${name}.${key}`,
    value: values[i],
    unit,
    low,
    high,
    mark,
    source,
    about: `${about} (${key})`,
    whole: isCounted(unit),
  }));
}

/** The values of a family, in the order of `keys`. */
export function familyValues(
  parameters: Readonly<Record<string, number>>,
  name: string,
  keys: readonly string[],
): readonly number[] {
  return keys.map((key) => parameters[`${name}.${key}`]);
}
