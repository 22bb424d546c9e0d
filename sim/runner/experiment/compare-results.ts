/** Two plans beside one another: what the second makes of a measure that the first does not, seed by seed on the same baseline. */
import { certaintyOf } from './certainty.ts';
import { estimateOf, type Estimate, type PreparedResults } from './prepared-results.ts';
import { agreeing, halfWidth, mean } from './statistics.ts';

/** Whether both are of the same worlds without a policy: same scale, seeds and, to the byte, the same baseline in each. */
export function sharesBaseline(one: PreparedResults, other: PreparedResults): boolean {
  return (
    one.scale === other.scale &&
    one.runs.length === other.runs.length &&
    one.runs.every(({ seed, baseline }, at) => seed === other.runs[at]?.seed && baseline === other.runs[at].baseline)
  );
}

/**
 * The paired difference of two plans, second − first, with its interval and certainty. Their baseline cancels out, so that only
 * what the plans do differently is left. `chance` is the larger of what chance does in either.
 * @returns undefined where they do not share a baseline, or where a seed has nothing to compare
 */
export function differenceOfPlans(
  first: PreparedResults,
  second: PreparedResults,
  dotted: string,
): Estimate | undefined {
  const [a, b] = [valuesOf(first, dotted), valuesOf(second, dotted)];
  const [before, after] = [estimateOf(first, dotted), estimateOf(second, dotted)];
  if (a === undefined || b === undefined || before === undefined || after === undefined) return undefined;
  if (!sharesBaseline(first, second)) return undefined;
  const differences = b.map((value, seed) => value - a[seed]!);
  const evidence = {
    difference: mean(differences),
    halfWidth: halfWidth(differences),
    seeds: differences.length,
    agree: agreeing(differences),
    chance: Math.max(before.chance, after.chance),
  };
  const half = { baseline: before.half.policy, policy: after.half.policy };
  return { baseline: before.policy, policy: after.policy, half, ...evidence, certainty: certaintyOf(evidence) };
}

function valuesOf({ each, seeds }: PreparedResults, dotted: string): readonly number[] | undefined {
  const values = each !== undefined && Object.hasOwn(each, dotted) ? each[dotted]! : [];
  const known = values.filter((value) => value !== null);
  return known.length === seeds.length && known.length > 0 ? known : undefined;
}

/**
 * Which of several plans is the best by a measure: the one whose difference from every other is clear. Most often there is none.
 * @param better which way is better; null where neither is
 * @returns its place in the list; −1 where none is clearly better than all others
 */
export function clearlyBest(
  plans: readonly (PreparedResults | null)[],
  dotted: string,
  better: 'less' | 'more' | null,
): number {
  const known = plans.filter((plan) => plan !== null);
  if (better === null || known.length < 2 || known.length < plans.length) return -1;
  return known.findIndex((plan) =>
    known.every((other) => {
      if (other === plan) return true;
      const found = differenceOfPlans(other, plan, dotted);
      return found?.certainty === 'clear' && (better === 'less' ? found.difference < 0 : found.difference > 0);
    }),
  );
}
