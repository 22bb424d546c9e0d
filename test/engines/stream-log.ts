/** What is kept of a run to say where it parts from the same run on another engine: digests by day and kind of event. */
import { Digest } from '../../sim/kernel/digest.ts';
import type { EventObserver } from '../../sim/kernel/engine.ts';

/** Digests of one day, by name. An entry that is missing on one side differs. */
export interface DayLog {
  /** Of the day's events of each kind: their number and a digest. */
  readonly kinds: Readonly<Record<string, string>>;
  /** Of each column of the state when the day has ended. */
  readonly state: Readonly<Record<string, string>>;
}

/** Where two runs part. */
export interface Parting {
  /** Counted from 1. */
  readonly day: number;
  /** Kinds whose events differ on that day, in the order of dispatch within a tick. */
  readonly kinds: readonly string[];
  /** Columns of the state that differ at its end. */
  readonly state: readonly string[];
}

/** Listens to an engine and digests each kind's events of a day. */
export class StreamRecorder implements EventObserver {
  private digests: Digest[];
  private counts: number[];

  constructor(private readonly kinds: readonly string[]) {
    this.digests = kinds.map(() => new Digest());
    this.counts = kinds.map(() => 0);
  }

  dispatched(tick: number, kind: number, entity: number): void {
    this.counts[kind]!++;
    const digest = this.digests[kind]!;
    digest.add(tick);
    digest.add(entity);
  }

  /** The digests since it was last asked. */
  take(): DayLog['kinds'] {
    const log = Object.fromEntries(
      this.kinds.map((name, kind) => [name, `${this.counts[kind]} ${this.digests[kind]!.hex()}`]),
    );
    this.digests = this.kinds.map(() => new Digest());
    this.counts = this.kinds.map(() => 0);
    return log;
  }
}

/** The first day on which two runs differ, and in what; undefined where they do not. */
export function bisect(a: readonly DayLog[], b: readonly DayLog[]): Parting | undefined {
  for (let day = 0; day < Math.max(a.length, b.length); day++) {
    const kinds = differing(a[day]?.kinds ?? {}, b[day]?.kinds ?? {});
    const state = differing(a[day]?.state ?? {}, b[day]?.state ?? {});
    if (kinds.length > 0 || state.length > 0) return { day: day + 1, kinds, state };
  }
  return undefined;
}

function differing(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): string[] {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return names.filter((name) => a[name] !== b[name]);
}
