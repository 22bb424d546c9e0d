/** A city as data: districts with boundaries and residents, and the figures that size its services. */

import type { Calendar } from './calendar.ts';
import type { Network } from './network.ts';

/** Bounds of the age bands in years, lower end included: the last band is open. */
export const AGE_BANDS = [
  { id: '0-14', from: 0 },
  { id: '15-24', from: 15 },
  { id: '25-34', from: 25 },
  { id: '35-44', from: 35 },
  { id: '45-59', from: 45 },
  { id: '60-74', from: 60 },
  { id: '75+', from: 75 },
] as const;

/** What a person mainly does. */
export const ROLE = { worker: 0, student: 1, retired: 2, home: 3 } as const;
export const ROLES = ['worker', 'student', 'retired', 'home'] as const;

export interface LocalName {
  readonly en: string;
  readonly zh: string;
}

export interface District {
  /** Lower-case pinyin, as scenario files name it: `jiangan`. */
  readonly id: string;
  readonly name: LocalName;
  /** Administrative division code, e.g. 420102. */
  readonly code: string;
  /** Residents in mid-2017, persons. */
  readonly residents: number;
  /** Share of residents in each of AGE_BANDS; sums to 1. */
  readonly ageShares: readonly number[];
  /** Where residents concentrate, [longitude, latitude] in degrees. */
  readonly centre: readonly [number, number];
  /** Rings of the simplified boundary, holes among them (even–odd), each a closed list of [longitude, latitude]. */
  readonly rings: readonly (readonly (readonly [number, number])[])[];
}

/** A number that describes the real world. */
export interface Figure {
  readonly value: number;
  readonly unit: string;
  /** Plausible range, both ends included. */
  readonly low: number;
  readonly high: number;
  /** F found in a source, P press or company claim, R recalled, D derived, A assumed. */
  readonly mark: 'F' | 'P' | 'R' | 'D' | 'A';
  readonly source: string;
}

/** Sea, lakes and rivers. */
export interface Water {
  /** An area with banks, or a river too narrow to have any at this scale. */
  readonly kind: 'area' | 'river';
  /** Of an area its bank and then its islands, each closed; of a river its course. [longitude, latitude] in degrees. */
  readonly rings: readonly (readonly (readonly [number, number])[])[];
}

export interface MetroStation {
  readonly name: LocalName;
  /** [longitude, latitude] in degrees. */
  readonly at: readonly [number, number];
  /** Day the station opened, `YYYY-MM-DD`; where only a period is known, its last day. */
  readonly opened: string;
}

export interface MetroLine {
  /** As it is written on signs; a branch has that of its line. */
  readonly line: string;
  /** In the order trains call at them, there and back. */
  readonly stations: readonly MetroStation[];
}

/** A city: its districts with their people, and the figures that size its services. */
export interface City {
  readonly id: string;
  readonly name: LocalName;
  readonly districts: readonly District[];
  /** By id: those that services need, and whatever else the file has. */
  readonly figures: Readonly<Record<string, Figure>>;
  /** What in this city is made up, shown wherever the city is shown. */
  readonly synthetic: LocalName;
  /** Days off; none where weekends are off and nothing else is known. */
  readonly calendar?: Calendar;
  /** What is known of the city beside, by name. Shown only: no run depends on it. */
  readonly reference?: Readonly<Record<string, Figure>>;
  /** What lies wide in the way of lines that are laid out; the rest of it is shown only. */
  readonly water?: readonly Water[];
  /** Lines with their stations, those of later years included. */
  readonly metro?: readonly MetroLine[];
  /** Lines with their timetables, which services run instead of lines that they lay out. */
  readonly network?: Network;
}

/** The city without what is only shown: two cities that are equal here give the same runs. */
export function decisiveCity({ id, name, districts, figures, synthetic, calendar, water, metro, network }: City): City {
  return {
    ...{ id, name, districts, figures, synthetic },
    ...(calendar === undefined ? {} : { calendar }),
    ...(water === undefined ? {} : { water }),
    ...(metro === undefined ? {} : { metro }),
    ...(network === undefined ? {} : { network }),
  };
}
