import { describe, expect, it } from 'vitest';
import { formatMistake, formatPath, inFileOrder, quote } from '../../sim/model/reading/mistake.ts';
import { editDistance, nearest } from '../../sim/model/reading/nearest.ts';
import { decodeText } from '../../sim/runner/text.ts';

describe('the nearest word', () => {
  it.each([
    ['', '', 0],
    ['seed', 'seed', 0],
    ['sede', 'seed', 1],
    ['polciy', 'policy', 1],
    ['day', 'days', 1],
    ['kitten', 'sitting', 3],
    ['', 'abc', 3],
  ])('%j and %j are %i edits apart, either way', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });

  it('is the first of equally near ones, whatever the case', () => {
    expect(nearest('DAYS', ['scale', 'days'])).toBe('days');
    expect(nearest('x', ['a', 'b'])).toBe('a');
    expect(nearest('x', [])).toBeUndefined();
  });

  it('of an endless word is none, and that is found soon', () => {
    expect(nearest('x'.repeat(1_000_000), ['seed'])).toBeUndefined();
  });
});

describe('a mistake', () => {
  it('is one line', () => {
    const mistake = {
      line: 3,
      column: 7,
      path: 'city',
      found: '"wuhn"',
      expected: 'one of wuhan',
      hint: 'the nearest is wuhan',
    };
    expect(formatMistake('a b.yaml', mistake)).toBe(
      'a b.yaml:3:7 city: found "wuhn", expected one of wuhan (the nearest is wuhan)',
    );
    expect(formatMistake('f', { ...mistake, path: '' })).toContain('f:3:7 file: found');
  });

  it('names its path as people write it', () => {
    expect(formatPath(['policy', 2, 'sectors', 0])).toBe('policy[2].sectors[0]');
    expect(formatPath(['parameters', 'bus.door_seconds'])).toBe('parameters.bus.door_seconds');
    expect(formatPath(['a b', 'c'])).toBe('["a b"].c');
  });

  it('quotes without anything a terminal would obey', () => {
    expect(quote('a\u001b[2J\n\u202e')).toBe('"a\\u001b[2J\\n\\u{202e}"');
    expect(quote('x'.repeat(100))).toHaveLength(62);
  });

  it('is told in the order of the file, once for each place', () => {
    const at = (line: number, column: number, found: string) => ({ line, column, path: 'x', found, expected: 'y' });
    const told = inFileOrder([at(2, 1, 'c'), at(1, 9, 'b'), at(1, 9, 'again'), at(1, 2, 'a')]);
    expect(told.map(({ found }) => found)).toEqual(['a', 'b', 'c']);
  });
});

describe('bytes', () => {
  const bytes = (...parts: (string | number)[]) =>
    Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : [part])));
  const found = (input: Uint8Array) => {
    const decoded = decodeText(input);
    return decoded.ok ? decoded.text : formatMistake('f', decoded.mistakes[0]!);
  };

  it('of UTF-8 are text, without their byte order mark', () => {
    expect(found(bytes('a: 武汉\n'))).toBe('a: 武汉\n');
    expect(found(bytes(0xef, 0xbb, 0xbf, 'a: 1'))).toBe('a: 1');
  });

  it.each([
    ['Latin-1', bytes('a: 1\nb: caf', 0xe9, '\n'), 'f:2:7 file: found bytes that are not UTF-8, expected UTF-8'],
    ['GBK', bytes('a: 1\nzh: ', 0xce, 0xe4, 0xba, 0xba), 'f:2:5 file: found bytes that are not UTF-8, expected UTF-8'],
    ['a real replacement before a false one', bytes('\ufffd: 1\nb: ', 0xff), 'f:2:4 file: found bytes that are not'],
    ['a text cut short', bytes('a: ', 0xe6, 0xad), 'f:1:4 file: found bytes that are not UTF-8, expected UTF-8'],
    ['UTF-16', bytes(0xff, 0xfe, 0x61, 0x00), 'f:1:1 file: found text in UTF-16 (little endian), expected UTF-8'],
    ['UTF-16 the other way', bytes(0xfe, 0xff, 0x00, 0x61), 'f:1:1 file: found text in UTF-16 (big endian)'],
    ['too much', new Uint8Array(3_000_001), 'f:1:1 file: found a file of more than 3000000 bytes'],
  ])('of %s are refused at their place', (_, input, expected) => {
    expect(found(input)).toContain(expected);
  });
});
