/**
 * Result folders: complete or not there at all. A result is written beside its place under another name, forced to
 * the disk and then renamed, so that no moment shows half of one. What an interrupted program left behind is removed
 * by the next that writes to the same place.
 */
import { access, constants, mkdir, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { csvChunks, type CsvForm, type RunResult } from '../result.ts';
import {
  formatManifest,
  MANIFEST_BYTES_MAX,
  MANIFEST_FILE,
  MEASURES_FILE,
  parseManifest,
  type Manifest,
  type Reproducible,
} from './manifest.ts';
import { readBytes } from './read-bytes.ts';
import { makeFolder } from './make-folder.ts';

const OUR_FILES = [MANIFEST_FILE, MEASURES_FILE];
export const DRAFT = 'partial';
const REPLACED = 'replaced';

/**
 * Why a result cannot be put at `folder`; undefined where it can: nothing is there yet, an empty folder, or an earlier
 * result of ours and nothing else. Writes nothing.
 * @param ours names of the files that a result has
 */
export async function obstacleTo(folder: string, ours: readonly string[] = OUR_FILES): Promise<string | undefined> {
  const found = await stat(folder).catch(() => undefined);
  if (found === undefined) return await obstacleAbove(dirname(resolve(folder)));
  if (!found.isDirectory()) return 'found a file, expected a folder or nothing';
  const entries = await readdir(folder, { withFileTypes: true });
  if (entries.length === 0) return undefined;
  const strange = entries.find((entry) => !ours.includes(entry.name) || !entry.isFile());
  if (strange !== undefined) {
    return `found a folder that holds ${JSON.stringify(strange.name)}, expected an empty or new one`;
  }
  return (await resultAt(folder)) === undefined
    ? 'found a folder that is no result of ours, expected an empty or new one'
    : undefined;
}

/** The manifest of the result in a folder; undefined where there is none. */
export async function resultAt(folder: string): Promise<Reproducible | undefined> {
  const bytes = await readBytes(join(folder, MANIFEST_FILE), MANIFEST_BYTES_MAX).catch(() => undefined);
  return bytes === undefined ? undefined : parseManifest(new TextDecoder().decode(bytes));
}

async function obstacleAbove(folder: string): Promise<string | undefined> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory()) {
    const writable = await access(folder, constants.W_OK).then(
      () => true,
      () => false,
    );
    return writable ? undefined : `found the folder ${folder} that may not be written to, expected one that may`;
  }
  if (found) return `found the file ${folder} on the way, expected a folder`;
  const above = dirname(folder);
  return above === folder ? `found no folder ${folder}` : await obstacleAbove(above);
}

/**
 * Puts a result at `folder`, in place of an earlier one.
 * @param signal calls it off: until the last moment nothing is changed, after it everything is there
 * @param form in which the measures are written
 */
export async function writeResult(
  folder: string,
  result: RunResult,
  manifest: Manifest,
  signal: AbortSignal,
  form: CsvForm = 'days',
): Promise<void> {
  const files = { [MEASURES_FILE]: csvChunks(result, form), [MANIFEST_FILE]: [formatManifest(manifest)] };
  await writeFolder(folder, files, signal);
}

/** A folder of files, each written piece by piece, in place of an earlier one: complete or not at all, like a result. */
export async function writeFolder(
  folder: string,
  files: Readonly<Record<string, Iterable<string | Uint8Array>>>,
  signal: AbortSignal,
): Promise<void> {
  const target = await realpath(folder).catch(() => resolve(folder));
  const parent = dirname(target);
  await makeFolders(parent);
  await removeLeftovers(target);
  const draft = siblingOf(target, DRAFT, process.pid);
  try {
    await mkdir(draft);
    for (const [name, pieces] of Object.entries(files)) await writeDurably(join(draft, name), pieces, signal);
    await syncFolder(draft);
    signal.throwIfAborted();
    await putInPlace(draft, target);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Makes a folder and those above it that are missing, so that they outlast a power failure. */
async function makeFolders(folder: string): Promise<void> {
  const first = await makeFolder(folder);
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

/**
 * Renames a draft to its place; when this returns, that outlasts a power failure. An empty folder is renamed over. An
 * earlier result steps aside first, and is removed when the new one is safe.
 */
async function putInPlace(draft: string, target: string): Promise<void> {
  const parent = dirname(target);
  const occupied = await rename(draft, target).then(
    () => false,
    (error: NodeJS.ErrnoException) => OCCUPIED.includes(error.code ?? '') || Promise.reject(error),
  );
  if (!occupied) return await syncFolder(parent);
  const earlier = siblingOf(target, REPLACED, process.pid);
  await rename(target, earlier);
  try {
    await rename(draft, target);
  } catch (error) {
    await rename(earlier, target);
    throw error;
  }
  await syncFolder(parent);
  await rm(earlier, { recursive: true, force: true });
}

/** What systems say of renaming a folder over one that holds something, or over any at all. */
const OCCUPIED = ['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES'];

async function writeDurably(file: string, chunks: Iterable<string | Uint8Array>, signal: AbortSignal): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    for (const chunk of chunks) {
      signal.throwIfAborted();
      await handle.writeFile(chunk);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the names in a folder survive a power failure, where the system has a way to ask for that. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

export function siblingOf(target: string, what: string, pid: number): string {
  return join(dirname(target), `.${basename(target)}.${what}-${pid}`);
}

/** Drafts of programs that are no more. A replaced result whose successor never came is put back. */
export async function removeLeftovers(target: string): Promise<void> {
  const parent = dirname(target);
  const start = `.${basename(target)}.`;
  for (const name of await readdir(parent)) {
    const [, what, pid] =
      /^(partial|replaced)-(\d+)$/.exec(name.startsWith(start) ? name.slice(start.length) : '') ?? [];
    if (what === undefined || isRunning(Number(pid))) continue;
    const left = join(parent, name);
    const successor = await stat(target).catch(() => undefined);
    if (what === REPLACED && successor === undefined) await rename(left, target);
    else await rm(left, { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
