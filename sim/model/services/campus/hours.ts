/** When students eat, shop and go to the card office. */
import { Quantiles } from '../../../kernel/distributions.ts';
import { TICKS_PER_HOUR, TICKS_PER_MINUTE } from '../../../kernel/time.ts';
import type { StepTable } from '../../hour-table.ts';
import { CAMPUS_MEAL_TIMES, CAMPUS_OFFICE_TIMES, CAMPUS_SHOP_TIMES } from './parameters.ts';

type Values = Readonly<Record<string, number>>;

/** Minutes of a day that are drawn, and those between which a door is open. */
export class Times {
  private readonly minutes: Quantiles;
  private readonly opens: readonly (readonly [from: number, to: number])[];

  /** @param spans between which the door is open, with steps of the same length */
  constructor(spans: readonly StepTable[], parameters: Values) {
    const { width } = spans[0];
    const all = new Array<number>((24 * 60) / width).fill(0);
    const own = spans.map((span) => span.weights(parameters));
    spans.forEach(({ from }, i) => own[i].forEach((weight, step) => (all[from / width + step] = weight)));
    this.minutes = Quantiles.weights(all, width);
    this.opens = spans.map(({ from }, i) => [
      from * TICKS_PER_MINUTE,
      (from + own[i].length * width) * TICKS_PER_MINUTE,
    ]);
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

/** The hours of a campus. */
export interface CampusHours {
  /** By meal. */
  readonly meals: readonly Times[];
  readonly shop: Times;
  readonly office: Times;
}

export function hoursOf(parameters: Values): CampusHours {
  return {
    meals: CAMPUS_MEAL_TIMES.map((times) => new Times([times], parameters)),
    shop: new Times([CAMPUS_SHOP_TIMES], parameters),
    office: new Times(CAMPUS_OFFICE_TIMES, parameters),
  };
}

/** Share of the visits of a day that are in the busiest step of a table. */
export function busiestShare(times: StepTable, parameters: Values): number {
  const weights = times.weights(parameters);
  return Math.max(...weights) / weights.reduce((sum, weight) => sum + weight, 0);
}

const NOON_BEGINS = 10 * TICKS_PER_HOUR;
const EVENING_BEGINS = 15 * TICKS_PER_HOUR;

/** The meal of a time of the day: who came before a canteen shut is still served. */
export function mealOf(timeOfDay: number): number {
  return timeOfDay < NOON_BEGINS ? 0 : timeOfDay < EVENING_BEGINS ? 1 : 2;
}
