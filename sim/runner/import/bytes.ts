/** Files as hosts have them: on a disk, or dropped on the page. Only what is asked for is read. */

/** A file whose bytes can be read from anywhere in it. */
export interface ByteSource {
  /** As the user named it: mistakes begin with it. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Bytes `from` … `from + length` − 1, fewer where the file ends before. */
  read(from: number, length: number): Promise<Uint8Array>;
}

const PIECE_BYTES = 1 << 18;

/** A file from its beginning to its end, in pieces. */
export async function* piecesOf(source: ByteSource): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < source.size; from += PIECE_BYTES) {
    yield await source.read(from, Math.min(PIECE_BYTES, source.size - from));
  }
}

/** Bytes that are in memory already. */
export function bytesInMemory(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    size: bytes.length,
    read: (from, length) => Promise.resolve(bytes.subarray(from, from + length)),
  };
}

/** A file that was given to a page. Nothing of it leaves the browser. */
export function bytesOfBlob(name: string, blob: Blob): ByteSource {
  return {
    name,
    size: blob.size,
    read: async (from, length) => new Uint8Array(await blob.slice(from, from + length).arrayBuffer()),
  };
}
