/** A figure of an answer: what several seeds say of it where that was made beforehand, else what this run says so far. */
import type { PairResult } from '../../sim/runner/client.ts';
import { courseOf, estimateOf, policyAloneOf } from '../../sim/runner/experiment/prepared-results.ts';
import type { PreparedResults } from '../../sim/runner/experiment/prepared-results.ts';
import type { Certainty } from '../../sim/runner/experiment/certainty.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import type { WorldName } from '../../sim/runner/protocol.ts';
import type { Expected } from '../charts/plot.ts';
import { curveOf } from '../charts/series.ts';
import type { Point, Smoothing } from '../charts/series.ts';

export interface Figure {
  /** NaN where only the world with the policy has something to measure: the difference is then, too. */
  readonly baseline: number;
  readonly policy: number;
  readonly difference: number;
  /** Half the width of the 95% interval of the difference; NaN of a single run. */
  readonly halfWidth: number;
  /** The same of the figure in each world. */
  readonly half: Readonly<Record<WorldName, number>>;
  /** Null of a single run, which says nothing of it. */
  readonly certainty: Certainty | null;
  /** Of how many seeds, and of how much of a run: of one day, where it is the day's number. */
  readonly seeds: number;
  readonly day: number | null;
}

const UNKNOWN = { baseline: NaN, policy: NaN };

interface Days {
  readonly count: number;
  values(world: WorldName, name: string): readonly number[];
}

/**
 * Results made beforehand, if they are of the run that is shown: of the scenario as it is shipped, whatever its seed and
 * scale; a run of other days is another question.
 */
export function applicable(prepared: PreparedResults | null, scenario: Scenario): PreparedResults | null {
  const fits = prepared?.scenario === scenario.name && prepared.days === scenario.days;
  return fits && prepared.start === scenario.start ? prepared : null;
}

/** The figure of a measure with daily values; null where nothing is known yet. Values are of the simulated city. */
export function figureOf(
  name: string,
  prepared: PreparedResults | null,
  results: PairResult | null,
  days: Days,
): Figure | null {
  const estimate = prepared === null ? undefined : estimateOf(prepared, name);
  if (estimate !== undefined) return { ...estimate, day: null };
  const alone = prepared === null ? undefined : policyAloneOf(prepared, name);
  if (alone !== undefined) {
    const { policy, half, seeds } = alone;
    const nothing = { baseline: NaN, difference: NaN, halfWidth: NaN, certainty: null, day: null };
    return { ...nothing, policy, half: { baseline: NaN, policy: half }, seeds };
  }
  const single = (baseline: number, policy: number, day: number | null): Figure => {
    const difference = policy - baseline;
    return { baseline, policy, difference, halfWidth: NaN, half: UNKNOWN, certainty: null, seeds: 1, day };
  };
  if (results !== null) {
    const [baseline, policy] = [results.baseline.measures[name], results.policy.measures[name]];
    return single(baseline ?? NaN, policy ?? NaN, null);
  }
  const last = days.count - 1;
  if (last < 0) return null;
  return single(days.values('baseline', name)[last] ?? NaN, days.values('policy', name)[last] ?? NaN, last);
}

/** Whether only the world with the policy has something to measure, so that there is no difference to tell. */
export function isAlone({ baseline, policy }: Pick<Figure, WorldName>): boolean {
  return Number.isNaN(baseline) && Number.isFinite(policy);
}

/**
 * What several seeds say of a measure day by day, to stand behind the run on the screen; no band where days are smoothed.
 * @param shown how a value of the simulated city is shown
 */
export function expectedOf(
  name: string,
  prepared: PreparedResults | null,
  smoothing: Smoothing,
  likeDay: number,
  shown: (value: number) => number,
): Expected | null {
  const course = prepared === null ? undefined : courseOf(prepared, name);
  if (course === undefined) return null;
  const curve = (world: WorldName): Point[] =>
    curveOf(
      course.map((day) => (day[world] === null ? NaN : shown(day[world]))),
      smoothing,
      likeDay,
    );
  const band = course.flatMap(({ day, policy, halfWidth }) =>
    smoothing === 'week' ||
    policy === null ||
    halfWidth === null ||
    (smoothing === 'weekday' && (day - likeDay) % 7 !== 0)
      ? []
      : [{ day: day + 0.5, low: shown(policy - halfWidth), high: shown(policy + halfWidth) }],
  );
  return { baseline: curve('baseline'), policy: curve('policy'), band };
}
