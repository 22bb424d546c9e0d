/** Which of the things under a pointer is meant. */
import type { Target } from '../../sim/runner/protocol.ts';

export interface Candidate extends Target {
  /** Pixels from the pointer, less a bonus for what is hard to hit. */
  readonly rank: number;
}

const KINDS: readonly Target['kind'][] = ['person', 'vehicle', 'stop', 'place'];

/** Nearest first; equals in a fixed order, so that the answer does not flicker. */
export function nearestFirst(found: readonly Candidate[]): Target[] {
  return [...found]
    .sort((a, b) => a.rank - b.rank || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || a.index - b.index)
    .map(({ kind, index }) => ({ kind, index }));
}

export function sameTarget(one: Target | null, other: Target | null): boolean {
  return one === other || (one !== null && other !== null && one.kind === other.kind && one.index === other.index);
}
