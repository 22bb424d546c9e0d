/** Files that may be anything: longer than memory, or without an end. */
import { open, type FileHandle } from 'node:fs/promises';

const PIECE_BYTES = 1 << 16;

/**
 * The bytes of a file, and at most one more than `bytesMax`: enough to know that there are too many, and no more is read
 * of a device without end.
 * @throws what the file system says
 */
export async function readBytes(file: string, bytesMax: number): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    return await readUpTo(handle, bytesMax);
  } finally {
    await handle.close();
  }
}

/** Likewise of a file that is open. @param read what has been read of it, with which what comes back begins */
export async function readUpTo(
  handle: FileHandle,
  bytesMax: number,
  read: Uint8Array = new Uint8Array(),
): Promise<Uint8Array> {
  const { size } = await handle.stat();
  let buffer = Buffer.allocUnsafe(Math.max(read.length, Math.min(bytesMax, Math.max(size, PIECE_BYTES))) + 1);
  buffer.set(read);
  let length = read.length;
  while (length <= bytesMax) {
    if (length === buffer.length) {
      const longer = Buffer.allocUnsafe(Math.min(bytesMax + 1, 2 * buffer.length));
      buffer.copy(longer);
      buffer = longer;
    }
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return buffer.subarray(0, length);
}
