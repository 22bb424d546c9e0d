/** How far a run is, and how long it will still take. */
import { WORLDS, type WorldName } from '../runner/protocol.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Host } from './command.ts';

/** Before so much of it is done nothing is said of the rest: the first days have the set-up in them. */
const TOLD_FROM_MS = 3_000;

/** What is to be called after each day of either world. */
export function progressOf(
  { days }: Pick<Scenario, 'days'>,
  { progress }: Pick<Host, 'progress'>,
  now = () => performance.now(),
) {
  const begun = now();
  const done: Partial<Record<WorldName, number>> = {};
  const first: Partial<Record<WorldName, number>> = {};
  return (world: WorldName, daysDone: number): void => {
    // A run that goes on from a checkpoint begins with a later day.
    first[world] ??= daysDone - 1;
    done[world] = daysDone;
    const parts = WORLDS.map((name) => `${name}: day ${done[name] ?? first[name] ?? 0} of ${days}`);
    const skipped = first.baseline ?? first.policy ?? 0;
    const made = WORLDS.reduce((sum, name) => sum + (done[name] === undefined ? 0 : done[name] - skipped), 0);
    const left = WORLDS.length * (days - skipped) - made;
    const elapsed = now() - begun;
    const rest =
      elapsed < TOLD_FROM_MS ? [] : [left === 0 ? 'adding up' : `about ${duration((elapsed / made) * left)} left`];
    progress([...parts, ...rest].join('   '));
  };
}

/** A time in the unit that fits it: `40 s`, `12 min`, `3.5 h`. */
export function duration(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}
