/** Words that one mask speaks for. */
const GROUP = 16;
/** Bytes of a group at most: its mask, and for each word a mask and four bytes. */
const GROUP_BYTES_MAX = 2 + GROUP * 5;

let scratch = new Uint8Array(1 << 16);

/**
 * How to get from one state of a column to another, in few bytes: for every 16 words a mask of those that differ, for each
 * of these a mask of the bytes that differ, and the bytes' exclusive or. What has not changed costs an eighth of a bit a
 * byte.
 * @param from words of the earlier state, as many as of the later
 */
export function encodeDelta(from: Int32Array, to: Int32Array): Uint8Array {
  let at = 0;
  for (let start = 0; start < to.length; start += GROUP) {
    if (at + GROUP_BYTES_MAX > scratch.length) {
      const longer = new Uint8Array(scratch.length * 2);
      longer.set(scratch);
      scratch = longer;
    }
    const head = at;
    at += 2;
    let mask = 0;
    const end = Math.min(start + GROUP, to.length);
    for (let i = start; i < end; i++) {
      const word = to[i] ^ from[i];
      if (word === 0) continue;
      mask |= 1 << (i - start);
      const bytesAt = at++;
      let bytes = 0;
      for (let byte = 0; byte < 4; byte++) {
        const value = (word >>> (byte * 8)) & 255;
        if (value === 0) continue;
        bytes |= 1 << byte;
        scratch[at++] = value;
      }
      scratch[bytesAt] = bytes;
    }
    scratch[head] = mask & 255;
    scratch[head + 1] = mask >> 8;
  }
  return scratch.slice(0, at);
}

/**
 * Takes a column from the earlier state to the later one, in place.
 * @throws Error if the bytes are not those of a delta for a column of this length
 */
export function applyDelta(column: Int32Array, delta: Uint8Array): void {
  let at = 0;
  for (let start = 0; start < column.length && at < delta.length; start += GROUP) {
    let mask = delta[at] | (delta[at + 1] << 8);
    at += 2;
    for (let i = start; mask !== 0; i++, mask >>= 1) {
      if ((mask & 1) === 0) continue;
      const bytes = delta[at++];
      let word = 0;
      for (let byte = 0; byte < 4; byte++) if ((bytes & (1 << byte)) !== 0) word |= delta[at++] << (byte * 8);
      if (i >= column.length) throw new Error(`found a change of word ${i} in a column of ${column.length} words`);
      column[i] ^= word;
    }
  }
  if (at !== delta.length) throw new Error(`found ${delta.length} bytes of changes, expected ${at}`);
}
