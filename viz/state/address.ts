/** The page's address: what it may say about a run, read strictly and written back in full. */
import { DAYS_MAX } from '../../sim/runner/vocabulary.ts';
import { WORKERS_MAX } from '../../sim/runner/worker-count.ts';
import { LOCALES } from '../i18n/index.ts';
import type { Locale } from '../i18n/index.ts';
import { SPEED_MAX, SPEED_MIN } from './pace.ts';

/** What an address asks for. A null means: as the scenario has it, or as the page sees fit. */
export interface Address {
  readonly scenario: string;
  readonly seed: string | null;
  readonly days: number | null;
  readonly scale: number | null;
  readonly lang: Locale | null;
  /** Simulated seconds a second. */
  readonly speed: number | null;
  readonly play: boolean | null;
  /** Workers to simulate each world. */
  readonly workers: number | null;
}

/**
 * A value that cannot be used: which key, what was found and what was expected (a key of the dictionary). What stands in
 * the address is cut short, and what is invisible in it is spelled out: anybody may have written it.
 */
export interface AddressMistake {
  readonly key: string;
  readonly found: string;
  readonly expected:
    | { readonly kind: 'one-of'; readonly values: readonly string[] }
    | { readonly kind: 'whole-number'; readonly from: number; readonly to: number }
    | { readonly kind: 'text'; readonly longest: number }
    | { readonly kind: 'once' }
    | { readonly kind: 'no-such-key'; readonly values: readonly string[] };
}

export const SEED_LENGTH_MAX = 64;
export const SCALE_MAX = 100_000;
/** An address may hold a million keys: more than this are not told. */
const MISTAKES_MAX = 12;
const SHOWN_LENGTH_MAX = 80;
const KEYS = ['scenario', 'seed', 'days', 'scale', 'lang', 'speed', 'play', 'workers'] as const;
const ONCE = { kind: 'once' } as const;

type Reader = (key: (typeof KEYS)[number]) => string | null;

/** A text from the address, as it may be shown. */
function shown(text: string): string {
  const short = text.length > SHOWN_LENGTH_MAX ? `${text.slice(0, SHOWN_LENGTH_MAX - 1)}…` : text;
  return short.replace(/[\p{C}\u2028\u2029]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

function oneOf<T extends string>(
  get: Reader,
  key: Parameters<Reader>[0],
  values: readonly T[],
  mistakes: AddressMistake[],
): T | null {
  const found = get(key);
  if (found === null) return null;
  const value = values.find((candidate) => candidate === found);
  if (value === undefined) mistakes.push({ key, found: shown(found), expected: { kind: 'one-of', values } });
  return value ?? null;
}

function wholeNumber(
  get: Reader,
  key: Parameters<Reader>[0],
  from: number,
  to: number,
  mistakes: AddressMistake[],
): number | null {
  const found = get(key);
  if (found === null) return null;
  const value = /^\d{1,9}$/.test(found) ? Number(found) : NaN;
  if (value >= from && value <= to) return value;
  mistakes.push({ key, found: shown(found), expected: { kind: 'whole-number', from, to } });
  return null;
}

/** Whether a text can be a seed: not empty, not long, nothing invisible in it. */
export function isSeed(text: string): boolean {
  return text.length > 0 && text.length <= SEED_LENGTH_MAX && !/\p{C}/u.test(text);
}

/**
 * Reads `?scenario=…&seed=…`. Values that cannot be used are left out and reported, so that the page can always show
 * something; keys that do not exist are reported too.
 */
export function readAddress(
  search: string,
  scenarios: readonly string[],
): { address: Address; mistakes: AddressMistake[] } {
  const query = new URLSearchParams(search);
  const mistakes: AddressMistake[] = [];
  const repeated = new Set<string>(KEYS.filter((key) => query.getAll(key).length > 1));
  const get: Reader = (key) => (repeated.has(key) ? null : query.get(key));
  for (const key of repeated) mistakes.push({ key, found: shown(query.getAll(key).join(', ')), expected: ONCE });
  for (const key of new Set(query.keys())) {
    if (mistakes.length >= MISTAKES_MAX) break;
    if (KEYS.some((known) => known === key)) continue;
    mistakes.push({ key: shown(key), found: shown(key), expected: { kind: 'no-such-key', values: KEYS } });
  }
  let seed = get('seed');
  if (seed !== null && !isSeed(seed)) {
    mistakes.push({ key: 'seed', found: shown(seed), expected: { kind: 'text', longest: SEED_LENGTH_MAX } });
    seed = null;
  }
  const play = oneOf(get, 'play', ['0', '1'], mistakes);
  return {
    address: {
      scenario: oneOf(get, 'scenario', scenarios, mistakes) ?? scenarios[0] ?? '',
      seed,
      days: wholeNumber(get, 'days', 1, DAYS_MAX, mistakes),
      scale: wholeNumber(get, 'scale', 1, SCALE_MAX, mistakes),
      lang: oneOf(get, 'lang', LOCALES, mistakes),
      speed: wholeNumber(get, 'speed', SPEED_MIN, SPEED_MAX, mistakes),
      play: play === null ? null : play === '1',
      workers: wholeNumber(get, 'workers', 1, WORKERS_MAX, mistakes),
    },
    mistakes,
  };
}

/** The query that reproduces an address, with `?`. */
export function writeAddress(address: Address): string {
  const query = new URLSearchParams();
  for (const key of KEYS) {
    const value = address[key];
    if (value !== null) query.set(key, typeof value === 'boolean' ? (value ? '1' : '0') : String(value));
  }
  return `?${query.toString()}`;
}
