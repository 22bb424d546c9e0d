import { copyFileSync, linkSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Puts the files of a folder under another that does not exist yet: as other names of them, or as copies where they lie on another
 * disk. Links are left out: they might lead back.
 */
export function linkFiles(from, to) {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [there, here] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkFiles(there, here);
    else if (entry.isFile()) linkOrCopy(there, here);
  }
}

function linkOrCopy(there, here) {
  try {
    linkSync(there, here);
  } catch {
    copyFileSync(there, here);
  }
}
