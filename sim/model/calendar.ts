/** Days off: the calendar of a country, and the days of a run that it makes days off. */
import { formatDate, parseDate, weekday } from '../kernel/calendar.ts';
import type { LocalName } from './city.ts';

/** Days in a row, both ends included, `YYYY-MM-DD`. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

export interface Holiday extends Period {
  readonly name: LocalName;
  /** Saturdays and Sundays that are worked instead. */
  readonly working: readonly string[];
}

/** What is known of a country's days, from `first` to `last`; on other days weekends are off and nothing else. */
export interface Calendar {
  readonly id: string;
  readonly name: LocalName;
  readonly first: string;
  readonly last: string;
  readonly holidays: readonly Holiday[];
  readonly schoolHolidays: readonly (Period & { readonly name: LocalName })[];
}

const SATURDAY = 5;

/** Whether a day is a Saturday or Sunday. @param day number of days after 1970-01-01 */
export function isWeekendDay(day: number): boolean {
  return weekday(day) >= SATURDAY;
}

/** The days off of a run. */
export class DaysOff {
  private readonly off: Uint8Array;

  /**
   * @param start first day of the run, `YYYY-MM-DD`
   * @param days length of the run
   * @param calendar none: weekends and nothing else
   */
  constructor(start: string, days: number, calendar?: Calendar) {
    const first = parseDate(start);
    this.off = Uint8Array.from({ length: days }, (_, day) => (isWeekendDay(first + day) ? 1 : 0));
    // Days before or after the run are no elements of the array, so that writing them does nothing.
    for (const { from, to, working } of calendar?.holidays ?? []) {
      for (let day = parseDate(from); day <= parseDate(to); day++) this.off[day - first] = 1;
      for (const date of working) this.off[parseDate(date) - first] = 0;
    }
  }

  /** Whether a day of the run, counted from 0, is off: a weekend that is not worked, or a public holiday. */
  has(day: number): boolean {
    return this.off[day] === 1;
  }
}

/** What is not known of the days of a run, in words; undefined where the calendar covers them all. Parameters as above. */
export function unknownDays(start: string, days: number, calendar?: Calendar): string | undefined {
  const weekends = 'weekends are off, public holidays are not';
  if (calendar === undefined) return `the city has no calendar: ${weekends}`;
  const { name, first, last } = calendar;
  if (start >= first && formatDate(parseDate(start) + days - 1) <= last) return undefined;
  return `the calendar of ${name.en} covers ${first} to ${last}: on other days ${weekends}`;
}
