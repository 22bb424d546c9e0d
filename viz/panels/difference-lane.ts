/** What residents spend more or less on each day, for the lane behind the bar of time: with what is too small to tell. */
import { CERTAINTY_WORDS } from '../../sim/runner/experiment/certainty.ts';
import { courseOf, estimateOf, type PreparedResults } from '../../sim/runner/experiment/prepared-results.ts';
import type { WorldName } from '../../sim/runner/protocol.ts';
import type { Session } from '../state/session.svelte.ts';

export const LANE_MEASURE = 'person.minutes_per_day';

/**
 * Of what residents spend anyway, the share that the edge of the lane stands for at least, so that chance does not fill it: what ten
 * seeds differ by is within a third of that. One run differs by three times as much.
 */
const EDGE_MIN = { seeds: 0.01, one: 0.03 } as const;

export interface LaneDay {
  readonly day: number;
  /** Policy − baseline, minutes; half the width of its 95% interval, NaN of one run. */
  readonly difference: number;
  readonly half: number;
}

export interface DifferenceLane {
  readonly days: readonly LaneDay[];
  /** What the edge of the lane stands for, minutes. */
  readonly edge: number;
  /** Of one run, which says nothing of how sure it is. */
  readonly isOne: boolean;
}

interface Days {
  values(world: WorldName, name: string): readonly number[];
}

/** The lane of a run: of the seeds that were run beforehand where there are some, else of this run as far as it is known. */
export function differenceLane(prepared: PreparedResults | null, run: Days): DifferenceLane {
  const course = prepared === null ? undefined : courseOf(prepared, LANE_MEASURE);
  if (course === undefined) {
    const policy = run.values('policy', LANE_MEASURE);
    const baseline = run.values('baseline', LANE_MEASURE);
    const days = baseline.map((value, day) => ({ day, difference: (policy[day] ?? NaN) - value, half: NaN }));
    return { ...scaled(days, baseline, EDGE_MIN.one), isOne: true };
  }
  const days = course.map(({ day, difference, halfWidth }) => {
    return { day, difference: difference ?? NaN, half: halfWidth ?? NaN };
  });
  const level = course.map(({ baseline }) => baseline ?? NaN);
  return { ...scaled(days, level, EDGE_MIN.seeds), isOne: false };
}

function scaled(all: readonly LaneDay[], level: readonly number[], least: number): Omit<DifferenceLane, 'isOne'> {
  const days = all.filter(({ difference }) => Number.isFinite(difference));
  const known = level.filter(Number.isFinite);
  const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
  const ends = days.map(({ difference, half }) => Math.abs(difference) + (Number.isFinite(half) ? half : 0));
  return { days, edge: Math.max(1e-9, least * mean, ...ends) };
}

/** How sure the lane is, in the words that are always the same. */
export function laneSureness({ prepared, words, formats, locale }: Session, { isOne }: DifferenceLane): string {
  const found = prepared === null || isOne ? undefined : estimateOf(prepared, LANE_MEASURE);
  if (found === undefined) return words.certainty_one;
  return words.certainty_seeds({
    word: CERTAINTY_WORDS[found.certainty][locale],
    seeds: formats.whole(found.seeds),
  });
}

/** Paths of a lane: the interval of each day, and bars of days that are better, worse, or too small to tell. Up is worse. */
export function drawLane({ days, edge }: DifferenceLane, stepPx: number, height: number) {
  const y = (minutes: number): number => (height / 2) * (1 - (EDGE_AT * minutes) / edge);
  const wide = Math.max(0.6, stepPx - (stepPx > 4 ? 1 : 0));
  const box = (day: number, from: number, to: number): string => {
    const x = (day * stepPx).toFixed(1);
    return `M${x} ${y(from).toFixed(1)}h${wide.toFixed(1)}V${y(to).toFixed(1)}H${x}z`;
  };
  const bars = (kind: 'better' | 'worse' | 'untold'): string =>
    days.flatMap((one) => (kindOf(one) === kind ? [box(one.day, 0, one.difference)] : [])).join('');
  return {
    band: days
      .flatMap(({ day, difference, half }) => (half > 0 ? [box(day, difference - half, difference + half)] : []))
      .join(''),
    better: bars('better'),
    worse: bars('worse'),
    untold: bars('untold'),
  };
}
/** Of half the lane's height, what its edge takes: a hair is left above. */
const EDGE_AT = 0.92;

/** Whether a day is better or worse; an interval that holds 0 says neither. */
function kindOf({ difference, half }: LaneDay): 'better' | 'worse' | 'untold' | 'same' {
  if (difference === 0) return 'same';
  if (Math.abs(difference) <= half) return 'untold';
  return difference < 0 ? 'better' : 'worse';
}
