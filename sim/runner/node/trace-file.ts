/** Trace files: read a piece at a time, for they may be longer than memory. */
import { closeSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { TRACE_FORMAT } from '../trace/format.ts';
import { obstacleToFile } from './whole-file.ts';

const PIECE_BYTES = 1 << 20;
/** Longer lines are in no trace of ours. */
const LINE_BYTES_MAX = 1 << 20;

/**
 * Why a trace cannot be put at `file`; undefined where it can: nothing is there. Writes nothing.
 * @param replace whether it may take the place of another trace
 */
export async function obstacleToTrace(file: string, replace = false): Promise<string | undefined> {
  const found = await obstacleToFile(file);
  if (found === undefined) return undefined;
  if (found === 'no folder to put it in') return `found ${found}, expected one`;
  if (found !== 'a file') return `found ${found}, expected a file or nothing`;
  if ((await beginning(file)) !== TRACE_FORMAT) return 'found a file that is no trace, expected a new one';
  return replace ? undefined : 'found an earlier trace, expected a new file, or --replace with it';
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
