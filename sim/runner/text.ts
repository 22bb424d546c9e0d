/** Bytes of a file someone wrote, as text. */
import type { Mistake } from '../model/reading/mistake.ts';
import { TEXT_SIZE_MAX } from '../model/reading/yaml-source.ts';

/** Largest file that is looked at, in bytes: UTF-8 takes up to three for what counts as one in TEXT_SIZE_MAX. */
export const BYTES_MAX = 3 * TEXT_SIZE_MAX;

export type Decoded =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** Decodes UTF-8, with or without a byte order mark; anything else is a mistake at the first byte that does not fit. */
export function decodeText(bytes: Uint8Array, bytesMax = BYTES_MAX): Decoded {
  if (bytes.length > bytesMax) {
    const most = bytesMax === BYTES_MAX ? `${TEXT_SIZE_MAX} characters` : `${bytesMax} bytes`;
    return refused(1, 1, `a file of more than ${bytesMax} bytes`, `at most ${most}`);
  }
  const utf16 = utf16Order(bytes);
  if (utf16 !== undefined) return refused(1, 1, `text in UTF-16 (${utf16})`, 'UTF-8');
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return misfit(bytes);
  }
}

/** By the byte order mark; without one, by the zero that half of a first letter is. */
function utf16Order([first, second]: Uint8Array): string | undefined {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'little endian';
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0 && second !== undefined);
  return isBig ? 'big endian' : undefined;
}

function misfit(bytes: Uint8Array): Decoded {
  // Lossy decoding puts U+FFFD where the first byte does not fit; one that is really in the text is three bytes long.
  const lossy = new TextDecoder('utf-8').decode(bytes);
  let at = lossy.indexOf('\ufffd');
  const encoder = new TextEncoder();
  while (at >= 0 && isReal(bytes, encoder.encode(lossy.slice(0, at)).length)) at = lossy.indexOf('\ufffd', at + 1);
  const before = lossy.slice(0, Math.max(0, at));
  const line = before.split('\n').length;
  return refused(line, at - before.lastIndexOf('\n'), 'bytes that are not UTF-8', 'UTF-8');
}

function isReal(bytes: Uint8Array, offset: number): boolean {
  return bytes[offset] === 0xef && bytes[offset + 1] === 0xbf && bytes[offset + 2] === 0xbd;
}

function refused(line: number, column: number, found: string, expected: string): Decoded {
  return { ok: false, mistakes: [{ line, column, path: '', found, expected }] };
}
