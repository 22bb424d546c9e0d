/** Cells of the guide that finds a category: about one step is left to go. */
const GUIDES = 64;

/** One of several categories, each with its probability. */
export class Categories {
  /** Where in [0, 1) each category begins, and the end. */
  private readonly starts: Float64Array;
  /** The category at the start of each cell. */
  private readonly guide: Uint8Array;
  private readonly perProbability: Float64Array;

  /** @param probabilities of at most 256 categories, which sum to 1 but for rounding */
  constructor(probabilities: readonly number[]) {
    const count = probabilities.length;
    const sum = probabilities.reduce((total, p) => total + p, 0);
    if (!(count > 0 && count <= 256 && probabilities.every((p) => p >= 0) && Math.abs(sum - 1) < 1e-9)) {
      throw new RangeError(`found ${count} probabilities with the sum ${sum}, expected 1 to 256 that sum to 1`);
    }
    this.starts = new Float64Array(count + 1);
    probabilities.forEach((p, i) => (this.starts[i + 1] = this.starts[i] + p));
    // The last that can happen ends where all do, whatever rounding has made of the sum.
    const last = probabilities.findLastIndex((p) => p > 0);
    this.starts.fill(Infinity, last + 1);
    this.perProbability = Float64Array.from(probabilities, (p) => (p > 0 ? 1 / p : 0));
    this.guide = new Uint8Array(GUIDES);
    for (let cell = 0, i = 0; cell < GUIDES; cell++) {
      while (this.starts[i + 1] <= cell / GUIDES) i++;
      this.guide[cell] = i;
    }
  }

  /** The category in whose share of [0, 1) u lies. */
  at(u: number): number {
    const { starts } = this;
    let i = this.guide[(u * GUIDES) | 0];
    while (u >= starts[i + 1]) i++;
    return i;
  }

  /** Where in the share of its category u lies, in [0, 1]: as good as a new random number, whatever the category. */
  within(u: number, category: number): number {
    return Math.min(1, (u - this.starts[category]) * this.perProbability[category]);
  }
}
