/** A plugin of the builds: what is bundled keeps its copyright notices, in a file beside the bundle. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const FILE = 'licences.txt';
const PACKAGE_FOLDER = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/** Writes the licence of every package of which something is in the bundle into `licences.txt`. */
export function notices(): Plugin {
  return {
    name: 'cashless-city:notices',
    apply: 'build',
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((part) => (part.type === 'chunk' ? part.moduleIds : []));
      const folders = modules.flatMap(
        (id) => PACKAGE_FOLDER.exec(id.replaceAll('\\', '/').replace('\0', ''))?.[1] ?? [],
      );
      this.emitFile({ type: 'asset', fileName: FILE, source: noticesOf([...new Set(folders)].sort()) });
    },
  };
}

/** Packages under one and the same text are named above it. */
function noticesOf(folders: readonly string[]): string {
  const packages = new Map<string, string[]>();
  for (const folder of folders) {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      readonly name: string;
      readonly version: string;
      readonly license?: string;
    };
    const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)/i.test(file));
    const text = files.sort().map((file) => `${readFileSync(join(folder, file), 'utf8').trim()}\n`);
    const key = text.join('\n');
    packages.set(key, [...(packages.get(key) ?? []), `${name} ${version}, ${license ?? 'licence in its own words'}`]);
  }
  return [...packages].map(([text, names]) => `${names.join('\n')}\n\n${text}`).join(`\n${'-'.repeat(80)}\n\n`);
}
