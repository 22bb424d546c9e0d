/** Files that may be anything: longer than memory, or without an end. */
import { open } from 'node:fs/promises';

const PIECE_BYTES = 1 << 16;

/**
 * The bytes of a file, and at most one more than `bytesMax`: enough to know that there are too many, and no more is read
 * of a device without end.
 * @throws what the file system says
 */
export async function readBytes(file: string, bytesMax: number): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    let buffer = Buffer.allocUnsafe(Math.min(bytesMax, Math.max(size, PIECE_BYTES)) + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length);
      length += bytesRead;
      if (bytesRead === 0 || length > bytesMax) return buffer.subarray(0, length);
      if (length < buffer.length) continue;
      const longer = Buffer.allocUnsafe(Math.min(bytesMax + 1, 2 * buffer.length));
      buffer.copy(longer);
      buffer = longer;
    }
  } finally {
    await handle.close();
  }
}
