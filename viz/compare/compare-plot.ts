/** Where the parts of the comparing chart lie: the course of every plan day by day, and its difference over the whole run. */
import { area, line, scaleLinear, ticks } from 'd3';
import type { Certainty } from '../../sim/runner/experiment/certainty.ts';
import { dayLabel, dayTicks, stepOf, valueAxis } from '../charts/axes.ts';
import { LABEL_PX, type Band } from '../charts/plot.ts';
import type { Point } from '../charts/series.ts';
import type { Formats } from '../format.ts';

/** A plan as it is drawn. */
export interface DrawnPlan {
  readonly key: string;
  readonly name: string;
  readonly colour: string;
  readonly points: readonly Point[];
  /** 95% interval of its difference from the baseline, around its course; of the course itself, where there is nothing to compare. */
  readonly band: readonly Band[];
  /** Over the whole run; null where nothing is known. */
  readonly whole: {
    readonly difference: number;
    readonly halfWidth: number;
    readonly certainty: Certainty;
    /** In words, with its range and certainty. */
    readonly text: string;
  } | null;
}

export interface CompareData {
  readonly title: string;
  readonly unit: string;
  readonly wholeTitle: string;
  readonly baselineName: string;
  /** Course without a plan; none where the plans do not share one. */
  readonly baseline: readonly Point[];
  readonly plans: readonly DrawnPlan[];
  readonly days: number;
  readonly start: string;
  readonly formats: Formats;
  readonly axis: (value: number, step: number) => string;
}

const PAD = { top: 10, right: 14, left: 54 } as const;
const COURSE = 190;
const ROW = 26;
const AXIS = 22;
/** Dashes by place in the list, so that colour is not needed to tell plans apart. */
const DASHES = [undefined, '7 3', '2 3', '9 3 2 3', '4 2', '12 4'] as const;

export const dashOf = (at: number): string | undefined => DASHES[at % DASHES.length];

/** Lays the chart out in so many pixels of width; its height follows. */
export function layOutComparison(data: CompareData, width: number) {
  const { plans, baseline, days, start, formats, axis } = data;
  const right = Math.max(PAD.left + 60, width - PAD.right);
  const hasCourse = plans.some(({ points }) => points.length > 0);
  const bottom = hasCourse ? PAD.top + COURSE : 0;
  const vertical = valueAxis([
    ...[...baseline, ...plans.flatMap(({ points }) => points)].map(({ value }) => value),
    ...plans.flatMap(({ band }) => band.flatMap(({ low, high }) => [low, high])),
  ]);
  const x = scaleLinear([0, days], [PAD.left, right]);
  const y = scaleLinear([vertical.low, vertical.high], [bottom, PAD.top + 4]);
  const path = line<Point>(
    (point) => x(point.day),
    (point) => y(point.value),
  ).digits(1);
  const fill = area<Band>(
    (at) => x(at.day),
    (at) => y(at.low),
    (at) => y(at.high),
  ).digits(1);

  const ranges = plans.flatMap(({ whole }) => {
    if (whole === null) return [0];
    const half = Number.isFinite(whole.halfWidth) ? whole.halfWidth : 0;
    return [whole.difference - half, whole.difference + half];
  });
  const [low, high] = [Math.min(0, ...ranges), Math.max(0, ...ranges)];
  const top = bottom + (hasCourse ? AXIS + 26 : 22);
  const across = scaleLinear([low, high === low ? low + 1 : high], [PAD.left + 30, right - 12]).nice(4);
  const [least = low, most = high] = across.domain();
  const marks = ticks(least, most, width < 480 ? 3 : 5);
  return {
    hasCourse,
    left: PAD.left,
    right,
    bottom,
    wholeTop: top,
    height: top + plans.length * 2 * (ROW / 2) + plans.length * 14 + AXIS,
    rows: hasCourse
      ? vertical.labels.map((value) => ({ value, y: y(value), label: axis(value, stepOf(vertical.labels)) }))
      : [],
    columns: hasCourse
      ? dayTicks(days, { of: right - PAD.left, ...LABEL_PX }).map((day) => {
          return { day, x: x(day), label: dayLabel(day, days, start, formats) };
        })
      : [],
    baseline: path(baseline) ?? '',
    courses: plans.map(({ key, colour, points, band }, at) => ({
      key,
      colour,
      dash: dashOf(at),
      d: path(points) ?? '',
      band: fill(band) ?? '',
    })),
    zero: across(0),
    ticks: marks.map((value) => ({ value, x: across(value), label: axis(value, stepOf(marks)) })),
    whole: plans.map(({ key, name, colour, whole }, at) => {
      const row = top + at * (ROW + 14);
      return {
        key,
        name,
        colour,
        dash: dashOf(at),
        text: whole?.text ?? '',
        textY: row + 10,
        y: row + 22,
        isFirm: whole?.certainty === 'clear' || whole?.certainty === 'likely',
        at: whole === null ? null : across(whole.difference),
        from: whole === null ? 0 : across(whole.difference - (whole.halfWidth || 0)),
        to: whole === null ? 0 : across(whole.difference + (whole.halfWidth || 0)),
      };
    }),
  };
}

export type CompareLayout = ReturnType<typeof layOutComparison>;
