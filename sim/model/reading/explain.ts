/** What a schema says about a file, as mistakes with places. */
import type * as z from 'zod';
import { choicesIn } from './fields.ts';
import { describe, formatPath, MISTAKES_MAX, quote, unseenIn, type Mistake } from './mistake.ts';
import { nearest } from './nearest.ts';
import type { YamlSource } from './yaml-source.ts';

/** Longer lists of choices are counted, not told. */
const CHOICES_TOLD_MAX = 24;

type Issue = z.core.$ZodIssue;

/** The mistakes in one document, at most MISTAKES_MAX of one kind at one place. */
export function explain(issues: readonly Issue[], source: YamlSource): Mistake[] {
  return issues.slice(0, MISTAKES_MAX).flatMap((issue) => explainIssue(issue, source, []));
}

function explainIssue(issue: Issue, source: YamlSource, before: readonly PropertyKey[]): Mistake[] {
  const path = [...before, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, MISTAKES_MAX).map((key) => unknownKey(key, issue.message, path, source));
  }
  const value = valueIn(source.root, path);
  if (issue.code === 'invalid_union') {
    const inner = nearestBranch(issue.errors, value);
    if (inner) return inner.flatMap((cause) => explainIssue(cause, source, path));
  }
  const choices = choicesIn(issue.message);
  return [
    {
      ...source.valueAt(path),
      path: formatPath(path),
      found: describe(value),
      expected: told(issue.message, choices),
      ...remedy(value, issue.message, choices),
    },
  ];
}

function unknownKey(key: string, expected: string, path: readonly PropertyKey[], source: YamlSource): Mistake {
  const place = [...path, key];
  const choices = choicesIn(expected);
  return {
    ...source.keyAt(place),
    path: formatPath(place),
    found: `the unknown key ${quote(key)}`,
    expected: told(expected, choices),
    ...(flattened(key, valueIn(source.root, place), choices) ?? hint(key, choices)),
  };
}

type Hint = { readonly hint: string } | undefined;

/** How to write what was probably meant. */
function remedy(value: unknown, expected: string, choices: readonly string[]): Hint {
  if (Array.isArray(value)) return sumOf(value, expected);
  if (typeof value === 'number') {
    const isPercent = expected.startsWith('a share') && Number.isInteger(value) && value > 1 && value <= 100;
    return isPercent ? write(`${share(value)} for ${value}%`) : undefined;
  }
  if (typeof value !== 'string') return undefined;
  const unseen = unseenIn(value);
  if (unseen !== undefined) return { hint: `there is ${unseen} in it` };
  if (value !== value.trim()) return { hint: 'there is a space at its beginning or end' };
  if (expected.startsWith('a list of')) {
    return /^[\w-]+(\s*,\s*[\w-]+)*$/.test(value) ? write(`[${value.split(/\s*,\s*/).join(', ')}]`) : undefined;
  }
  return asNumber(value, expected) ?? hint(value, choices);
}

const write = (what: string): Hint => ({ hint: `write ${what}` });
const share = (percent: number) => Number((percent / 100).toPrecision(12));

/** At most one comma or point, so that 1,000.5 is not taken for anything. */
const NUMBER = /^([-+]?\d{1,15}(?:[.,]\d{1,15})?)\s?(%)?$/;

/** A number that was written as a text. */
function asNumber(text: string, expected: string): Hint {
  const match = /^(a share|a number|a whole number|an amount)/.test(expected) ? NUMBER.exec(text) : null;
  if (match === null) return undefined;
  const [, digits = '', percent] = match;
  const value = Number(digits.replace(',', '.'));
  if (percent !== undefined) return write(String(expected.startsWith('a share') ? share(value) : value));
  return write(digits.includes(',') ? String(value) : `${digits} without quotes`);
}

/** What numbers come to that should come to something else. */
function sumOf(values: readonly unknown[], expected: string): Hint {
  if (!expected.includes('sum to') || !values.every((value) => typeof value === 'number')) return undefined;
  const sum = Number(values.reduce((total, value) => total + value, 0).toPrecision(12));
  return { hint: `these ${values.length} sum to ${sum}` };
}

/** Parameters that were written in levels, where their names have dots. */
function flattened(key: string, value: unknown, choices: readonly string[]): Hint {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const names = choices.filter((name) => name.startsWith(`${key}.`));
  if (names.length === 0) return undefined;
  const [inner = '', found] = Object.entries(value)[0] ?? [];
  const name = names.includes(`${key}.${inner}`) ? `${key}.${inner}` : names[0];
  return write(`names flat, with dots: ${name}: ${typeof found === 'number' ? found : '…'}`);
}

function hint(word: string, choices: readonly string[]): { hint: string } | undefined {
  const best = nearest(word, choices);
  return best === undefined ? undefined : { hint: `the nearest is ${best}` };
}

function told(expected: string, choices: readonly string[]): string {
  return choices.length <= CHOICES_TOLD_MAX ? expected : `one of ${choices.length} names`;
}

/** Of the alternatives of a union the one that a value was meant for; none where that cannot be told. */
function nearestBranch(branches: readonly (readonly Issue[])[], value: unknown): readonly Issue[] | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    // Right but for what only a look at the whole of it tells.
    return branches.find((issues) => issues.every((issue) => issue.code === 'custom'));
  }
  return branches.find((issues) => issues.some((issue) => issue.code === 'unrecognized_keys' || issue.path.length > 0));
}

function valueIn(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Record<PropertyKey, unknown>)[step]
        : undefined,
    root,
  );
}
