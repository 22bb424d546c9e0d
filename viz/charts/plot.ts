/** Where the parts of a chart lie: scales, curves, labels. The same for the page and for a picture to take away. */
import { area, line, scaleLinear } from 'd3';
import type { Formats } from '../format.ts';
import { dayLabel, dayTicks, stepOf, valueAxis } from './axes.ts';
import { endLabels } from './end-labels.ts';
import { decimate } from './series.ts';
import type { Point } from './series.ts';

/** Means of several seeds, with the 95% interval of their difference around the world with the policy. */
export interface Expected {
  readonly baseline: readonly Point[];
  readonly policy: readonly Point[];
  readonly band: readonly Band[];
}

export interface Band {
  readonly day: number;
  readonly low: number;
  readonly high: number;
}

/** A curve to draw. */
export interface Curve {
  readonly id: 'baseline' | 'policy';
  readonly name: string;
  readonly points: readonly Point[];
}

/** When an action of the policy begins, days since the start. */
export interface Flag {
  readonly day: number;
  readonly number: number;
  readonly what: string;
}

/** Flags whose signs would lie over one another share one: its place, their numbers (2–4, or 1, 3) and what they are. */
export function flagSigns(
  flags: readonly Flag[],
  placeOf: (day: number) => number,
): { readonly x: number; readonly numbers: string; readonly what: string }[] {
  const groups: { x: number; of: Flag[] }[] = [];
  for (const flag of flags.toSorted((a, b) => a.day - b.day || a.number - b.number)) {
    const x = placeOf(flag.day);
    const group = groups.at(-1);
    // Each number of a sign takes its room.
    if (group !== undefined && x - group.x < FLAG_WIDTH) group.of.push(flag);
    else groups.push({ x, of: [flag] });
  }
  return groups.map(({ x, of }) => {
    const numbers = of.map(({ number }) => number).sort((a, b) => a - b);
    const [first = 0, last = 0] = [numbers[0], numbers.at(-1)];
    const isRow = numbers.length > 2 && last - first === numbers.length - 1;
    return { x, numbers: isRow ? `${first}–${last}` : numbers.join(', '), what: of.map(({ what }) => what).join('\n') };
  });
}
/** Pixels that a flag takes with its numbers. */
const FLAG_WIDTH = 26;

/** A figure somebody has claimed, at a day. */
export interface Claim {
  readonly day: number;
  readonly value: number;
  readonly what: string;
}

export interface PlotData {
  /** What several seeds say of the same days, behind the curves. */
  readonly expected: Expected | null;
  readonly curves: readonly Curve[];
  readonly flags: readonly Flag[];
  readonly claims: readonly Claim[];
  /** What was observed, as dots. */
  readonly observed?: readonly Point[];
  readonly days: number;
  readonly start: string;
  readonly formats: Formats;
  readonly axis: (value: number, step: number) => string;
}

export const PAD = { top: 14, right: 12, bottom: 20, left: 52 } as const;
/** Room of a label of the axis of days, pixels: on it, and at its end. */
export const LABEL_PX = { each: 86, end: 24 } as const;
/** Of the greatest value, what is as good as nothing. */
const HAIR = 0.01;

/** Lays a chart out in so many pixels. */
export function layOut(
  { curves, expected, claims, observed = [], days, start, formats, axis }: PlotData,
  width: number,
  height: number,
) {
  const told = [
    ...curves.flatMap(({ points }) => points.map(({ value }) => value)),
    ...(expected === null ? [] : [...expected.baseline, ...expected.policy].map(({ value }) => value)),
    ...claims.map(({ value }) => value),
    ...observed.map(({ value }) => value),
  ];
  // What is never below zero, as a count of people, has no range there either. Means are rounded, so that nothing may be a hair less.
  const most = Math.max(0, ...told);
  const least = told.some((value) => value < -HAIR * most) ? -Infinity : 0;
  const band = (expected?.band ?? []).map((at) => ({ ...at, low: Math.max(least, at.low) }));
  const vertical = valueAxis([
    ...told.map((value) => Math.max(least, value)),
    ...band.flatMap(({ low, high }) => [low, high]),
  ]);
  const right = Math.max(PAD.left + 1, width - PAD.right);
  const x = scaleLinear([0, days], [PAD.left, right]);
  const y = scaleLinear([vertical.low, vertical.high], [height - PAD.bottom, PAD.top]);
  const path = line<Point>(
    (point) => x(point.day),
    (point) => y(point.value),
  ).digits(1);
  const fill = area<Band>(
    (at) => x(at.day),
    (at) => y(at.low),
    (at) => y(at.high),
  ).digits(1);
  const placed = (points: readonly Point[]) => points.map(({ day, value }) => ({ x: x(day), y: y(value) }));
  // The curves of the seeds go to the end of the run, wherever it is.
  const named = curves.map(({ id, name, points }) => {
    const means = expected?.[id] ?? [];
    return { id, name, points: placed(means.length > 0 ? means : points) };
  });
  const around = [
    ...curves.map(({ points }) => placed(points)),
    ...(['low', 'high'] as const).map((edge) => placed(band.map((at) => ({ day: at.day, value: at[edge] })))),
    ...[...observed, ...claims].map((dot) => placed([dot])),
  ];
  return {
    x,
    y,
    top: PAD.top,
    bottom: height - PAD.bottom,
    left: PAD.left,
    right,
    rows: vertical.labels.map((value) => ({ value, y: y(value), label: axis(value, stepOf(vertical.labels)) })),
    columns: dayTicks(days, { of: right - PAD.left, ...LABEL_PX }).map((day) => {
      return { day, x: x(day), label: dayLabel(day, days, start, formats) };
    }),
    band: fill(band) ?? '',
    behind:
      expected === null ? [] : (['baseline', 'policy'] as const).map((id) => ({ id, d: path(expected[id]) ?? '' })),
    observed: decimate(observed, 0, days, right - PAD.left).map(({ day, value }) => ({ x: x(day), y: y(value) })),
    curves: curves.map(({ id, name, points }) => ({
      id,
      name,
      d: path(decimate(points, 0, days, right - PAD.left)) ?? '',
      dots: points.length <= 12 ? points.map((point) => ({ x: x(point.day), y: y(point.value) })) : [],
    })),
    labels: endLabels(named, around, { left: PAD.left, right, top: PAD.top, bottom: height - PAD.bottom }),
  };
}

export type Layout = ReturnType<typeof layOut>;
