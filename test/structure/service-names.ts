/** Names of services in sources: ids and Chinese names, theirs and those of their sectors and groups, in identifiers, texts and markup; not in comments. */
import { parse } from 'svelte/compiler';
import ts from 'typescript';

/** A name that was found, and where. */
export interface FoundName {
  readonly line: number;
  readonly name: string;
  /** The identifier or text in which it stands. */
  readonly within: string;
}

/** Words that stand for these ids: as they are, and several of them; and for these Chinese names, as they are. */
export function wordsOf(ids: readonly string[], chinese: readonly string[] = []): ReadonlySet<string> {
  return new Set([...ids.flatMap((id) => [id, `${id}s`, `${id}es`]), ...chinese]);
}

/** Every word of `words` in a source. */
export function namesIn(file: string, text: string, words: ReadonlySet<string>): FoundName[] {
  const found: FoundName[] = [];
  // Chinese writes no spaces: such a name stands anywhere in a text.
  const chinese = [...words].filter((word) => /\p{Script=Han}/u.test(word));
  const look = (within: string, at: number): void => {
    for (const name of [...partsOf(within), ...chinese.filter((word) => within.includes(word))]) {
      if (words.has(name)) found.push({ line: text.slice(0, at).split('\n').length, name, within: within.trim() });
    }
  };
  if (!file.endsWith('.svelte')) {
    lookInScript(text, 0, look);
    return found;
  }
  const { fragment, instance, module } = parse(text, { modern: true });
  for (const script of [module, instance]) {
    if (!script) continue;
    const { start, end } = script.content as unknown as { start: number; end: number };
    lookInScript(text.slice(start, end), start, look);
  }
  lookInMarkup(fragment, look);
  return found;
}

/** The words of `legend_busQr`: legend, bus, qr. */
function partsOf(within: string): string[] {
  return within
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
}

type Look = (within: string, at: number) => void;

function lookInScript(text: string, offset: number, look: Look): void {
  const visit = (node: ts.Node): void => {
    const isName = ts.isIdentifier(node) || ts.isPrivateIdentifier(node);
    if (isName || ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      look(node.text, offset + node.getStart(source));
    } else if (ts.isRegularExpressionLiteral(node)) look(node.text, offset + node.getStart(source));
    ts.forEachChild(node, visit);
  };
  const source = ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true);
  visit(source);
}

function lookInMarkup(value: unknown, look: Look): void {
  if (Array.isArray(value)) return value.forEach((part) => lookInMarkup(part, look));
  if (typeof value !== 'object' || value === null) return;
  const { type, start, name, data, value: literal } = value as Readonly<Record<string, unknown>>;
  if (type === 'Comment') return;
  for (const text of [name, data, literal]) if (typeof text === 'string') look(text, Number(start));
  for (const [key, part] of Object.entries(value)) if (key !== 'parent') lookInMarkup(part, look);
}
