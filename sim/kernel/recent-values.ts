/** How many are kept; a power of two. */
const KEPT = 256;
/** What is kept of each: entity, count and value. */
const WORDS = 4;

/**
 * The last values of a function of an entity and a count n, such as follow from keyed random numbers, for whoever needs one
 * twice within a short time. They are never wrong, because they depend on nothing else; they may be gone.
 */
export class RecentValues {
  private readonly words = new Int32Array(KEPT * WORDS).fill(-1);

  /** @returns the value, or −1 where it is not kept */
  get(entity: number, n: number): number {
    const { words } = this;
    const at = (entity & (KEPT - 1)) * WORDS;
    return words[at] === entity && words[at + 1] === n ? words[at + 2] : -1;
  }

  /** Keeps a value, 0 or more, in place of an older one. @returns the value */
  keep(entity: number, n: number, value: number): number {
    const { words } = this;
    const at = (entity & (KEPT - 1)) * WORDS;
    words[at] = entity;
    words[at + 1] = n;
    words[at + 2] = value;
    return value;
  }
}
