/** Calendar files: public holidays with the days worked instead, and school holidays. */
import * as z from 'zod';
import { parseDate } from '../../kernel/calendar.ts';
import { isWeekendDay, type Calendar, type Period } from '../calendar.ts';
import { explain } from './explain.ts';
import { bothNames, date, list, record, text } from './fields.ts';
import { FileMistakes, formatPath, inFileOrder, quote, type Mistake } from './mistake.ts';
import { readYaml, type YamlSource } from './yaml-source.ts';

const HOLIDAYS_MAX = 2000;
const WORKING_MAX = 14;
const MARKS = ['F', 'P', 'R', 'D', 'A'] as const;

const period = () => ({
  name: bothNames(200),
  from: date(),
  to: date(),
  mark: z.enum(MARKS, `one of ${MARKS.join(', ')}`),
  source: text(1000),
});

const CALENDAR_SCHEMA = record({
  name: bothNames(200),
  first: date().describe('First day that the file knows all about.'),
  last: date().describe('Last day that the file knows all about.'),
  holidays: list(
    record({ ...period(), working: list(date(), 1, WORKING_MAX, 'dates').optional() }),
    0,
    HOLIDAYS_MAX,
    'holidays',
  ),
  school_holidays: list(record(period()), 0, HOLIDAYS_MAX, 'holidays').optional(),
});
type CalendarFile = z.infer<typeof CALENDAR_SCHEMA>;

/**
 * Reads the calendar of a country.
 * @param id as city files name it
 * @throws FileMistakes with every mistake
 */
export function readCalendar(id: string, yamlText: string): Calendar {
  const source = readYaml(yamlText);
  const parsed = CALENDAR_SCHEMA.safeParse(source.root);
  const mistakes = [...source.mistakes];
  if (!parsed.success && source.root !== undefined) mistakes.push(...explain(parsed.error.issues, source));
  if (parsed.success) mistakes.push(...misplaced(parsed.data, source));
  if (!parsed.success || mistakes.length > 0) throw new FileMistakes(`${id}.yaml`, inFileOrder(mistakes));
  const { name, first, last, holidays, school_holidays: schools = [] } = parsed.data;
  return {
    id,
    name,
    first,
    last,
    holidays: holidays.map(({ name: words, from, to, working = [] }) => ({ name: words, from, to, working })),
    schoolHolidays: schools.map(({ name: words, from, to }) => ({ name: words, from, to })),
  };
}

/** Days that contradict each other. */
function misplaced(file: CalendarFile, source: YamlSource): Mistake[] {
  const { first, last, holidays, school_holidays: schools = [] } = file;
  const at = (path: readonly (string | number)[], found: string, expected: string): Mistake => ({
    ...source.valueAt(path),
    path: formatPath(path),
    found: quote(found),
    expected,
  });
  const mistakes: Mistake[] = [];
  if (last < first) mistakes.push(at(['last'], last, `a day not before ${first}`));
  for (const [key, periods] of [
    ['holidays', holidays],
    ['school_holidays', schools],
  ] as const) {
    periods.forEach(({ from, to }, i) => {
      if (from < first || from > last) mistakes.push(at([key, i, 'from'], from, `a day from ${first} to ${last}`));
      if (to < from || to > last) mistakes.push(at([key, i, 'to'], to, `a day from ${from} to ${last}`));
      const before = periods.slice(0, i).find((other) => other.from <= to && from <= other.to);
      if (before) mistakes.push(at([key, i, 'from'], from, `a day outside ${before.from} to ${before.to}`));
    });
  }
  holidays.forEach(({ working = [] }, i) =>
    working.forEach((day, j) => {
      const isFree = isWeekendDay(parseDate(day)) && !holidays.some((holiday) => isIn(holiday, day));
      if (!isFree) mistakes.push(at(['holidays', i, 'working', j], day, 'a Saturday or Sunday outside the holidays'));
    }),
  );
  return mistakes;
}

function isIn({ from, to }: Period, day: string): boolean {
  return from <= day && day <= to;
}
