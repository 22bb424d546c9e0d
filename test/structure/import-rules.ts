/** Who may import whom: kernel ← model ← runner ← cli, viz. */
import { builtinModules } from 'node:module';
import type { Import } from './sources.ts';

/** Folders whose values, and beside them folders whose types, a layer may use. */
const LAYERS: Readonly<Record<string, { values: readonly string[]; types: readonly string[] }>> = {
  'sim/kernel/': { values: ['sim/kernel/'], types: [] },
  'sim/model/': { values: ['sim/kernel/', 'sim/model/', 'scenarios/'], types: [] },
  'sim/runner/': { values: ['sim/kernel/', 'sim/model/', 'sim/runner/', 'scenarios/', 'package.json'], types: [] },
  'sim/cli/': { values: ['sim/', 'scenarios/', 'package.json'], types: [] },
  'viz/': { values: ['viz/', 'sim/runner/', 'scenarios/', 'package.json'], types: ['sim/model/'] },
};

/** Packages of the layers that are not free to take any. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  'sim/kernel/': ['seedrandom'],
  'sim/kernel/exact-math.ts': ['@stdlib/*'],
  'sim/model/': ['yaml', 'zod'],
  'sim/runner/': ['comlink', 'yaml', 'zod'],
  'sim/runner/import/': ['fflate', 'papaparse', 'topojson-client', 'topojson-server', 'topojson-simplify'],
  'sim/runner/export/parquet.ts': ['hyparquet-writer/*'],
  'sim/runner/node/query.ts': ['@duckdb/node-api'],
  'sim/runner/node/spreadsheet-file.ts': ['fflate', 'write-excel-file/*'],
};

const SERVICES = 'sim/model/services/';
/** The files in SERVICES that are not a service: what a service is, and the list of them. */
const NOT_SERVICES = ['service', 'registry'];

/** What is wrong with an import, in one sentence; undefined when it is in order. */
export function violation(file: string, { target, typeOnly }: Import): string | undefined {
  const layer = Object.keys(LAYERS).find((folder) => file.startsWith(folder));
  if (layer === undefined) return `${file} lies in no layer`;
  if (isOfNode(target)) return mayUseNode(file) ? undefined : `${file} imports ${target} of Node`;
  if (!isOurs(target)) return packageViolation(file, layer, target);
  const { values, types } = LAYERS[layer]!;
  if (![...values, ...(typeOnly ? types : [])].some((folder) => target.startsWith(folder))) {
    return `${file} imports ${target}${typeOnly ? '' : ' (not only types)'}, against the direction`;
  }
  return hostViolation(file, target) ?? serviceViolation(file, target);
}

const isOfNode = (target: string) => target.startsWith('node:') || builtinModules.includes(target);
const isOurs = (target: string) => /^(sim|viz|test|scenarios)\/|^package\.json$|^\.\./.test(target);
const mayUseNode = (file: string) => file.startsWith('sim/cli/') || file.startsWith('sim/runner/node/');

function packageViolation(file: string, layer: string, target: string): string | undefined {
  const allowed = Object.entries(PACKAGES).flatMap(([place, names]) => (file.startsWith(place) ? names : []));
  if (PACKAGES[layer] === undefined) return undefined;
  const fits = (name: string) => target === name || target.startsWith(name.replace('*', '').replace(/\w$/, '$&/'));
  return allowed.some(fits) ? undefined : `${file} imports the package ${target}`;
}

/** What serves one host is for that host alone; what serves all of them knows none. */
function hostViolation(file: string, target: string): string | undefined {
  const host = /^sim\/runner\/(node|browser)\//.exec(target);
  if (!host || file.startsWith(host[0])) return undefined;
  const users = { node: ['sim/cli/'], browser: ['viz/', 'sim/runner/client.ts'] }[host[1] as 'node' | 'browser'];
  if (users.some((user) => file.startsWith(user))) return undefined;
  return `${file} imports ${target}, which is for ${users.join(' and ')} alone`;
}

/** A service is known to the registry alone, so that adding one touches two places. */
function serviceViolation(file: string, target: string): string | undefined {
  const service = serviceOf(target);
  if (service === undefined || serviceOf(file) === service || file === `${SERVICES}registry.ts`) return undefined;
  return `${file} imports ${target} of the service ${service}, which only the registry may`;
}

/** The service that a file belongs to, told by the first word of its name: bus.ts, bus-lines.ts and bus/stop.ts are of bus. */
function serviceOf(file: string): string | undefined {
  if (!file.startsWith(SERVICES)) return undefined;
  const name = file.slice(SERVICES.length).split(/[-/.]/)[0]!;
  return NOT_SERVICES.includes(name) ? undefined : name;
}

/** A chain of files that import each other in a ring (values, not types), or undefined where there is none. */
export function findCycle(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const search = (file: string, trail: readonly string[]): string[] | undefined => {
    const start = trail.indexOf(file);
    if (start >= 0) return [...trail.slice(start), file];
    if (done.has(file)) return undefined;
    for (const next of graph.get(file) ?? []) {
      const cycle = search(next, [...trail, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const cycle = search(file, []);
    if (cycle) return cycle;
  }
  return undefined;
}
