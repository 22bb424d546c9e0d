/** When schools and universities are open: term time by the calendar of the country, and the days of a month and term. */
import { formatDate, parseDate } from '../kernel/calendar.ts';
import { DaysOff, type Calendar } from './calendar.ts';

/** Days before a run that tell how its first month has begun: that month, and the weeks before it. */
const DAYS_BEFORE = 62;

/** The days of a run as schools count them. Without a calendar there are no holidays and no terms begin. */
export class SchoolDays {
  /** By day: 1 in the school holidays. */
  private readonly holidays: Uint8Array;
  /** By day: which school day of its month it is, from 1 on; 0 where schools are shut. */
  private readonly numbers: Uint8Array;
  /** By day: 1 in a month with whose first school day a term begins. */
  private readonly opening: Uint8Array;

  /**
   * @param start first day of the run, `YYYY-MM-DD`
   * @param days length of the run
   */
  constructor(start: string, days: number, calendar?: Calendar) {
    this.holidays = new Uint8Array(days);
    this.numbers = new Uint8Array(days);
    this.opening = new Uint8Array(days);
    const first = parseDate(start);
    const from = first - DAYS_BEFORE;
    const off = new DaysOff(formatDate(from), DAYS_BEFORE + days, calendar);
    const periods = (calendar?.schoolHolidays ?? []).map((one) => [parseDate(one.from), parseDate(one.to)] as const);
    let number = 0;
    let afterHolidays = false;
    let opens = false;
    for (let date = from; date < first + days; date++) {
      if (formatDate(date).endsWith('-01')) number = 0;
      const holiday = periods.some(([begin, end]) => begin <= date && date <= end);
      const open = !holiday && !off.has(date - from);
      if (open) {
        number++;
        if (number === 1) opens = afterHolidays;
        afterHolidays = false;
      } else afterHolidays ||= holiday;
      const day = date - first;
      if (day < 0) continue;
      this.holidays[day] = holiday ? 1 : 0;
      this.numbers[day] = open ? number : 0;
      this.opening[day] = open && opens ? 1 : 0;
    }
  }

  /** Days of the run. */
  get length(): number {
    return this.numbers.length;
  }

  /** Whether a day of the run, counted from 0, lies in the school holidays. */
  isHoliday(day: number): boolean {
    return this.holidays[day] === 1;
  }

  /** Which school day of its month a day is, from 1 on; 0 on a day on which schools are shut. */
  numberInMonth(day: number): number {
    return this.numbers[day] ?? 0;
  }

  /** Whether a school day lies in the month with which a term begins. */
  opensTerm(day: number): boolean {
    return this.opening[day] === 1;
  }
}
