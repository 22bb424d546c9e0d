/**
 * Calendar dates at the edges of the simulation, in the proleptic Gregorian calendar, by integer arithmetic: the
 * platform's Date would bring time zones and the present moment into the core.
 */

const DAYS_PER_ERA = 146097; // 400 years
const DAYS_FROM_YEAR_0_TO_1970 = 719468; // counted from 0000-03-01
const DATE_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAY_NUMBER_MIN = -719528; // 0000-01-01
const DAY_NUMBER_MAX = 2932896; // 9999-12-31

function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && leap ? 29 : DAYS_IN_MONTH[month - 1];
}

function digits(value: number, count: number): string {
  return String(value).padStart(count, '0');
}

/**
 * Days from 1970-01-01 to a date written `YYYY-MM-DD` (years 0000 to 9999), negative before.
 * @throws RangeError with what was found and what was expected, for anything that is not such a date.
 */
export function parseDate(text: string): number {
  const match = DATE_PATTERN.exec(text);
  if (match === null) throw new RangeError(`found ${JSON.stringify(text)}, expected a date written YYYY-MM-DD`);
  const year = Number(match[1]);
  const month = Number(match[2]);
  const day = Number(match[3]);
  if (month < 1 || month > 12) {
    throw new RangeError(`found month ${match[2]} in ${JSON.stringify(text)}, expected 01 to 12`);
  }
  const last = daysInMonth(year, month);
  if (day < 1 || day > last) {
    throw new RangeError(`found day ${match[3]} in ${JSON.stringify(text)}, expected 01 to ${last}`);
  }
  return dayNumber(year, month, day);
}

/** Years are counted from March, so that the leap day is the last of its year. */
function dayNumber(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const monthFromMarch = (month + 9) % 12;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - DAYS_FROM_YEAR_0_TO_1970;
}

/**
 * The date, as `YYYY-MM-DD`, that lies so many days after 1970-01-01. Inverse of parseDate.
 * @throws RangeError if it is not an integer or the year would not have four digits.
 */
export function formatDate(dayNumber: number): string {
  if (!Number.isInteger(dayNumber) || dayNumber < DAY_NUMBER_MIN || dayNumber > DAY_NUMBER_MAX) {
    throw new RangeError(
      `found day number ${dayNumber}, expected an integer from ${DAY_NUMBER_MIN} to ${DAY_NUMBER_MAX}`,
    );
  }
  const shifted = dayNumber + DAYS_FROM_YEAR_0_TO_1970;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
}

/** Day of the week of a day number: 0 = Monday … 6 = Sunday. */
export function weekday(dayNumber: number): number {
  const THURSDAY = 3; // 1970-01-01
  return (((dayNumber + THURSDAY) % 7) + 7) % 7;
}
