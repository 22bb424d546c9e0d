/** Measures of every completed day of the run, in both worlds. What is known once stays, wherever the picture goes. */
import type { Pair, WorldPair } from '../../sim/runner/client.ts';
import type { DayMeasures, WorldName } from '../../sim/runner/protocol.ts';
import { TICKS_PER_DAY } from '../../sim/runner/vocabulary.ts';

/** Columns of nothing. What is drawn depends on `count`, so that maps need not be watched. */

const NONE: ReadonlyMap<string, number> = new Map();

export class RunDays {
  /** Days known. */
  count = $state(0);
  private column: ReadonlyMap<string, number> = NONE;
  private rows: Record<WorldName, Float64Array[]> = { baseline: [], policy: [] };
  private asking = false;

  clear(): void {
    this.count = 0;
    this.column = NONE;
    this.rows = { baseline: [], policy: [] };
    this.asking = false;
  }

  /** Dotted names of all that is known of a day. */
  get names(): readonly string[] {
    return this.count === 0 ? [] : [...this.column.keys()];
  }

  /** Asks for what is new where a day has passed, at most one question being under way. */
  follow(pair: WorldPair, tick: number): void {
    if (this.asking || Math.floor(tick / TICKS_PER_DAY) <= this.count) return;
    this.asking = true;
    const { rows } = this;
    pair.days(this.count).then(
      (days) => {
        if (this.rows !== rows) return;
        this.asking = false;
        this.take(days);
      },
      // A Worker that failed says so in its next `advance`, which shows it.
      () => undefined,
    );
  }

  /** Asks for the days up to where the worlds are. */
  async complete(pair: WorldPair): Promise<void> {
    const { rows } = this;
    const days = await pair.days(this.count);
    if (this.rows === rows) this.take(days);
  }

  /** Values of a measure, one a day; none where the measure has no daily values, or no day is complete. */
  values(world: WorldName, name: string): readonly number[] {
    const known = this.count;
    const at = this.column.get(name);
    if (at === undefined) return [];
    return this.rows[world].slice(0, known).map((row) => row[at] ?? NaN);
  }

  private take({ baseline, policy }: Pair<DayMeasures>): void {
    // Another question may have brought the same days meanwhile.
    if (baseline.from !== this.count || baseline.values.length === 0) return;
    const width = baseline.names.length;
    // eslint-disable-next-line svelte/prefer-svelte-reactivity
    if (this.column.size === 0) this.column = new Map(baseline.names.map((name, at) => [name, at]));
    const days = Math.min(baseline.values.length, policy.values.length) / width;
    for (let day = 0; day < days; day++) {
      this.rows.baseline.push(baseline.values.subarray(day * width, (day + 1) * width));
      this.rows.policy.push(policy.values.subarray(day * width, (day + 1) * width));
    }
    this.count += days;
  }
}
