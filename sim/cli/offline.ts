/** A plugin of the page: writes the service worker that keeps it (viz/offline-worker.js), with the list of what there is to keep. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Plugin } from 'vite';

/** The worker's name beside the page; viz/offline.ts asks for it. */
const FILE = 'offline.js';

/** @param worker its source */
export function offline(worker: string): Plugin {
  return {
    name: 'cashless-city:offline',
    apply: 'build',
    buildStart() {
      this.addWatchFile(worker);
    },
    writeBundle({ dir }) {
      if (dir === undefined) throw new Error('found no folder to build into, expected one');
      const files = filesOf(dir).filter((file) => file !== FILE);
      const hash = createHash('sha256');
      for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(dir, file)));
      const build = { name: hash.digest('hex').slice(0, 16), files };
      writeFileSync(join(dir, FILE), `const BUILD = ${JSON.stringify(build)};\n${readFileSync(worker, 'utf8')}`);
    },
  };
}

/** Paths of all files of a folder, as addresses have them. */
function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}
