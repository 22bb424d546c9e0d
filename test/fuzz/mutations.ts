/** Ways to spoil a text or its bytes, as accidents and attackers do. */
import fc from 'fast-check';

/** What a file may hold in a place where something else is expected. */
export const HOSTILE_VALUES: readonly string[] = [
  ...['1e400', '-1e400', '9'.repeat(30), '-1', '-0', '.nan', '.inf', '-.Inf', '0x7fffffffffffffff', '1_000', '1e-400'],
  ...['1.0000000000000000000000001', '0o17', '01', '+5', '1,5', '١٢', '1/0', 'NaN', 'Infinity', '1e5', 'true', 'null'],
  ...[
    '',
    '{}',
    '[]',
    '[[]]',
    '[1, 2',
    '{a: ',
    '"',
    "'",
    '|',
    '>-',
    '? ',
    '- ',
    ': ',
    '#',
    '%YAML 1.1',
    '---',
    '...',
    '\t',
  ],
  ...[
    '&a x',
    '*a',
    '<<: *a',
    '<<: {days: 1}',
    '&a [*a]',
    '!!js/function "function () {}"',
    '!!binary aGk=',
    '!!set {a}',
  ],
  ...['!!python/object/apply:os.system ["true"]', '!<tag:yaml.org,2002:js/regexp> /a/', '!!float 1', '!!str 1', '! x'],
  ...['__proto__', '__proto__: {days: 1}', 'constructor: {prototype: {days: 1}}', 'toString', 'hasOwnProperty'],
  ...[
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    'javascript:alert(1)',
    '{{7*7}}',
    '${7*7}',
    '$(id)',
  ],
  ...[
    '"\\e[2J\\e]0;owned\\a"',
    '\u009b31m',
    '"\\u202egnp.exe"',
    '\u2066',
    '\u0000',
    '\ufffd',
    '\ud800',
    '\udc00',
    '\ufeff',
  ],
  ...[
    '\u2028',
    '\u0085',
    '\r',
    '"\\ud800"',
    '"\\x00"',
    '"\\U0010ffff"',
    '😀',
    'e\u0301'.repeat(50),
    '\u200d',
    '\ufdd0',
  ],
  ...[
    '../../../etc/passwd',
    'file:///etc/passwd',
    'CON',
    'a'.repeat(5000),
    '"' + ' '.repeat(3000) + '"',
    '['.repeat(70),
  ],
];

const NUMBER = /-?\d+(\.\d+)?/g;
const WORD = /[\p{L}_][\p{L}\d_.]*/gu;

type Spoil = (text: string) => string;

const at = (text: string, part: number) => Math.min(text.length, Math.floor(part * (text.length + 1)));

function replaceOne(text: string, pattern: RegExp, part: number, by: string): string {
  const found = [...text.matchAll(pattern)];
  const match = found[Math.min(found.length - 1, Math.floor(part * found.length))];
  return match === undefined ? by : text.slice(0, match.index) + by + text.slice(match.index + match[0].length);
}

const part = () => fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const hostile = () => fc.constantFrom(...HOSTILE_VALUES);

function spoil(): fc.Arbitrary<Spoil> {
  return fc.oneof(
    fc.tuple(part(), hostile()).map(
      ([p, by]): Spoil =>
        (text) =>
          replaceOne(text, NUMBER, p, by),
    ),
    fc.tuple(part(), hostile()).map(
      ([p, by]): Spoil =>
        (text) =>
          replaceOne(text, WORD, p, by),
    ),
    fc.tuple(part(), hostile()).map(
      ([p, by]): Spoil =>
        (text) =>
          text.slice(0, at(text, p)) + by + text.slice(at(text, p)),
    ),
    fc.tuple(part(), part()).map(([p, q]): Spoil => (text) => {
      const [from, to] = [at(text, Math.min(p, q)), at(text, Math.max(p, q))];
      return text.slice(0, from) + text.slice(to);
    }),
    fc.tuple(part(), part(), part()).map(([p, q, where]): Spoil => (text) => {
      const piece = text.slice(at(text, Math.min(p, q)), at(text, Math.max(p, q)));
      return text.slice(0, at(text, where)) + piece + text.slice(at(text, where));
    }),
    fc.tuple(part(), part()).map(([p, q]): Spoil => (text) => {
      const lines = text.split('\n');
      const [one, other] = [Math.floor(p * lines.length), Math.floor(q * lines.length)];
      [lines[one], lines[other]] = [lines[other]!, lines[one]!];
      return lines.join('\n');
    }),
    fc.tuple(part(), fc.constantFrom('  ', '\t', ' '.repeat(300), '- ', '? ')).map(([p, by]): Spoil => (text) => {
      const lines = text.split('\n');
      const line = Math.floor(p * lines.length);
      lines[line] = by + lines[line]!;
      return lines.join('\n');
    }),
    fc.tuple(part(), fc.integer({ min: 0, max: 0xffff })).map(([p, code]): Spoil => (text) => {
      const where = at(text, p);
      return text.slice(0, where) + String.fromCharCode(code) + text.slice(where + 1);
    }),
  );
}

/** One of the texts, spoilt in a few ways. */
export function spoilt(texts: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...texts), fc.array(spoil(), { minLength: 1, maxLength: 4 }))
    .map(([text, spoils]) => spoils.reduce((result, one) => one(result), text));
}

/** The bytes of a text with a bit of each in turn turned over, every `step` bytes. */
export function* flipped(bytes: Uint8Array, step = 1): Generator<Uint8Array> {
  for (let i = 0; i < bytes.length; i += step) {
    const copy = bytes.slice();
    copy[i]! ^= 1 << (i % 8);
    yield copy;
  }
}

/** The text cut short after every `step` characters. */
export function* truncated(text: string, step = 1): Generator<string> {
  for (let length = 0; length < text.length; length += step) yield text.slice(0, length);
}
