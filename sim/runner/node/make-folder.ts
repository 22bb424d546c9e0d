import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it that are missing. Node's own way never ends, and cannot be ended, where the system says of a
 * folder that can have nothing new in it that it is not there, as below /proc.
 * @returns the uppermost that was made; undefined where all were there
 * @throws what the file system says
 */
export async function makeFolder(folder: string): Promise<string | undefined> {
  const found = await stat(folder).catch((error: unknown) => {
    if (!isCode(error, 'ENOENT')) throw error;
    return undefined;
  });
  // Of a file in its place mkdir says so.
  if (found?.isDirectory()) return undefined;
  const above = dirname(folder);
  const first = above === folder ? undefined : await makeFolder(above);
  try {
    await mkdir(folder);
  } catch (error) {
    // Another program may have made it meanwhile.
    if (!isCode(error, 'EEXIST') || !(await stat(folder)).isDirectory()) throw error;
    return first;
  }
  return first ?? folder;
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
