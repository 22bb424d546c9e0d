/** Tables by hour of the day as parameters: when people set out, and how much longer headways are than in the peak. */
import type { Figure } from './city.ts';
import { familyValues, parameterFamily, type Parameter } from './parameter-table.ts';

const HOURS_PER_DAY = 24;

export interface HourTable {
  readonly list: readonly Parameter[];
  /** The scenario's values by hour from 0 to 23; 0 in hours that have no parameter. */
  byHour(parameters: Readonly<Record<string, number>>): number[];
}

/** Low and high end of the plausible range of a value. */
type Range = (value: number) => readonly [low: number, high: number];

/** Half of a weight, and twice as much and two more: a profile may be flatter or steeper, or lie an hour off. */
const OF_WEIGHT: Range = (weight) => [weight / 2, 2 * weight + 2];
/** From the headway of the peak to twice as much and one more. */
const OF_FACTOR: Range = (factor) => [Math.min(1, factor), 2 * factor + 1];

/**
 * Weights of hours, relative to each other: parameters `name.07`, `name.08` and so on.
 *
 * @param first hour of the first weight
 * @param about what sets out by them, as in "Arrivals at a hospital"
 */
export function hourWeights(name: string, first: number, weights: readonly number[], about: string): HourTable {
  return hourTable(name, first, weights, OF_WEIGHT, ['weight', 'A', 'assumed', `${about}, in this hour beside others`]);
}

export interface StepTable {
  readonly list: readonly Parameter[];
  /** Minute of the day at which the first step begins, and how long each is. */
  readonly from: number;
  readonly width: number;
  /** The scenario's values in their order. */
  weights(parameters: Readonly<Record<string, number>>): readonly number[];
}

/**
 * Weights of steps of so many minutes, relative to each other: parameters `name.1100`, `name.1110` and so on.
 *
 * @param from minute of the day at which the first begins
 */
export function stepWeights(
  name: string,
  from: number,
  width: number,
  weights: readonly number[],
  about: string,
): StepTable {
  const twoDigits = (number: number) => String(number).padStart(2, '0');
  const keys = weights.map((_, i) => {
    const minute = from + i * width;
    return `${twoDigits(Math.floor(minute / 60))}${twoDigits(minute % 60)}`;
  });
  const words = `${about}, in these ${width} minutes beside others`;
  return {
    list: keys.flatMap((key, i) =>
      parameterFamily(name, [key], [weights[i]], ['weight', ...OF_WEIGHT(weights[i]), 'A', 'assumed', words]),
    ),
    from,
    width,
    weights: (parameters) => familyValues(parameters, name, keys),
  };
}

/** Headways by hour, relative to that of the peak. */
export function headwayFactors(name: string, first: number, factors: readonly number[], source: string): HourTable {
  return hourTable(name, first, factors, OF_FACTOR, ['ratio', 'A', source, 'Headway relative to that of the peak']);
}

function hourTable(
  name: string,
  first: number,
  values: readonly number[],
  range: Range,
  [unit, mark, source, about]: readonly [string, Figure['mark'], string, string],
): HourTable {
  const keys = values.map((_, i) => String(first + i).padStart(2, '0'));
  return {
    list: keys.flatMap((key, i) => {
      return parameterFamily(name, [key], [values[i]], [unit, ...range(values[i]), mark, source, about]);
    }),
    byHour: (parameters) => {
      const own = familyValues(parameters, name, keys);
      return Array.from({ length: HOURS_PER_DAY }, (_, hour) => own[hour - first] ?? 0);
    },
  };
}
