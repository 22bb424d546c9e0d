/** What the charts remember of a run: both worlds' running totals at even intervals, in bounded memory. */
import { TICKS_PER_MINUTE } from '../../sim/runner/vocabulary.ts';
import { LIVE } from '../../sim/runner/protocol.ts';
import type { LiveName } from '../../sim/runner/protocol.ts';
import type { Pair } from '../../sim/runner/client.ts';

export const SAMPLES_MAX = 1024;
const FIRST_INTERVAL = 10 * TICKS_PER_MINUTE;

export interface Sample {
  readonly tick: number;
  readonly baseline: Float64Array;
  readonly policy: Float64Array;
}

const COLUMN: Readonly<Record<LiveName, number>> = Object.fromEntries(LIVE.map((name, at) => [name, at])) as Record<
  LiveName,
  number
>;

/** A running total or state by its name. */
export function live(values: Float64Array, name: LiveName): number {
  return values[COLUMN[name]] ?? 0;
}

/** Keeps a sample about every `interval` ticks; when full, every second one is dropped and the interval doubles. */
export class History {
  private kept: Sample[] = [];
  private interval = FIRST_INTERVAL;
  private latest: Sample | null = null;

  /** Records an instant. One that lies before others is among them already, or near enough to one that is. */
  record(tick: number, totals: Pair<Float64Array>): void {
    const sample: Sample = { tick, baseline: totals.baseline, policy: totals.policy };
    this.latest = sample;
    const last = this.kept[this.kept.length - 1];
    if (last !== undefined && tick <= last.tick) return;
    if (last !== undefined && Math.floor(tick / this.interval) === Math.floor(last.tick / this.interval)) return;
    this.kept.push(sample);
    if (this.kept.length > SAMPLES_MAX) {
      this.kept = this.kept.filter((_, at) => at % 2 === 0);
      this.interval *= 2;
    }
  }

  /** What is kept up to an instant, the one recorded last included, in order of time. A new list each time. */
  samples(until = Infinity): readonly Sample[] {
    const { latest } = this;
    const past = this.kept.filter(({ tick }) => tick <= until);
    const last = past[past.length - 1];
    if (latest !== null && latest.tick <= until && latest.tick > (last?.tick ?? -1)) past.push(latest);
    return past;
  }
}
