/** From counters to values: every measure, for every group of every split that the city has. */
import type { City } from '../city.ts';
import type { Counters } from './counters.ts';
import { type Group } from './counters.ts';
import type { Dimension } from './declare.ts';
import { MEASURE_ROWS } from './definitions.ts';
import { MEMBERS, type MeasureValue } from './dictionary.ts';

/** Ids of a dimension's members in this city. */
export function membersOf(dimension: Dimension, city: City): readonly string[] {
  return dimension === 'district' ? city.districts.map((district) => district.id) : MEMBERS[dimension];
}

/** Runs over the groups of a split, in the order of their members. */
export function forEachGroup(
  split: readonly Dimension[],
  city: City,
  visit: (group: Group, label: string) => void,
  group: Group = {},
  label = '',
): void {
  if (split.length === 0) {
    visit(group, label);
    return;
  }
  const [dimension, ...rest] = split;
  membersOf(dimension, city).forEach((id, index) => {
    const next = `${label}${label === '' ? '' : ';'}${dimension}=${id}`;
    forEachGroup(rest, city, visit, { ...group, [dimension]: index }, next);
  });
}

/** A measure for one group of one of its splits. */
interface Cell {
  readonly row: (typeof MEASURE_ROWS)[number];
  readonly group: Group;
  readonly label: string;
}

/** Listed once a city: every day of a long run has the same groups, and shares their labels. */
const cells = new WeakMap<City, readonly Cell[]>();

function cellsOf(city: City): readonly Cell[] {
  const listed = cells.get(city);
  if (listed) return listed;
  const list: Cell[] = [];
  for (const row of MEASURE_ROWS) {
    for (const split of [[], ...row.splits]) {
      forEachGroup(split, city, (group, label) => list.push({ row, group, label }));
    }
  }
  cells.set(city, list);
  return list;
}

/** What a value is of. */
export type MeasureKey = Pick<MeasureValue, 'name' | 'group'>;

/** What the values of a day are of, in their order. */
export function measureKeys(city: City): MeasureKey[] {
  return cellsOf(city).map(({ row, label }) => ({ name: row.name, group: label }));
}

/**
 * The measures of a set of counters.
 * @param day of the run, or −1 for all of it
 * @param isWanted which are made; all where left out
 */
export function deriveMeasures(
  counters: Counters,
  city: City,
  day: number,
  isWanted?: (name: string, group: string) => boolean,
): MeasureValue[] {
  const cells = cellsOf(city);
  const wanted = isWanted === undefined ? cells : cells.filter(({ row, label }) => isWanted(row.name, label));
  return wanted.map(({ row, group, label }) => {
    return { name: row.name, group: label, day, value: numberOrNull(row.value(counters.of(group))) };
  });
}

/** Missing is not 0: a mean over nothing is no number. */
function numberOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
