import { describe, expect, it } from 'vitest';
import { formatDate, parseDate, weekday } from '../../sim/kernel/calendar.ts';

const MS_PER_DAY = 86_400_000;

describe('calendar', () => {
  it('agrees with the platform from 1600 to 2400', () => {
    for (let day = parseDate('1600-01-01'); day <= parseDate('2400-12-31'); day++) {
      const text = formatDate(day);
      if (new Date(day * MS_PER_DAY).toISOString().slice(0, 10) !== text || parseDate(text) !== day) {
        expect.fail(`day ${day} is written ${text} and read as ${parseDate(text)}`);
      }
    }
  });

  it('knows the days of the week', () => {
    expect(weekday(parseDate('2017-06-01'))).toBe(3); // a Thursday
    expect(weekday(parseDate('2017-06-05'))).toBe(0);
    expect(weekday(parseDate('1969-12-28'))).toBe(6);
    for (let day = -800; day < 800; day++) {
      expect(weekday(day)).toBe((new Date(day * MS_PER_DAY).getUTCDay() + 6) % 7);
    }
  });

  it('reaches from year 0 to year 9999 and no further', () => {
    expect(formatDate(parseDate('0000-01-01'))).toBe('0000-01-01');
    expect(formatDate(parseDate('9999-12-31'))).toBe('9999-12-31');
    expect(() => formatDate(parseDate('0000-01-01') - 1)).toThrow(RangeError);
    expect(() => formatDate(parseDate('9999-12-31') + 1)).toThrow(RangeError);
    expect(() => formatDate(0.5)).toThrow(/found day number 0.5/);
  });

  it.each([
    ['2017-6-1', 'expected a date written YYYY-MM-DD'],
    ['2017-06-01T00:00', 'expected a date written YYYY-MM-DD'],
    [' 2017-06-01', 'expected a date written YYYY-MM-DD'],
    ['2017/06/01', 'expected a date written YYYY-MM-DD'],
    ['', 'expected a date written YYYY-MM-DD'],
    ['２０１７-06-01', 'expected a date written YYYY-MM-DD'],
    ['2017-13-01', 'found month 13'],
    ['2017-00-01', 'found month 00'],
    ['2017-06-31', 'expected 01 to 30'],
    ['2017-06-00', 'found day 00'],
    ['2017-02-29', 'expected 01 to 28'],
    ['1900-02-29', 'expected 01 to 28'],
  ])('refuses %j', (text, message) => {
    expect(() => parseDate(text)).toThrow(RangeError);
    expect(() => parseDate(text)).toThrow(message);
  });

  it('accepts leap days', () => {
    expect(parseDate('2016-03-01') - parseDate('2016-02-29')).toBe(1);
    expect(parseDate('2000-03-01') - parseDate('2000-02-28')).toBe(2);
  });
});
