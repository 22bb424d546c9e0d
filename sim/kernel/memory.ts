/** Typed arrays a column can be. */
export type Column = Int32Array | Uint32Array | Uint16Array | Uint8Array | Float32Array | Float64Array;

interface ColumnType<T extends Column> {
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): T;
  readonly BYTES_PER_ELEMENT: number;
}

/** Makes a column of state longer; the owner of the column takes the new one from then on. */
type Grow = (bytes: number) => void;

/** Columns that the workers of a world have in common, in the order of their allocation. Can be posted between threads. */
export type SharedColumns = readonly SharedArrayBuffer[];

interface Block {
  buffer: ArrayBufferLike;
  readonly grow: Grow | undefined;
}

/**
 * Where the typed columns of a world lie. Columns of state change during a run: a snapshot is made of them, in the
 * order of their allocation. Fixed columns are written at set-up only.
 */
export class Memory {
  private readonly blocks: Block[] = [];
  private allocated = 0;
  private readonly sharedColumns: SharedArrayBuffer[] = [];

  /**
   * @param sharing whether other workers are to have the same columns; or the columns, for whoever comes to a world that
   * has been set up. They are then as that world has left them, not zero: setting up again must leave them so.
   */
  constructor(private readonly sharing: boolean | SharedColumns = false) {}

  /** Whether other workers have the same columns. */
  get isShared(): boolean {
    return this.sharing !== false;
  }

  /** Whether the columns are another's and hold its world already. */
  get isAttached(): boolean {
    return typeof this.sharing !== 'boolean';
  }

  /** The columns, for other workers of the same world. */
  get shared(): SharedColumns {
    return this.sharedColumns;
  }

  /** Bytes of everything allocated. */
  get bytes(): number {
    return this.allocated;
  }

  /** Buffers of the columns of state, each a whole number of 32-bit words. */
  get state(): readonly ArrayBufferLike[] {
    return this.blocks.map(({ buffer }) => buffer);
  }

  /** A column of state, all zero. */
  column<T extends Column>(type: ColumnType<T>, length: number): T {
    const buffer = this.allocate(type.BYTES_PER_ELEMENT * length);
    this.blocks.push({ buffer, grow: undefined });
    return new type(buffer, 0, length);
  }

  /**
   * A column of state that may have to grow, all zero; it cannot be shared. `moved` is called with the longer column, and the values so far in
   * it, by `grow` and by whoever brings back a state that needs more room.
   */
  growing(length: number, moved: (column: Int32Array) => void): Int32Array {
    const index = this.blocks.length;
    const grow = (bytes: number) => {
      const longer = new Int32Array(this.allocate(bytes));
      longer.set(new Int32Array(this.blocks[index].buffer));
      this.allocated -= this.blocks[index].buffer.byteLength;
      this.blocks[index].buffer = longer.buffer;
      moved(longer);
    };
    const column = new Int32Array(this.allocate(4 * length));
    this.blocks.push({ buffer: column.buffer, grow });
    return column;
  }

  /** Doubles a column that may grow. @throws Error if it may not */
  double(column: Int32Array): void {
    const block = this.blocks.find(({ buffer }) => buffer === column.buffer);
    if (block?.grow === undefined) throw new Error('this column does not grow');
    block.grow(column.byteLength * 2);
  }

  /** Makes room for a state whose buffers have these lengths in bytes. @throws Error if it is another world's */
  makeRoom(lengths: readonly number[]): void {
    if (lengths.length !== this.blocks.length) {
      throw new Error(`found a state of ${lengths.length} columns, expected ${this.blocks.length}`);
    }
    lengths.forEach((bytes, index) => {
      const { buffer, grow } = this.blocks[index];
      if (bytes > buffer.byteLength && grow !== undefined) grow(bytes);
      else if (bytes !== buffer.byteLength && grow === undefined) {
        throw new Error(`found ${bytes} bytes for column ${index} of the state, expected ${buffer.byteLength}`);
      }
    });
  }

  /** A column that does not change once the set-up is done, all zero. */
  fixed<T extends Column>(type: ColumnType<T>, length: number): T {
    return new type(this.allocate(type.BYTES_PER_ELEMENT * length), 0, length);
  }

  private allocate(bytes: number): ArrayBufferLike {
    // Whole words, so that snapshots can take any buffer word by word.
    const whole = Math.ceil(bytes / 4) * 4;
    this.allocated += whole;
    if (this.sharing === false) return new ArrayBuffer(whole);
    const next = this.sharedColumns.length;
    const buffer = this.sharing === true ? new SharedArrayBuffer(whole) : this.sharing[next];
    if (buffer?.byteLength !== whole) {
      throw new Error(
        `found ${buffer?.byteLength} bytes for column ${next} of another worker's world, expected ${whole}`,
      );
    }
    this.sharedColumns.push(buffer);
    return buffer;
  }
}
