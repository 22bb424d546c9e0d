/** What would let data become markup or program in the page, or have it load something from elsewhere. */
import { parse } from 'svelte/compiler';
import ts from 'typescript';

/** Ways of turning a text into elements or into program. */
const BANNED_NAMES: ReadonlySet<string> = new Set([
  ...['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'setHTML', 'setHTMLUnsafe', 'parseHTMLUnsafe', 'srcdoc'],
  ...['createContextualFragment', 'DOMParser', 'XSLTProcessor', 'eval', 'importScripts', 'execCommand'],
]);
const BANNED_ELEMENTS: ReadonlySet<string> = new Set(['script', 'iframe', 'frame', 'object', 'embed', 'base', 'meta']);
/** Names of XML, of vocabularies for metadata and of licences, which nobody loads. */
const NAMESPACE = /^https?:\/\/(www\.w3\.org|w3id\.org|spdx\.org\/licenses)\//;
const ELSEWHERE = /^\s*((https?|wss?|ftp):\/\/|\/\/\w)/i;
const PROGRAM_ADDRESS = /^\s*(javascript|vbscript|data:text\/html)/i;

/** What is wrong with a source of the page, a phrase each. */
export function markupFaults(file: string, text: string): string[] {
  if (file.endsWith('.svelte')) return faultsOfComponent(text);
  return file.endsWith('.css') || file.endsWith('.html') ? faultsOfText(text) : faultsOfScript(file, text);
}

function faultsOfString(text: string): string[] {
  if (PROGRAM_ADDRESS.test(text)) return [`the address ${text.slice(0, 40)}`];
  return ELSEWHERE.test(text) && !NAMESPACE.test(text) ? [`something from elsewhere: ${text.slice(0, 40)}`] : [];
}

function faultsOfText(text: string): string[] {
  const strings = [...text.matchAll(/(?:url\(\s*["']?|@import\s+["']|(?:src|href)\s*=\s*["']?)([^"')\s>]+)/gi)];
  const inline = /<script(?![^>]*\ssrc=)|\son\w+\s*=|<style|\sstyle\s*=/i.exec(text);
  return [
    ...strings.flatMap(([, address = '']) => faultsOfString(address)),
    ...(inline ? [`inline ${inline[0]}`] : []),
  ];
}

function faultsOfScript(file: string, text: string): string[] {
  const faults: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && BANNED_NAMES.has(node.text)) faults.push(node.text);
    if (ts.isStringLiteralLike(node)) faults.push(...faultsOfName(node.text), ...faultsOfString(node.text));
    if (ts.isTemplateHead(node)) faults.push(...faultsOfString(node.text));
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const { expression } = node;
      if (ts.isIdentifier(expression) && expression.text === 'Function') faults.push('Function');
      if (ts.isPropertyAccessExpression(expression)) {
        const { expression: object, name } = expression;
        if (ts.isIdentifier(object) && isWriting(object.text, name.text)) faults.push(`document.${name.text}`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
  return faults;
}

const faultsOfName = (text: string) => (BANNED_NAMES.has(text) ? [text] : []);
const isWriting = (object: string, name: string) => object === 'document' && /^write(ln)?$/.test(name);

interface AstNode {
  readonly type: string;
  readonly name?: unknown;
  readonly value?: unknown;
  readonly callee?: AstNode;
  readonly object?: AstNode;
  readonly property?: AstNode;
}

function faultsOfComponent(text: string): string[] {
  const faults: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null) {
      if ('type' in value && typeof value.type === 'string') faults.push(...faultsOfNode(value as AstNode));
      Object.values(value).forEach(visit);
    }
  };
  visit(parse(text, { modern: true }));
  return faults;
}

function faultsOfNode({ type, name, value, callee, object, property }: AstNode): string[] {
  switch (type) {
    case 'HtmlTag':
      return ['{@html}'];
    case 'SvelteElement':
      return ['svelte:element'];
    case 'RegularElement':
      return BANNED_ELEMENTS.has(String(name)) ? [`<${String(name)}>`] : [];
    case 'Attribute':
      return faultsOfAttribute(String(name), value);
    case 'BindDirective':
    case 'Identifier':
      return faultsOfName(String(name));
    case 'Literal':
      return typeof value === 'string' ? [...faultsOfName(value), ...faultsOfString(value)] : [];
    case 'TemplateElement':
      return faultsOfString((value as { readonly raw: string }).raw);
    case 'CallExpression':
    case 'NewExpression':
      return callee?.type === 'Identifier' && callee.name === 'Function' ? ['Function'] : [];
    case 'MemberExpression':
      return isWriting(String(object?.name), String(property?.name)) ? [`document.${String(property?.name)}`] : [];
    default:
      return [];
  }
}

function faultsOfAttribute(name: string, value: unknown): string[] {
  const texts = Array.isArray(value) ? (value as readonly { readonly type: string; readonly data?: string }[]) : [];
  const isText = texts.some((part) => part.type === 'Text');
  if (isText && /^(on|style$)/.test(name)) return [`inline ${name}`];
  return [...faultsOfName(name), ...texts.flatMap(({ data = '' }) => faultsOfString(data))];
}
