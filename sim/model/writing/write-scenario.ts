/** Scenario files written anew. A file that is there already is better changed (update-scenario.ts): its comments stay. */
import { Document, isMap, isScalar, isSeq, type CreateNodeOptions, type Pair, type ToStringOptions } from 'yaml';
import type { FileData } from './scenario-data.ts';

const LINE_WIDTH = 100;
const DOCUMENT = { version: '1.2', schema: 'core' } as const;
const NODES: CreateNodeOptions = { aliasDuplicateObjects: false };
const STYLE: ToStringOptions = { lineWidth: LINE_WIDTH, flowCollectionPadding: false };
/** Keys before which a line is left empty. */
const PARTS = new Set(['city', 'parameters', 'policy']);

/**
 * The YAML of a scenario file.
 * @param data in the file's spelling: what a file was read as, or `scenarioData` of a scenario
 */
export function writeScenario(data: FileData): string {
  const document = new Document(data, { ...DOCUMENT, ...NODES });
  if (!isMap(document.contents)) throw new Error('a scenario file is a map');
  for (const [at, pair] of (document.contents.items as Pair[]).entries()) {
    if (at > 0 && isScalar(pair.key) && PARTS.has(String(pair.key.value))) pair.key.spaceBefore = true;
    if (isSeq(pair.value)) {
      const holdsMaps = pair.value.items.some(isMap);
      pair.value.flow = !holdsMaps;
      for (const [index, item] of pair.value.items.entries()) {
        if (!isMap(item)) continue;
        item.spaceBefore = index > 0;
        for (const { value } of item.items) if (isSeq(value)) value.flow = true;
      }
    }
  }
  return document.toString(STYLE);
}

/** A value on one line. @param inFlow whether it is to stand between brackets, where fewer signs can be left unquoted */
export function inline(value: unknown, inFlow: boolean): string {
  const document = new Document(inFlow ? [value] : value, { ...DOCUMENT, ...NODES });
  const text = document
    .toString({
      ...STYLE,
      lineWidth: 0,
      collectionStyle: 'flow',
      blockQuote: false,
      doubleQuotedMinMultiLineLength: Infinity,
    })
    .trim();
  return inFlow ? text.slice(1, -1) : text;
}

/** A value on lines of its own, the first of them without the indentation that all others have. */
export function block(value: unknown, indent: string): string {
  const document = new Document(value, { ...DOCUMENT, ...NODES });
  const holders = isSeq(document.contents) ? document.contents.items : [document.contents];
  for (const holder of holders) {
    if (isMap(holder)) for (const { value: list } of holder.items) if (isSeq(list)) list.flow = true;
  }
  const text = document.toString({
    ...STYLE,
    lineWidth: 0,
    blockQuote: false,
    doubleQuotedMinMultiLineLength: Infinity,
  });
  return text.trimEnd().split('\n').join(`\n${indent}`);
}
