/** How measures and facts are declared, by the core and by services alike. */
import type { LocalName } from '../city.ts';
import type { Counters } from './counters.ts';

/** Dimension a measure may be split by: `sector`, `method`, `age`, `district`, `enrolment`, or one that a service declares. */
export type Dimension = string;

export interface MeasureDefinition {
  /** Dotted base name: `payments.count`. A split adds the group's ids: `payments.count.bus.mobile`. */
  readonly name: string;
  readonly unit: string;
  /** One sentence in English. */
  readonly about: string;
  readonly aboutZh: string;
  /** As short as a title of a chart; the page has those of measures that cross services. */
  readonly title?: LocalName;
  /** Whether less of it or more of it is better for residents; neither where left out. */
  readonly better?: 'less' | 'more';
  /** Whether it is of the whole city already, and not of the simulated one. */
  readonly isWholeCity?: true;
  /** The splits that exist beside the total, each a list of dimensions in the order of the dotted name. */
  readonly splits: readonly (readonly Dimension[])[];
  /** Whether a value exists for each day beside the one for the whole run. */
  readonly daily: boolean;
  /** Dimension by which the command line's table shows it too. */
  readonly shown?: Dimension;
}

export interface MeasureRow extends MeasureDefinition {
  /** The value for the group the counters are set to; not a number where there is nothing to measure. */
  readonly value: (counters: Counters) => number;
}

/** Where the counters of a service begin: offsets by their own names. */
export type Offsets = Readonly<Record<string, number>>;

/** How a fact of a service is counted. */
export interface FactDeclaration {
  /** What `subject`, a, b and c are, for whoever listens. */
  readonly about: string;
  /** Adds to the counters of the day. */
  count(day: Float64Array, at: Offsets, a: number, b: number, c: number): void;
}

/** A mean or share; of nothing there is none. */
export const ratio = (a: number, b: number): number => (b === 0 ? NaN : a / b);

/** The same measure, shown by a dimension in the command line's table too. */
export const shownBy = (shown: Dimension, row: MeasureRow): MeasureRow => ({ ...row, shown });

/** The same measure with a title, and which way is better for residents. */
export const titled = (en: string, zh: string, row: MeasureRow, better?: 'less' | 'more'): MeasureRow => ({
  ...row,
  title: { en, zh },
  ...(better && { better }),
});

/** The same measure, which is of the whole city whatever the scale. */
export const ofWholeCity = (row: MeasureRow): MeasureRow => ({ ...row, isWholeCity: true });

/** A measure with a value each day. */
export function measureRow(
  name: string,
  unit: string,
  about: string,
  aboutZh: string,
  value: (counters: Counters) => number,
  ...splits: readonly (readonly Dimension[])[]
): MeasureRow {
  return { name, unit, about, aboutZh, splits, daily: true, value };
}
