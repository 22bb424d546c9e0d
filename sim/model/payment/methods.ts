/** Ways to pay, in the order of every method column. */
export const METHODS = ['cash', 'card', 'mobile'] as const;
export type Method = (typeof METHODS)[number];

/** Paying by another method than the one tried first, which failed: every pair, the first one's others in the order of `METHODS`. */
export const CHANGES_OF_METHOD = METHODS.flatMap((first) =>
  METHODS.filter((then) => then !== first).map((then) => `${first}_to_${then}` as const),
);

/** Index into `CHANGES_OF_METHOD` of two different methods. */
export const changeOfMethod = (first: number, then: number): number =>
  first * (METHODS.length - 1) + then - (then > first ? 1 : 0);
