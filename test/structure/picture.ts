/** The picture of the layers in sim/DESIGN.md, made from what the sources import. */
import { filesBelow, importsOf } from './sources.ts';

/** Where the picture stands, and what stands before and after it there. */
export const DOCUMENT = 'sim/DESIGN.md';
const BEFORE = '<!-- picture: npm run picture -->\n';
const AFTER = '<!-- end of picture -->';

/** Parts of the program. A file belongs to the most special of them. */
const LAYERS = ['sim/kernel', 'sim/model', 'sim/runner', 'sim/runner/node', 'sim/runner/browser', 'sim/cli', 'viz'];
/** The model's folders, and each service. */
const MODEL = [
  ...new Set(
    filesBelow('sim/model', '.ts').map((file) => /^sim\/model(\/services\/\w+(?=\/)|\/\w+(?=\/))?/.exec(file)![0]),
  ),
].sort();

/** The document with the picture as the sources are now. @throws Error where it has no place for it */
export function withPicture(text: string): string {
  const from = text.indexOf(BEFORE);
  const to = text.indexOf(AFTER);
  if (from < 0 || to < from) throw new Error(`${DOCUMENT}: found no ${BEFORE.trim()} with ${AFTER} after it`);
  const layers = block('The layers:', flowchart('TB', LAYERS));
  const model = block('Inside the model, without types:', flowchart('LR', MODEL, false));
  return `${text.slice(0, from + BEFORE.length)}\n${layers}\n${model}\n${text.slice(to)}`;
}

const block = (words: string, chart: string) => `${words}\n\n\`\`\`mermaid\n${chart}\n\`\`\`\n`;

/**
 * An arrow from each part to each other of which its files import something; a dashed one where they import types alone. Without
 * numbers, so that only what is new between parts changes the picture.
 */
function flowchart(direction: string, parts: readonly string[], withTypes = true): string {
  const arrows = new Map<string, boolean>();
  for (const file of new Set(parts.flatMap((part) => filesBelow(part, '.ts', '.svelte')))) {
    for (const { target, typeOnly } of importsOf(file)) {
      const [from, to] = [partOf(file, parts), partOf(target, parts)];
      if (to < 0 || to === from) continue;
      const key = `p${from} p${to}`;
      arrows.set(key, (arrows.get(key) ?? true) && typeOnly);
    }
  }
  const drawn = [...arrows]
    .filter(([, typeOnly]) => withTypes || !typeOnly)
    .map(([key, typeOnly]) => `  ${key.replace(' ', typeOnly ? ' -.-> ' : ' --> ')}`);
  return [`flowchart ${direction}`, ...parts.map((part, at) => `  p${at}["${part}"]`), ...drawn.sort(byNumbers)].join(
    '\n',
  );
}

/** Index of the part that a file is of; −1 where it is of none. */
function partOf(file: string, parts: readonly string[]): number {
  const of = parts.filter((part) => file.startsWith(`${part}/`)).sort((a, b) => b.length - a.length);
  return of[0] === undefined ? -1 : parts.indexOf(of[0]);
}

function byNumbers(a: string, b: string): number {
  const [from = 0, to = 0] = numbersOf(a);
  const [otherFrom = 0, otherTo = 0] = numbersOf(b);
  return from - otherFrom || to - otherTo;
}

const numbersOf = (arrow: string) => [...arrow.matchAll(/\bp(\d+)/g)].map(([, digits]) => Number(digits));
