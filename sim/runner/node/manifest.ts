/** The manifest of a result: everything needed to have it again, and to know that it is the same. */
import { describe, quote, type Mistake } from '../../model/reading/mistake.ts';
import type { Overrides } from '../../model/reading/read-scenario.ts';
import { readYaml } from '../../model/reading/yaml-source.ts';
import { decisive, type Scenario } from '../../model/scenario.ts';
import type { WorldName } from '../protocol.ts';
import { csvAbout, type CsvForm, type RunResult } from '../result.ts';
import type { Origin } from './origin.ts';
import { hashResult, type ResultsHash } from './results-hash.ts';
import { scenarioSha256 } from './run-identity.ts';

export const MANIFEST_FILE = 'manifest.json';
export const MEASURES_FILE = 'measures.csv';
/** By this a file is known as a manifest of ours. The number grows when its format changes. */
export const MANIFEST_FORMAT = 'cashless-city result 2';
/** Without model, commit, inputs and hashes of the results: still read. */
const FIRST_FORMAT = 'cashless-city result 1';

/** The scenario file a run was asked for, as it was written. */
export interface ScenarioSource {
  /** As the user named it. */
  readonly file: string;
  readonly text: string;
  readonly overrides: Overrides;
}

/** What became of a run, as far as a manifest says it. */
export interface Outcome {
  readonly digests: Readonly<Record<WorldName, string>>;
  /** Over the events and the state of each service, and of the rest under `city`. */
  readonly serviceDigests: Readonly<Record<WorldName, Readonly<Record<string, string>>>>;
  readonly results: ResultsHash;
}

export interface Manifest extends Origin, Outcome {
  readonly format: typeof MANIFEST_FORMAT;
  readonly seed: string;
  readonly scale: number;
  readonly days: number;
  /** Of what decides the run, as canonical JSON: see sim/model/identity.ts. */
  readonly scenarioSha256: string;
  /** Asks for the same run of the scenario file. */
  readonly command: string;
  /** The other way to have it again, without that file. */
  readonly reproduce: string;
  readonly files: {
    readonly [MEASURES_FILE]: { readonly columns: readonly string[]; readonly note: string };
  };
  readonly source: ScenarioSource;
  /** Resolved: every default filled in, the city included but for what of it is only shown. */
  readonly scenario: Scenario;
}

/** What became of a run. */
export function outcomeOf(result: RunResult): Outcome {
  const { baseline, policy } = result.worlds;
  return {
    digests: { baseline: baseline.digest, policy: policy.digest },
    serviceDigests: { baseline: baseline.serviceDigests, policy: policy.serviceDigests },
    results: hashResult(result),
  };
}

export function manifestOf(
  result: RunResult,
  source: ScenarioSource,
  origin: Origin,
  form: CsvForm = 'days',
): Manifest {
  const scenario = decisive(result.scenario);
  const { seed, scale, days } = scenario;
  const run = 'npm run --silent sim -- run';
  return {
    format: MANIFEST_FORMAT,
    ...origin,
    seed,
    scale,
    days,
    ...outcomeOf(result),
    scenarioSha256: scenarioSha256(scenario),
    command: `${run} ${shellWord(source.file)} --seed ${shellWord(seed)} --days ${days} --scale ${scale}`,
    reproduce: `${run} ${MANIFEST_FILE}`,
    files: { [MEASURES_FILE]: csvAbout(form) },
    source,
    scenario,
  };
}

/** A line for each key: the scenario, with its city's boundaries, would otherwise fill ten thousand. */
export function formatManifest(manifest: Manifest): string {
  const lines = Object.entries(manifest).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

/** What of a manifest is needed to run it again, and what manifests of the first format do not say. */
export type Reproducible = Pick<Manifest, 'version' | 'digests' | 'scenarioSha256' | 'source'> &
  Partial<Omit<Origin & Outcome, 'version' | 'digests'>>;

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
const CODE = /^[\w ]{1,64}$/;
const COMMIT = /^[0-9a-f]{40,64}$/;
const NAME = /^[\w.+-]{1,200}$/;

/** A field that must be a text: where it stands, what is there, what it must look like, and that in words. */
type Required = readonly [path: string, value: unknown, pattern: RegExp, expected: string];

function readFields(data: Fields): ManifestReading {
  const [digests, source] = [mapOf(data['digests']), mapOf(data['source'])];
  const isFirst = data['format'] === FIRST_FORMAT;
  const overrides = mapOf(source['overrides']);
  const format = new RegExp(`^(${MANIFEST_FORMAT}|${FIRST_FORMAT})$`);
  const required: readonly Required[] = [
    ['format', data['format'], format, JSON.stringify(MANIFEST_FORMAT)],
    ['version', data['version'], VERSION, 'a version'],
    ['scenarioSha256', data['scenarioSha256'], SHA256, '64 hexadecimal digits'],
    ['digests.baseline', digests['baseline'], DIGEST, '16 hexadecimal digits'],
    ['digests.policy', digests['policy'], DIGEST, '16 hexadecimal digits'],
    ['source.file', source['file'], FILE_NAME, 'the name of a file'],
    ['source.text', source['text'], TEXT, 'the text of a scenario'],
    ...(isFirst ? [] : laterFields(data)),
  ];
  const wrong = required.find(([, value, pattern]) => typeof value !== 'string' || !pattern.test(value));
  if (wrong) return refused(wrong[0], wrong[1], wrong[3]);
  const { seed, days, scale } = overrides;
  if (seed !== undefined && typeof seed !== 'string') return refused('source.overrides.seed', seed, 'a text');
  if (days !== undefined && typeof days !== 'number') return refused('source.overrides.days', days, 'a number');
  if (scale !== undefined && typeof scale !== 'number') return refused('source.overrides.scale', scale, 'a number');
  const manifest = data as unknown as Manifest;
  const { file, text } = manifest.source;
  const given = {
    ...(seed === undefined ? {} : { seed }),
    ...(days === undefined ? {} : { days }),
    ...(scale === undefined ? {} : { scale }),
  };
  const read: Reproducible = {
    version: manifest.version,
    digests: { baseline: manifest.digests.baseline, policy: manifest.digests.policy },
    scenarioSha256: manifest.scenarioSha256,
    source: { file, text, overrides: given },
    ...(isFirst ? {} : laterOf(manifest)),
  };
  return { ok: true, manifest: read };
}

/** What manifests say since the second format. Lists and maps that are none have nothing in them, but for one wrong text. */
function laterFields(data: Fields): Required[] {
  const commit = data['commit'] === null ? '0'.repeat(40) : data['commit'];
  const entries = (path: string, pattern: RegExp, expected: string) => {
    const found = path.split('.').reduce<unknown>((at, key) => mapOf(at)[key], data);
    const named = Object.entries(mapOf(found));
    if (named.length === 0) return [[path, found, /^$/, 'a map of digests'] as const];
    return named.flatMap(([name, value]): Required[] => [
      [`${path}: name`, name, NAME, 'a name'],
      [`${path}.${name}`, value, pattern, expected],
    ]);
  };
  const list = (path: string, each: (item: unknown, at: string) => Required[]): Required[] => {
    const found = data[path];
    if (!Array.isArray(found)) return [[path, found, /^$/, 'a list']];
    return found.flatMap((item, index) => each(item, `${path}[${index}]`));
  };
  return [
    ['model', data['model'], /^[0-9a-f]{16}$/, '16 hexadecimal digits'],
    ['code', data['code'], CODE, '16 hexadecimal digits'],
    ['commit', commit, COMMIT, '40 hexadecimal digits, or null'],
    ['node', data['node'], VERSION, 'a version'],
    ...list('changed', (item, at) => [[at, item, FILE_NAME, 'the name of a file']]),
    ...list('inputs', (item, at) => [
      [`${at}.file`, mapOf(item)['file'], FILE_NAME, 'the name of a file'],
      [`${at}.sha256`, mapOf(item)['sha256'], SHA256, '64 hexadecimal digits'],
    ]),
    ...entries('serviceDigests.baseline', DIGEST, '16 hexadecimal digits'),
    ...entries('serviceDigests.policy', DIGEST, '16 hexadecimal digits'),
    ['results.sha256', mapOf(data['results'])['sha256'], SHA256, '64 hexadecimal digits'],
    ...entries('results.measures', DIGEST, '16 hexadecimal digits'),
  ];
}

function laterOf({ model, code, commit, changed, node, inputs, serviceDigests, results }: Manifest) {
  return {
    ...{ model, code, commit, changed: [...changed], node },
    inputs: inputs.map(({ file, sha256 }) => ({ file, sha256 })),
    serviceDigests: { baseline: { ...serviceDigests.baseline }, policy: { ...serviceDigests.policy } },
    results: { sha256: results.sha256, measures: { ...results.measures } },
  };
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
