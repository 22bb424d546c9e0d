/** Ways to pay, in the order of every method column. */
export const METHODS = ['cash', 'card', 'mobile'] as const;
export type Method = (typeof METHODS)[number];
