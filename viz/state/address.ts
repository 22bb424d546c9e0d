/** The page's address: what it may say about a run, read strictly and written back in full. */
import { DAYS_MAX } from '../../sim/runner/vocabulary.ts';
import { WORKERS_MAX } from '../../sim/runner/worker-count.ts';
import type { Target } from '../../sim/runner/protocol.ts';
import { LOCALES } from '../i18n/index.ts';
import type { Locale } from '../i18n/index.ts';
import { MAP_MODES } from '../map/props.ts';
import type { MapMode, MapPlace } from '../map/props.ts';
import { AREAS } from '../measures/area-ids.ts';
import { isMeasureName } from '../measures/measure.ts';
import { isInstant } from './instant.ts';
import { decodePlan, PLAN_CODE_MAX } from './plan-code.ts';
import { SPEED_MAX, SPEED_MIN } from './pace.ts';

/** The page's views, in the order in which it offers them. */
export const VIEWS = ['story', 'city', 'plan', 'compare', 'method'] as const;
export type View = (typeof VIEWS)[number];
/** What the page begins with. */
export const FIRST_VIEW: View = 'city';
/** What the column beside the map can show. */
export const PANELS = ['curves', 'who', 'where', 'inspect'] as const;
export type Panel = (typeof PANELS)[number];
/** Parts of the Method view; the first is what it begins with. */
export const METHOD_PARTS = ['run', 'how', 'sources', 'decides', 'headlines', 'claims', 'joining', 'repeat'] as const;
export type MethodPart = (typeof METHOD_PARTS)[number];

/** What an address asks for. A null means: as the scenario has it, or as the page sees fit. */
export interface Address {
  readonly view: View | null;
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
  readonly map: MapMode | null;
  /** What areas of the map are coloured by. */
  readonly areas: string | null;
  readonly panel: Panel | null;
  /** Measures whose curves stand beside the map; none, where all were taken away. */
  readonly curves: readonly string[] | null;
  readonly part: MethodPart | null;
  /** Instant shown, `2017-06-14T08:30` or with seconds. */
  readonly at: string | null;
  readonly place: MapPlace | null;
  /** What is inspected. */
  readonly look: Target | null;
  /** Columns that are compared: names of scenarios, letters of plans. */
  readonly compare: readonly string[] | null;
  /** Screen of the story, counted from 1. */
  readonly screen: number | null;
  /** A plan instead of the scenario as it is shipped, as `encodePlan` writes it: behind `#plan=`. */
  readonly plan: string | null;
  /** The plans that are compared, so that a link holds them: behind `#plans=`. */
  readonly plans: readonly SharedPlan[] | null;
}

/** A plan that a link brings along: its letter there, and its code. */
export interface SharedPlan {
  readonly letter: string;
  readonly code: string;
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
    | { readonly kind: 'form'; readonly example: string }
    | { readonly kind: 'plan'; readonly longest: number }
    | { readonly kind: 'room'; readonly most: number }
    | { readonly kind: 'curves'; readonly most: number }
    | { readonly kind: 'once' }
    | { readonly kind: 'no-such-key'; readonly values: readonly string[] };
}

export const SEED_LENGTH_MAX = 64;
export const SCALE_MAX = 100_000;
/** An address may hold a million keys: those that do not exist are told until there are so many mistakes, the rest counted. */
const MISTAKES_MAX = 12;
const SHOWN_LENGTH_MAX = 80;
const SCREENS_MAX = 200;
/** Curves beside the map that an address holds. */
export const CURVES_MAX = 24;
/** Columns of a comparison. */
export const COMPARED_MAX = 6;
const RUN_KEYS = ['scenario', 'seed', 'days', 'scale'] as const;
const KEYS = [
  ...(['view', ...RUN_KEYS, 'lang', 'speed', 'play', 'workers'] as const),
  ...(['map', 'areas', 'panel', 'curves', 'part', 'at', 'place', 'look', 'compare', 'screen'] as const),
] as const;
const TARGETS: readonly Target['kind'][] = ['person', 'vehicle', 'stop', 'place'];
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

/** A value in a form of its own, shown by an example where it cannot be used. */
function formed<T>(
  get: Reader,
  key: Parameters<Reader>[0],
  read: (text: string) => T | null,
  example: string,
  mistakes: AddressMistake[],
): T | null {
  const found = get(key);
  if (found === null) return null;
  const value = read(found);
  if (value === null) mistakes.push({ key, found: shown(found), expected: { kind: 'form', example } });
  return value;
}

/** `12.5,-3.1,40`: kilometres east and north, and pixels a kilometre. */
function readPlace(text: string): MapPlace | null {
  if (!/^-?\d{1,5}(\.\d{1,4})?,-?\d{1,5}(\.\d{1,4})?,\d{1,5}(\.\d{1,4})?$/.test(text)) return null;
  const [x = 0, y = 0, zoom = 0] = text.split(',').map(Number);
  return zoom > 0 ? { x, y, zoom } : null;
}

/** `vehicle-12` */
function readTarget(text: string): Target | null {
  const [, kind, index] = /^([a-z]+)-(\d{1,9})$/.exec(text) ?? [];
  const found = TARGETS.find((known) => known === kind);
  return found === undefined ? null : { kind: found, index: Number(index) };
}

/** `wuhan-2017,a,b` */
function readNames(text: string): readonly string[] | null {
  const names = text.split(',');
  return names.length <= COMPARED_MAX && names.every((name) => /^[a-z\d][a-z\d._-]{0,63}$/.test(name)) ? names : null;
}

/** `refusals.count,wait.mean`; nothing behind the key: no curve. What is no measure is told, and the others stay. */
function readCurves(get: Reader, mistakes: AddressMistake[]): readonly string[] | null {
  const found = get('curves');
  if (found === null) return null;
  const names = found === '' ? [] : found.split(',', CURVES_MAX + 1);
  const expected = { kind: 'form', example: 'refusals.count,wait.mean' } as const;
  if (names.length > CURVES_MAX) {
    mistakes.push({ key: 'curves', found: shown(found), expected: { kind: 'curves', most: CURVES_MAX } });
    return null;
  }
  const isWanted = (name: string, at: number): boolean => isMeasureName(name) && names.indexOf(name) === at;
  const unwanted = names.filter((name, at) => !isWanted(name, at));
  mistakes.push(...unwanted.map((name) => ({ key: 'curves', found: shown(name), expected })));
  return unwanted.length > 0 && unwanted.length === names.length ? null : names.filter(isWanted);
}

/** `a~CODE.b~CODE` */
function readPlans(text: string | undefined, mistakes: AddressMistake[]): readonly SharedPlan[] | null {
  if (text === undefined) return null;
  const found: SharedPlan[] = [];
  for (const part of text.split('.').slice(0, COMPARED_MAX)) {
    const [, letter, code = ''] = /^([a-h])~([\w-]+)$/.exec(part) ?? [];
    if (letter !== undefined && decodePlan(code) !== null) found.push({ letter, code });
    else mistakes.push({ key: 'plans', found: shown(part), expected: { kind: 'plan', longest: PLAN_CODE_MAX } });
  }
  return found.length > 0 ? found : null;
}

/** Whether a text can be a seed: not empty, not long, nothing invisible in it. */
export function isSeed(text: string): boolean {
  return text.length > 0 && text.length <= SEED_LENGTH_MAX && !/\p{C}/u.test(text);
}

/**
 * Reads `?scenario=…&seed=…`. Values that cannot be used are left out and reported, so that the page can always show
 * something; keys that do not exist are reported too, a few of them in words and the rest as the number `untold`.
 */
export function readAddress(
  search: string,
  scenarios: readonly string[],
  fragment = '',
): { address: Address; mistakes: AddressMistake[]; untold: number } {
  const query = new URLSearchParams(search);
  const mistakes: AddressMistake[] = [];
  const repeated = new Set<string>(KEYS.filter((key) => query.getAll(key).length > 1));
  const get: Reader = (key) => (repeated.has(key) ? null : query.get(key));
  for (const key of repeated) mistakes.push({ key, found: shown(query.getAll(key).join(', ')), expected: ONCE });
  let untold = 0;
  for (const key of new Set(query.keys())) {
    if (KEYS.some((known) => known === key)) continue;
    if (mistakes.length >= MISTAKES_MAX) untold++;
    else mistakes.push({ key: shown(key), found: shown(key), expected: { kind: 'no-such-key', values: KEYS } });
  }
  let seed = get('seed');
  if (seed !== null && !isSeed(seed)) {
    mistakes.push({ key: 'seed', found: shown(seed), expected: { kind: 'text', longest: SEED_LENGTH_MAX } });
    seed = null;
  }
  const play = oneOf(get, 'play', ['0', '1'], mistakes);
  const behind = new Map(
    fragment
      .replace(/^#/, '')
      .split('&')
      .map((part): [string, string] => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]),
  );
  const plans = readPlans(behind.get('plans'), mistakes);
  let plan = behind.get('plan') ?? null;
  if (plan !== null && decodePlan(plan) === null) {
    mistakes.push({ key: 'plan', found: shown(plan), expected: { kind: 'plan', longest: PLAN_CODE_MAX } });
    plan = null;
  }
  return {
    address: {
      view: oneOf(get, 'view', VIEWS, mistakes),
      scenario: oneOf(get, 'scenario', scenarios, mistakes) ?? scenarios[0] ?? '',
      seed,
      days: wholeNumber(get, 'days', 1, DAYS_MAX, mistakes),
      scale: wholeNumber(get, 'scale', 1, SCALE_MAX, mistakes),
      lang: oneOf(get, 'lang', LOCALES, mistakes),
      speed: wholeNumber(get, 'speed', SPEED_MIN, SPEED_MAX, mistakes),
      play: play === null ? null : play === '1',
      workers: wholeNumber(get, 'workers', 1, WORKERS_MAX, mistakes),
      map: oneOf(get, 'map', MAP_MODES, mistakes),
      areas: oneOf(get, 'areas', AREAS, mistakes),
      panel: oneOf(get, 'panel', PANELS, mistakes),
      curves: readCurves(get, mistakes),
      part: oneOf(get, 'part', METHOD_PARTS, mistakes),
      at: formed(get, 'at', (text) => (isInstant(text) ? text : null), '2017-06-14T08:30', mistakes),
      place: formed(get, 'place', readPlace, '12.5,-3.1,40', mistakes),
      look: formed(get, 'look', readTarget, 'vehicle-12', mistakes),
      compare: formed(get, 'compare', readNames, 'wuhan-2017,a', mistakes),
      screen: wholeNumber(get, 'screen', 1, SCREENS_MAX, mistakes),
      plan,
      plans,
    },
    mistakes,
    untold,
  };
}

/** Whether two addresses ask for the same run: what else they say can be shown without another one. */
export function sameRun(one: Address, other: Address): boolean {
  return RUN_KEYS.every((key) => one[key] === other[key]) && one.workers === other.workers && one.plan === other.plan;
}

const isList = (value: object): value is readonly string[] => Array.isArray(value);

function written(value: Exclude<Address[(typeof KEYS)[number]], null>): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return value.join(',');
  if ('kind' in value) return `${value.kind}-${value.index}`;
  return [value.x, value.y, value.zoom].map((part) => String(Math.round(part * 1000) / 1000)).join(',');
}

/** The query that reproduces an address, with `?`, and the fragment where there is a plan. */
export function writeAddress(address: Address): string {
  const query = new URLSearchParams();
  for (const key of KEYS) {
    const value = address[key];
    if (value !== null) query.set(key, written(value));
  }
  // What is meant to be read by people: a colon and a comma need no escape in a query.
  const text = query.toString().replaceAll('%3A', ':').replaceAll('%2C', ',');
  const plans = (address.plans ?? []).map(({ letter, code }) => `${letter}~${code}`).join('.');
  const behind = [
    ...(address.plan === null ? [] : [`plan=${address.plan}`]),
    ...(plans === '' ? [] : [`plans=${plans}`]),
  ];
  return `?${text}${behind.length === 0 ? '' : `#${behind.join('&')}`}`;
}
