/** Numbers, dates, durations and money in the reader's language, all through Intl. */
import { TICKS_PER_DAY, TICKS_PER_SECOND } from '../sim/runner/vocabulary.ts';
import { languageTag } from './i18n/index.ts';
import type { Locale } from './i18n/index.ts';

const MS_PER_TICK = 1000 / TICKS_PER_SECOND;

/** Above so many days, dates are written with their year. */
export const YEAR_DAYS = 300;
/** Units of time as short as they can be read. */
const SHORT = { en: { second: ' s', minute: ' min' }, zh: { second: '秒', minute: '分钟' } } as const;
/** Most digits that a number is written with. */
const DIGITS_MAX = 12;
const YUAN = { style: 'currency', currency: 'CNY', currencyDisplay: 'narrowSymbol' } as const;

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
    // What rounds to nothing has no sign, and a minus is as wide as a plus.
    return (
      format
        .format(value)
        .replace(/^[-−](?=[0.,]*\D*$)/, '')
        .replace(/^-/, '−')
        // Some engines shorten a million as if it were a metre.
        .replace(/(?<=\d)m$/, ' M')
    );
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

  /** Exactly so many digits after the point; thousands are set apart unless a word follows that shortens the number. */
  fixed(value: number, digits: number, word = ''): string {
    const size = { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: word === '' };
    return `${this.format(value, size)}${word}`;
  }
  /** The same of a sum of money. */
  fixedYuan(yuan: number, digits: number): string {
    return this.format(yuan, { ...YUAN, minimumFractionDigits: digits, maximumFractionDigits: digits });
  }
  /** A number in words with its unit behind it: a Chinese one stands right there. */
  withUnit(text: string, unit: string): string {
    return (/^\p{Script=Han}/u.test(unit) ? `${text}${unit}` : `${text} ${unit}`).trimEnd();
  }
  /** How a unit of time is written behind a number. */
  unitOf(unit: 'second' | 'minute'): string {
    return SHORT[this.locale][unit];
  }
  /** The word by which a large number is shortened, as it stands behind the number, and how many ones it is. */
  magnitude(size: number): { readonly ones: number; readonly word: string } {
    const short = {
      notation: 'compact',
      compactDisplay: 'long',
      maximumSignificantDigits: 3,
      useGrouping: false,
    } as const;
    const parts = new Intl.NumberFormat(this.tag, short).formatToParts(size);
    const of = (...types: readonly string[]): string =>
      parts.flatMap(({ type, value }) => (types.includes(type) ? [value] : [])).join('');
    const ones = size / Number(of('integer', 'decimal', 'fraction'));
    return { ones: 10 ** Math.round(Math.log10(ones)), word: of('literal', 'compact') };
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
  /** At most this many digits after the point, at least `least`, with its sign where it does not round to 0. */
  signedDecimal(value: number, most: number, least = 0): string {
    const digits = { maximumFractionDigits: most, minimumFractionDigits: least };
    return this.format(value, { ...digits, signDisplay: 'exceptZero' });
  }
  /** Three significant digits: 1,234,567 is 1.23 million. */
  rounded(value: number): string {
    if (Math.abs(value) < 10_000) return this.format(value, { maximumSignificantDigits: 3 });
    return this.format(value, { notation: 'compact', compactDisplay: 'long', maximumSignificantDigits: 3 });
  }
  /** A length of time that is told in seconds, to two or three digits. */
  seconds(value: number): string {
    return this.short(value, SHORT[this.locale].second, Math.abs(value) < 10 ? 2 : 1);
  }
  /** Minutes; less than two of them in seconds. */
  minutes(value: number): string {
    const size = Math.abs(value);
    if (rounded(size, 1) < 2) return this.short(60 * value, SHORT[this.locale].second, 60 * size < 1 ? 2 : 1);
    return this.short(value, SHORT[this.locale].minute, size < 100 ? 1 : 0);
  }
  /** A rough length of time. */
  about(seconds: number): string {
    if (Math.round(seconds) < 90) return this.unit(Math.max(1, Math.round(seconds)), 'second', 0);
    if (Math.round(seconds / 60) < 90) return this.unit(Math.round(seconds / 60), 'minute', 0);
    return this.unit(Math.round(seconds / 3600), 'hour', 0);
  }
  /** A rough size in memory. */
  megabytes(bytes: number): string {
    const mega = bytes / 2 ** 20;
    const size = mega < 950 ? Math.ceil(mega / 50) * 50 : mega / 1024;
    const text = this.format(size, {
      style: 'unit',
      unit: mega < 950 ? 'megabyte' : 'gigabyte',
      maximumFractionDigits: mega < 950 ? 0 : 1,
    });
    // A line does not end between a number and its unit.
    return text.replace(' ', '\u00a0');
  }
  yuanOf(yuan: number): string {
    if (Math.abs(yuan) >= 10_000) {
      return this.format(yuan, { ...YUAN, notation: 'compact', maximumSignificantDigits: 3 });
    }
    return this.yuan(100 * yuan);
  }
  /** 12.5k, 1.2万: for axes, with as many digits as tell marks apart that stand `step` from each other. */
  compact(value: number, step: number): string {
    if (value !== 0 && Math.abs(value) < 1000) return this.fixed(value, Math.max(0, -exponentOf(step)));
    const digits = value === 0 ? 1 : Math.max(1, exponentOf(value) - exponentOf(step) + 1);
    return this.format(value, { notation: 'compact', maximumSignificantDigits: Math.min(digits, DIGITS_MAX) });
  }
  /** A share between 0 and 1 as a percentage. */
  percent(share: number, digits = 0): string {
    return this.format(share, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits });
  }
  yuan(fen: number): string {
    return this.format(fen / 100, YUAN);
  }
  private short(value: number, unit: string, digits: number): string {
    return `${this.decimal(value, digits, digits)}${unit}`;
  }
  private unit(value: number, unit: string, digits: number, most = digits): string {
    return this.format(value, {
      style: 'unit',
      unit,
      // The long Chinese form, 秒钟, is for counting aloud.
      unitDisplay: this.locale === 'zh' ? 'short' : 'long',
      minimumFractionDigits: digits,
      maximumFractionDigits: most,
    });
  }
  /** A length of time in its natural unit: seconds, minutes, hours or days. `digits` after the point. */
  duration(seconds: number, digits = 0): string {
    // By what it is rounded to: 59.96 seconds are a minute.
    const size = Math.abs(seconds);
    if (rounded(size, digits) < 60) return this.unit(seconds, 'second', digits);
    if (rounded(size / 60, digits) < 60) return this.unit(seconds / 60, 'minute', digits);
    // Of hours and days the tenths are told: an hour and a half is not two.
    const tenths = Math.max(1, digits);
    if (rounded(size / 3600, tenths) < 24) return this.unit(seconds / 3600, 'hour', digits, tenths);
    return this.unit(seconds / 86_400, 'day', digits, tenths);
  }
  /** 6 June 2017 */
  date(start: string, tick: number): string {
    return this.moment(start, tick, { day: 'numeric', month: 'long', year: 'numeric' });
  }
  /** 6 Jun */
  dayMonth(start: string, tick: number): string {
    return this.moment(start, tick, { day: 'numeric', month: 'short' });
  }
  /** 6 Jun 2017 where a run goes on for years, else 6 Jun. */
  dayOf(start: string, tick: number, days: number): string {
    return days > YEAR_DAYS
      ? this.moment(start, tick, { day: 'numeric', month: 'short', year: 'numeric' })
      : this.dayMonth(start, tick);
  }
  /** Jun 2017 */
  monthYear(start: string, tick: number): string {
    return this.moment(start, tick, { month: 'short', year: 'numeric' });
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

/** Place of the first digit: 0 for 1 to 9, −2 for hundredths. */
const exponentOf = (value: number): number => Math.floor(Math.log10(Math.abs(value)) + 1e-9);
const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

const made = new Map<Locale, Formats>();

/** The formats of a language; made once. */
export function formatsOf(locale: Locale): Formats {
  let formats = made.get(locale);
  if (formats === undefined) made.set(locale, (formats = new Formats(locale)));
  return formats;
}

/** Number of the day (1 = first) in which a tick lies; the last midnight still belongs to the last day. */
export function dayNumber(tick: number, days: number): number {
  return Math.min(days, Math.floor(tick / TICKS_PER_DAY) + 1);
}
