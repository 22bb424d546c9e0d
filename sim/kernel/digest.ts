/** Columns a digest can take in. */
export type DigestColumn =
  Int32Array | Uint32Array | Uint16Array | Uint8Array | Int8Array | Int16Array | Float64Array | Values;

/** Anything that yields integers by index: a field of records, for instance. */
interface Values {
  readonly length: number;
  get(index: number): number;
}

/** x rotated left by `bits`. */
export function rotateLeft(x: number, bits: number): number {
  return (x << bits) | (x >>> (32 - bits));
}

/** One word mixed into the first lane: the round of MurmurHash3 (Appleby). */
function mixA(lane: number, word: number): number {
  const k = Math.imul(rotateLeft(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593);
  return (Math.imul(rotateLeft(lane ^ k, 13), 5) + 0xe6546b64) | 0;
}

/** One word mixed into the second lane: the round of xxHash32 (Collet), with another structure and other constants. */
function mixB(lane: number, word: number): number {
  return Math.imul(rotateLeft((lane + Math.imul(word, 0x85ebca77)) | 0, 13), 0x9e3779b1);
}

/** Spreads every bit over the whole word (MurmurHash3's finaliser). */
export function finalise(x: number): number {
  let h = x ^ (x >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

export function hexWord(x: number): string {
  return (x >>> 0).toString(16).padStart(8, '0');
}

/**
 * A fingerprint of a sequence of 32-bit words: two lanes of 32 bits, each mixed by a bijection of its state for any word
 * and of the word for any state, so that a single changed word always changes both lanes. Order matters. It guards
 * against accidents, not against people who construct collisions.
 *
 * All arithmetic is on 32-bit integers and the platform's byte order never enters, so every engine gives the same digits.
 */
export class Digest {
  private readonly lanes = new Int32Array([0x243f6a88, 0x85a308d3]); // first digits of pi

  /** Takes in one 32-bit word; −1 and 2³² − 1 are the same word. */
  add(word: number): void {
    const lanes = this.lanes;
    lanes[0] = mixA(lanes[0], word);
    lanes[1] = mixB(lanes[1], word);
  }

  /**
   * Takes in the length and then the values of a column: one word a value, two (low, high) for 64-bit floats, where −0 is
   * taken as 0 and every NaN as the same. The width of an integer column does not enter, only its values.
   */
  addColumn(column: DigestColumn): void {
    this.add(column.length);
    if (column instanceof Float64Array) this.addFloats(column);
    else if (ArrayBuffer.isView(column)) this.addIntegers(column);
    else this.addField(column);
  }

  private addField(field: Values): void {
    for (let i = 0; i < field.length; i++) this.add(field.get(i) | 0);
  }

  private addIntegers(column: Exclude<DigestColumn, Float64Array | Values>): void {
    let a = this.lanes[0];
    let b = this.lanes[1];
    for (let i = 0; i < column.length; i++) {
      const word = column[i] | 0;
      a = mixA(a, word);
      b = mixB(b, word);
    }
    this.lanes[0] = a;
    this.lanes[1] = b;
  }

  private addFloats(column: Float64Array): void {
    const view = new DataView(new ArrayBuffer(8));
    for (let i = 0; i < column.length; i++) {
      const value = column[i];
      if (value !== value) {
        this.add(0);
        this.add(0x7ff80000);
        continue;
      }
      view.setFloat64(0, value === 0 ? 0 : value, true);
      this.add(view.getInt32(0, true));
      this.add(view.getInt32(4, true));
    }
  }

  /** The state, for restore. */
  save(): Int32Array {
    return this.lanes.slice();
  }

  /** Goes back to a state that was saved. */
  restore(state: Int32Array): void {
    this.lanes.set(state);
  }

  /** A digest with the same state, to be taken further on its own. */
  copy(): Digest {
    const copy = new Digest();
    copy.lanes.set(this.lanes);
    return copy;
  }

  /** 16 hexadecimal digits over everything taken in so far. Does not change the state. */
  hex(): string {
    const a = finalise(this.lanes[0]);
    const b = finalise(this.lanes[1] ^ a);
    return hexWord(finalise(a + b)) + hexWord(b);
  }
}
