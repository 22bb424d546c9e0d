/**
 * Which slots of a wheel level are occupied: one bit a slot, one summary bit for each word of 32 slots, so that the next
 * occupied slot is found by reading at most a handful of words.
 *
 * Bits are stored most significant first, because Math.clz32 then gives the first set one directly.
 */
export class SlotBitmap {
  /** Words of slots, followed by the words of the summary. */
  private readonly words: Int32Array;
  private readonly summaryStart: number;

  /** @param slots number of slots, a multiple of 32 */
  constructor(readonly slots: number) {
    this.summaryStart = slots >>> 5;
    this.words = new Int32Array(this.summaryStart + ((this.summaryStart + 31) >>> 5));
  }

  set(slot: number): void {
    const word = slot >>> 5;
    this.words[word] |= 0x80000000 >>> (slot & 31);
    this.words[this.summaryStart + (word >>> 5)] |= 0x80000000 >>> (word & 31);
  }

  clear(slot: number): void {
    const word = slot >>> 5;
    const left = this.words[word] & ~(0x80000000 >>> (slot & 31));
    this.words[word] = left;
    if (left === 0) this.words[this.summaryStart + (word >>> 5)] &= ~(0x80000000 >>> (word & 31));
  }

  clearAll(): void {
    this.words.fill(0);
  }

  /** First occupied slot at or after `from` (0 … slots), or −1. */
  next(from: number): number {
    if (from >= this.slots) return -1;
    const word = from >>> 5;
    const rest = this.words[word] & (0xffffffff >>> (from & 31));
    if (rest !== 0) return (word << 5) + Math.clz32(rest);
    return this.nextByWord(word + 1);
  }

  private nextByWord(fromWord: number): number {
    const words = this.words;
    let mask = 0xffffffff >>> (fromWord & 31);
    for (let at = this.summaryStart + (fromWord >>> 5); at < words.length; at++) {
      const rest = words[at] & mask;
      if (rest !== 0) {
        const word = ((at - this.summaryStart) << 5) + Math.clz32(rest);
        return (word << 5) + Math.clz32(words[word]);
      }
      mask = 0xffffffff;
    }
    return -1;
  }

  get bytes(): number {
    return this.words.byteLength;
  }
}
