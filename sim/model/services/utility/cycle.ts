/** When bills come to a household, and which of them are unpaid. */
import type { Purpose } from '../../../kernel/random.ts';

/** Bits of the number of unpaid bills of a kind, in the column of what is unpaid. */
const BITS = 3;
const UNPAID_MAX = (1 << BITS) - 1;

/** Unpaid bills of a kind. */
export const unpaidOf = (unpaid: number, kind: number): number => (unpaid >> (kind * BITS)) & UNPAID_MAX;

/** The column with a bill more of a kind; further bills than it can hold are not added to it. */
export const withOneMore = (unpaid: number, kind: number): number =>
  unpaidOf(unpaid, kind) === UNPAID_MAX ? unpaid : unpaid + (1 << (kind * BITS));

/** Each household's bills come on days of its own: so many days apart, from a keyed day on. */
export class Cycle {
  /**
   * @param everyDays by kind: whole days from one bill to the next
   * @param draw number of a household, of which each kind uses other bits
   */
  constructor(
    private readonly everyDays: readonly number[],
    private readonly draw: Purpose,
  ) {}

  /** The number of a household by which the days of its bills are known. */
  numberOf(person: number): number {
    return this.draw.bits(person, 0);
  }

  /** Days since the last bill of a kind, 0 on the day on which it comes. */
  daysSince(number: number, kind: number, day: number): number {
    const every = this.everyDays[kind];
    const shift = 6 * kind;
    const turned = shift === 0 ? number : ((number >>> shift) | (number << (32 - shift))) >>> 0;
    return (day + ((turned >>> 0) % every)) % every;
  }

  /** Days from the bill before the `back` last ones of a kind to a day. */
  age(number: number, kind: number, back: number, day: number): number {
    return this.daysSince(number, kind, day) + back * this.everyDays[kind];
  }
}
