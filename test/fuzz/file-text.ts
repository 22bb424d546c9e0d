/** Data written down in the ways in which people and programs write YAML. */
import fc from 'fast-check';
import { stringify } from 'yaml';
import type { FileData } from './scenario-data.ts';

/** A way to write data down. */
export type Writing = (data: FileData) => string;

const windows: Writing = (data) => stringify(data, { defaultStringType: 'QUOTE_DOUBLE' }).replaceAll('\n', '\r\n');
const commented: Writing = (data) =>
  stringify(data)
    .split('\n')
    .map((line) => (/^\w+: \S+$/.test(line) && !/[|>]/.test(line) ? `${line} # so` : line))
    .join('\n');

const WRITINGS: Readonly<Record<string, Writing>> = {
  block: (data) => stringify(data),
  deep: (data) => stringify(data, { indent: 6, lineWidth: 0 }),
  narrow: (data) => stringify(data, { lineWidth: 24 }),
  flow: (data) => stringify(data, { collectionStyle: 'flow' }),
  quoted: (data) => stringify(data, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'QUOTE_SINGLE' }),
  json: (data) => JSON.stringify(data),
  indented: (data) => JSON.stringify(data, null, 2),
  marked: (data) => `\ufeff# A scenario\n---\n${stringify(data)}`,
  windows,
  commented,
};

/** One of the ways. */
export const writing = (): fc.Arbitrary<Writing> => fc.constantFrom(...Object.values(WRITINGS));
