/** A plugin of the builds: makes the reference runs of the model once, and writes what they come to into the program. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { minifySync, runnerImport, transformWithOxc, type Plugin } from 'vite';
import type { ModelVersion } from '../runner/fingerprint/model.ts';

/** The file that is replaced, and the one that makes the runs: its imports are the code that simulates. */
const REPLACED = 'sim/runner/fingerprint/model.ts';
const REFERENCE = 'sim/runner/fingerprint/reference.ts';

/** @param folder of the project */
export function modelVersion(folder: string): Plugin {
  const root = folder.replace(/\/$/, '');
  return {
    name: 'cashless-city:model-version',
    async transform(_, id) {
      if (!id.replaceAll('\\', '/').endsWith(REPLACED)) return undefined;
      const { version, files } = await findOut(root);
      for (const file of files) this.addWatchFile(file);
      return { code: `export const modelVersion = () => (${JSON.stringify(version)});`, map: null };
    },
  };
}

/** Runs the model from its sources. @returns the files it is made of too */
export async function findOut(root: string): Promise<{ version: ModelVersion; files: readonly string[] }> {
  const { module, dependencies } = await runnerImport<{ computeFingerprint(): string }>(`${root}/${REFERENCE}`, {
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { preserveSymlinks: true },
  });
  const files = [`${root}/${REFERENCE}`, ...dependencies];
  return { version: { model: module.computeFingerprint(), code: await hashOfCode(root, files) }, files };
}

/**
 * 16 hexadecimal digits over what is left of the code without comments, types and white space, and over the versions of the
 * packages that it imports.
 */
export async function hashOfCode(root: string, files: readonly string[]): Promise<string> {
  const sources = [...new Set(files.filter((file) => file.endsWith('.ts')))].sort();
  const packages = new Set<string>();
  const hash = createHash('sha256');
  for (const file of sources) {
    const code = await bareCode(file, readFileSync(file, 'utf8'));
    for (const [, name = ''] of code.matchAll(/\b(?:from|import)\s*"([^."/][^"]*)"/g)) packages.add(name);
    hash.update(`${relative(root, file).replaceAll('\\', '/')}\0${code}\0`);
  }
  const lock = JSON.parse(readFileSync(`${root}/package-lock.json`, 'utf8')) as {
    packages: Readonly<Record<string, { version: string }>>;
  };
  for (const name of [...packages].sort()) hash.update(`${name}@${lock.packages[`node_modules/${name}`]?.version}\0`);
  return hash.digest('hex').slice(0, 16);
}

/** A module without comments, types and white space. */
export async function bareCode(file: string, source: string): Promise<string> {
  const { code } = await transformWithOxc(source, file, { target: 'es2023', sourcemap: false });
  return minifySync(file.replace(/\.ts$/, '.js'), code, {
    module: true,
    compress: false,
    mangle: false,
    codegen: { removeWhitespace: true },
  }).code;
}
