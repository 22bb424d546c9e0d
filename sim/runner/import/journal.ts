/** What an import assumed, dropped and noticed: the report is made of it. */

/** A figure that the files did not give. */
export interface Assumption {
  readonly what: string;
  readonly value: string;
  /** Plausible range, or why there is none, in words. */
  readonly range: string;
  readonly why: string;
}

/** Things of one kind that were left out, or read otherwise than they are written. */
export interface Loss {
  readonly file: string;
  readonly what: string;
  count: number;
  /** Where the first is, and what it was; 0 where it is no line. */
  readonly line: number;
  readonly example: string;
}

export class Journal {
  readonly assumptions: Assumption[] = [];
  readonly losses: Loss[] = [];
  /** What was guessed of the files: which column means what, and so on. */
  readonly readings: string[] = [];
  private readonly byKind = new Map<string, Loss>();

  assume(what: string, value: string, range: string, why: string): void {
    this.assumptions.push({ what, value, range, why });
  }

  /** Counts things of a kind; the first is told with its line. */
  drop(file: string, line: number, what: string, example = '', count = 1): void {
    const key = `${file}\n${what}`;
    const known = this.byKind.get(key);
    if (known) {
      known.count += count;
      return;
    }
    const loss = { file, what, count, line, example };
    this.byKind.set(key, loss);
    this.losses.push(loss);
  }

  read(sentence: string): void {
    this.readings.push(sentence);
  }
}
