/** The manifest of a result: everything needed to have it again, and to know that it is the same. */
import type { Overrides } from '../../model/reading/read-scenario.ts';
import type { Scenario } from '../../model/scenario.ts';
import type { WorldName } from '../protocol.ts';
import { CSV_COLUMNS, type RunResult } from '../result.ts';
import { sha256OfData } from './hash.ts';

export const MANIFEST_FILE = 'manifest.json';
export const MEASURES_FILE = 'measures.csv';
/** By this a file is known as a manifest of ours. The number grows when its format changes. */
export const MANIFEST_FORMAT = 'cashless-city result 1';

/** The scenario file a run was asked for, as it was written. */
export interface ScenarioSource {
  /** As the user named it. */
  readonly file: string;
  readonly text: string;
  readonly overrides: Overrides;
}

export interface Manifest {
  readonly format: typeof MANIFEST_FORMAT;
  /** Version of the program. Another version may simulate differently. */
  readonly version: string;
  readonly seed: string;
  readonly scale: number;
  readonly days: number;
  readonly digests: Readonly<Record<WorldName, string>>;
  /** Of the resolved scenario's canonical JSON. */
  readonly scenarioSha256: string;
  /** Asks for the same run of the scenario file. */
  readonly command: string;
  /** The other way to have it again, without that file. */
  readonly reproduce: string;
  readonly files: { readonly [MEASURES_FILE]: { readonly columns: readonly string[]; readonly note: string } };
  readonly source: ScenarioSource;
  /** Resolved: every default filled in, the city included. */
  readonly scenario: Scenario;
}

export function manifestOf({ scenario, worlds }: RunResult, source: ScenarioSource, version: string): Manifest {
  const { seed, scale, days } = scenario;
  const run = 'npm run --silent sim -- run';
  return {
    format: MANIFEST_FORMAT,
    version,
    seed,
    scale,
    days,
    digests: { baseline: worlds.baseline.digest, policy: worlds.policy.digest },
    scenarioSha256: sha256OfData(scenario),
    command: `${run} ${shellWord(source.file)} --seed ${shellWord(seed)} --days ${days} --scale ${scale}`,
    reproduce: `${run} ${MANIFEST_FILE}`,
    files: { [MEASURES_FILE]: { columns: CSV_COLUMNS, note: 'day counts from 0; -1 is the whole run' } },
    source,
    scenario,
  };
}

/** A line for each key: the scenario, with its city's boundaries, would otherwise fill ten thousand. */
export function formatManifest(manifest: Manifest): string {
  const lines = Object.entries(manifest).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

/** What of a manifest is needed to run it again; undefined where a text is no manifest. */
export type Reproducible = Pick<Manifest, 'version' | 'digests' | 'scenarioSha256' | 'source'>;

export function parseManifest(text: string): Reproducible | undefined {
  if (!text.includes(MANIFEST_FORMAT)) return undefined;
  let data: Partial<Manifest> | null;
  try {
    data = JSON.parse(text) as Partial<Manifest> | null;
  } catch {
    return undefined;
  }
  const { format, version, digests, scenarioSha256, source } = data ?? {};
  if (format !== MANIFEST_FORMAT || typeof version !== 'string' || typeof scenarioSha256 !== 'string') return undefined;
  if (typeof digests?.baseline !== 'string' || typeof digests.policy !== 'string') return undefined;
  if (typeof source?.text !== 'string' || typeof source.file !== 'string') return undefined;
  const { seed, days, scale } = source.overrides ?? {};
  const overrides = {
    ...(typeof seed === 'string' ? { seed } : {}),
    ...(typeof days === 'number' ? { days } : {}),
    ...(typeof scale === 'number' ? { scale } : {}),
  };
  return { version, digests, scenarioSha256, source: { file: source.file, text: source.text, overrides } };
}

function shellWord(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) && !word.startsWith('-') ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
