/** Reads the project's sources and what they import, by TypeScript's own parser. */
import { readFileSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'svelte/compiler';
import ts from 'typescript';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Import {
  /** Path from the project's root (`sim/kernel/time.ts`), or the name of a package or of a module of Node. */
  readonly target: string;
  readonly typeOnly: boolean;
}

/** Paths of all files below `folder` with one of the endings, from the project's root with forward slashes, sorted; none of a package that is installed. */
export function filesBelow(folder: string, ...endings: string[]): string[] {
  return readdirSync(`${ROOT}/${folder}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/').slice(ROOT.length).replace(/^\//, ''))
    .filter((file) => !file.includes('/node_modules/'))
    .sort();
}

export function textOf(file: string): string {
  return readFileSync(`${ROOT}/${file}`, 'utf8');
}

/** Every import of a TypeScript or Svelte file: static, dynamic, of types, re-exports, globs and `new URL(…)`. */
export function importsOf(file: string, text = textOf(file)): Import[] {
  const imports: Import[] = [];
  const add = (node: ts.Node | undefined, typeOnly: boolean) => {
    if (node && ts.isStringLiteralLike(node)) imports.push({ target: resolve(file, node.text), typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, node.importClause?.isTypeOnly ?? false);
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && isImportCall(node)) add(node.arguments[0], false);
    else if (ts.isNewExpression(node) && isModuleUrl(node)) add(node.arguments?.[0], false);
    ts.forEachChild(node, visit);
  };
  for (const script of scriptsOf(file, text)) visit(ts.createSourceFile(file, script, ts.ScriptTarget.Latest));
  return imports;
}

function scriptsOf(file: string, text: string): string[] {
  if (!file.endsWith('.svelte')) return [text];
  const { module, instance } = parse(text, { modern: true });
  return [module, instance].flatMap((script) => {
    if (!script) return [];
    const { start, end } = script.content as unknown as { start: number; end: number };
    return [text.slice(start, end)];
  });
}

/** `import(…)` or `import.meta.glob(…)`. */
function isImportCall({ expression }: ts.CallExpression): boolean {
  if (expression.kind === ts.SyntaxKind.ImportKeyword) return true;
  return ts.isPropertyAccessExpression(expression) && isImportMeta(expression.expression);
}

/** `new URL(…, import.meta.url)`. */
function isModuleUrl({ expression, arguments: args }: ts.NewExpression): boolean {
  const base = args?.[1];
  if (!ts.isIdentifier(expression) || expression.text !== 'URL' || !base) return false;
  return ts.isPropertyAccessExpression(base) && isImportMeta(base.expression);
}

const isImportMeta = (node: ts.Node) => ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword;

function resolve(file: string, specifier: string): string {
  return specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : specifier;
}
