/** A mistake in a file that someone wrote, said so that it can be mended. */
export interface Mistake {
  /** Counted from 1. */
  readonly line: number;
  /** In UTF-16 code units, counted from 1. */
  readonly column: number;
  /** Where in the data: `policy[2].target_share`; empty for the file as a whole. */
  readonly path: string;
  readonly found: string;
  readonly expected: string;
  /** The nearest thing that would have been right. */
  readonly hint?: string;
}

/** One line: `file:line:column path: found …, expected …`. */
export function formatMistake(file: string, mistake: Mistake): string {
  const { line, column, path, found, expected, hint } = mistake;
  const place = `${file}:${line}:${column} ${path === '' ? 'file' : path}`;
  return `${place}: found ${found}, expected ${expected}${hint === undefined ? '' : ` (${hint})`}`;
}

/** Thrown for a data file, beside scenarios, that is not in order; the message has one line for each mistake. */
export class FileMistakes extends Error {
  constructor(
    readonly file: string,
    readonly mistakes: readonly Mistake[],
  ) {
    super(mistakes.map((mistake) => formatMistake(file, mistake)).join('\n'));
    this.name = 'FileMistakes';
  }
}

/** More mistakes than this are not told: it is not such a file at all. */
export const MISTAKES_MAX = 100;

/** In the order of the file, at most MISTAKES_MAX; of those at one place about one thing, the first. */
export function inFileOrder(mistakes: readonly Mistake[]): Mistake[] {
  const seen = new Set<string>();
  return mistakes
    .map((mistake, index) => ({ mistake, index }))
    .sort((a, b) => a.mistake.line - b.mistake.line || a.mistake.column - b.mistake.column || a.index - b.index)
    .map(({ mistake }) => mistake)
    .filter(({ line, column, path }) => {
      const place = `${line}:${column}:${path}`;
      return !seen.has(place) && seen.add(place);
    })
    .slice(0, MISTAKES_MAX);
}

const PLAIN_KEY = /^[\w.+-]{1,80}$/;

/** A path as people write it; keys that are not plain words are quoted. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    const key = String(step);
    const dot = text === '' ? '' : '.';
    return PLAIN_KEY.test(key) ? text + dot + key : `${text}[${quote(key)}]`;
  }, '');
}

const TEXT_LENGTH_MAX = 60;

/** What cannot be seen, or not be told from a plain space or hyphen. */
const UNSEEN =
  /[\p{C}\u2028\u2029\u00a0\u115f\u1160\u1680\u2000-\u200a\u202f\u205f\u3000\u3164\uffa0\u2010-\u2013\u2212\ufe63\uff0d]/gu;
const NAMES: Readonly<Record<string, string>> = {
  '\u00a0': 'a no-break space',
  '\u00ad': 'a soft hyphen',
  '\u200b': 'a space without width',
  '\u200e': 'a mark of direction',
  '\u200f': 'a mark of direction',
  '\u2010': 'another hyphen',
  '\u2011': 'a no-break hyphen',
  '\u2012': 'a dash',
  '\u2013': 'a dash',
  '\u202f': 'a narrow no-break space',
  '\u2212': 'a minus sign',
  '\u3000': 'a wide space',
  '\ufeff': 'a byte order mark',
  '\uff0d': 'a wide hyphen',
};

/** The first character of a text that is not what it looks like, by name and code point; undefined where there is none. */
export function unseenIn(text: string): string | undefined {
  const [character] = text.match(UNSEEN) ?? [];
  if (character === undefined) return undefined;
  const code = `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
  return `${NAMES[character] ?? 'a character that is not seen'} (${code})`;
}

/** A text from a file, short and with everything invisible in it escaped: it is going to a terminal. */
export function visible(text: string, lengthMax = TEXT_LENGTH_MAX): string {
  const short = text.length > lengthMax ? `${text.slice(0, lengthMax - 1)}…` : text;
  return short.replace(UNSEEN, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

/** As `visible`, in quotes. */
export function quote(text: string): string {
  const short = text.length > TEXT_LENGTH_MAX ? `${text.slice(0, TEXT_LENGTH_MAX - 1)}…` : text;
  return visible(JSON.stringify(short), Infinity);
}

/** What a value of a file is, in words. */
export function describe(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  return typeof value === 'object' ? 'a map' : String(value);
}
