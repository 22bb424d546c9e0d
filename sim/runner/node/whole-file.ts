/** Files that are written whole or not at all. */
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { DRAFT, removeLeftovers, siblingOf, syncFolder } from './result-folder.ts';

/** What keeps a file from being put at a place; undefined where nothing is there yet but the folder. Writes nothing. */
export async function obstacleToFile(
  file: string,
): Promise<'a folder' | 'no ordinary file' | 'a file' | 'no folder to put it in' | undefined> {
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) {
    const folder = await stat(dirname(resolve(file))).catch(() => undefined);
    return folder?.isDirectory() === true ? undefined : 'no folder to put it in';
  }
  if (found.isFile()) return 'a file';
  return found.isDirectory() ? 'a folder' : 'no ordinary file';
}

/**
 * Puts a file at its place, instead of an earlier one, complete or not at all: it is written beside its place under another
 * name, forced to the disk and renamed.
 * @param pieces of it; between them the event loop goes round, so that a signal is heard
 * @param signal calls it off: until the last moment nothing is changed
 * @throws what the file system says
 */
export async function writeWhole(
  file: string,
  pieces: Iterable<string | Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  const target = await realpath(file).catch(() => resolve(file));
  await removeLeftovers(target);
  const draft = siblingOf(target, DRAFT, process.pid);
  try {
    const handle = await open(draft, 'wx');
    try {
      for (const piece of pieces) {
        await setImmediate();
        signal.throwIfAborted();
        if (piece.length > 0) await handle.writeFile(piece);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    signal.throwIfAborted();
    await rename(draft, target);
    await syncFolder(dirname(target));
  } finally {
    await rm(draft, { force: true });
  }
}
