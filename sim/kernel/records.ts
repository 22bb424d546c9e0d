import { Memory, type Column } from './memory.ts';

/** A field of records, read and written by the number of the record. */
export interface Field {
  /** Number of records. */
  readonly length: number;
  get(index: number): number;
  set(index: number, value: number): void;
  /** Adds to the value; like any typed column it wraps around at its width. */
  add(index: number, change: number): void;
  /**
   * Sum of the values of the first `count` records listed, modulo 2³². In so short a loop the machine has many reads of
   * memory under way at a time: to sum values up, for nothing, is how they are fetched before they are needed.
   */
  sum(indices: Uint32Array, count: number): number;
  /** The values as a column of their own. */
  copy(): Column;
  [Symbol.iterator](): Iterator<number>;
}

// One class a width, each with methods of its own: an engine compiles a method for the kind of array it has seen, and a
// method shared by several kinds would be compiled for all of them, at several times the cost of an access. And each view
// begins at the field, which keeps the methods below 27 bytes of bytecode: V8 compiles those into every caller, however many
// a caller has. And an index is made an integer first: some callers have it as a fraction that happens to be whole, and the
// product would then be one of fractions for all.

class Uint8Field implements Field {
  constructor(
    private readonly view: Uint8Array,
    private readonly stride: number,
    readonly length: number,
  ) {}
  get(index: number): number {
    return this.view[(index | 0) * this.stride];
  }
  set(index: number, value: number): void {
    this.view[(index | 0) * this.stride] = value;
  }
  add(index: number, change: number): void {
    this.view[(index | 0) * this.stride] += change;
  }
  sum(indices: Uint32Array, count: number): number {
    const { view, stride } = this;
    let sum = 0;
    for (let i = 0; i < count; i++) sum = (sum + view[Math.imul(indices[i], stride)]) | 0;
    return sum;
  }
  copy(): Uint8Array {
    return Uint8Array.from(this);
  }
  [Symbol.iterator](): Iterator<number> {
    return valuesOf(this);
  }
}

class Uint16Field implements Field {
  constructor(
    private readonly view: Uint16Array,
    private readonly stride: number,
    readonly length: number,
  ) {}
  get(index: number): number {
    return this.view[(index | 0) * this.stride];
  }
  set(index: number, value: number): void {
    this.view[(index | 0) * this.stride] = value;
  }
  add(index: number, change: number): void {
    this.view[(index | 0) * this.stride] += change;
  }
  sum(indices: Uint32Array, count: number): number {
    const { view, stride } = this;
    let sum = 0;
    for (let i = 0; i < count; i++) sum = (sum + view[Math.imul(indices[i], stride)]) | 0;
    return sum;
  }
  copy(): Uint16Array {
    return Uint16Array.from(this);
  }
  [Symbol.iterator](): Iterator<number> {
    return valuesOf(this);
  }
}

class Int32Field implements Field {
  constructor(
    private readonly view: Int32Array,
    private readonly stride: number,
    readonly length: number,
  ) {}
  get(index: number): number {
    return this.view[(index | 0) * this.stride];
  }
  set(index: number, value: number): void {
    this.view[(index | 0) * this.stride] = value;
  }
  add(index: number, change: number): void {
    this.view[(index | 0) * this.stride] += change;
  }
  sum(indices: Uint32Array, count: number): number {
    const { view, stride } = this;
    let sum = 0;
    for (let i = 0; i < count; i++) sum = (sum + view[Math.imul(indices[i], stride)]) | 0;
    return sum;
  }
  copy(): Int32Array {
    return Int32Array.from(this);
  }
  [Symbol.iterator](): Iterator<number> {
    return valuesOf(this);
  }
}

class Uint32Field implements Field {
  constructor(
    private readonly view: Uint32Array,
    private readonly stride: number,
    readonly length: number,
  ) {}
  get(index: number): number {
    return this.view[(index | 0) * this.stride];
  }
  set(index: number, value: number): void {
    this.view[(index | 0) * this.stride] = value;
  }
  add(index: number, change: number): void {
    this.view[(index | 0) * this.stride] += change;
  }
  sum(indices: Uint32Array, count: number): number {
    const { view, stride } = this;
    let sum = 0;
    for (let i = 0; i < count; i++) sum = (sum + view[Math.imul(indices[i], stride)]) | 0;
    return sum;
  }
  copy(): Uint32Array {
    return Uint32Array.from(this);
  }
  [Symbol.iterator](): Iterator<number> {
    return valuesOf(this);
  }
}

export type { Int32Field, Uint16Field, Uint32Field, Uint8Field };

function* valuesOf(field: Field): Iterator<number> {
  for (let i = 0; i < field.length; i++) yield field.get(i);
}

/** Some records: the buffer they lie in, and which of a record's bytes are taken by fields. */
interface Block {
  readonly buffer: ArrayBufferLike;
  readonly taken: Uint8Array;
}

/**
 * Columns of the same entities, interleaved: the fields of an entity lie together in one record. Among ten million entities
 * nearly every first touch of one is a cache miss, and columns apart would cost a miss each.
 *
 * Fields are handed out until the records are full, and then from further records. All values begin as zero.
 */
export class Records {
  private readonly blocks: Block[] = [];

  /** Bytes of a record, a multiple of 4. */
  private readonly bytes: number;

  /**
   * @param count number of records
   * @param bytes that the fields of a record need, added up: none is lost between them, as each takes the first place that fits
   */
  constructor(
    readonly count: number,
    bytes: number,
    private readonly memory: Memory = new Memory(),
  ) {
    this.bytes = Math.ceil(bytes / 4) * 4;
  }

  /** A field wide enough for 0 … `most`. */
  upTo(most: number): Uint8Field | Uint16Field | Uint32Field {
    return most <= 0xff ? this.uint8() : most <= 0xffff ? this.uint16() : this.uint32();
  }

  uint8(): Uint8Field {
    const [buffer, at] = this.place(1);
    return new Uint8Field(new Uint8Array(buffer, at), this.bytes, this.count);
  }

  uint16(): Uint16Field {
    const [buffer, at] = this.place(2);
    return new Uint16Field(new Uint16Array(buffer, at), this.bytes / 2, this.count);
  }

  int32(): Int32Field {
    const [buffer, at] = this.place(4);
    return new Int32Field(new Int32Array(buffer, at), this.bytes / 4, this.count);
  }

  uint32(): Uint32Field {
    const [buffer, at] = this.place(4);
    return new Uint32Field(new Uint32Array(buffer, at), this.bytes / 4, this.count);
  }

  /** @returns where a field of so many bytes lies */
  private place(bytes: number): [buffer: ArrayBufferLike, at: number] {
    for (const { buffer, taken } of this.blocks) {
      for (let at = 0; at + bytes <= this.bytes; at += bytes) {
        if (taken.subarray(at, at + bytes).some((byte) => byte === 1)) continue;
        taken.fill(1, at, at + bytes);
        return [buffer, at];
      }
    }
    // Room for one where there are none, so that fields can begin within it.
    const { buffer } = this.memory.column(Uint8Array, Math.max(1, this.count) * this.bytes);
    this.blocks.push({ buffer, taken: new Uint8Array(this.bytes) });
    return this.place(bytes);
  }
}

/** Bytes of a field that is wide enough for 0 … `most`. */
export function bytesUpTo(most: number): number {
  return most <= 0xff ? 1 : most <= 0xffff ? 2 : 4;
}

/** Sets a field of every record to a value. */
export function fillField(field: Field, value: number): void {
  for (let i = 0; i < field.length; i++) field.set(i, value);
}
