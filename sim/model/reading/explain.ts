/** What a schema says about a file, as mistakes with places. */
import type * as z from 'zod';
import { choicesIn } from './fields.ts';
import { describe, formatPath, MISTAKES_MAX, quote, type Mistake } from './mistake.ts';
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
      ...(typeof value === 'string' ? hint(value, choices) : {}),
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
    ...hint(key, choices),
  };
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
