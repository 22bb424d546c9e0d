/** A plugin of the page: modules that hold what is shipped as it has been read, such as `scenarios/wuhan-2017.yaml?scenario`. */
import { existsSync, readFileSync } from 'node:fs';
import { runnerImport, type Plugin } from 'vite';
import type { READY_MADE } from '../runner/ready-made.ts';

type Made = typeof READY_MADE;
type Kind = keyof Made;

const READER = 'sim/runner/ready-made.ts';
/** A scenario, the folder of a city, a file of claims; and what of it. */
const ASKED = /\/scenarios\/(?:cities\/([\w-]+)\/city|(?:claims\/)?([\w-]+))\.yaml\?(scenario|answer|city|marks)$/;

/** @param folder of the project */
export function readyMade(folder: string): Plugin {
  const root = folder.replace(/\/$/, '');
  let reader: Promise<{ module: { READY_MADE: Made }; dependencies: readonly string[] }> | undefined;
  const forget = (): void => (reader = undefined);
  return {
    name: 'cashless-city:ready-made',
    buildStart: forget,
    watchChange: forget,
    async load(id) {
      const [, city, name = city, kind] = ASKED.exec(id.replaceAll('\\', '/')) ?? [];
      if (name === undefined) return undefined;
      reader ??= readFrom(root);
      const { module, dependencies } = await reader;
      for (const file of dependencies) this.addWatchFile(file);
      const file = `${root}/scenarios/results/${name}.json`;
      const results: unknown = kind === 'answer' && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
      if (results !== null) this.addWatchFile(file);
      return moduleOf(kind as Kind, module.READY_MADE[kind as Kind](name, results), root);
    },
  };
}

function readFrom(root: string): Promise<{ module: { READY_MADE: Made }; dependencies: readonly string[] }> {
  const resolve = { preserveSymlinks: true };
  return runnerImport(`${root}/${READER}`, { root, configFile: false, logLevel: 'error', resolve });
}

/** A city is a module of its own, which scenarios share. */
function moduleOf(kind: Kind, data: unknown, root: string): string {
  const json = `JSON.parse(${JSON.stringify(JSON.stringify(data))})`;
  if (kind !== 'scenario') return `export default ${json}`;
  const { city } = data as { readonly city: string };
  const from = JSON.stringify(`${root}/scenarios/cities/${city}/city.yaml?city`);
  return `import city from ${from};\nexport default { ...${json}, city };`;
}
