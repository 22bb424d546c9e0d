/** Raw words on stdout, for dieharder or any other battery that reads from a pipe. */
import { writeSync } from 'node:fs';
import type { WordAt } from './arrangements.ts';

const WORDS = 1 << 16;
const SEQUENCE = 2 ** 32;
const STDOUT = 1;

/** Writes a sequence, in the machine's byte order, until it ends or whoever reads closes the pipe. */
export function writeStream(wordAt: WordAt): void {
  const words = new Uint32Array(WORDS);
  const bytes = new Uint8Array(words.buffer);
  for (let start = 0; start < SEQUENCE; start += WORDS) {
    for (let i = 0; i < WORDS; i++) words[i] = wordAt(start + i);
    if (!writeAll(bytes)) return;
  }
}

/** @returns false if nobody reads any more */
function writeAll(bytes: Uint8Array): boolean {
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(STDOUT, bytes, written);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return false;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
  return true;
}
