/**
 * Fields of data files. Whatever is wrong with a field, the schema's message is what was expected there, in words;
 * `explain.ts` adds what was found and where.
 */
import * as z from 'zod';
import { formatDate, parseDate } from '../../kernel/calendar.ts';
import { DAYS_MAX } from '../../kernel/time.ts';

// Compiling schemas with eval would break the page's content security policy.
z.config({ jitless: true, customError: expectedWords });

const TYPES: Readonly<Record<string, string>> = {
  object: 'a map',
  record: 'a map',
  array: 'a list',
  tuple: 'a list',
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  null: 'nothing',
};

/** What was expected, in our words, wherever a schema has none of its own: never those of the library. */
function expectedWords(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'invalid_type') return TYPES[issue.expected] ?? 'another kind of value';
  if (issue.code === 'invalid_value') return oneOf(issue.values.map(String));
  const kind = 'origin' in issue ? (TYPES[issue.origin as string] ?? 'a value') : 'a value';
  const unit = kind === 'a text' ? ' characters' : kind === 'a list' ? ' items' : '';
  if (issue.code === 'too_big') return `${kind} of at most ${issue.maximum}${unit}`;
  if (issue.code === 'too_small') return `${kind} of at least ${issue.minimum}${unit}`;
  return 'another value';
}

const DATE_MIN = '1900-01-01';
/** Runs begin no later. */
const START_MAX = '2199-12-31';
/** The end of the last year that a run comes to: whatever has a date has it within a run, or need not have it. */
const DATE_MAX = `${formatDate(parseDate(START_MAX) + DAYS_MAX - 1).slice(0, 4)}-12-31`;
const CHOICES = 'one of ';
const KEYS_TOLD_MAX = 24;

/** Expected text for a choice. */
export function oneOf(choices: readonly string[]): string {
  return CHOICES + choices.join(', ');
}

/** The choices in an expected text; none where it is not a choice. */
export function choicesIn(expected: string): readonly string[] {
  return expected.startsWith(CHOICES) ? expected.slice(CHOICES.length).split(', ') : [];
}

/** A number with both ends included. */
export function number(low: number, high: number, what: string) {
  const expected = `${what} from ${low} to ${high}`;
  return z.number(expected).min(low, expected).max(high, expected);
}

/** A whole number with both ends included. */
export function whole(low: number, high: number, what: string) {
  const expected = `${what} from ${low} to ${high}`;
  return z.int(expected).min(low, expected).max(high, expected);
}

/** A share of a whole, 0 to 1. */
export function share() {
  return number(0, 1, 'a share');
}

/** Money, written in yuan with at most two decimals. */
export function yuan(high: number) {
  const expected = `an amount in yuan from 0 to ${high}, in whole fen`;
  return z.number(expected).min(0, expected).max(high, expected).refine(isWholeFen, expected);
}

function isWholeFen(amount: number): boolean {
  return Math.abs(amount * 100 - Math.round(amount * 100)) < 1e-6;
}

/** Control characters but line feeds, halves of characters, separators of lines, and what reverses the direction. */
const INVISIBLE = /(?!\n)\p{Cc}|\p{Cs}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** Text of one or more lines. */
export function text(lengthMax: number) {
  const expected = `a text of 1 to ${lengthMax} characters`;
  return z
    .string(expected)
    .trim()
    .min(1, expected)
    .max(lengthMax, expected)
    .refine((found) => !INVISIBLE.test(found), `${expected}, none of them invisible`);
}

export function choice(ids: readonly string[]) {
  return z.enum(ids as readonly [string, ...string[]], oneOf(ids));
}

/** A map with these keys and no others. */
export function record<S extends z.ZodRawShape>(shape: S) {
  const keys = Object.keys(shape);
  const map =
    keys.length > KEYS_TOLD_MAX ? `a map with some of ${keys.length} keys` : `a map with the keys ${keys.join(', ')}`;
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? oneOf(keys) : map),
  });
}

export function list<T extends z.ZodType>(item: T, least: number, most: number, what: string) {
  const expected = `a list of ${least} to ${most} ${what}`;
  return z.array(item, expected).min(least, expected).max(most, expected);
}

/** English and Chinese; a text alone stands for both. */
export function localName(lengthMax: number) {
  return z.union(
    [text(lengthMax), bothNames(lengthMax)],
    `a text of 1 to ${lengthMax} characters, or a map with the keys en, zh`,
  );
}

/** English and Chinese, both of them. */
export function bothNames(lengthMax: number) {
  const words = text(lengthMax);
  return record({ en: words, zh: words });
}

const DATE_EXPECTED = `a date written YYYY-MM-DD, from ${DATE_MIN} to ${DATE_MAX}`;
const START_EXPECTED = `a date written YYYY-MM-DD, from ${DATE_MIN} to ${START_MAX}`;
const TIME_EXPECTED = `a date and time written YYYY-MM-DD HH:MM, from ${DATE_MIN} to ${DATE_MAX}`;
const TIME_PATTERN = /^\d{4}-\d{2}-\d{2}[ T]([01]\d|2[0-3]):[0-5]\d$/;

export function date() {
  return dateAs(DATE_EXPECTED);
}

/** The first day of a run. */
export function startDate() {
  return dateAs(START_EXPECTED).refine((found) => found <= START_MAX, START_EXPECTED);
}

function dateAs(expected: string) {
  return z
    .string(expected)
    .regex(/^\d{4}-\d{2}-\d{2}$/, expected)
    .refine(isDate, expected);
}

export function dateTime() {
  return z
    .string(TIME_EXPECTED)
    .regex(TIME_PATTERN, TIME_EXPECTED)
    .refine((found) => isDate(found.slice(0, 10)), TIME_EXPECTED);
}

/** Whether a text is a date of the calendar, in the years that runs come to. */
export function isDate(found: unknown): found is string {
  if (typeof found !== 'string' || found < DATE_MIN || found > DATE_MAX) return false;
  try {
    parseDate(found);
    return true;
  } catch {
    return false;
  }
}

/** Whether a text is a date and a time. */
export function isDateTime(found: unknown): found is string {
  return typeof found === 'string' && TIME_PATTERN.test(found) && isDate(found.slice(0, 10));
}
