/** Numbers, dates, durations and money in the reader's language, all through Intl. */
import { TICKS_PER_DAY, TICKS_PER_SECOND } from '../sim/runner/vocabulary.ts';
import { languageTag } from './i18n/index.ts';
import type { Locale } from './i18n/index.ts';

const MS_PER_TICK = 1000 / TICKS_PER_SECOND;

export class Formats {
  private readonly tag: string;
  private readonly cache = new Map<string, Intl.NumberFormat>();
  private readonly dates = new Map<string, Intl.DateTimeFormat>();

  constructor(readonly locale: Locale) {
    this.tag = languageTag(locale);
  }

  private format(value: number, options: Intl.NumberFormatOptions): string {
    const key = JSON.stringify(options);
    let format = this.cache.get(key);
    if (format === undefined) this.cache.set(key, (format = new Intl.NumberFormat(this.tag, options)));
    return format.format(value);
  }

  private moment(start: string, tick: number, options: Intl.DateTimeFormatOptions): string {
    const key = JSON.stringify(options);
    let format = this.dates.get(key);
    if (format === undefined) {
      // Simulated time has no time zone: it is read and written in the same one.
      format = new Intl.DateTimeFormat(this.tag, { timeZone: 'UTC', ...options });
      this.dates.set(key, format);
    }
    return format.format(Date.parse(`${start}T00:00:00Z`) + tick * MS_PER_TICK);
  }

  whole(value: number): string {
    return this.format(value, { maximumFractionDigits: 0 });
  }
  /** At most this many digits after the point, at least `least`. */
  decimal(value: number, most: number, least = 0): string {
    return this.format(value, { maximumFractionDigits: most, minimumFractionDigits: least });
  }
  /** Four significant digits, for tables of anything. */
  any(value: number): string {
    return Math.abs(value) >= 1000 ? this.whole(value) : this.format(value, { maximumSignificantDigits: 4 });
  }
  /** The same with its sign; a plain 0 where there is no difference. */
  signed(value: number): string {
    const digits = Math.abs(value) >= 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 4 };
    return this.format(value, { ...digits, signDisplay: 'exceptZero' });
  }
  /** 12.3 K, 1.2万: for axes. */
  compact(value: number): string {
    return this.format(value, { notation: 'compact', maximumFractionDigits: 1 });
  }
  /** A share between 0 and 1 as a percentage. */
  percent(share: number, digits = 0): string {
    return this.format(share, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits });
  }
  yuan(fen: number): string {
    return this.format(fen / 100, { style: 'currency', currency: 'CNY', currencyDisplay: 'narrowSymbol' });
  }
  private unit(value: number, unit: string, digits: number): string {
    return this.format(value, {
      style: 'unit',
      unit,
      // The long Chinese form, 秒钟, is for counting aloud.
      unitDisplay: this.locale === 'zh' ? 'short' : 'long',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
  }
  /** A length of time in its natural unit: seconds, minutes, hours or days. `digits` after the point. */
  duration(seconds: number, digits = 0): string {
    const size = Math.abs(seconds);
    if (size < 60) return this.unit(seconds, 'second', digits);
    if (size < 3600) return this.unit(seconds / 60, 'minute', digits);
    if (size < 86_400) return this.unit(seconds / 3600, 'hour', digits);
    return this.unit(seconds / 86_400, 'day', digits);
  }
  /** 6 June 2017 */
  date(start: string, tick: number): string {
    return this.moment(start, tick, { day: 'numeric', month: 'long', year: 'numeric' });
  }
  /** 6 Jun */
  dayMonth(start: string, tick: number): string {
    return this.moment(start, tick, { day: 'numeric', month: 'short' });
  }
  weekday(start: string, tick: number): string {
    return this.moment(start, tick, { weekday: 'short' });
  }
  /** 07:05 */
  clock(start: string, tick: number): string {
    return this.moment(start, tick, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  }
  /** 08:30 from minutes after midnight; hours run on past 24. */
  minuteOfDay(minute: number): string {
    const pad = (value: number): string => String(value).padStart(2, '0');
    return `${pad(Math.floor(minute / 60))}:${pad(Math.floor(minute % 60))}`;
  }
  /** Whole days as words: 3 days. */
  days(count: number): string {
    return this.unit(count, 'day', 0);
  }
  list(values: readonly string[]): string {
    return new Intl.ListFormat(this.tag, { type: 'disjunction' }).format(values);
  }
}

/** Number of the day (1 = first) in which a tick lies; the last midnight still belongs to the last day. */
export function dayNumber(tick: number, days: number): number {
  return Math.min(days, Math.floor(tick / TICKS_PER_DAY) + 1);
}
