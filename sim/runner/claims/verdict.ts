/** What becomes of a claim when it has been simulated. */
import { CONFIDENCE, halfWidth, mean } from '../experiment/statistics.ts';
import type { Claim, ClaimTest } from './claims-file.ts';
import type { Condition } from './conditions.ts';

/**
 * - `reproduced`: it comes out, with the parameters as they stand and at either end of each that it hangs on;
 * - `reproduced_only_if`: it comes out for some values of those parameters and not for others;
 * - `contradicted`: it comes out nowhere, not even with all of them at the ends that bring it nearest;
 * - `cannot_be_tested`: nothing in the model decides it.
 */
export type Verdict = 'reproduced' | 'reproduced_only_if' | 'contradicted' | 'cannot_be_tested';

export const VERDICT_WORDS: Readonly<Record<Verdict, { readonly en: string; readonly zh: string }>> = {
  reproduced: { en: 'reproduced', zh: '得到重现' },
  reproduced_only_if: { en: 'reproduced only if', zh: '仅在特定条件下重现' },
  contradicted: { en: 'contradicted', zh: '与模型不符' },
  cannot_be_tested: { en: 'cannot be tested', zh: '无法检验' },
};

const WITHIN_DEFAULT = 0.1;

/** The figure of a claim with a parameter at an end of its range, one seed; beside the same seed with all as they stand. */
export interface Moved {
  readonly parameter: string;
  readonly value: number;
  /** Its value as it stands. */
  readonly stands: number;
  readonly figure: number;
}

export interface ClaimRuns {
  /** The figure with all parameters as they stand, by seed. */
  readonly figures: readonly number[];
  /** With a parameter at an end, the first seed. */
  readonly moved: readonly Moved[];
  /** With every parameter at the end that brings the figure nearest to the claim; undefined where it hangs on none. */
  readonly together: number | undefined;
}

export interface Judgement {
  readonly simulated: number;
  /** 95% interval over the seeds; null with a single one. */
  readonly low: number | null;
  readonly high: number | null;
  /** Over the ranges of the parameters, one at a time. */
  readonly range: readonly [low: number, high: number];
  readonly verdict: Verdict;
  readonly conditions: readonly Condition[];
}

/** How far a figure is from meeting a claim; 0 where it does. */
export function missedBy({ is, within = WITHIN_DEFAULT }: ClaimTest, claimed: number, figure: number): number {
  if (is === 'at_least') return Math.max(0, claimed - figure);
  if (is === 'at_most') return Math.max(0, figure - claimed);
  return Math.max(0, Math.abs(figure - claimed) - within * Math.abs(claimed));
}

/** Judges a claim that has been simulated. */
export function judge(claim: Claim, test: ClaimTest, { figures, moved, together }: ClaimRuns): Judgement {
  const claimed = claim.claimed!;
  const simulated = mean(figures);
  const half = halfWidth(figures, CONFIDENCE);
  const interval = Number.isNaN(half) ? [null, null] : [simulated - half, simulated + half];
  const [low, high] = interval as [number | null, number | null];
  const ends = moved.map(({ figure }) => figure);
  const range: [number, number] = [Math.min(simulated, ...ends), Math.max(simulated, ...ends)];
  const meets = (figure: number) => missedBy(test, claimed, figure) === 0;
  const about = { simulated, low, high, range };
  const sure =
    [low ?? simulated, simulated, high ?? simulated].every(meets) || (test.is === 'about' && meets(simulated));
  if (claim.fitted) {
    // Set to come out so: that it does is no finding, that it does not would be one.
    const comes = meets(simulated);
    return { ...about, verdict: comes ? 'reproduced' : 'contradicted', conditions: [comes ? FITTED : NO_LONGER] };
  }
  if (sure) {
    const broken = moved.filter(({ figure }) => !meets(figure));
    const conditions = broken.map((one): Condition => ({ kind: 'not_if', ...one }));
    return { ...about, verdict: broken.length === 0 ? 'reproduced' : 'reproduced_only_if', conditions };
  }
  if (meets(simulated)) return { ...about, verdict: 'reproduced_only_if', conditions: [CHANCE] };
  const reached = moved.filter(({ figure }) => meets(figure));
  if (reached.length > 0) {
    const conditions = reached.map((one) => onlyIf(one, figures[0]!, claimed, test));
    return { ...about, verdict: 'reproduced_only_if', conditions };
  }
  // The figure is not that of an end, but passed on the way there.
  const passed = moved.filter(({ figure }) => (figure - claimed) * (figures[0]! - claimed) < 0);
  if (passed.length > 0) {
    const conditions = passed.map((one) => between(one, figures[0]!, claimed));
    return { ...about, verdict: 'reproduced_only_if', conditions };
  }
  if (together !== undefined && meets(together)) {
    return {
      ...about,
      verdict: 'reproduced_only_if',
      conditions: [
        { kind: 'all', ends: nearestEnds(test, claimed, moved).map(({ parameter, value }) => ({ parameter, value })) },
      ],
    };
  }
  const conditions: Condition[] = together === undefined ? [] : [{ kind: 'not_even', figure: together }];
  return { ...about, verdict: 'contradicted', conditions };
}

/** Of each parameter the end that brings the figure nearest to the claim. */
export function nearestEnds(test: ClaimTest, claimed: number, moved: readonly Moved[]): readonly Moved[] {
  const best = new Map<string, Moved>();
  for (const one of moved) {
    const other = best.get(one.parameter);
    const off = (of: Moved) => (test.is === 'about' ? Math.abs(of.figure - claimed) : sideOf(test) * of.figure);
    if (other === undefined || off(one) < off(other)) best.set(one.parameter, one);
  }
  return [...best.values()];
}

const sideOf = ({ is }: ClaimTest): number => (is === 'at_least' ? -1 : 1);

const FITTED: Condition = {
  kind: 'said',
  en: 'parameters were set so that it comes out: no test of the model',
  zh: '参数即按此数字校准：不构成对模型的检验',
};
const NO_LONGER: Condition = {
  kind: 'said',
  en: 'parameters were set so that it comes out, in an earlier version of the model: in this one it does not, until they are set anew',
  zh: '参数曾按此数字在早先版本的模型中校准；在当前版本中不再得出此数字，需重新校准',
};
const CHANCE: Condition = {
  kind: 'said',
  en: 'the interval over the seeds holds figures that do not meet it: too close to tell',
  zh: '随机种子的区间内有不满足的数值：过于接近，无法判断',
};

function onlyIf(moved: Moved, before: number, claimed: number, test: ClaimTest): Condition {
  const { value, stands, figure } = moved;
  // Where between the two the claim begins to hold, on a straight line.
  const goal = before + Math.sign(figure - before) * missedBy(test, claimed, before);
  return { kind: 'only_if', ...moved, at: stands + ((value - stands) * (goal - before)) / (figure - before) };
}

/** Where on the way to an end the figure is the claimed one, on a straight line. */
function between(moved: Moved, before: number, claimed: number): Condition {
  const { value, stands, figure } = moved;
  return { kind: 'about', ...moved, at: stands + ((value - stands) * (claimed - before)) / (figure - before) };
}
