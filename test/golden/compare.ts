/** What differs between two values of JSON, place by place. */
import type { Json } from './runs.ts';

/** Differences that are listed; of the others there is a number. */
const LISTED_MAX = 40;

const isMap = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

const show = (value: Json | undefined): string => (value === undefined ? 'nothing' : JSON.stringify(value));

/**
 * A line for each place at which the two differ: `policy whole_run payments.count: golden 812, found 815`. Empty where they are
 * the same. The order of names does not matter.
 */
export function differences(golden: Json | undefined, found: Json | undefined, at = ''): string[] {
  const inside = (key: string) => (at === '' ? key : `${at} ${key}`);
  if (isMap(golden) && isMap(found)) {
    const keys = [...new Set([...Object.keys(golden), ...Object.keys(found)])];
    return keys.flatMap((key) => differences(golden[key], found[key], inside(key)));
  }
  if (isList(golden) && isList(found)) {
    const length = Math.max(golden.length, found.length);
    return Array.from({ length }, (_, i) => i).flatMap((i) => differences(golden[i], found[i], `${at}[${i}]`));
  }
  if (golden === found) return [];
  return [`${at}: golden ${show(golden)}, found ${show(found)}`];
}

/** Differences as one text that fits a screen; empty where there are none. */
export function report(lines: readonly string[]): string {
  const more = lines.length - LISTED_MAX;
  return [...lines.slice(0, LISTED_MAX), ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}
