/** Files on a disk of which parts are read. */
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ByteSource } from '../import/bytes.ts';

/** A file as it is now. @throws what the file system says */
export async function byteSource(file: string): Promise<ByteSource> {
  const found = await stat(file);
  if (found.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR', syscall: 'read', path: file });
  return {
    name: file,
    size: found.size,
    read: async (from, length) => {
      const handle = await open(file, 'r');
      try {
        const buffer = new Uint8Array(length);
        let done = 0;
        while (done < length) {
          const { bytesRead } = await handle.read(buffer, done, length - done, from + done);
          if (bytesRead === 0) break;
          done += bytesRead;
        }
        return buffer.subarray(0, done);
      } finally {
        await handle.close();
      }
    },
  };
}

/** The text files of a folder; none where it is no folder. */
export async function byteSourcesIn(folder: string): Promise<ByteSource[] | undefined> {
  const found = await stat(folder);
  if (!found.isDirectory()) return undefined;
  const names = (await readdir(folder)).filter((name) => name.toLowerCase().endsWith('.txt')).sort();
  return await Promise.all(names.map((name) => byteSource(join(folder, name))));
}
