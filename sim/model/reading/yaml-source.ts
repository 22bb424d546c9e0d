/** YAML 1.2 as plain data, with the place of every key and value, and nothing that a data file does not need. */
import {
  Composer,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  Parser,
  type CST,
  type Document,
  type Node,
  type YAMLError,
} from 'yaml';
import { describe, formatPath, MISTAKES_MAX, quote, unseenIn, visible, type Mistake } from './mistake.ts';

/** Largest file that is read, in UTF-16 code units. */
export const TEXT_SIZE_MAX = 1_000_000;
/** Scenario and city files need five levels. */
const DEPTH_MAX = 16;
/** More brackets open at once than this are not even handed to the parser. */
const BRACKETS_MAX = 64;
/** Nor are more words and signs: 200 actions that name 64 districts each have two thirds of that. Files of lists may have more. */
export const LEXEMES_MAX = 150_000;
/** Nor more of these, which a path in Windows has some of. */
const BAD_ESCAPES_MAX = 10_000;
/** Longest key, in UTF-16 code units: the paths of all values below it hold it too. */
const KEY_LENGTH_MAX = 200;
/** Longest remark of the parser that is passed on. */
const REMARK_LENGTH_MAX = 160;

type Path = readonly (string | number)[];
interface Place {
  readonly line: number;
  readonly column: number;
}

export interface YamlSource {
  /** Maps are objects without a prototype. Undefined where the text could not be understood. */
  readonly root: unknown;
  readonly mistakes: readonly Mistake[];
  /** Where the value at a path begins; for one that is not there, where the map begins that lacks it. */
  valueAt(path: readonly PropertyKey[]): Place;
  /** Where the key of a path's last step is written. */
  keyAt(path: readonly PropertyKey[]): Place;
}

/**
 * Reads one document. Mistakes are collected; what could be understood beside them is in `root`.
 * @param texts keys of the outermost map whose values are texts as they are written, even where they look like numbers:
 *   to YAML `61e9540` is infinite, and `007` is 7; `key[]` for those in a list
 * @param lexemesMax words and signs that a file of this kind may have
 */
export function readYaml(text: string, texts: readonly string[] = [], lexemesMax = LEXEMES_MAX): YamlSource {
  const refusal = refuse(text, lexemesMax);
  if (refusal) return { root: undefined, mistakes: [refusal], valueAt: () => START, keyAt: () => START };
  let documents: Document.Parsed[];
  try {
    documents = documentsIn(text);
  } catch {
    // The parser calls itself for every level: only a text that nests thousands of them can exhaust it.
    const mistakes = [wholeFile('values nested in thousands of levels', `at most ${DEPTH_MAX}`)];
    return { root: undefined, mistakes, valueAt: () => START, keyAt: () => START };
  }
  return new Reading(text, documents, linesOf(text), texts);
}

/** Whether a text is not too long to be read here, unless its kind of file may have more. */
export function isShort(text: string): boolean {
  return text.length <= TEXT_SIZE_MAX && !hasTooManyLexemes(text, LEXEMES_MAX);
}

/** The first two documents of a text, of which there should be one. Reads no further than the first error it must stop at. */
function documentsIn(text: string): Document.Parsed[] {
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    merge: false,
    customTags: null,
    stringKeys: false,
    // Found below: the parser's own search takes time with the square of the number of keys.
    uniqueKeys: false,
    logLevel: 'error',
  });
  const documents: Document.Parsed[] = [];
  const tokens = untilError(new Parser().parse(text));
  for (const document of composer.compose(tokens, true, text.length)) {
    documents.push(document as Document.Parsed);
    if (documents.length === 2) break;
  }
  return documents;
}

/** Every error is an object with a stack: of a text that is nothing but errors, the first is enough. */
function* untilError(tokens: Iterable<CST.Token>): Generator<CST.Token> {
  for (const token of tokens) {
    yield token;
    if (token.type === 'error') return;
  }
}

/** Where the lines of the whole text begin, however far it has been read. */
function linesOf(text: string): LineCounter {
  const lines = new LineCounter();
  for (let start = 0; start >= 0;) {
    lines.addNewLine(start);
    const end = text.indexOf('\n', start);
    start = end < 0 ? -1 : end + 1;
  }
  return lines;
}

const START: Place = { line: 1, column: 1 };

function wholeFile(found: string, expected: string): Mistake {
  return { ...START, path: '', found, expected };
}

/** What need not be parsed to be known for no scenario file. */
function refuse(text: string, lexemesMax: number): Mistake | undefined {
  if (text.length > TEXT_SIZE_MAX) return wholeFile(`${text.length} characters`, `at most ${TEXT_SIZE_MAX}`);
  let line = 1;
  let lineStart = 0;
  let open = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10) {
      line++;
      lineStart = i + 1;
      continue;
    }
    const at = () => ({ line, column: i - lineStart + 1, path: '' });
    if (code === 0xfffd) return { ...at(), found: 'a character that was lost in decoding', expected: 'UTF-8 text' };
    if ((code < 32 && code !== 9 && code !== 13) || code === 127) {
      const found = `the control character U+${code.toString(16).padStart(4, '0')}`;
      return { ...at(), found, expected: 'plain text' };
    }
    if (code === 91 || code === 123) open++;
    if (code === 93 || code === 125) open = Math.max(0, open - 1);
    if (open > BRACKETS_MAX) {
      return { ...at(), found: `more than ${BRACKETS_MAX} open brackets`, expected: `at most ${DEPTH_MAX} levels` };
    }
  }
  if (hasTooManyLexemes(text, lexemesMax)) return wholeFile(`more than ${lexemesMax} words and signs`, 'fewer');
  return countBadEscapes(text) > BAD_ESCAPES_MAX ? wholeFile('a backslash before anything', 'plain text') : undefined;
}

/** Backslashes that begin no escape of YAML. In quotes each would be an error of its own. */
function countBadEscapes(text: string): number {
  const escapes = /\\(?:x[\da-f]{2}|u[\da-f]{4}|U[\da-f]{8}|[0abtnvfreNLP_ "/\\\t\r\n])?/gi;
  let count = 0;
  for (const [escape] of text.matchAll(escapes)) if (escape.length === 1) count++;
  return count;
}

function hasTooManyLexemes(text: string, most: number): boolean {
  // A word or sign is a character at least.
  if (text.length <= most) return false;
  const lexemes = new Lexer().lex(text);
  for (let count = 0; count <= most; count++) if (lexemes.next().done === true) return false;
  return true;
}

/** Errors beside which the rest of the text still means what it says: tags are reported when the data is read. */
const HARMLESS = new Set(['TAG_RESOLVE_FAILED']);

class Reading implements YamlSource {
  readonly root: unknown;
  readonly mistakes: Mistake[] = [];
  private readonly values = new Map<string, number>();
  private readonly keys = new Map<string, number>();

  constructor(
    private readonly text: string,
    [document, second]: readonly Document.Parsed[],
    private readonly lines: LineCounter,
    private readonly texts: readonly string[],
  ) {
    if (document === undefined) throw new Error('a text without a document is an empty document');
    const fatal = document.errors.find((error) => !HARMLESS.has(error.code));
    // What the parser says after the first fatal error follows from it most of the time.
    if (fatal) this.addError(fatal);
    if (second) this.add(second.range[0], [], 'a second document', 'a single one');
    if (document.directives.yaml.explicit && document.directives.yaml.version !== '1.2') {
      this.add(0, [], `YAML ${document.directives.yaml.version}`, 'YAML 1.2');
    }
    const root = this.plain(document.contents, []);
    this.root = fatal ? undefined : root;
  }

  valueAt(path: readonly PropertyKey[]): Place {
    for (let length = path.length; length >= 0; length--) {
      const offset = this.values.get(pathKey(path.slice(0, length)));
      if (offset !== undefined) return this.place(offset);
    }
    return START;
  }

  keyAt(path: readonly PropertyKey[]): Place {
    const offset = this.keys.get(pathKey(path));
    return offset === undefined ? this.valueAt(path) : this.place(offset);
  }

  private place(offset: number): Place {
    const { line, col } = this.lines.linePos(offset);
    return line === 0 ? START : { line, column: col };
  }

  private add(
    offset: number,
    path: Path,
    found: string,
    expected: string,
    more: { readonly hint?: string } = {},
  ): void {
    if (this.mistakes.length >= MISTAKES_MAX) return;
    this.mistakes.push({ ...this.place(offset), path: formatPath(path), found, expected, ...more });
  }

  private addError({ code, pos: [offset], message }: YAMLError): void {
    const rest = this.text.slice(offset).split('\n', 1)[0]!.trim();
    const here = rest === '' ? 'the end of a line' : quote(rest);
    const found = this.text.slice(offset).trim() === '' ? 'the end of the file' : here;
    if (code === 'TAB_AS_INDENT') return this.add(offset, [], 'a tab', 'spaces for indentation');
    // What the parser takes for a word goes on to the next sign that it knows: the line is what a reader sees.
    const unseen = unseenIn(rest);
    const hint = unseen === undefined ? {} : { hint: `there is ${unseen} in it` };
    this.add(offset, [], found, `valid YAML: ${visible(message.replace(/\s+/g, ' '), REMARK_LENGTH_MAX)}`, hint);
  }

  private plain(node: Node | null, path: Path): unknown {
    if (node === null) return null;
    const offset = node.range?.[0] ?? 0;
    this.values.set(pathKey(path), offset);
    if (path.length > DEPTH_MAX) return this.add(offset, path, `more than ${DEPTH_MAX} levels`, 'fewer');
    if (isAlias(node)) return this.add(offset, path, `the alias *${visible(node.source)}`, 'the value written out');
    if (node.anchor !== undefined) this.add(offset, path, `the anchor &${visible(node.anchor)}`, 'no anchors');
    if (node.tag !== undefined && !/^tag:yaml.org,2002:(map|seq|str|int|float|bool|null)$/.test(node.tag)) {
      this.add(offset, path, `the tag ${quote(node.tag)}`, 'no tags');
    }
    if (isMap(node)) return this.plainMap(node.items as MapItems, path);
    if (isSeq(node)) return node.items.map((item, index) => this.plain(item as Node | null, [...path, index]));
    if (isScalar(node) && this.isText(path, node.value)) return node.source ?? String(node.value);
    // Zero has no sign here: it would be 0 in a manifest and −0 in the run.
    return isScalar(node) ? (node.value === 0 ? 0 : node.value) : undefined;
  }

  /** Whether a number or the like is to be taken as it is written. */
  private isText(path: Path, value: unknown): boolean {
    const [key, item] = path;
    const name = typeof item === 'number' ? `${key}[]` : key;
    return (
      path.length === (typeof item === 'number' ? 2 : 1) &&
      this.texts.includes(String(name)) &&
      ['number', 'bigint', 'boolean'].includes(typeof value)
    );
  }

  private plainMap(items: MapItems, path: Path): Record<string, unknown> {
    const map = Object.create(null) as Record<string, unknown>;
    for (const { key, value } of items) {
      const name = isScalar(key) ? key.value : undefined;
      const offset = key?.range?.[0] ?? this.values.get(pathKey(path)) ?? 0;
      if (typeof name !== 'string') {
        this.add(
          offset,
          path,
          isScalar(key) ? `the key ${describe(name)}` : 'a key of several parts',
          'a word as the key',
        );
        continue;
      }
      if (name.length > KEY_LENGTH_MAX) {
        this.add(offset, path, `a key of ${name.length} characters`, `at most ${KEY_LENGTH_MAX}`);
        continue;
      }
      const place = [...path, name];
      if (this.keys.has(pathKey(place))) {
        this.add(offset, place, `the key ${quote(name)} again`, 'every key once');
        continue;
      }
      this.keys.set(pathKey(place), offset);
      this.values.set(pathKey(place), offset);
      if (key?.anchor !== undefined) this.add(offset, place, `the anchor &${visible(key.anchor)}`, 'no anchors');
      map[name] = this.plain(value, place);
    }
    return map;
  }
}

type MapItems = readonly { readonly key: Node | null; readonly value: Node | null }[];

function pathKey(path: readonly PropertyKey[]): string {
  return path.map(String).join('\0');
}
