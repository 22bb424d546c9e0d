/** The manifest of a result: everything needed to have it again, and to know that it is the same. */
import { describe, quote, type Mistake } from '../../model/reading/mistake.ts';
import type { Overrides } from '../../model/reading/read-scenario.ts';
import { readYaml } from '../../model/reading/yaml-source.ts';
import { decisive, type Scenario } from '../../model/scenario.ts';
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
  /** Resolved: every default filled in, the city included but for what of it is only shown. */
  readonly scenario: Scenario;
}

export function manifestOf(result: RunResult, source: ScenarioSource, version: string): Manifest {
  const { worlds } = result;
  const scenario = decisive(result.scenario);
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

/** What of a manifest is needed to run it again. */
export type Reproducible = Pick<Manifest, 'version' | 'digests' | 'scenarioSha256' | 'source'>;

export type ManifestReading =
  { readonly ok: true; readonly manifest: Reproducible } | { readonly ok: false; readonly mistake: Mistake };

/** Largest manifest that is read, in bytes: it repeats the scenario's text and the city, each up to a million characters. */
export const MANIFEST_BYTES_MAX = 16_000_000;

/** How a manifest of ours begins, whatever became of the rest. */
const BEGINNING = /^\s*\{\s*"format"\s*:\s*"cashless-city result/;
const FAMILY = 'cashless-city result';

/** Reads a manifest: any text may be given. Undefined where it is none at all. */
export function readManifest(text: string): ManifestReading | undefined {
  if (!text.includes(FAMILY)) return undefined;
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return BEGINNING.test(text) ? { ok: false, mistake: brokenJson(text) } : undefined;
  }
  const { format } = mapOf(data);
  if (typeof format !== 'string' || !format.startsWith(FAMILY)) return undefined;
  return readFields(mapOf(data));
}

/** As `readManifest`, for those who want to know only whether it is one that can be run again. */
export function parseManifest(text: string): Reproducible | undefined {
  const reading = readManifest(text);
  return reading?.ok === true ? reading.manifest : undefined;
}

type Fields = Readonly<Record<string, unknown>>;

function mapOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

const TEXT = /^[^]*$/;
const VERSION = /^[\w.+-]{1,64}$/;
const FILE_NAME = /^[^]{1,4096}$/;
const SHA256 = /^[0-9a-f]{64}$/;
const DIGEST = /^[0-9a-f]{1,16}$/;

function readFields(data: Fields): ManifestReading {
  const [digests, source] = [mapOf(data['digests']), mapOf(data['source'])];
  const overrides = mapOf(source['overrides']);
  const required: readonly (readonly [path: string, value: unknown, pattern: RegExp, expected: string])[] = [
    ['format', data['format'], new RegExp(`^${MANIFEST_FORMAT}$`), JSON.stringify(MANIFEST_FORMAT)],
    ['version', data['version'], VERSION, 'a version'],
    ['scenarioSha256', data['scenarioSha256'], SHA256, '64 hexadecimal digits'],
    ['digests.baseline', digests['baseline'], DIGEST, '16 hexadecimal digits'],
    ['digests.policy', digests['policy'], DIGEST, '16 hexadecimal digits'],
    ['source.file', source['file'], FILE_NAME, 'the name of a file'],
    ['source.text', source['text'], TEXT, 'the text of a scenario'],
  ];
  const wrong = required.find(([, value, pattern]) => typeof value !== 'string' || !pattern.test(value));
  if (wrong) return refused(wrong[0], wrong[1], wrong[3]);
  const { seed, days, scale } = overrides;
  if (seed !== undefined && typeof seed !== 'string') return refused('source.overrides.seed', seed, 'a text');
  if (days !== undefined && typeof days !== 'number') return refused('source.overrides.days', days, 'a number');
  if (scale !== undefined && typeof scale !== 'number') return refused('source.overrides.scale', scale, 'a number');
  const { version, scenarioSha256 } = data as unknown as Manifest;
  const { file, text } = source as unknown as ScenarioSource;
  const given = {
    ...(seed === undefined ? {} : { seed }),
    ...(days === undefined ? {} : { days }),
    ...(scale === undefined ? {} : { scale }),
  };
  const { baseline, policy } = digests as unknown as Manifest['digests'];
  const manifest = {
    version,
    digests: { baseline, policy },
    scenarioSha256,
    source: { file, text, overrides: given },
  };
  return { ok: true, manifest };
}

function refused(path: string, value: unknown, expected: string): ManifestReading {
  return { ok: false, mistake: { line: 1, column: 1, path, found: describe(value), expected } };
}

/** Where the text stops being JSON. What reads it does not say; JSON is YAML, and the reader of that does. */
function brokenJson(text: string): Mistake {
  const { line, column } = readYaml(text).mistakes[0] ?? { line: 1, column: 1 };
  const rest = text.split('\n')[line - 1]?.slice(column - 1) ?? '';
  const found = rest === '' ? 'the end of the text' : quote(rest);
  return { line, column, path: '', found, expected: 'a manifest as run --out wrote it, whole and in JSON' };
}

function shellWord(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) && !word.startsWith('-') ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
