/** The types of the library: of all that TypeScript writes, the files that its entry needs. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const RELATIVE = /((?:from|import\()\s*['"])(\.[^'"]+)\.ts(['"])/g;

/**
 * Copies a declaration file and those that it imports.
 * @param {string} from folder in which TypeScript wrote all of them
 * @param {string} to folder to copy to
 * @param {string} entry the first, from `from`
 */
export function copyTypes(from, to, entry) {
  const waiting = [entry];
  for (const file of waiting) {
    const text = readFileSync(join(from, file), 'utf8');
    for (const [, , target] of text.matchAll(RELATIVE)) {
      const next = join(dirname(file), `${target}.d.ts`);
      if (!waiting.includes(next)) waiting.push(next);
    }
    mkdirSync(dirname(join(to, file)), { recursive: true });
    // The names that the files have for whoever imports them from elsewhere.
    writeFileSync(join(to, file), text.replaceAll(RELATIVE, '$1$2.js$3'));
  }
}
