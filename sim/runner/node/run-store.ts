/**
 * A folder of worlds that have been simulated. Each lies under the hash of all that decides it, so that no work is done
 * twice and several programs may write at once: an entry is written under another name, forced to the disk and renamed,
 * so that it is whole or not there.
 */
import { createHash } from 'node:crypto';
import { open, readdir, rename, rm, stat, readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { MeasureKey } from '../../model/measures/derive.ts';
import type { MeasureValue } from '../../model/measures/dictionary.ts';
import { identityOf } from '../../model/identity.ts';
import { decisive, type Scenario } from '../../model/scenario.ts';
import type { Comparable } from '../pair.ts';
import type { WorldOutcome } from '../simulate.ts';
import { sha256OfData } from './hash.ts';
import { syncFolder } from './result-folder.ts';
import { makeFolder } from './make-folder.ts';

const FORMAT = 'cashless-city world 2';
const ENTRY = /^[0-9a-f]{64}\.world$/;
const DRAFT = /^\.[0-9a-f]{64}\.(.+)-(\d+)-\d+$/;
/** A draft of another machine may be one that is being written, but not for longer than this. */
const DRAFT_MS_MAX = 24 * 3_600_000;

/** What one world is: the baseline of a scenario is the scenario without its policy, whatever the policy is. */
export interface WorldSpec {
  readonly scenario: Scenario;
  readonly isBaseline: boolean;
}

/** The scenario that is run for a world: all policies of one city and period have one baseline. */
export function scenarioOf({ scenario, isBaseline }: WorldSpec): Scenario {
  return isBaseline ? { ...scenario, policy: [] } : scenario;
}

/** @param model what identifies the model: another one simulates something else */
export function addressOf(spec: WorldSpec, model: string): string {
  const decides = identityOf(decisive(scenarioOf(spec)));
  return sha256OfData({ format: FORMAT, model, scenario: decides });
}

/** A world as it is kept. */
export interface StoredWorld extends Comparable {
  readonly digest: string;
  /** Seconds it took, set-up included. */
  readonly seconds: number;
}

/** A world that could not be simulated. */
export interface FailedWorld {
  readonly reason: string;
}

interface Header {
  readonly format: typeof FORMAT;
  readonly digest: string;
  readonly seconds: number;
  readonly people: number;
  /** What the values of a day are of, in their order. Days come first, then the whole run. */
  readonly keys: readonly (readonly [name: string, group: string])[];
  readonly days: readonly number[];
}

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** Drafts of this process, whichever store they are of: no two have one name. */
let drafts = 0;

export class RunStore {
  private constructor(private readonly folder: string) {}

  /** Opens a store, making it where there is none, and removes what programs left that were killed. */
  static async open(folder: string): Promise<RunStore> {
    await makeFolder(folder);
    const store = new RunStore(folder);
    await store.removeDrafts();
    return store;
  }

  /** Whether a world has been simulated. */
  async has(address: string): Promise<boolean> {
    return (await stat(this.placeOf(address)).catch(() => undefined)) !== undefined;
  }

  /** All worlds that there are. */
  async addresses(): Promise<Set<string>> {
    const names = await readdir(this.folder);
    return new Set(names.filter((name) => ENTRY.test(name)).map((name) => name.slice(0, 64)));
  }

  /** A world; undefined where there is none, or a damaged one, which is as good as none. */
  async read(address: string): Promise<StoredWorld | undefined> {
    const bytes = await readFile(this.placeOf(address)).catch(() => undefined);
    if (bytes === undefined) return undefined;
    try {
      return decode(await unzip(bytes));
    } catch {
      await rm(this.placeOf(address), { force: true });
      return undefined;
    }
  }

  /** Removes those of some worlds that are there and damaged. */
  async removeDamaged(addresses: Iterable<string>, signal: AbortSignal): Promise<void> {
    const there = await this.addresses();
    for (const address of addresses) {
      signal.throwIfAborted();
      if (there.has(address)) await this.read(address);
    }
  }

  /** Keeps a world. @throws what the file system says; nothing is left of it then */
  async write(address: string, outcome: WorldOutcome, seconds: number): Promise<void> {
    // Level 1: three times as fast, and a tenth larger.
    await this.put(this.placeOf(address), address, await zip(encode(outcome, seconds), { level: 1 }));
    await rm(this.failureOf(address), { force: true });
  }

  /** Keeps why there is no world. */
  async fail(address: string, reason: string): Promise<void> {
    await this.put(this.failureOf(address), address, Buffer.from(`${JSON.stringify({ reason })}\n`));
  }

  /** Why there is no world, where that was tried. */
  async failure(address: string): Promise<FailedWorld | undefined> {
    const text = await readFile(this.failureOf(address), 'utf8').catch(() => undefined);
    if (text === undefined) return undefined;
    try {
      const { reason } = JSON.parse(text) as Partial<FailedWorld>;
      return { reason: String(reason) };
    } catch {
      return { reason: 'unknown: what was written of it is damaged' };
    }
  }

  private placeOf(address: string): string {
    return join(this.folder, `${address}.world`);
  }
  private failureOf(address: string): string {
    return join(this.folder, `${address}.failed.json`);
  }

  private async put(place: string, address: string, bytes: Uint8Array): Promise<void> {
    const draft = join(this.folder, `.${address}.${hostname()}-${process.pid}-${drafts++}`);
    try {
      const handle = await open(draft, 'wx');
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(draft, place);
      await syncFolder(this.folder);
    } finally {
      await rm(draft, { force: true });
    }
  }

  private async removeDrafts(): Promise<void> {
    for (const name of await readdir(this.folder)) {
      const [, host, pid] = DRAFT.exec(name) ?? [];
      if (host === undefined) continue;
      const place = join(this.folder, name);
      const written = (await stat(place).catch(() => undefined))?.mtimeMs ?? 0;
      const isLeft = host === hostname() ? !isRunning(Number(pid)) : Date.now() - written > DRAFT_MS_MAX;
      if (isLeft) await rm(place, { force: true });
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function encode(outcome: WorldOutcome, seconds: number): Buffer {
  const { values, digest, personTicks, personAge, personDistrict, personIncome } = outcome;
  const days = [...new Set(values.map(({ day }) => day))];
  const width = values.length / days.length;
  const keys = values.slice(0, width).map(({ name, group }) => [name, group] as const);
  values.forEach(({ name, day }, i) => {
    if (name === keys[i % width]![0] && day === days[Math.floor(i / width)]) return;
    throw new Error(`found ${name} of day ${day} as value ${i}, expected every day to have the same measures in order`);
  });
  const header: Header = { format: FORMAT, digest, seconds, people: personTicks.length, keys, days };
  const text = Buffer.from(`${JSON.stringify(header)}\n`);
  const numbers = Float64Array.from(values, ({ value }) => value ?? NaN);
  const bytes = (array: Uint8Array | Uint16Array | Uint32Array | Float64Array) =>
    Buffer.from(array.buffer, array.byteOffset, array.byteLength);
  const people = [personTicks, personAge, personDistrict, personIncome].map(bytes);
  const body = Buffer.concat([text, bytes(numbers), ...people]);
  return Buffer.concat([createHash('sha256').update(body).digest(), body]);
}

function decode(bytes: Buffer): StoredWorld {
  const body = bytes.subarray(32);
  if (!createHash('sha256').update(body).digest().equals(bytes.subarray(0, 32))) throw new Error('found damage');
  const end = body.indexOf(10);
  const header = JSON.parse(body.toString('utf8', 0, end)) as Header;
  if (header.format !== FORMAT) throw new Error(`found the format ${header.format}, expected ${FORMAT}`);
  let at = end + 1;
  const take = (length: number) => Uint8Array.from(body.subarray(at, (at += length))).buffer;
  const { keys, days, people, digest, seconds } = header;
  const numbers = new Float64Array(take(8 * keys.length * days.length));
  const made: MeasureKey[] = keys.map(([name, group]) => ({ name, group }));
  const values: MeasureValue[] = [];
  days.forEach((day, i) => {
    made.forEach(({ name, group }, j) => {
      const value = numbers[i * made.length + j]!;
      // A mean of nothing is kept as what is no number.
      values.push({ name, group, day, value: Number.isNaN(value) ? null : value });
    });
  });
  const personTicks = new Uint32Array(take(4 * people));
  const personAge = new Uint8Array(take(people));
  const personDistrict = new Uint16Array(take(2 * people));
  const personIncome = new Uint8Array(take(people));
  return { digest, seconds, values, personTicks, personAge, personDistrict, personIncome };
}
