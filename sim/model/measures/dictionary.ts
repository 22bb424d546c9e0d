/** The dictionary of measures: what each number of a result means, and how it comes from the counters. */
import { STANDING_GROUPS } from '../adoption/standing-groups.ts';
import { ENROLMENT_IDS, SECTORS } from '../catalogue.ts';
import { AGE_BANDS } from '../city.ts';
import { INCOME_IDS } from '../people-parameters.ts';
import { CHANGES_OF_METHOD, METHODS } from '../payment/methods.ts';
import type { Dimension, MeasureDefinition } from './declare.ts';
import { MEASURE_ROWS } from './definitions.ts';
import { SERVICE_MEMBERS } from './layout.ts';
import { PAIRED_MEASURES } from './paired.ts';

/** One value of a result. `group` is '' for the total, else `sector=bus;method=mobile`. */
export interface MeasureValue {
  readonly name: string;
  readonly group: string;
  /** Day of the run from 0, or −1 for the whole run. */
  readonly day: number;
  /** Null where there was nothing to measure. */
  readonly value: number | null;
}

/** Ids of a dimension's members, for dimensions that are the same in every city: all but `district`. */
export const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  sector: SECTORS,
  method: METHODS,
  change_of_method: CHANGES_OF_METHOD,
  age: AGE_BANDS.map((band) => band.id),
  income: INCOME_IDS,
  enrolment: ENROLMENT_IDS,
  standing: STANDING_GROUPS.map(({ id }) => id),
  ...SERVICE_MEMBERS,
};

/** Every measure of a result, in the order in which results list them. */
export const MEASURES: readonly MeasureDefinition[] = [...MEASURE_ROWS, ...PAIRED_MEASURES];

/** Dotted names that every city has: of totals, and of splits but those by district. */
export function namesOfEveryCity(): string[] {
  return MEASURES.flatMap(({ name, splits }) => [name, ...splits.flatMap((split) => splitNames(name, split))]);
}

function splitNames(name: string, [first, ...rest]: readonly Dimension[]): string[] {
  if (first === undefined) return [name];
  return first === 'district' ? [] : MEMBERS[first].flatMap((member) => splitNames(`${name}.${member}`, rest));
}

/** Dotted name of a value: the measure's, then the ids of its group. */
export function dottedName(value: { readonly name: string; readonly group: string }): string {
  if (value.group === '') return value.name;
  const ids = value.group.split(';').map((part) => part.slice(part.indexOf('=') + 1));
  return `${value.name}.${ids.join('.')}`;
}
