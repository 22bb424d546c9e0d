/** What a household owes its school, in a byte: months of meal money and terms of fees that have not been paid. */

const MONTH_BITS = 5;
const MONTHS_MAX = (1 << MONTH_BITS) - 1;
const TERMS_MAX = 7;

export const NOTHING_DUE = 0;
export const monthsOf = (due: number): number => due & MONTHS_MAX;
export const termsOf = (due: number): number => due >> MONTH_BITS;

/** A month more is due, and with it a term's fees where one begins; more than fits is not added. */
export const withOneMore = (due: number, opensTerm: boolean): number =>
  Math.min(MONTHS_MAX, monthsOf(due) + 1) | (Math.min(TERMS_MAX, termsOf(due) + (opensTerm ? 1 : 0)) << MONTH_BITS);
