/** Where the parts of the pictures of headlines lie: all figures of a headline on one line of zero. */
import { scaleLinear } from 'd3';
import type { FigureResult } from '../../sim/runner/headlines/headline-results.ts';

/** Room at both sides, for the numbers below the axis. */
const PAD = 26;
/** Height of a bar with the numbers below it. */
export const BAR_HEIGHT = 44;
/** Pixels of width for a number below the axis. */
const TICK_PX = 95;

type Values = Pick<FigureResult, 'measure' | 'mean' | 'half_width' | 'range'>;

interface Span {
  readonly x: number;
  readonly width: number;
}

export interface HeadlineBar {
  readonly zero: number;
  readonly mean: number;
  /** Of the seeds; null for one seed. */
  readonly interval: Span | null;
  /** What holds nine tenths of the joint draws, with the part of it that has the other sign; null without draws. */
  readonly range: Span | null;
  readonly other: Span | null;
  readonly ticks: readonly { readonly value: number; readonly x: number }[];
  readonly left: number;
  readonly right: number;
}

/** A bar for each figure, in so many pixels of width. @param factor by which values of a measure are shown */
export function layOutBars(
  figures: readonly Values[],
  width: number,
  factor: (measure: string) => number = () => 1,
): HeadlineBar[] {
  const reaches = figures.map((figure) => reachOf(figure, figures));
  const shares = figures.flatMap((figure, i) => valuesOf(figure).map((value) => value / reaches[i]!));
  const [low, high] = [Math.min(0, ...shares), Math.max(0, ...shares)];
  const [left, right] = [PAD, Math.max(PAD + 60, width - PAD)];
  return figures.map(({ measure, mean, half_width, range }, i) => {
    const size = reaches[i]!;
    const by = factor(measure);
    const x = scaleLinear([low * size, high * size], [left, right]);
    const span = (from: number, to: number): Span => ({ x: x(from), width: x(to) - x(from) });
    const shown = scaleLinear([low * size * by, high * size * by], [left, right]);
    const turned = range === null ? null : otherSign(mean, range);
    return {
      ...{ zero: x(0), mean: x(mean), left, right },
      interval: half_width === null ? null : span(mean - half_width, mean + half_width),
      range: range === null ? null : span(range[0], range[1]),
      other: turned === null ? null : span(...turned),
      ticks: shown
        .ticks(Math.max(2, Math.floor((right - left) / TICK_PX)))
        .map((value) => ({ value, x: shown(value) })),
    };
  });
}

/** The part of a range that has another sign than the mean. */
function otherSign(mean: number, [low, high]: readonly [number, number]): [number, number] | null {
  if (mean < 0 && high > 0) return [Math.max(0, low), high];
  return mean > 0 && low < 0 ? [low, Math.min(0, high)] : null;
}

const valuesOf = ({ mean, half_width, range }: Values): number[] => [
  mean - (half_width ?? 0),
  mean + (half_width ?? 0),
  ...(range ?? []),
];

/** How far figures of the same measure reach from 0. */
function reachOf({ measure }: Values, figures: readonly Values[]): number {
  const alike = figures.filter((one) => one.measure === measure).flatMap(valuesOf);
  return Math.max(...alike.map(Math.abs)) || 1;
}
