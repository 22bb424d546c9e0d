/** A plan as the editor holds it: what its file says, in the file's spelling. Every change makes a new one. */
import type { FileData } from '../../sim/runner/authoring.ts';
import { formatDate, parseDate } from '../../sim/runner/vocabulary.ts';

export type Action = Readonly<Record<string, unknown>>;

export function actionsOf(data: FileData): readonly Action[] {
  const policy = data['policy'];
  return Array.isArray(policy) ? (policy as readonly Action[]) : [];
}

/** The plan with a value under a key; without the key where the value is undefined. */
export function withKey(data: FileData, key: string, value: unknown): FileData {
  const changed = { ...data, [key]: value };
  return Object.fromEntries(Object.entries(changed).filter(([, one]) => one !== undefined));
}

export function withAction(data: FileData, at: number, change: (action: Action) => Action): FileData {
  return withKey(
    data,
    'policy',
    actionsOf(data).map((action, index) => (index === at ? change(action) : action)),
  );
}

const DATE = /^\d{4}-\d{2}-\d{2}/;

/** Days from the start of the run to a date of the file, which may have a time; null where it is no date. */
export function dayOf(text: unknown, start: string): number | null {
  if (typeof text !== 'string' || !DATE.test(text) || !DATE.test(start)) return null;
  const day = parseDate(text.slice(0, 10)) - parseDate(start.slice(0, 10));
  return Number.isFinite(day) ? day : null;
}

/** The same date so many days later; a time behind it stays. */
export function shifted(text: string, by: number): string {
  return formatDate(parseDate(text.slice(0, 10)) + by) + text.slice(10);
}

/** Text and numbers of a plan that anybody may have written. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
export const numberOf = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
export const listOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
