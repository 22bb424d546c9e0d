/** Claims on places to be written to, so that of two programs that would write to one, the second is told. */
import { realpath, rmdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { tryLock } from './lock.mjs';
import { makeFolder } from './make-folder.ts';

/** A claim that was not renewed for so long is nobody's, which matters where its process is on another computer. */
const UNRENEWED_MS_MAX = 5 * 60_000;
const RENEW_MS = 30_000;

/** A place that another program is writing to. */
export class Claimed extends Error {
  constructor(readonly holder: string) {
    super(`found ${holder} writing there`);
    this.name = 'Claimed';
  }
}

/**
 * Claims a file or folder that is to be written: a lock of its name lies beside it until the claim is given up. Folders
 * above it that are missing are made, and removed with the claim where nothing has come into them.
 * @returns how to give it up
 * @throws Claimed where another program has it; what the file system says where nothing can be written there
 */
export async function claim(place: string): Promise<() => Promise<void>> {
  const target = await realpath(place).catch(() => resolve(place));
  const parent = dirname(target);
  const first = await makeFolder(parent);
  const removeMade = async () => {
    if (first === undefined) return;
    for (let made = parent; made.length >= first.length; made = dirname(made)) {
      if (!(await rmdir(made).then(succeeded, failed))) return;
    }
  };
  try {
    const lock = tryLock(join(parent, `.${basename(target)}.lock`), UNRENEWED_MS_MAX);
    if (lock.release === undefined) throw new Claimed(lock.holder);
    const { release, refresh } = lock;
    const renewing = setInterval(() => {
      try {
        refresh();
      } catch {
        // It could not be renewed this time.
      }
    }, RENEW_MS).unref();
    return async () => {
      clearInterval(renewing);
      try {
        release();
      } catch {
        // It cannot be removed: with its process it is void.
      }
      await removeMade();
    };
  } catch (error) {
    await removeMade();
    throw error;
  }
}

const succeeded = () => true;
const failed = () => false;
