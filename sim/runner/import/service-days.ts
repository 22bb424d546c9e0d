/** On which days of a feed its services run, and which of them are usual. */
import type { DayKind } from '../../model/network.ts';
import { dateOf, dayOf, readTable, type Feed } from './feed.ts';
import type { Journal } from './journal.ts';
import { refusal } from './refusal.ts';

const ROWS_MAX = 5_000_000;
const SERVICES_MAX = 100_000;
/** More days than this are looked at in a window: some calendars end in 2099. */
const DAYS_MAX = 800;
/** Days with fewer trips than this part of the busiest are not usual. */
const QUIET_SHARE = 0.6;
const WEEK = 7;
/** 1 January 1970 was a Thursday; Monday is 0. */
const weekdayOf = (day: number): number => (day + 3) % WEEK;

interface Pattern {
  readonly weekdays: readonly boolean[];
  readonly first: number;
  readonly last: number;
}

export interface ServiceDays {
  /** Number of a service by its id. */
  readonly numbers: ReadonlyMap<string, number>;
  /**
   * The usual day of each kind, for feeds that know on how many trips each service runs.
   * @returns date and whether a service runs on it; undefined where none runs on such days
   */
  usual(kind: DayKind, trips: Float64Array): { date: string; runs: (service: number) => boolean } | undefined;
}

/** Reads calendar.txt and calendar_dates.txt, of which one is enough. */
export async function readServiceDays(feed: Feed, journal: Journal): Promise<ServiceDays> {
  const numbers = new Map<string, number>();
  const patterns: (Pattern | undefined)[] = [];
  const added: [service: number, day: number, runs: boolean][] = [];
  const numberOf = (id: string): number => {
    const known = numbers.get(id);
    if (known !== undefined) return known;
    if (numbers.size >= SERVICES_MAX) {
      throw refusal(`${feed.name}/calendar_dates.txt`, 1, `more than ${SERVICES_MAX} services`, 'the feed of a city');
    }
    numbers.set(id, numbers.size);
    return numbers.size - 1;
  };
  const week = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
  const calendar = { needed: ['service_id', ...week, 'start_date', 'end_date'], most: ROWS_MAX };
  const hasCalendar = await readTable(feed, 'calendar.txt', calendar, (values, line) => {
    const [first, last] = [dayOf(values[8]!), dayOf(values[9]!)];
    if (!(first <= last)) {
      const example = `${values[0]}: ${values[8]} to ${values[9]}`;
      journal.drop('calendar.txt', line, 'services without a period', example);
      return;
    }
    patterns[numberOf(values[0]!)] = { weekdays: values.slice(1, 8).map((on) => on === '1'), first, last };
  });
  const dates = { needed: ['service_id', 'date', 'exception_type'], most: ROWS_MAX };
  const hasDates = await readTable(feed, 'calendar_dates.txt', dates, ([id = '', date = '', type], line) => {
    const day = dayOf(date);
    if (Number.isNaN(day) || (type !== '1' && type !== '2')) {
      journal.drop('calendar_dates.txt', line, 'exceptions that name no day', `${date}, type ${type}`);
    } else added.push([numberOf(id), day, type === '1']);
  });
  if (!hasCalendar && !hasDates) {
    journal.assume(
      'days of service',
      'every day',
      'no range: not a number',
      'the feed has neither calendar.txt nor calendar_dates.txt',
    );
    return everyDay(numbers);
  }
  return new KnownDays(numbers, patterns, added);
}

function everyDay(numbers: ReadonlyMap<string, number>): ServiceDays {
  return { numbers, usual: () => ({ date: '', runs: () => true }) };
}

class KnownDays implements ServiceDays {
  private readonly first: number;
  private readonly days: number;
  /** Whether a service runs on a day, service by service. */
  private readonly runs = new Map<number, Uint8Array>();

  constructor(
    readonly numbers: ReadonlyMap<string, number>,
    patterns: readonly (Pattern | undefined)[],
    added: readonly (readonly [number, number, boolean])[],
  ) {
    const named = [...patterns.flatMap((one) => (one ? [one.first, one.last] : [])), ...added.map(([, day]) => day)];
    const least = named.reduce((a, b) => Math.min(a, b), Infinity);
    const most = named.reduce((a, b) => Math.max(a, b), -Infinity);
    const starts = [...patterns.flatMap((one) => (one ? [one.first] : [])), ...added.map(([, day]) => day)];
    starts.sort((a, b) => a - b);
    // Where the calendar is endless, the days after half of it has begun.
    this.first = most - least < DAYS_MAX ? least : (starts[starts.length >> 1] ?? 0);
    this.days = named.length === 0 ? 0 : Math.min(DAYS_MAX, most - this.first + 1);
    patterns.forEach((pattern, service) => {
      if (pattern) this.fill(service, pattern);
    });
    for (const [service, day, on] of added) {
      const at = day - this.first;
      if (at >= 0 && at < this.days) this.daysOf(service)[at] = on ? 1 : 0;
    }
  }

  private daysOf(service: number): Uint8Array {
    let days = this.runs.get(service);
    if (days === undefined) this.runs.set(service, (days = new Uint8Array(this.days)));
    return days;
  }

  private fill(service: number, { weekdays, first, last }: Pattern): void {
    const days = this.daysOf(service);
    const from = Math.max(0, first - this.first);
    const to = Math.min(this.days - 1, last - this.first);
    for (let at = from; at <= to; at++) days[at] = weekdays[weekdayOf(this.first + at)] ? 1 : 0;
  }

  /**
   * Of the days of a kind that are not much quieter than the busiest the one whose number of trips is most often met; the first of
   * several. Feeds hold remnants of other periods, and holidays.
   */
  usual(kind: DayKind, trips: Float64Array) {
    const totals = new Float64Array(this.days);
    for (const [service, days] of this.runs) {
      const count = trips[service] ?? 0;
      if (count > 0) for (let at = 0; at < this.days; at++) if (days[at] === 1) totals[at]! += count;
    }
    const isOfKind = (at: number) => {
      const weekday = weekdayOf(this.first + at);
      return kind === 'weekday' ? weekday < 5 : weekday === (kind === 'saturday' ? 5 : 6);
    };
    const busiest = totals.reduce((most, total, at) => (isOfKind(at) ? Math.max(most, total) : most), 0);
    const often = new Map<number, number>();
    totals.forEach((total, at) => {
      if (total > 0 && total >= QUIET_SHARE * busiest && isOfKind(at)) often.set(total, (often.get(total) ?? 0) + 1);
    });
    const [total] = [...often].reduce((a, b) => (b[1] > a[1] || (b[1] === a[1] && b[0] > a[0]) ? b : a), [0, 0]);
    if (total === 0) return undefined;
    const at = totals.findIndex((one, day) => one === total && isOfKind(day));
    return { date: dateOf(this.first + at), runs: (service: number) => this.runs.get(service)?.[at] === 1 };
  }
}
