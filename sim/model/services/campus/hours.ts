/** When students eat, shop and go to the card office (assumed). */
import { Quantiles } from '../../../kernel/distributions.ts';
import { TICKS_PER_HOUR, TICKS_PER_MINUTE } from '../../../kernel/time.ts';

/** Minutes of a day that are drawn, and those between which a door is open. */
export class Times {
  private readonly minutes: Quantiles;
  private readonly opens: readonly (readonly [from: number, to: number])[];

  /**
   * @param width minutes of each step
   * @param spans minute at which one begins, and the weights of its steps
   */
  constructor(width: number, spans: readonly (readonly [from: number, weights: readonly number[]])[]) {
    const weights = new Array<number>((24 * 60) / width).fill(0);
    for (const [from, own] of spans) own.forEach((weight, i) => (weights[from / width + i] = weight));
    this.minutes = Quantiles.weights(weights, width);
    this.opens = spans.map(([from, own]) => [from * TICKS_PER_MINUTE, (from + own.length * width) * TICKS_PER_MINUTE]);
  }

  /** The minute of the day before which a share u of the people come. */
  at(u: number): number {
    return this.minutes.at(u);
  }

  /** Whether the door is open at a tick of the day. */
  isOpen(timeOfDay: number): boolean {
    return this.opens.some(([from, to]) => from <= timeOfDay && timeOfDay < to);
  }
}

const LUNCH = [1, 1, 2, 4, 8, 14, 20, 16, 10, 7, 5, 4, 3, 2, 1];
const SHOP = [2, 3, 3, 3, 4, 6, 5, 3, 3, 3, 4, 6, 7, 6, 6, 5];

/** By meal, in steps of ten minutes: from 6:30, 11:00 and 16:50, two and a half hours each. Lectures end at noon. */
export const MEAL_TIMES: readonly Times[] = [
  new Times(10, [[390, [1, 2, 4, 6, 9, 12, 14, 9, 5, 3, 3, 4, 3, 2, 1]]]),
  new Times(10, [[660, LUNCH]]),
  new Times(10, [[1010, [2, 3, 5, 7, 10, 13, 14, 12, 9, 7, 6, 5, 4, 2, 1]]]),
];
/** By hour from 7 to 23. */
export const SHOP_TIMES = new Times(60, [[420, SHOP]]);
/** By half hour, 8:30 to 11:30 and 14:00 to 17:00. */
export const OFFICE_TIMES = new Times(30, [
  [510, [2, 3, 4, 5, 6, 7]],
  [840, [4, 4, 3, 3, 4, 5]],
]);

const shareOfMost = (weights: readonly number[]) =>
  Math.max(...weights) / weights.reduce((sum, weight) => sum + weight, 0);
/** Shares of the visits of a day: of lunches in the busiest ten minutes, of purchases in the busiest hour. */
export const BUSIEST = { lunch: shareOfMost(LUNCH), shop: shareOfMost(SHOP) };

const NOON_BEGINS = 10 * TICKS_PER_HOUR;
const EVENING_BEGINS = 15 * TICKS_PER_HOUR;

/** The meal of a time of the day: who came before a canteen shut is still served. */
export function mealOf(timeOfDay: number): number {
  return timeOfDay < NOON_BEGINS ? 0 : timeOfDay < EVENING_BEGINS ? 1 : 2;
}

/** The meal for which a canteen is open at a tick of the day, or −1. */
export function mealAt(timeOfDay: number): number {
  const meal = mealOf(timeOfDay);
  return MEAL_TIMES[meal].isOpen(timeOfDay) ? meal : -1;
}
