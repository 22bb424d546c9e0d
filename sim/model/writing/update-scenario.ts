/**
 * Changes in a scenario file that somebody has written: only what is changed is written anew, everything else (comments,
 * order, spacing, quotes) stays as it is, to the character. Where a change cannot be made in the text alone, the document
 * is written again from its nodes, with its comments.
 */
import {
  isCollection,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { formatPath } from '../reading/mistake.ts';
import { readYaml } from '../reading/yaml-source.ts';
import { difference, same } from './difference.ts';
import type { FileData } from './scenario-data.ts';
import { block, inline } from './write-scenario.ts';

export type Path = readonly (string | number)[];

export interface Change {
  /** `['policy', 0, 'to']`: keys of maps, and places in lists counted from 0. */
  readonly path: Path;
  /** What is to be there; undefined for nothing. */
  readonly value: unknown;
  /** Whether what is at that place in a list now, and all after it, moves on by one. */
  readonly insert?: boolean;
}

type Parsed = Document.Parsed;

/** The text is parsed again for each change. More at once make another file of it, which is written from its nodes. */
const IN_TEXT_MAX = 64;

/**
 * The text with these changes, made one after another.
 * @throws RangeError for a text that is no YAML of ours, or a path whose beginning is not in it
 */
export function updateScenario(text: string, changes: readonly Change[]): string {
  const { mistakes } = readYaml(text);
  if (mistakes.length > 0) throw new RangeError(`found ${mistakes[0].found}, expected ${mistakes[0].expected}`);
  const document = parse(text);
  if (changes.length <= IN_TEXT_MAX) return changes.reduce(changed, { text, document }).text;
  for (const change of changes) apply(document, change);
  return document.toString({ lineWidth: 0 });
}

/** The text changed so that it says `data`, as little as that takes. @throws RangeError for a text that is no YAML of ours */
export function rewriteScenario(text: string, data: FileData): string {
  return updateScenario(text, difference(parse(text).toJS() as FileData, data));
}

interface Written {
  readonly text: string;
  readonly document: Parsed;
}

function parse(text: string): Parsed {
  return parseDocument(text, { version: '1.2', schema: 'core', customTags: null, merge: false, uniqueKeys: false });
}

function changed(before: Written, change: Change): Written {
  const { text, document } = before;
  const wanted = document.clone() as Parsed;
  apply(wanted, change);
  const data: unknown = wanted.toJS();
  if (same(document.toJS(), data)) return before;
  const spliced = spliceIn(text, document, change);
  if (spliced !== undefined) {
    const after = parse(spliced);
    if (after.errors.length === 0 && same(after.toJS(), data)) return { text: spliced, document: after };
  }
  const again = wanted.toString({ lineWidth: 0 });
  return { text: again, document: parse(again) };
}

/** Makes a change in the nodes. */
function apply(document: Parsed, { path, value, insert = false }: Change): void {
  const parent = document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  const fits = isMap(parent) ? typeof last === 'string' : isSeq(parent) && isPlaceIn(parent, last, insert);
  if (!fits && !(path.length > 1 && parent === undefined && value !== undefined && isNewMap(document, path))) {
    throw new RangeError(`found no place for ${formatPath(path)}, expected a path whose beginning is in the file`);
  }
  if (value === undefined) document.deleteIn(path);
  else if (insert && isSeq(parent)) parent.items.splice(last as number, 0, document.createNode(value));
  else document.setIn(path, document.createNode(value, { aliasDuplicateObjects: false }));
}

function isPlaceIn({ items }: YAMLSeq, place: unknown, insert: boolean): boolean {
  return Number.isInteger(place) && (place as number) >= 0 && (place as number) <= items.length - (insert ? 0 : 1);
}

/** Whether only the last but one step is missing, and is a map: `parameters` of a file that has none. */
function isNewMap(document: Parsed, path: Path): boolean {
  const holder = path.length === 2 ? document.contents : document.getIn(path.slice(0, -2), true);
  return isMap(holder) && typeof path.at(-2) === 'string' && typeof path.at(-1) === 'string';
}

/** The same change in the text; undefined where that is not done. */
function spliceIn(text: string, document: Parsed, { path, value, insert = false }: Change): string | undefined {
  const parent = path.length === 1 ? document.contents : (document.getIn(path.slice(0, -1), true) as Node | undefined);
  const last = path.at(-1)!;
  if (parent === undefined) {
    return spliceIn(text, document, { path: path.slice(0, -1), value: { [last]: value } });
  }
  const inFlow = path.some((_, length) => {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    return isCollection(node) && node.flow === true;
  });
  if (isMap(parent)) {
    const pairs = parent.items as Pair<Node, Node | null>[];
    const at = pairs.findIndex(({ key }) => isScalar(key) && key.value === last);
    if (value === undefined) return remove(text, parent, at, at);
    if (at >= 0) return replace(text, pairs[at].value, afterColon(text, pairs[at].key), value, inFlow);
    return addKey(text, parent, path, value, inFlow);
  }
  if (!isSeq(parent)) return undefined;
  const place = last as number;
  if (value === undefined) {
    if (parent.items.length > 1) return remove(text, parent, place, place);
    return spliceIn(text, document, { path: path.slice(0, -1), value: [] });
  }
  if (!insert) return replace(text, parent.items[place] as Node, undefined, value, inFlow);
  if (parent.items.length === 0) return spliceIn(text, document, { path: path.slice(0, -1), value: [value] });
  return insertItem(text, parent, place, value, inFlow);
}

const isFlat = (value: unknown): boolean => typeof value !== 'object' || value === null;
/** Maps, and lists of maps, stand on lines of their own. */
const needsLines = (value: unknown): boolean =>
  !isFlat(value) && (Array.isArray(value) ? value.some((item) => !isFlat(item)) : true);

/** @param colon where the key's colon has been passed; undefined in a list */
function replace(
  text: string,
  node: Node | null,
  colon: number | undefined,
  value: unknown,
  inFlow: boolean,
): string | undefined {
  const [start] = node?.range ?? [colon];
  if (start === undefined) return undefined;
  const end = node ? endOf(text, node) : start;
  const onLines = needsLines(value) && !inFlow;
  if (colon === undefined) {
    if (onLines && isCollection(node) && node.flow !== true) {
      return text.slice(0, start) + block(value, ' '.repeat(columnOf(text, start))) + text.slice(end);
    }
    return text.slice(0, start) + inline(value, inFlow) + text.slice(end);
  }
  if (onLines) {
    const indent = `${' '.repeat(indentOf(text, colon))}  `;
    return `${text.slice(0, colon)}\n${indent}${block(value, indent)}${text.slice(end)}`;
  }
  const isBlock = isCollection(node) && node.flow !== true;
  return `${text.slice(0, isBlock || node === null ? colon : start)}${isBlock || node === null ? ' ' : ''}${inline(value, inFlow)}${text.slice(end)}`;
}

/** Keys of scenario files in the order in which they are written; those that are not named come after these. */
const ROOT_KEYS = 'name title description question answers city start days scale seed parameters policy'.split(' ');
const ACTION_KEYS = 'measure sectors from to districts'.split(' ');

function addKey(text: string, map: YAMLMap, path: Path, value: unknown, inFlow: boolean): string | undefined {
  const pairs = map.items as Pair<Node, Node | null>[];
  const key = String(path.at(-1));
  if (pairs.length === 0) return undefined;
  const written = inline(key, inFlow);
  if (map.flow === true) {
    const end = endOfPair(text, pairs.at(-1)!);
    return `${text.slice(0, end)}, ${written}: ${inline(value, true)}${text.slice(end)}`;
  }
  const order = path.length === 1 ? ROOT_KEYS : path[0] === 'policy' && path.length === 3 ? ACTION_KEYS : [];
  const rank = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
  const before = pairs.filter((pair) => isScalar(pair.key) && rank(String(pair.key.value)) <= rank(key));
  const indent = ' '.repeat(columnOf(text, pairs[0].key.range![0]));
  const end = lineEnd(text, endOfPair(text, before.at(-1) ?? pairs.at(-1)!));
  const rest = needsLines(value) ? `\n${indent}  ${block(value, `${indent}  `)}` : ` ${inline(value, inFlow)}`;
  return `${text.slice(0, end)}\n${indent}${written}:${rest}${text.slice(end)}`;
}

function insertItem(text: string, list: YAMLSeq, place: number, value: unknown, inFlow: boolean): string | undefined {
  const items = list.items as Node[];
  if (list.flow === true) {
    const start = items[place]?.range?.[0] ?? endOf(text, items.at(-1)!);
    const written = inline(value, inFlow);
    return text.slice(0, start) + (place < items.length ? `${written}, ` : `, ${written}`) + text.slice(start);
  }
  const indent = ' '.repeat(indentOf(text, items[0].range![0]));
  const item = `${indent}- ${block(value, `${indent}  `)}`;
  // Between items as between those that are there.
  const between =
    items.length > 1 && /\n[ \t]*\n/.test(text.slice(endOf(text, items[0]), items[1].range![0])) ? '\n' : '';
  if (place === 0) {
    const start = lineStart(text, items[0].range![0]);
    return `${text.slice(0, start)}${item}\n${between}${text.slice(start)}`;
  }
  // After the one before it: the comments above the next belong to that.
  const end = lineEnd(text, endOf(text, items[place - 1]));
  return `${text.slice(0, end)}\n${between}${item}${text.slice(end)}`;
}

/** Takes a pair or an item out, with its lines where it has lines of its own. */
function remove(text: string, holder: YAMLMap | YAMLSeq, at: number, index: number): string | undefined {
  if (at < 0) return text;
  const spans = holder.items.map((item) => {
    const pair = item as Pair<Node, Node | null>;
    return isMap(holder)
      ? { start: pair.key.range![0], end: endOfPair(text, pair) }
      : { start: (item as Node).range![0], end: endOf(text, item as Node) };
  });
  if (spans.length === 1) return undefined;
  const { start, end } = spans[index];
  if (holder.flow === true) {
    if (index > 0) return text.slice(0, spans[index - 1].end) + text.slice(end);
    return text.slice(0, start) + text.slice(spans[1].start);
  }
  const from = lineStart(text, start);
  if (!/^[ \t]*(- *)?$/.test(text.slice(from, start)) || (isMap(holder) && text.slice(from, start).includes('-'))) {
    return undefined;
  }
  const to = lineEnd(text, end) + 1;
  // One empty line between what is left, not two; none at the end.
  const isBlankBefore = /(^|\n)[ \t]*\n$/.test(text.slice(0, from));
  const blankAfter = /^[ \t]*\n/.exec(text.slice(to))?.[0] ?? '';
  if (isBlankBefore && (blankAfter !== '' || to >= text.length)) {
    return blankAfter !== ''
      ? text.slice(0, from) + text.slice(to + blankAfter.length)
      : text.slice(0, from).replace(/\n[ \t]*\n$/, '\n');
  }
  return text.slice(0, from) + text.slice(to);
}

function afterColon(text: string, key: Node): number {
  return text.indexOf(':', key.range![1]) + 1;
}

function endOfPair(text: string, { key, value }: Pair<Node, Node | null>): number {
  return value?.range ? Math.max(endOf(text, value), afterColon(text, key)) : afterColon(text, key);
}

/** Where what a node says has ended: comments and empty lines after it are not part of it. */
function endOf(text: string, node: Node): number {
  if (isCollection(node) && node.flow !== true && node.items.length > 0) {
    const item = node.items.at(-1)!;
    return isMap(node) ? endOfPair(text, item as Pair<Node, Node | null>) : endOf(text, item as Node);
  }
  const end = node.range![1];
  return node.range![0] + text.slice(node.range![0], end).trimEnd().length;
}

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;
const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
};
const columnOf = (text: string, at: number): number => at - lineStart(text, at);
/** Spaces at the beginning of a line. */
const indentOf = (text: string, at: number): number => /^ */.exec(text.slice(lineStart(text, at)))![0].length;
