/** What a reader has observed, laid beside runs: kept in this browser's storage, and sent nowhere. */
import type { WorldName } from '../../sim/runner/protocol.ts';
import type { Mistake, Observed } from '../../sim/runner/observed.ts';
import { dayOfRun } from '../../sim/runner/observed-day.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import type { Point } from '../charts/series.ts';
import { causeOf } from './trouble.ts';

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
  /** Why the last file could not be read: what reads it could not be fetched. */
  lacking: 'offline' | 'missing' | null = $state(null);
  /** Whether the browser keeps it. */
  isKept = $state(true);

  /** Counts what was asked for: an earlier file that comes late is not wanted any more. */
  private asked = 0;

  constructor() {
    try {
      const source = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Partial<Source> | null;
      if (typeof source?.name === 'string' && typeof source.text === 'string') void this.restore(source as Source);
    } catch {
      // Nothing is kept, or it cannot be read.
    }
  }

  /** Measures in it, as dotted names. */
  get measures(): readonly string[] {
    const names = this.rows.map(({ measure }) => measure);
    return names.filter((name, at) => names.indexOf(name) === at);
  }

  /** Takes a file in, in the place of the one before. */
  async take(source: Source): Promise<void> {
    const asked = ++this.asked;
    this.lacking = null;
    try {
      const fault = await this.read(source, asked);
      if (asked !== this.asked) return;
      this.fault = fault;
      if (fault !== null) return;
    } catch (error) {
      const cause = causeOf(error);
      if (cause !== 'offline' && cause !== 'missing') throw error;
      this.lacking = cause;
      return;
    }
    try {
      localStorage.setItem(KEY, JSON.stringify(source));
      this.isKept = true;
    } catch {
      this.isKept = false;
    }
  }

  /** What another version wrote, and this one cannot read, is no mistake of the reader's. */
  private async restore(source: Source): Promise<void> {
    await this.read(source, ++this.asked).catch(() => null);
  }

  /** What reads is fetched when there is something to read. @returns what is wrong */
  private async read({ name, text }: Source, asked: number): Promise<ObservedFault | null> {
    if (text.length > OBSERVED_MAX) {
      const found = `${text.length} characters`;
      return { name, mistakes: [{ line: 1, column: 1, path: '', found, expected: `at most ${OBSERVED_MAX}` }] };
    }
    const { FileMistakes, readObserved } = await import('../../sim/runner/observed.ts');
    try {
      const rows = readObserved(name, text);
      if (asked === this.asked) {
        this.rows = rows;
        this.name = name;
      }
      return null;
    } catch (error) {
      if (!(error instanceof FileMistakes)) throw error;
      return { name, mistakes: error.mistakes };
    }
  }

  clear(): void {
    this.asked++;
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
