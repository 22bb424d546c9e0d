/** Trace files: written whole or not at all, and read a piece at a time, for they may be longer than memory. */
import { closeSync, openSync, readSync } from 'node:fs';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { dirname, resolve } from 'node:path';
import { TRACE_FORMAT } from '../trace/format.ts';
import { DRAFT, removeLeftovers, siblingOf, syncFolder } from './result-folder.ts';

const PIECE_BYTES = 1 << 20;
/** Longer lines are in no trace of ours. */
const LINE_BYTES_MAX = 1 << 20;

/** Why a trace cannot be put at `file`; undefined where it can: nothing is there, or another trace. Writes nothing. */
export async function obstacleToTrace(file: string): Promise<string | undefined> {
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) {
    const folder = await stat(dirname(resolve(file))).catch(() => undefined);
    return folder?.isDirectory() === true ? undefined : 'found no folder to put it in, expected one';
  }
  if (!found.isFile()) {
    return `found ${found.isDirectory() ? 'a folder' : 'no ordinary file'}, expected a file or nothing`;
  }
  return (await beginning(file)) === TRACE_FORMAT ? undefined : 'found a file that is no trace, expected a new one';
}

async function beginning(file: string): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(TRACE_FORMAT.length), 0, TRACE_FORMAT.length, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

/**
 * Puts a text at `file`, in place of an earlier one, complete or not at all: it is written beside its place under
 * another name, forced to the disk and renamed.
 * @param pieces of the text; between them the event loop goes round, so that a signal is heard
 * @param signal calls it off: until the last moment nothing is changed
 */
export async function writeTrace(file: string, pieces: Iterable<string>, signal: AbortSignal): Promise<void> {
  const target = await realpath(file).catch(() => resolve(file));
  await removeLeftovers(target);
  const draft = siblingOf(target, DRAFT, process.pid);
  try {
    const handle = await open(draft, 'wx');
    try {
      for (const piece of pieces) {
        await setImmediate();
        signal.throwIfAborted();
        if (piece !== '') await handle.writeFile(piece);
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

/**
 * The lines of a file, without their line feeds; an unfinished last line is not one.
 * @throws RangeError for a line that is too long to be one of a trace; what the file system says otherwise
 */
export function* linesOfFile(file: string): Generator<string> {
  const descriptor = openSync(file, 'r');
  try {
    const piece = Buffer.allocUnsafe(PIECE_BYTES);
    let rest = Buffer.alloc(0);
    for (;;) {
      const length = readSync(descriptor, piece, 0, PIECE_BYTES, null);
      if (length === 0) return;
      const bytes = rest.length === 0 ? piece.subarray(0, length) : Buffer.concat([rest, piece.subarray(0, length)]);
      const end = bytes.lastIndexOf(0x0a);
      if (end >= 0) yield* bytes.toString('utf8', 0, end).split('\n');
      rest = Buffer.from(bytes.subarray(end + 1));
      if (rest.length > LINE_BYTES_MAX) throw new RangeError(`a line of more than ${LINE_BYTES_MAX} bytes`);
    }
  } finally {
    closeSync(descriptor);
  }
}
