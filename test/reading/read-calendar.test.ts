import { describe, expect, it } from 'vitest';
import { formatDate, parseDate, weekday } from '../../sim/kernel/calendar.ts';
import { DaysOff, unknownDays } from '../../sim/model/calendar.ts';
import { FileMistakes } from '../../sim/model/reading/mistake.ts';
import { readCalendar } from '../../sim/model/reading/read-calendar.ts';
import { shippedCalendars } from '../../sim/runner/library.ts';

const FINE = `name: { en: Land, zh: 国 }
first: 2017-01-01
last: 2017-12-31
holidays:
  - name: { en: Feast, zh: 节 }
    from: 2017-05-28
    to: 2017-05-30
    working: [2017-05-27]
    mark: A
    source: made up
  - name: { en: Rest, zh: 休 }
    from: 2017-06-05
    to: 2017-06-05
    mark: A
    source: made up
`;

function said(text: string): string[] {
  try {
    readCalendar('land', text);
  } catch (error) {
    if (error instanceof FileMistakes) return error.message.split('\n');
    throw error;
  }
  return [];
}

/** Dates of a run that are off. */
function datesOff(start: string, days: number, calendar = readCalendar('land', FINE)): string[] {
  const off = new DaysOff(start, days, calendar);
  return Array.from({ length: days }, (_, day) => day)
    .filter((day) => off.has(day))
    .map((day) => formatDate(parseDate(start) + day));
}

describe('a calendar', () => {
  it('makes holidays days off, and weekends worked instead not', () => {
    // 27 and 28 May are a Saturday and a Sunday.
    expect(datesOff('2017-05-26', 11)).toEqual([
      ...['2017-05-28', '2017-05-29', '2017-05-30'],
      ...['2017-06-03', '2017-06-04', '2017-06-05'],
    ]);
  });

  it('does so in a run that begins or ends in a holiday', () => {
    expect(datesOff('2017-05-29', 3)).toEqual(['2017-05-29', '2017-05-30']);
    expect(datesOff('2017-05-27', 2)).toEqual(['2017-05-28']);
  });

  it('is that of the week alone where there is none', () => {
    const off = new DaysOff('2017-05-26', 9);
    expect(Array.from({ length: 9 }, (_, day) => off.has(day))).toEqual([
      ...[false, true, true, false, false],
      ...[false, false, false, true],
    ]);
  });

  it('says of what days it knows nothing', () => {
    const calendar = readCalendar('land', FINE);
    expect(unknownDays('2017-01-01', 365, calendar)).toBeUndefined();
    expect(unknownDays('2017-01-01', 366, calendar)).toContain('covers 2017-01-01 to 2017-12-31');
    expect(unknownDays('2017-01-01', 2)).toContain('no calendar');
  });

  it.each([
    ['a missing key', FINE.replace(/last.*\n/, ''), 'land.yaml:1:1 last: found nothing, expected a date written'],
    [
      'a holiday that ends before it begins',
      FINE.replace('to: 2017-05-30', 'to: 2017-05-20'),
      'land.yaml:7:9 holidays[0].to: found "2017-05-20", expected a day from 2017-05-28 to 2017-12-31',
    ],
    [
      'a holiday outside its days',
      FINE.replace('last: 2017-12-31', 'last: 2017-05-31'),
      'land.yaml:12:11 holidays[1].from: found "2017-06-05", expected a day from 2017-01-01 to 2017-05-31',
    ],
    [
      'holidays that overlap',
      FINE.replaceAll('2017-06-05', '2017-05-29'),
      'land.yaml:12:11 holidays[1].from: found "2017-05-29", expected a day outside 2017-05-28 to 2017-05-30',
    ],
    [
      'a working day that is one anyway',
      FINE.replace('[2017-05-27]', '[2017-05-26]'),
      'land.yaml:8:15 holidays[0].working[0]: found "2017-05-26", expected a Saturday or Sunday outside the holidays',
    ],
    [
      'a working day in a holiday',
      FINE.replace('[2017-05-27]', '[2017-05-28]'),
      'land.yaml:8:15 holidays[0].working[0]: found "2017-05-28", expected a Saturday or Sunday outside the holidays',
    ],
    [
      'an unknown mark',
      FINE.replace('mark: A', 'mark: X'),
      'land.yaml:9:11 holidays[0].mark: found "X", expected one of',
    ],
    ['no source', FINE.replace(/ {4}source: made up\n/, ''), 'holidays[0].source: found nothing'],
    ['nothing', '', 'land.yaml:1:1 file: found nothing'],
  ])('with %s is refused', (_, text, expected) => {
    expect(said(text).join('\n')).toContain(expected);
  });
});

describe('the calendar of China', () => {
  const china = shippedCalendars().get('china')!;

  it('has seven days for each Spring Festival and National Day, which may go with another feast', () => {
    const lengths = china.holidays
      .filter(({ name }) => /Spring|National/.test(name.en))
      .map(({ from, to }) => parseDate(to) - parseDate(from) + 1);
    expect(lengths).toEqual([7, 7, 7, 8, 7, 7]);
  });

  it.each(['2016', '2017', '2018'])('%s has eleven days off more than weekends, as the law has it', (year) => {
    const days = parseDate(`${year}-12-31`) - parseDate(`${year}-01-01`) + 1;
    const weekends = Array.from({ length: days }, (_, day) => parseDate(`${year}-01-01`) + day).filter(
      (day) => weekday(day) >= 5,
    );
    const more = datesOff(`${year}-01-01`, days, china).length - weekends.length;
    // Where 1 January is a Sunday or Monday, a day of its three lies in the year before.
    expect(Math.abs(more - 11)).toBeLessThanOrEqual(1);
  });

  it('has terms that begin in September and holidays of two months in summer', () => {
    const summers = china.schoolHolidays.filter(({ name }) => name.en.startsWith('Summer'));
    expect(summers).toHaveLength(3);
    for (const { from, to } of summers) expect(parseDate(to) - parseDate(from)).toBeGreaterThan(50);
  });
});
