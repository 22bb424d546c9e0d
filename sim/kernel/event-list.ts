import { SlotBitmap } from './slot-bitmap.ts';

/**
 * Slots of the three levels, one after the other in one column: 512 × 1, 4096 × 512 and 2048 × 2²¹ ticks. The near level is
 * written to at random, so that at ten million pending events a longer one would no longer lie in a core's own cache.
 */
const NEAR_BITS = 9;
const MID_BITS = 12;
const FAR_SHIFT = NEAR_BITS + MID_BITS;
const NEAR_SLOTS = 1 << NEAR_BITS;
const MID_SLOTS = 1 << MID_BITS;
const FAR_SLOTS = 1 << (32 - FAR_SHIFT);
const MID_START = NEAR_SLOTS;
const FAR_START = NEAR_SLOTS + MID_SLOTS;
const BLOCK_TICKS = NEAR_SLOTS;

/**
 * A chunk is 64 words: the link to the next chunk, and then ids (near level, all but the first) or, from the next even word
 * on, pairs (tick, id).
 */
const CHUNK_WORDS = 64;
const IDS_OFFSET = 1;
const PAIRS_OFFSET = 2;
const PAIRS_A_CHUNK = (CHUNK_WORDS - PAIRS_OFFSET) / 2;

/** The chunk of a slot's own, by its first word. Chunk 0 is not used, so that 0 can mean none. */
const ownChunk = (slot: number) => (1 + slot) * CHUNK_WORDS;
/** The chunks of nobody's own begin here. */
const POOL_START = ownChunk(NEAR_SLOTS + MID_SLOTS + FAR_SLOTS);

/** Cursor of a near slot that holds one event, which needs no chunk: no word's index. */
const ALONE = -1;

/** Up to this many ids of one tick are sorted by insertion; above it the native sort is faster. */
const INSERTION_SORT_MAX = 48;

/**
 * The pending events, in the total order (tick, id), both unsigned 32-bit integers.
 *
 * A hierarchical timing wheel: an event less than 512 ticks ahead lies in the slot of its tick, one less than 4096
 * blocks of 512 ticks ahead in the slot of its block, and any other in the slot of its 2²¹ ticks. Whoever enters a
 * block spills its slot into the level below, so that an event changes level at most twice, whatever the number pending. Slots
 * are chains of 256-byte chunks in one Int32Array that grows when it is full; memory is read and written in sequence,
 * which is why the cost stays flat where a heap's grows with the cache misses.
 *
 * Events are written into a chunk of the slot's own, and what fills it is copied to a chunk of the pool. The own chunks lie
 * together in few pages. Chunks of the pool lie each in another one among millions of pending events, and to find a page
 * that has not been used for a while takes a processor longer than all else that there is to do for an event.
 */
export class EventList {
  /** Ids of the tick that takeNext returned, ascending; valid up to batchLength until the next takeNext. */
  batch = new Uint32Array(256);
  batchLength = 0;

  /** Ids that `peek` has found; valid up to upcomingLength until the next peek. */
  upcoming = new Uint32Array(256);
  upcomingLength = 0;

  private words: Int32Array;
  /** Where in its own chunk the next event of a slot is written; 0 = empty. A multiple of CHUNK_WORDS: the chunk is full. */
  private readonly cursor = new Int32Array(NEAR_SLOTS + MID_SLOTS + FAR_SLOTS);
  /** The first id of each near slot: most ticks have one event or none, and those then never touch a chunk. */
  private readonly firstId = new Int32Array(NEAR_SLOTS);
  private readonly near = new SlotBitmap(NEAR_SLOTS);
  private readonly mid = new SlotBitmap(MID_SLOTS);
  private readonly far = new SlotBitmap(FAR_SLOTS);
  /** Every pending event lies at or after this tick. Its block and 2²¹ ticks have been spilled. */
  private position = 0;
  private count = 0;
  private freeChunk = 0;
  /** Chunks from here on have never been used. */
  private untouched = POOL_START;

  /** @param initialCapacity events that fit before the first growth */
  constructor(initialCapacity = 1024) {
    this.words = new Int32Array(POOL_START + Math.ceil(initialCapacity / PAIRS_A_CHUNK) * CHUNK_WORDS);
  }

  /** Events scheduled and not taken. */
  get pending(): number {
    return this.count;
  }

  /** Bytes of all columns. */
  get bytes(): number {
    const bitmaps = this.near.bytes + this.mid.bytes + this.far.bytes;
    const columns = [this.words, this.cursor, this.firstId, this.batch, this.upcoming];
    return columns.reduce((sum, { byteLength }) => sum + byteLength, bitmaps);
  }

  /**
   * Adds an event. `tick` must be an integer above the last tick taken, not below any limit for which takeNext has
   * returned −1, and at most 2³² − 1: the engine asserts it, this does not.
   */
  readonly schedule = (tick: number, id: number): void => {
    this.count++;
    this.place(tick, id);
  };

  /**
   * Takes all events of the earliest tick below `limit`, leaving their ids in `batch`.
   * @returns that tick, or −1 if there is none below the limit (which may be up to 2³²)
   */
  takeNext(limit: number): number {
    do {
      const position = this.position;
      const slot = this.near.next(position & (NEAR_SLOTS - 1));
      if (slot >= 0) {
        const tick = position - (position & (NEAR_SLOTS - 1)) + slot;
        if (tick >= limit) return -1;
        this.position = tick;
        this.collect(slot);
        return tick;
      }
    } while (this.enterNextBlock(limit));
    return -1;
  }

  /**
   * Looks at what comes next, without taking it: the ids of the tick that takeNext has just returned, and of the ticks after
   * it, until `enough` are found, or the limit or the end of the block is reached. They are left in `upcoming`, tick after
   * tick. To be asked only after takeNext has returned a tick.
   * @returns the first tick that has not been looked at
   */
  peek(limit: number, enough: number): number {
    const { position, batch, batchLength } = this;
    const block = position - (position & (NEAR_SLOTS - 1));
    const end = Math.min(limit - block, NEAR_SLOTS);
    while (batchLength > this.upcoming.length) this.upcoming = doubled(this.upcoming);
    for (let i = 0; i < batchLength; i++) this.upcoming[i] = batch[i];
    this.upcomingLength = batchLength;
    let slot = position & (NEAR_SLOTS - 1);
    while (this.upcomingLength < enough) {
      slot = this.near.next(slot + 1);
      if (slot < 0 || slot >= end) return block + end;
      this.note(slot);
    }
    return block + slot + 1;
  }

  /** A tick before which no event is pending: of the first, or where its block of ticks begins; Infinity without any. */
  get earliest(): number {
    const { position } = this;
    const block = position - (position & (NEAR_SLOTS - 1));
    const slot = this.near.next(position & (NEAR_SLOTS - 1));
    if (slot >= 0) return block + slot;
    const next = this.nextBlock(position >>> NEAR_BITS);
    return next < 0 ? Infinity : next * BLOCK_TICKS;
  }

  /** The pending events as pairs (tick, id), in no particular order. */
  entries(): Uint32Array {
    const pairs = new Uint32Array(this.count * 2);
    let length = 0;
    const block = this.position - (this.position & (NEAR_SLOTS - 1));
    for (let slot = 0; slot < this.cursor.length; slot++) {
      const end = this.cursor[slot];
      if (end === 0) continue;
      const isNear = slot < NEAR_SLOTS;
      // Slots before the position's have wrapped into the next block.
      const tick = block + slot + (slot < (this.position & (NEAR_SLOTS - 1)) ? NEAR_SLOTS : 0);
      if (isNear) {
        pairs[length++] = tick;
        pairs[length++] = this.firstId[slot];
      }
      for (const at of this.wordsOf(slot)) {
        pairs[length++] = isNear ? tick : this.words[at];
        pairs[length++] = isNear ? this.words[at] : this.words[at + 1];
      }
    }
    return pairs;
  }

  /** Forgets everything, and begins anew at a tick. */
  reset(tick: number): void {
    this.cursor.fill(0);
    for (const level of [this.near, this.mid, this.far]) level.clearAll();
    this.position = tick;
    this.count = 0;
    this.batchLength = 0;
    this.freeChunk = 0;
    this.untouched = POOL_START;
  }

  /** Where the events of a slot lie in the chunks. */
  private *wordsOf(slot: number): Generator<number> {
    let end = this.cursor[slot];
    if (end === ALONE) return;
    const [offset, width] = slot < NEAR_SLOTS ? [IDS_OFFSET, 1] : [PAIRS_OFFSET, 2];
    for (let chunk = ownChunk(slot); chunk !== 0; end = chunk + CHUNK_WORDS) {
      for (let at = chunk + offset; at < end; at += width) yield at;
      chunk = this.words[chunk];
    }
  }

  private place(tick: number, id: number): void {
    const position = this.position;
    if ((tick - position) >>> 0 < NEAR_SLOTS) {
      this.placeNear(tick & (NEAR_SLOTS - 1), id);
    } else if ((tick >>> NEAR_BITS) - (position >>> NEAR_BITS) < MID_SLOTS) {
      const slot = (tick >>> NEAR_BITS) & (MID_SLOTS - 1);
      if (this.placePair(MID_START + slot, tick, id)) this.mid.set(slot);
    } else {
      const slot = tick >>> FAR_SHIFT;
      if (this.placePair(FAR_START + slot, tick, id)) this.far.set(slot);
    }
  }

  private placeNear(slot: number, id: number): void {
    let at = this.cursor[slot];
    if (at === 0) {
      this.firstId[slot] = id;
      this.cursor[slot] = ALONE;
      this.near.set(slot);
      return;
    }
    if (at === ALONE) at = this.beginChunk(slot) + IDS_OFFSET;
    else if ((at & (CHUNK_WORDS - 1)) === 0) at = this.emptyChunk(slot) + IDS_OFFSET;
    this.words[at] = id;
    this.cursor[slot] = at + 1;
  }

  /** @returns whether the slot was empty */
  private readonly placePair = (slot: number, tick: number, id: number): boolean => {
    let at = this.cursor[slot];
    const empty = at === 0;
    if (empty) at = this.beginChunk(slot) + PAIRS_OFFSET;
    else if ((at & (CHUNK_WORDS - 1)) === 0) at = this.emptyChunk(slot) + PAIRS_OFFSET;
    const words = this.words;
    words[at] = tick;
    words[at + 1] = id;
    this.cursor[slot] = at + 2;
    return empty;
  };

  /** The own chunk of a slot that had none in use, linked to nothing. */
  private beginChunk(slot: number): number {
    const own = ownChunk(slot);
    this.words[own] = 0;
    return own;
  }

  /** The own chunk of a slot, which was full: what it held is in another one, to which it is linked. */
  private emptyChunk(slot: number): number {
    const own = ownChunk(slot);
    let chunk = this.freeChunk;
    if (chunk !== 0) {
      this.freeChunk = this.words[chunk];
    } else {
      chunk = this.untouched;
      this.untouched = chunk + CHUNK_WORDS;
      if (this.untouched > this.words.length) this.grow();
    }
    const words = this.words;
    for (let i = 0; i < CHUNK_WORDS; i++) words[chunk + i] = words[own + i];
    words[own] = chunk;
    return own;
  }

  private grow(): void {
    // By a quarter: at ten million events, what is in vain counts more than copying once more.
    const chunks = Math.ceil((this.words.length * 1.25) / CHUNK_WORDS) + 1;
    const grown = new Int32Array(chunks * CHUNK_WORDS);
    grown.set(this.words);
    this.words = grown;
  }

  private release(chunk: number): void {
    this.words[chunk] = this.freeChunk;
    this.freeChunk = chunk;
  }

  /**
   * Moves the position to the first tick of the next block that may hold an event, if it lies below the limit.
   * @returns false, and nothing has changed, if there is none
   */
  private enterNextBlock(limit: number): boolean {
    const block = this.position >>> NEAR_BITS;
    const next = this.nextBlock(block);
    if (next < 0 || next * BLOCK_TICKS >= limit) return false;
    this.position = next * BLOCK_TICKS;
    if (next >>> MID_BITS !== block >>> MID_BITS && this.spill(FAR_START + (next >>> MID_BITS))) {
      this.far.clear(next >>> MID_BITS);
    }
    const slot = next & (MID_SLOTS - 1);
    if (this.spill(MID_START + slot)) this.mid.clear(slot);
    return true;
  }

  private nextBlock(block: number): number {
    // The current block is exhausted, so what is left on the near level has wrapped into the next one.
    if (this.near.next(0) >= 0) return block + 1;
    const slot = this.mid.next((block & (MID_SLOTS - 1)) + 1);
    if (slot >= 0) return block - (block & (MID_SLOTS - 1)) + slot;
    const top = block >>> MID_BITS;
    // Likewise on the middle level; the far slot may hold something earlier, so start where the 2²¹ ticks start.
    if (this.mid.next(0) >= 0) return (top + 1) * MID_SLOTS;
    const farSlot = this.far.next(top + 1);
    return farSlot < 0 ? -1 : farSlot * MID_SLOTS;
  }

  /** Places the events of a slot anew, now that they are nearer. @returns whether there were any */
  private spill(slot: number): boolean {
    let end = this.cursor[slot];
    if (end === 0) return false;
    this.cursor[slot] = 0;
    let chunk = ownChunk(slot);
    while (chunk !== 0) {
      for (let at = chunk + PAIRS_OFFSET; at < end; at += 2) {
        this.place(this.words[at] >>> 0, this.words[at + 1]);
      }
      const link = this.words[chunk];
      if (chunk >= POOL_START) this.release(chunk);
      chunk = link;
      end = chunk + CHUNK_WORDS;
    }
    return true;
  }

  /** Empties a near slot into the batch. */
  private collect(slot: number): void {
    const end = this.cursor[slot];
    this.cursor[slot] = 0;
    this.near.clear(slot);
    this.batch[0] = this.firstId[slot];
    this.batchLength = 1;
    if (end !== ALONE) this.collectChunks(slot, end);
    this.count -= this.batchLength;
  }

  private collectChunks(slot: number, cursor: number): void {
    const words = this.words;
    let end = cursor;
    let length = 1;
    let chunk = ownChunk(slot);
    while (chunk !== 0) {
      if (length + CHUNK_WORDS > this.batch.length) this.batch = doubled(this.batch);
      const batch = this.batch;
      for (let at = chunk + IDS_OFFSET; at < end; at++) batch[length++] = words[at];
      const link = words[chunk];
      if (chunk >= POOL_START) this.release(chunk);
      chunk = link;
      end = chunk + CHUNK_WORDS;
    }
    this.batchLength = length;
    this.sortBatch(length);
  }

  /** Adds the ids of a near slot to the upcoming ones. */
  private note(slot: number): void {
    const { words } = this;
    let length = this.upcomingLength;
    let end = this.cursor[slot];
    let chunk = end === ALONE ? 0 : ownChunk(slot);
    if (length === this.upcoming.length) this.upcoming = doubled(this.upcoming);
    this.upcoming[length++] = this.firstId[slot];
    while (chunk !== 0) {
      if (length + CHUNK_WORDS > this.upcoming.length) this.upcoming = doubled(this.upcoming);
      const { upcoming } = this;
      for (let at = chunk + IDS_OFFSET; at < end; at++) upcoming[length++] = words[at];
      chunk = words[chunk];
      end = chunk + CHUNK_WORDS;
    }
    this.upcomingLength = length;
  }

  private sortBatch(length: number): void {
    const batch = this.batch;
    if (length > INSERTION_SORT_MAX) {
      // Equal ids cannot be told apart, so the order is total.
      // eslint-disable-next-line no-restricted-syntax -- a typed array sorts numerically, faster than by a comparator
      batch.subarray(0, length).sort();
      return;
    }
    for (let i = 1; i < length; i++) {
      const id = batch[i];
      let j = i - 1;
      while (j >= 0 && batch[j] > id) {
        batch[j + 1] = batch[j];
        j--;
      }
      batch[j + 1] = id;
    }
  }
}

function doubled(ids: Uint32Array): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(ids.length * 2);
  longer.set(ids);
  return longer;
}
