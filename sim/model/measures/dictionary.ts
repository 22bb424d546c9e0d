/** The dictionary of measures: what each number of a result means, and how it comes from the counters. */
import { AGE_BANDS } from '../city.ts';
import { STAGES } from '../facts.ts';
import { METHODS, SECTORS } from '../scenario.ts';
import { MEASURE_ROWS } from './definitions.ts';
import { ENROLMENTS } from './layout.ts';
import { PAIRED_MEASURES } from './paired.ts';

/** Dimensions a measure may be split by. */
export type Dimension = 'sector' | 'method' | 'age' | 'district' | 'stage' | 'enrolment';

export interface MeasureDefinition {
  /** Dotted base name: `payments.count`. A split adds the group's ids: `payments.count.bus.mobile`. */
  readonly name: string;
  readonly unit: string;
  /** One sentence in English. */
  readonly about: string;
  readonly aboutZh: string;
  /** The splits that exist beside the total, each a list of dimensions in the order of the dotted name. */
  readonly splits: readonly (readonly Dimension[])[];
  /** Whether a value exists for each day beside the one for the whole run. */
  readonly daily: boolean;
}

/** One value of a result. `group` is '' for the total, else `sector=bus;method=mobile`. */
export interface MeasureValue {
  readonly name: string;
  readonly group: string;
  /** Day of the run from 0, or −1 for the whole run. */
  readonly day: number;
  readonly value: number;
}

/** Names of a dimension's members, for dimensions that are the same in every city. */
export const MEMBERS: Readonly<Record<Exclude<Dimension, 'district'>, readonly string[]>> = {
  sector: SECTORS,
  method: METHODS,
  age: AGE_BANDS.map((band) => band.id),
  stage: STAGES,
  enrolment: ENROLMENTS,
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
