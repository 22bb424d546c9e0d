/** Parts of documents that a command writes: what stands between two marks is replaced, the rest stays. */
import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { writeWhole } from '../runner/node/experiment-folder.ts';
import { BadInput } from './bad-input.ts';

/** Replaces the part of a text between `<!-- NAME: begins -->` and `<!-- NAME: ends -->`; undefined where it has no such part. */
export function withPart(text: string, name: string, part: string): string | undefined {
  const [begins, ends] = [`<!-- ${name}: begins -->`, `<!-- ${name}: ends -->`];
  const from = text.indexOf(begins);
  const to = text.indexOf(ends);
  if (from < 0 || to < from) return undefined;
  return `${text.slice(0, from + begins.length)}\n\n${part.trim()}\n\n${text.slice(to)}`;
}

/** Writes a part of a document. @throws BadInput where the document is not there or has no such part */
export async function writePart(file: string, name: string, part: string): Promise<void> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    throw new BadInput([`${file}: found no such file, expected a document with a part called ${name}`]);
  }
  const written = withPart(text, name, part);
  if (written === undefined) {
    throw new BadInput([
      `${file}: found no part called ${name}, expected the lines <!-- ${name}: begins --> and <!-- ${name}: ends -->`,
    ]);
  }
  await writeWhole(dirname(file), basename(file), written);
}

/** A table of Markdown. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
