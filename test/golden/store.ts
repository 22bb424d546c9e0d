/** The golden files: digests of all scenarios in one, measures and instants of each in its own. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { GoldenRun, Json } from './runs.ts';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const DIGESTS = path('digests.json');
const fileOf = (part: 'measures' | 'instant', scenario: string) => path(`${part}/${scenario}.json`);

/** JSON with a line for each value, and for each list. */
function textOf(value: Json, indent = ''): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => JSON.stringify(item)).join(', ')}]`;
  const lines = Object.entries(value).map(
    ([key, item]) => `${indent}  ${JSON.stringify(key)}: ${textOf(item, `${indent}  `)}`,
  );
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${indent}}`;
}

const read = (file: string): Json | undefined =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Json) : undefined;

/** What is kept of a scenario; a part that is not kept is undefined. */
export function readGolden(scenario: string): { readonly [part in keyof GoldenRun]: Json | undefined } {
  const digests = read(DIGESTS) as Readonly<Record<string, Json>> | undefined;
  return {
    digests: digests?.[scenario],
    measures: read(fileOf('measures', scenario)),
    instant: read(fileOf('instant', scenario)),
  };
}

/** Names of the scenarios of which something is kept. */
export function keptScenarios(): string[] {
  return Object.keys(read(DIGESTS) ?? {});
}

/** Keeps these runs, by scenario, in place of whatever was kept. */
export function writeGolden(runs: ReadonlyMap<string, GoldenRun>): void {
  for (const folder of ['measures', 'instant']) {
    rmSync(path(folder), { recursive: true, force: true });
    mkdirSync(path(folder));
  }
  for (const [scenario, { measures, instant }] of runs) {
    writeFileSync(fileOf('measures', scenario), `${textOf(measures)}\n`);
    writeFileSync(fileOf('instant', scenario), `${textOf(instant)}\n`);
  }
  const digests = Object.fromEntries([...runs].map(([scenario, run]) => [scenario, run.digests]));
  writeFileSync(DIGESTS, `${textOf(digests)}\n`);
}
