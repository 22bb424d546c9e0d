/**
 * ZIP archives that may be anything, read from anywhere in them: the list of files first, then only what is asked for, in pieces.
 * Names that leave the folder, files that lie over each other, and those that grow beyond what they say are refused.
 */
import { Inflate } from 'fflate';
import { FileMistakes, quote } from '../../model/reading/mistake.ts';
import type { ByteSource } from './bytes.ts';
import { refusal } from './refusal.ts';

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const COMMENT_BYTES_MAX = 0xffff;
const FILES_MAX = 2000;
const LIST_BYTES_MAX = 1 << 20;
const STORED = 0;
const DEFLATED = 8;
/** Timetables shrink to a fifth to a thirtieth; what grows more than this, and to so much, was made to. */
const GROWTH_MAX = 200;
const SMALL_BYTES = 1 << 24;
/** Largest file in an archive, unpacked. */
export const UNPACKED_BYTES_MAX = 4 * 2 ** 30 - 1;
/** So little is unpacked at once that what comes of it is at most 16 MB. */
const PIECE_BYTES = 1 << 14;

export interface ZipFile {
  readonly name: string;
  /** Bytes, unpacked, as the archive says. */
  readonly size: number;
  readonly packed: number;
  readonly method: number;
  readonly offset: number;
}

/** Whether bytes begin as an archive does. */
export function looksZipped(first: Uint8Array): boolean {
  return first[0] === 0x50 && first[1] === 0x4b && (first[2] === 3 || first[2] === 5);
}

/** The files of an archive, in its order; folders are left out. @throws FileMistakes for an archive that is not to be trusted */
export async function filesOfZip(archive: ByteSource): Promise<ZipFile[]> {
  const refused = (found: string, expected: string) => refusal(archive.name, 1, found, expected);
  const tail = await archive.read(
    Math.max(0, archive.size - END_BYTES - COMMENT_BYTES_MAX),
    END_BYTES + COMMENT_BYTES_MAX,
  );
  const end = endOf(tail);
  if (end === undefined) throw refused('no list of files at its end', 'a whole ZIP archive');
  const { count, bytes, offset } = end;
  if (offset === 0xffffffff || count === 0xffff) throw refused('a ZIP64 archive', 'one of less than 4 GB');
  if (count > FILES_MAX || bytes > LIST_BYTES_MAX) throw refused(`${count} files in it`, `at most ${FILES_MAX}`);
  const list = await archive.read(offset, bytes);
  const files = entriesOf(list, count, archive.name);
  checkPlaces(files, offset, archive.name);
  return files.filter(({ name }) => !name.endsWith('/'));
}

function endOf(tail: Uint8Array) {
  const view = viewOf(tail);
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    if (view.getUint32(at, true) !== END_SIGNATURE) continue;
    return {
      count: view.getUint16(at + 10, true),
      bytes: view.getUint32(at + 12, true),
      offset: view.getUint32(at + 16, true),
    };
  }
  return undefined;
}

function entriesOf(list: Uint8Array, count: number, archive: string): ZipFile[] {
  const view = viewOf(list);
  const files: ZipFile[] = [];
  for (let at = 0, i = 0; i < count; i++) {
    if (at + ENTRY_BYTES > list.length || view.getUint32(at, true) !== ENTRY_SIGNATURE) {
      throw refusal(archive, 1, `a list of files that breaks off after ${i}`, `${count} files, as the archive says`);
    }
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(list.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameLength));
    const file = {
      name,
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    };
    checkFile(file, view.getUint16(at + 8, true), archive);
    files.push(file);
    at += ENTRY_BYTES + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return files;
}

function checkFile({ name, method, packed, size }: ZipFile, flags: number, archive: string): void {
  const refused = (found: string, expected: string) => refusal(archive, 1, `${quote(name)}, ${found}`, expected);
  // eslint-disable-next-line no-control-regex -- a name with such characters is what is looked for
  if (/^[/\\]|^[a-z]:|(^|[/\\])\.\.([/\\]|$)|[\u0000-\u001f]/i.test(name)) {
    throw refused('a name that leads out of the folder', 'names of files in it');
  }
  if ((flags & 1) !== 0) throw refused('which is encrypted', 'files without a password');
  if (method !== STORED && method !== DEFLATED) {
    throw refused(`packed by method ${method}`, 'deflate, as most programs do');
  }
  if (size > SMALL_BYTES && size > packed * GROWTH_MAX) {
    throw refused(`${packed} bytes that unpack to ${size}`, `at most ${GROWTH_MAX} times as many`);
  }
}

/** Files that share bytes unpack to more than the archive could hold. */
function checkPlaces(files: readonly ZipFile[], end: number, archive: string): void {
  const inOrder = [...files].sort((a, b) => a.offset - b.offset);
  inOrder.forEach((file, i) => {
    const next = inOrder[i + 1]?.offset ?? end;
    if (file.offset + LOCAL_BYTES + file.packed <= next) return;
    throw refusal(archive, 1, `${quote(file.name)}, which lies over what follows it`, 'files one after the other');
  });
}

/** A file of an archive, unpacked in pieces. @throws FileMistakes where it is damaged or more than it says */
export async function* unpacked(archive: ByteSource, file: ZipFile): AsyncGenerator<Uint8Array> {
  const place = `${archive.name}/${file.name}`;
  const head = await archive.read(file.offset, LOCAL_BYTES);
  const view = viewOf(head);
  if (head.length < LOCAL_BYTES || view.getUint32(0, true) !== LOCAL_SIGNATURE) {
    throw refusal(place, 1, 'no file where the list says', 'a whole ZIP archive');
  }
  const from = file.offset + LOCAL_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
  let ready: Uint8Array[] = [];
  const inflate = new Inflate((piece) => ready.push(piece));
  let length = 0;
  for (let done = 0; done < file.packed; done += PIECE_BYTES) {
    const bytes = Math.min(PIECE_BYTES, file.packed - done);
    const piece = await archive.read(from + done, bytes);
    if (piece.length < bytes) throw refusal(place, 1, 'an end before its end', 'a whole ZIP archive');
    if (file.method === STORED) ready.push(piece);
    else push(inflate, piece, done + bytes === file.packed, place);
    for (const out of ready) {
      length += out.length;
      if (length > file.size) throw refusal(place, 1, `more than the ${file.size} bytes it says`, 'an honest archive');
      yield out;
    }
    ready = [];
  }
}

function push(inflate: Inflate, piece: Uint8Array, isLast: boolean, place: string): void {
  try {
    inflate.push(piece, isLast);
  } catch (error) {
    if (error instanceof FileMistakes) throw error;
    throw refusal(place, 1, `damage: ${(error as Error).message}`, 'a whole ZIP archive');
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
