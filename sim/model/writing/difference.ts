/** What has to be changed for one file's data to become another's. */
import type { FileData } from './scenario-data.ts';
import type { Change, Path } from './update-scenario.ts';

/** Whether two values say the same; the order of keys does not count. */
export function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, at) => same(item, b[at]));
  if (!isMap(a) || !isMap(b)) return Object.is(a, b) || a === b;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]));
}

/** Changes that make `before` say what `after` says, in an order in which they can be made. */
export function difference(before: FileData, after: FileData): readonly Change[] {
  return ofMaps(before, after, []);
}

function isMap(value: unknown): value is FileData {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function ofMaps(before: FileData, after: FileData, path: Path): Change[] {
  const gone = Object.keys(before).filter((key) => after[key] === undefined);
  const there = Object.keys(after).filter((key) => after[key] !== undefined);
  return [
    ...there.flatMap((key) => ofValues(before[key], after[key], [...path, key])),
    ...gone.map((key) => ({ path: [...path, key], value: undefined })),
  ];
}

function ofValues(before: unknown, after: unknown, path: Path): Change[] {
  if (same(before, after)) return [];
  if (isMap(before) && isMap(after)) return ofMaps(before, after, path);
  const areActions = Array.isArray(before) && Array.isArray(after) && before.every(isMap) && after.every(isMap);
  return areActions && before.length > 0 && after.length > 0 ? ofLists(before, after, path) : [{ path, value: after }];
}

/** Items that are the same at the beginning and at the end stay; those between are changed, taken out or put in. */
function ofLists(before: readonly FileData[], after: readonly FileData[], path: Path): Change[] {
  const least = Math.min(before.length, after.length);
  let first = 0;
  while (first < least && same(before[first], after[first])) first++;
  let last = 0;
  while (last < least - first && same(before.at(-1 - last), after.at(-1 - last))) last++;
  const paired = least - last;
  const changes: Change[] = [];
  for (let at = first; at < paired; at++) {
    const isKept = before[at]['measure'] === after[at]['measure'];
    if (isKept) changes.push(...ofMaps(before[at], after[at], [...path, at]));
    else if (!same(before[at], after[at])) changes.push({ path: [...path, at], value: after[at] });
  }
  for (let at = before.length - last - 1; at >= paired; at--) changes.push({ path: [...path, at], value: undefined });
  for (let at = paired; at < after.length - last; at++) {
    changes.push({ path: [...path, at], value: after[at], insert: true });
  }
  return changes;
}
