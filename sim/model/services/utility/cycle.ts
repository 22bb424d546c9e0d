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
  /** Of the day that was asked for last: by kind, the remainder of the households to which a bill comes. */
  private readonly comesTo: Int32Array;
  private comesOn = -1;

  /**
   * @param everyDays by kind: whole days from one bill to the next
   * @param draw number of a household, of which each kind uses other bits
   */
  constructor(
    private readonly everyDays: readonly number[],
    private readonly draw: Purpose,
  ) {
    this.comesTo = new Int32Array(everyDays.length);
  }

  /** The number of a household by which the days of its bills are known. */
  numberOf(person: number): number {
    return this.draw.bits(person, 0);
  }

  /** Days since the last bill of a kind, 0 on the day on which it comes. */
  daysSince(number: number, kind: number, day: number): number {
    const every = this.everyDays[kind];
    return (day + (turnedFor(kind, number) % every)) % every;
  }

  /** Whether a bill of any kind comes on a day: on most it does not, and that is known soonest so. */
  anyComes(number: number, day: number): boolean {
    const { everyDays, comesTo } = this;
    if (day !== this.comesOn) {
      for (let kind = 0; kind < everyDays.length; kind++) {
        comesTo[kind] = (everyDays[kind] - (day % everyDays[kind])) % everyDays[kind];
      }
      this.comesOn = day;
    }
    for (let kind = 0; kind < everyDays.length; kind++) {
      if (turnedFor(kind, number) % everyDays[kind] === comesTo[kind]) return true;
    }
    return false;
  }

  /** Days from the bill before the `back` last ones of a kind to a day. */
  age(number: number, kind: number, back: number, day: number): number {
    return this.daysSince(number, kind, day) + back * this.everyDays[kind];
  }
}

/** The number of a household turned so far that each kind uses other bits of it. */
function turnedFor(kind: number, number: number): number {
  const shift = 6 * kind;
  return (shift === 0 ? number : (number >>> shift) | (number << (32 - shift))) >>> 0;
}
