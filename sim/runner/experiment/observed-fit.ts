/** How runs of several seeds compare with what was observed, day by day. */
import type { Cell } from './plan.ts';
import { dottedName, type MeasureValue } from '../../model/measures/dictionary.ts';
import { cityFactor, type Observed } from '../observed.ts';
import { dayOfRun } from '../observed-day.ts';
import type { WorldName } from '../protocol.ts';
import { halfWidth, mean } from './statistics.ts';

export interface ObservedDay {
  readonly date: string;
  readonly day: number;
  readonly observed: number;
  /** Mean over seeds, of the whole city. */
  readonly mean: number;
  /** Half the width of its 95% interval; NaN for one seed. */
  readonly halfWidth: number;
  /** Least and most of the seeds. */
  readonly low: number;
  readonly high: number;
}

/** A measure of a combination beside what was observed of it. */
export interface ObservedFit {
  readonly cell: Cell;
  readonly measure: string;
  readonly world: WorldName;
  readonly seeds: number;
  readonly days: readonly ObservedDay[];
  /** Mean of model / observed − 1 over days; NaN where nothing was observed on one of them. */
  readonly bias: number;
  /** Root mean square of the differences. */
  readonly rmse: number;
  /** Days on which the observed value lies between the least and the most of the seeds. */
  readonly inside: number;
}

/**
 * @param worlds values of the worlds of this combination, one for each seed
 * @returns a fit for each measure and world of which a day was both observed and simulated
 */
export function fitsOf(
  cell: Cell,
  observed: readonly Observed[],
  worlds: Readonly<Record<WorldName, readonly (readonly MeasureValue[])[]>>,
): ObservedFit[] {
  const { resolved } = cell;
  const columns = [...new Set(observed.map(({ measure, world }) => `${world} ${measure}`))];
  return columns.flatMap((column): ObservedFit[] => {
    const own = observed.filter(({ measure, world }) => `${world} ${measure}` === column);
    const { measure, world } = own[0]!;
    const factor = cityFactor(measure, resolved.scale);
    const bySeed = worlds[world].map(
      (values) =>
        new Map(
          values.flatMap((one) =>
            one.day >= 0 && one.value !== null && dottedName(one) === measure ? [[one.day, one.value * factor]] : [],
          ),
        ),
    );
    const days = own.flatMap((one): ObservedDay[] => {
      const day = dayOfRun(one, resolved);
      const found = bySeed.flatMap((seed) => seed.get(day) ?? []);
      if (day < 0 || found.length === 0) return [];
      return [
        {
          ...{ date: one.date, day, observed: one.value, mean: mean(found), halfWidth: halfWidth(found) },
          ...{ low: Math.min(...found), high: Math.max(...found) },
        },
      ];
    });
    if (days.length === 0) return [];
    days.sort((a, b) => a.day - b.day);
    const bias = mean(days.map((day) => day.mean / day.observed - 1));
    return [
      {
        ...{ cell, measure, world, days, seeds: worlds[world].length },
        bias: Number.isFinite(bias) ? bias : NaN,
        rmse: Math.sqrt(mean(days.map((day) => (day.mean - day.observed) * (day.mean - day.observed)))),
        inside: days.filter((day) => day.observed >= day.low && day.observed <= day.high).length,
      },
    ];
  });
}
