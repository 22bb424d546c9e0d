/** Checkpoint files: both worlds of a run at a midnight, from which `run --from-checkpoint` goes on. */
import { createHash } from 'node:crypto';
import { open, readdir, rename, rm, type FileHandle } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { EVENT_DIGEST_WORDS } from '../../kernel/event-digest.ts';
import { TICKS_PER_DAY } from '../../kernel/time.ts';
import { measureKeys, type MeasureKey } from '../../model/measures/derive.ts';
import type { MeasureValue } from '../../model/measures/dictionary.ts';
import { quote } from '../../model/reading/mistake.ts';
import type { Scenario } from '../../model/scenario.ts';
import { SERVICES } from '../../model/services/registry.ts';
import type { Program } from '../program.ts';
import { WORLDS, type WorldName } from '../protocol.ts';
import type { SimulationState } from '../simulate.ts';
import type { Checkpoint } from './run-worlds.ts';
import { readBytes, readUpTo } from './read-bytes.ts';
import { differingParts, partsOf, scenarioSha256, type RunParts } from './run-identity.ts';
import { DRAFT, removeLeftovers, siblingOf, syncFolder } from './result-folder.ts';
import { makeFolder } from './make-folder.ts';

/** By its first line a file is known as a checkpoint of ours. The number grows when the format changes. */
const FORMAT = 'cashless-city checkpoint 2';
const NEWLINE = 10;
/** The first part of a file, up to the numbers, is some kilobytes for each part of a scenario: more of it is not looked at. */
const HEAD_BYTES_MAX = 1_000_000;
/** Longer files are not read: the whole of Wuhan at 1:1 fits several times. */
const BYTES_MAX = 2_000_000_000;
/** What compression may at worst add to numbers. */
const PACKED_BYTES_MORE = 10_000;
const PACKED_MORE = 1.01;
/** What the numbers of a checkpoint may come to, in bytes, several times what they do: more is not unpacked. */
const BYTES_AT_MOST = { base: 16_000_000, day: 1_000_000, person: 600 };

/** What a checkpoint is of. */
export interface CheckpointOf extends Pick<Program, 'version' | 'model'> {
  readonly scenarioSha256: string;
  readonly parts: RunParts;
}

/** @param program that keeps the checkpoint, or goes on from it */
export function checkpointOf(scenario: Scenario, { version, model }: Program): CheckpointOf {
  return { version, model, scenarioSha256: scenarioSha256(scenario), parts: partsOf(scenario) };
}

/** Bytes of numbers that no checkpoint of a scenario's run exceeds. */
export function checkpointBytesMax({ city, scale, days }: Scenario): number {
  const { base, day, person } = BYTES_AT_MOST;
  const people = city.districts.reduce((sum, { residents }) => sum + residents, 0);
  const things = SERVICES.reduce((sum, { stateBytes }) => sum + (stateBytes?.(city.figures) ?? 0), people * person);
  return Math.ceil(base + days * day + things / scale);
}

/** Bytes of the digest of the events of a world. */
const DIGEST_BYTES = EVENT_DIGEST_WORDS * Int32Array.BYTES_PER_ELEMENT;

/** One world's state but for its numbers, which follow in the order: values, events, columns, digest of the events. */
interface Section {
  readonly now: number;
  readonly dispatched: number;
  readonly digest: string;
  readonly valuesBytes: number;
  readonly eventsBytes: number;
  readonly columnBytes: readonly number[];
}

interface Header extends CheckpointOf {
  readonly day: number;
  readonly worlds: Readonly<Record<WorldName, Section>>;
  /** Of the numbers, before they were compressed. */
  readonly bytes: number;
  /** Of the numbers and of what stands here before it. */
  readonly sha256: string;
}

const CHECKPOINT_NAME = /^day-\d{4,}\.checkpoint$/;

/** Name of the checkpoint after so many days. */
export function checkpointName(day: number): string {
  return `day-${String(day).padStart(4, '0')}.checkpoint`;
}

/** Writes a checkpoint into a folder, whole or not at all, under its name. @returns the file */
export async function writeCheckpoint(folder: string, of: CheckpointOf, checkpoint: Checkpoint): Promise<string> {
  await makeFolder(folder);
  const day = checkpoint.baseline.engine.now / TICKS_PER_DAY;
  const file = join(resolve(folder), checkpointName(day));
  await removeLeftovers(file);
  const draft = siblingOf(file, DRAFT, process.pid);
  try {
    const handle = await open(draft, 'w');
    try {
      await handle.writeFile(encode(of, day, checkpoint));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
  await syncFolder(folder);
  return file;
}

function encode(of: CheckpointOf, day: number, checkpoint: Checkpoint): Buffer {
  const parts: Uint8Array[] = [];
  const section = ({ engine, columns, values, digest }: SimulationState): Section => {
    const text = Buffer.from(JSON.stringify(values));
    const events = bytesOf(engine.events);
    parts.push(text, events, ...columns, bytesOf(engine.digest));
    return {
      now: engine.now,
      dispatched: engine.dispatched,
      digest,
      valuesBytes: text.length,
      eventsBytes: events.length,
      columnBytes: columns.map((column) => column.length),
    };
  };
  const worlds = { baseline: section(checkpoint.baseline), policy: section(checkpoint.policy) };
  const numbers = Buffer.concat(parts);
  const rest = { ...of, day, worlds, bytes: numbers.length };
  const header: Header = { ...rest, sha256: sha256(numbers, rest) };
  return Buffer.concat([Buffer.from(`${FORMAT}\n${JSON.stringify(header)}\n`), gzipSync(numbers, { level: 1 })]);
}

/** A checkpoint file that cannot be used: what was found, and what was expected. */
export class BadCheckpoint extends Error {
  constructor(found: string, expected: string) {
    super(`found ${found}, expected ${expected}`);
    this.name = 'BadCheckpoint';
  }
}

/**
 * Reads a checkpoint of this version's run of a scenario. Nothing of a file is read, or unpacked, that is longer than
 * such a checkpoint can be. That it is of a state to which the run comes is not known before it has been simulated.
 * @throws BadCheckpoint where it is none, another's, or damaged; what the file system says where it cannot be read
 */
export async function readCheckpoint(file: string, of: CheckpointOf, scenario: Scenario): Promise<Checkpoint> {
  const handle = await open(file, 'r');
  try {
    const head = await readUpTo(handle, HEAD_BYTES_MAX);
    const end = headEnd(head);
    const header = parseHeader(head.subarray(FORMAT.length + 1, end), of, scenario);
    const numbers = inflate(await readPacked(handle, head, end, header.bytes), header.bytes);
    const { sha256: written, ...rest } = header;
    if (numbers.length !== header.bytes || sha256(numbers, rest) !== written) {
      throw new BadCheckpoint('a damaged file', 'it as it was written');
    }
    return unpack(header, numbers, measureKeys(scenario.city));
  } finally {
    await handle.close();
  }
}

/** The checkpoints in a folder that are of other runs than this, by name; none where there is no such folder. */
export async function othersCheckpoints(folder: string, of: CheckpointOf): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const others: string[] = [];
  for (const name of names.sort()) {
    if (CHECKPOINT_NAME.test(name) && !(await isOf(join(folder, name), of))) others.push(name);
  }
  return others;
}

async function isOf(file: string, of: CheckpointOf): Promise<boolean> {
  try {
    const head = await readBytes(file, HEAD_BYTES_MAX);
    const header = jsonOf(head.subarray(FORMAT.length + 1, headEnd(head))) as Partial<CheckpointOf> | null;
    return header?.model === of.model && header.scenarioSha256 === of.scenarioSha256;
  } catch {
    return false;
  }
}

/** Where the first part of a file ends. */
function headEnd(head: Uint8Array): number {
  const lines = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  if (lines.toString('latin1', 0, FORMAT.length + 1) !== `${FORMAT}\n`) {
    throw new BadCheckpoint('a file that is no checkpoint', 'one that run --checkpoints has written');
  }
  return lines.indexOf(NEWLINE, FORMAT.length + 1) + 1;
}

function parseHeader(text: Uint8Array, of: CheckpointOf, scenario: Scenario): Header {
  const header = jsonOf(text) as Partial<Header> | null;
  // What it is of comes first: another run's has other days.
  if (typeof header?.model === 'string' && header.model !== of.model) {
    const made = `a checkpoint of another model (fingerprint ${quote(header.model)}, version ${quote(String(header.version))})`;
    throw new BadCheckpoint(made, `one of this model (fingerprint ${quote(of.model)}, version ${quote(of.version)})`);
  }
  if (typeof header?.scenarioSha256 === 'string' && header.scenarioSha256 !== of.scenarioSha256) {
    const [found, expected] = differingParts(isParts(header.parts) ? header.parts : of.parts, of.parts);
    throw new BadCheckpoint(`a checkpoint of another run${found === '' ? '' : ` (${found})`}`, expected);
  }
  if (!isHeader(header, scenario.days)) throw new BadCheckpoint('a damaged first part', 'it as it was written');
  const most = checkpointBytesMax(scenario);
  if (header.bytes > most) throw new BadCheckpoint(`a state of ${header.bytes} bytes`, `at most ${most}`);
  return header;
}

/** @returns undefined for what is no JSON */
function jsonOf(text: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(text).toString());
  } catch {
    return undefined;
  }
}

/** The compressed numbers: the rest of the file. */
async function readPacked(handle: FileHandle, head: Uint8Array, end: number, bytes: number): Promise<Uint8Array> {
  const most = Math.min(BYTES_MAX, end + Math.ceil(bytes * PACKED_MORE) + PACKED_BYTES_MORE);
  const whole = await readUpTo(handle, most, head);
  if (whole.length > most) throw new BadCheckpoint(`a file of more than ${most} bytes`, 'it as it was written');
  return whole.subarray(end);
}

function unpack({ worlds }: Header, numbers: Buffer, keys: readonly MeasureKey[]): Checkpoint {
  let at = 0;
  const take = (bytes: number): Uint8Array => {
    // A copy: whole words must begin where words may begin.
    const part = Uint8Array.from(numbers.subarray(at, at + bytes));
    at += bytes;
    return part;
  };
  const read = ({ now, dispatched, digest, ...bytes }: Section): SimulationState => {
    const values = parseValues(take(bytes.valuesBytes), now / TICKS_PER_DAY - 1, keys);
    const events = new Uint32Array(take(bytes.eventsBytes).buffer);
    const columns = bytes.columnBytes.map(take);
    const engine = { now, dispatched, digest: new Int32Array(take(DIGEST_BYTES).buffer), events };
    return { engine, columns, values, digest };
  };
  return { baseline: read(worlds.baseline), policy: read(worlds.policy) };
}

function isHeader(header: Partial<Header> | null | undefined, days: number): header is Header {
  const { version, model, scenarioSha256: hash } = header ?? {};
  if (![version, model, hash].every((text) => typeof text === 'string') || !isParts(header?.parts)) return false;
  const { day, bytes, worlds } = header ?? {};
  if (!(isCount(day) && day >= 1 && day < days)) return false;
  const sections = WORLDS.map((world) => worlds?.[world]);
  if (!sections.every((section) => isSection(section, day))) return false;
  return bytes === sum(sections.flatMap((section) => sizesOf(section!)));
}

function isSection(section: Partial<Section> | null | undefined, day: number): section is Section {
  const { now, dispatched, digest, columnBytes, ...text } = section ?? {};
  if (!(Array.isArray(columnBytes) && columnBytes.every(isCount) && isCount(text.valuesBytes))) return false;
  const wholePairs = isCount(text.eventsBytes) && text.eventsBytes % (2 * Uint32Array.BYTES_PER_ELEMENT) === 0;
  const digested = typeof digest === 'string' && /^[0-9a-f]{16}$/.test(digest);
  return wholePairs && digested && isCount(dispatched) && now === day * TICKS_PER_DAY;
}

const isParts = (value: unknown): value is RunParts =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every((part) => typeof part === 'string' || typeof part === 'number');
const sizesOf = ({ valuesBytes, eventsBytes, columnBytes }: Section) => [
  valuesBytes,
  eventsBytes,
  ...columnBytes,
  DIGEST_BYTES,
];
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** The measures of so many days: a number for each of the keys. */
function parseValues(text: Uint8Array, days: number, keys: readonly MeasureKey[]): MeasureValue[][] {
  const found = jsonOf(text);
  const isDay = (values: unknown, day: number): values is MeasureValue[] =>
    Array.isArray(values) &&
    values.length === keys.length &&
    values.every((value, i) => isValueOf(keys[i], day, value));
  if (!Array.isArray(found) || found.length !== days || !found.every(isDay)) {
    throw new BadCheckpoint('damaged measures', 'them as they were written');
  }
  return found.map((values, day) => values.map(({ value }, i) => ({ ...keys[i], day, value })));
}

function isValueOf(key: MeasureKey, day: number, found: Partial<MeasureValue> | null): boolean {
  if (found?.name !== key.name || found.group !== key.group || found.day !== day) return false;
  // Null: there was nothing to measure.
  return found.value === null || Number.isFinite(found.value);
}

function inflate(data: Uint8Array, bytes: number): Buffer {
  const { buffer, engine } = unzip(data, bytes);
  // What follows the end of what was packed is passed over in silence otherwise.
  const more = data.length - engine.bytesWritten;
  if (more > 0) throw new BadCheckpoint(`a file of more than belongs to it (${more} bytes)`, 'it as it was written');
  return buffer;
}

/** The numbers, and how much of the data they were packed in. */
function unzip(data: Uint8Array, bytes: number): { buffer: Buffer; engine: { bytesWritten: number } } {
  try {
    const unpacked: unknown = gunzipSync(data, { maxOutputLength: Math.max(1, bytes), info: true });
    return unpacked as ReturnType<typeof unzip>;
  } catch {
    throw new BadCheckpoint('a damaged or incomplete file', 'it as it was written');
  }
}

function bytesOf(words: Uint32Array | Int32Array): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
}

function sha256(numbers: Uint8Array, header: Omit<Header, 'sha256'>): string {
  return createHash('sha256').update(numbers).update(JSON.stringify(header)).digest('hex');
}
