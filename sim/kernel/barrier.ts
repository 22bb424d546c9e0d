/** Words of a barrier: each in a cache line of its own. */
const ARRIVED = 0;
const GENERATION = 16;
const FAILED = 32;
export const BARRIER_WORDS = 48;

/**
 * Looks at the word before a thread goes to sleep, about a fifth of a millisecond: a share of a window of ten thousand events is
 * that much longer than the other's, and to be put to sleep and woken takes as long again.
 */
const SPINS = 60_000;

/** Where threads wait for each other: nobody goes on before all have come. */
export class Barrier {
  /**
   * @param words BARRIER_WORDS of shared memory, zero at first
   * @param parties how many threads meet here
   */
  constructor(
    private readonly words: Int32Array,
    private readonly parties: number,
  ) {}

  /**
   * Waits until all have come. What each wrote before, all can read after.
   * @throws Error if one of them has failed and will not come
   */
  meet(): void {
    const { words } = this;
    this.requireAll();
    const generation = Atomics.load(words, GENERATION);
    if (Atomics.add(words, ARRIVED, 1) === this.parties - 1) {
      Atomics.store(words, ARRIVED, 0);
      Atomics.add(words, GENERATION, 1);
      Atomics.notify(words, GENERATION);
    } else this.sleepUntilPast(generation);
    this.requireAll();
  }

  /** Lets all who wait, or will come, know that they wait in vain. */
  fail(): void {
    Atomics.store(this.words, FAILED, 1);
    Atomics.add(this.words, GENERATION, 1);
    Atomics.notify(this.words, GENERATION);
  }

  get hasFailed(): boolean {
    return Atomics.load(this.words, FAILED) === 1;
  }

  private sleepUntilPast(generation: number): void {
    const { words } = this;
    for (let spin = 0; spin < SPINS; spin++) if (Atomics.load(words, GENERATION) !== generation) return;
    while (Atomics.load(words, GENERATION) === generation) Atomics.wait(words, GENERATION, generation);
  }

  private requireAll(): void {
    if (this.hasFailed) throw new Error('another worker of this world has failed');
  }
}
