/** A plugin of the builds: what is bundled, packages and data of cities, keeps its copyright notices, in a file beside the bundle. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const FILE = 'licences.txt';
const DIVIDER = `\n${'-'.repeat(80)}\n\n`;
const PACKAGE_FOLDER = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/** Where the data of cities is from, and the licences that come with it. */
const OF_DATA = ['SOURCES.md', 'LGPL-3.0.txt', 'GPL-3.0.txt'];

/**
 * Writes the licence of every package of which something is in the bundle into `licences.txt`, and those of the data of cities.
 * @param folder of the project
 */
export function notices(folder: string): Plugin {
  return {
    name: 'cashless-city:notices',
    apply: 'build',
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((part) => (part.type === 'chunk' ? part.moduleIds : []));
      const folders = modules.flatMap(
        (id) => PACKAGE_FOLDER.exec(id.replaceAll('\\', '/').replace('\0', ''))?.[1] ?? [],
      );
      const ofData = OF_DATA.map((file) => readFileSync(join(folder, 'scenarios/cities', file), 'utf8'));
      const source = [noticesOf([...new Set(folders)].sort()), ...ofData].join(DIVIDER);
      this.emitFile({ type: 'asset', fileName: FILE, source });
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
  return [...packages].map(([text, names]) => `${names.join('\n')}\n\n${text}`).join(DIVIDER);
}
