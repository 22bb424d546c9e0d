/** A plugin of the page: modules that hold what is shipped as it has been read, such as `scenarios/wuhan-2017.yaml?scenario`. */
import { existsSync, readFileSync } from 'node:fs';
import { runnerImport, type Plugin } from 'vite';
import type { READY_MADE } from '../runner/ready-made.ts';
import type { shippedIdentity } from './shipped-identity.ts';

type Made = typeof READY_MADE;
type Kind = keyof Made;

const READER = 'sim/runner/ready-made.ts';
/** Hashes are made with what only Node has: a reader of their own. */
const IDENTITIES = 'sim/cli/shipped-identity.ts';
/** A scenario, the folder of a city, a file of claims; and what of it. */
const ASKED =
  /\/scenarios\/(?:cities\/([\w-]+)\/city|(?:claims\/)?([\w-]+))\.yaml\?(scenario|answer|city|marks|identity)$/;

/** @param folder of the project */
export function readyMade(folder: string): Plugin {
  const root = folder.replace(/\/$/, '');
  let reader: Read<{ READY_MADE: Made }> | undefined;
  let identities: Read<{ shippedIdentity: typeof shippedIdentity }> | undefined;
  const forget = (): void => (reader = identities = undefined);
  return {
    name: 'cashless-city:ready-made',
    buildStart: forget,
    watchChange: forget,
    async load(id) {
      const [, city, name = city, kind] = ASKED.exec(id.replaceAll('\\', '/')) ?? [];
      if (name === undefined) return undefined;
      if (kind === 'identity') {
        identities ??= readFrom(root, IDENTITIES);
        const { module, dependencies } = await identities;
        for (const file of dependencies) this.addWatchFile(file);
        return `export default ${JSON.stringify(module.shippedIdentity(name))}`;
      }
      reader ??= readFrom(root, READER);
      const { module, dependencies } = await reader;
      for (const file of dependencies) this.addWatchFile(file);
      const file = `${root}/scenarios/results/${name}.json`;
      const results: unknown = kind === 'answer' && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
      if (results !== null) this.addWatchFile(file);
      return moduleOf(kind as Kind, module.READY_MADE[kind as Kind](name, results), root);
    },
  };
}

type Read<T> = Promise<{ module: T; dependencies: readonly string[] }>;

function readFrom<T>(root: string, file: string): Read<T> {
  const resolve = { preserveSymlinks: true };
  return runnerImport<T>(`${root}/${file}`, { root, configFile: false, logLevel: 'error', resolve });
}

/** A city is a module of its own, which scenarios share. */
function moduleOf(kind: Kind, data: unknown, root: string): string {
  const json = `JSON.parse(${JSON.stringify(JSON.stringify(data))})`;
  if (kind !== 'scenario') return `export default ${json}`;
  const { city } = data as { readonly city: string };
  const from = JSON.stringify(`${root}/scenarios/cities/${city}/city.yaml?city`);
  return `import city from ${from};\nexport default { ...${json}, city };`;
}
