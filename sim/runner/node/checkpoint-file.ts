/** Checkpoint files: both worlds of a run at a midnight, from which `run --from-checkpoint` goes on. */
import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { TICKS_PER_DAY } from '../../kernel/time.ts';
import type { MeasureValue } from '../../model/measures/dictionary.ts';
import { WORLDS, type WorldName } from '../protocol.ts';
import type { SimulationState } from '../simulate.ts';
import type { Checkpoint } from './run-worlds.ts';
import { readBytes } from './read-bytes.ts';
import { syncFolder } from './result-folder.ts';

/** By its first line a file is known as a checkpoint of ours. The number grows when the format changes. */
const FORMAT = 'cashless-city checkpoint 1';
const NEWLINE = 10;
/** Longer files are not read: the whole of Wuhan at 1:1 fits several times. */
const BYTES_MAX = 2_000_000_000;

/** What a checkpoint is of. */
export interface CheckpointOf {
  readonly version: string;
  readonly scenarioSha256: string;
}

/** One world's state but for its numbers, which follow in the order: values, events, columns. */
interface Section {
  readonly now: number;
  readonly dispatched: number;
  readonly eventsDigest: readonly number[];
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
  readonly sha256: string;
}

/** Name of the checkpoint after so many days. */
export function checkpointName(day: number): string {
  return `day-${String(day).padStart(4, '0')}.checkpoint`;
}

/** Writes a checkpoint into a folder, whole or not at all, under its name. @returns the file */
export async function writeCheckpoint(folder: string, of: CheckpointOf, checkpoint: Checkpoint): Promise<string> {
  await mkdir(folder, { recursive: true });
  const day = checkpoint.baseline.engine.now / TICKS_PER_DAY;
  const file = join(resolve(folder), checkpointName(day));
  const draft = `${file}.partial-${process.pid}`;
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
    parts.push(text, events, ...columns);
    return {
      now: engine.now,
      dispatched: engine.dispatched,
      eventsDigest: [...engine.digest],
      digest,
      valuesBytes: text.length,
      eventsBytes: events.length,
      columnBytes: columns.map((column) => column.length),
    };
  };
  const worlds = { baseline: section(checkpoint.baseline), policy: section(checkpoint.policy) };
  const numbers = Buffer.concat(parts);
  const header: Header = { ...of, day, worlds, bytes: numbers.length, sha256: sha256(numbers) };
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
 * Reads a checkpoint of this version's run of a scenario.
 * @throws BadCheckpoint where it is none, another's, or damaged; what the file system says where it cannot be read
 */
export async function readCheckpoint(file: string, of: CheckpointOf): Promise<Checkpoint> {
  const bytes = await readBytes(file, BYTES_MAX);
  if (bytes.length > BYTES_MAX) throw new BadCheckpoint('more than two gigabytes', 'a checkpoint of ours');
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerStart = FORMAT.length + 1;
  if (data.toString('latin1', 0, headerStart) !== `${FORMAT}\n`) {
    throw new BadCheckpoint('a file that is no checkpoint', 'one that run --checkpoints has written');
  }
  const headerEnd = data.indexOf(NEWLINE, headerStart);
  const header = parseHeader(data.toString('utf8', headerStart, Math.max(headerStart, headerEnd)));
  if (header.version !== of.version) throw new BadCheckpoint(`version ${header.version}`, `version ${of.version}`);
  if (header.scenarioSha256 !== of.scenarioSha256) {
    throw new BadCheckpoint('a checkpoint of another scenario, seed, length or scale', 'one of the run asked for');
  }
  const numbers = inflate(data.subarray(headerEnd + 1), header.bytes);
  if (sha256(numbers) !== header.sha256) throw new BadCheckpoint('a damaged file', 'it as it was written');
  let at = 0;
  const take = (bytes: number): Uint8Array => {
    // A copy: whole words must begin where words may begin.
    const part = Uint8Array.from(numbers.subarray(at, at + bytes));
    at += bytes;
    return part;
  };
  const read = ({ worlds }: Header, world: WorldName): SimulationState => {
    const section = worlds[world];
    const values = JSON.parse(Buffer.from(take(section.valuesBytes)).toString()) as MeasureValue[][];
    const events = new Uint32Array(take(section.eventsBytes).buffer);
    const { now, dispatched, digest } = section;
    const engine = { now, dispatched, digest: Int32Array.from(section.eventsDigest), events };
    return { engine, columns: section.columnBytes.map(take), values, digest };
  };
  return { baseline: read(header, 'baseline'), policy: read(header, 'policy') };
}

function parseHeader(text: string): Header {
  try {
    const header = JSON.parse(text) as Partial<Header> | null;
    const numbers = WORLDS.flatMap((world) => {
      const section = header!.worlds![world];
      return [section.valuesBytes, section.eventsBytes, ...section.columnBytes];
    });
    const sum = numbers.reduce((total, bytes) => total + bytes, 0);
    if (header?.bytes === sum && numbers.every((bytes) => bytes >= 0)) return header as Header;
  } catch {
    // Said below.
  }
  throw new BadCheckpoint('a damaged first part', 'it as it was written');
}

function inflate(data: Buffer, bytes: number): Buffer {
  try {
    return gunzipSync(data, { maxOutputLength: Math.max(1, bytes) });
  } catch {
    throw new BadCheckpoint('a damaged or incomplete file', 'it as it was written');
  }
}

function bytesOf(words: Uint32Array): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
