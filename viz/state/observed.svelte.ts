/** What a reader has observed, laid beside runs: kept in this browser's storage, and sent nowhere. */
import type { WorldName } from '../../sim/runner/protocol.ts';
import { dayOfRun, FileMistakes, readObserved, type Mistake, type Observed } from '../../sim/runner/observed.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import type { Point } from '../charts/series.ts';

const KEY = 'cashless-city.observed';
/** Larger files are not taken, characters: storage has room for little more. */
export const OBSERVED_MAX = 1_000_000;

interface Source {
  readonly name: string;
  readonly text: string;
}

export interface ObservedFault {
  readonly name: string;
  readonly mistakes: readonly Mistake[];
}

export class ObservedSeries {
  name: string | null = $state(null);
  rows: readonly Observed[] = $state.raw([]);
  fault: ObservedFault | null = $state.raw(null);
  /** Whether the browser keeps it. */
  isKept = $state(true);

  constructor() {
    try {
      const source = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Partial<Source> | null;
      if (typeof source?.name === 'string' && typeof source.text === 'string') this.read(source as Source);
      // What another version wrote, and this one cannot read, is no mistake of the reader's.
      this.fault = null;
    } catch {
      // Nothing is kept, or it cannot be read.
    }
  }

  /** Measures in it, as dotted names. */
  get measures(): readonly string[] {
    const names = this.rows.map(({ measure }) => measure);
    return names.filter((name, at) => names.indexOf(name) === at);
  }

  /** Takes a file in, in the place of the one before. @returns whether it could be used */
  take(source: Source): boolean {
    if (!this.read(source)) return false;
    try {
      localStorage.setItem(KEY, JSON.stringify(source));
      this.isKept = true;
    } catch {
      this.isKept = false;
    }
    return true;
  }

  private read({ name, text }: Source): boolean {
    try {
      if (text.length > OBSERVED_MAX) {
        const found = `${text.length} characters`;
        throw new FileMistakes(name, [{ line: 1, column: 1, path: '', found, expected: `at most ${OBSERVED_MAX}` }]);
      }
      this.rows = readObserved(name, text);
      this.name = name;
      this.fault = null;
      return true;
    } catch (error) {
      if (!(error instanceof FileMistakes)) throw error;
      this.fault = { name, mistakes: error.mistakes };
      return false;
    }
  }

  clear(): void {
    this.rows = [];
    this.name = this.fault = null;
    try {
      localStorage.removeItem(KEY);
    } catch {
      // Nothing was kept.
    }
  }

  /** Days of a measure in a run, of the whole city. */
  points(measure: string, run: Pick<Scenario, 'start' | 'days'>): readonly (Point & { readonly world: WorldName })[] {
    return this.rows
      .filter((row) => row.measure === measure)
      .map((row) => ({ day: dayOfRun(row, run) + 0.5, value: row.value, world: row.world }))
      .filter(({ day }) => day > 0)
      .sort((a, b) => a.day - b.day);
  }

  /** Rows on days that a run has not. */
  outside(run: Pick<Scenario, 'start' | 'days'>): number {
    return this.rows.filter((row) => dayOfRun(row, run) < 0).length;
  }
}
