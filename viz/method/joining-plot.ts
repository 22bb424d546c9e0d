/** Where the parts of the chart of joining cities lie: residents who hold the card above, how many cities have joined below. */
import { area, line, scaleLinear } from 'd3';
import { joinedByMonth, type JoiningResults } from '../../sim/runner/joining/joining-results.ts';
import { wrapEvenly } from '../export/wrap.ts';
import type { Locale } from '../i18n/index.ts';
import { dashOf } from '../compare/compare-plot.ts';
import { PLAN_COLOURS } from '../theme.ts';

/** Of a month: least, in the middle, most. */
type Triple = readonly [low: number, middle: number, high: number];

const PAD = { top: 26, right: 118, left: 48 } as const;
const HEIGHT = 170;
const GAP = 62;
const LABEL = 15;
const LINE = 13;
/** Letters of a label beside a curve that fit into its line. */
const LETTERS = 14;
/** Years closer than this would lie over one another. */
const YEAR_PX = 60;

/** Lays the chart out in so many pixels of width. */
export function layOutJoining(results: JoiningResults, width: number, locale: Locale) {
  const { months, cases } = results;
  const right = Math.max(PAD.left + 60, width - PAD.right);
  const x = scaleLinear([0, Math.max(1, months.length - 1)], [PAD.left, right]);
  const panel = (
    top: number,
    most: number,
    series: readonly { id: string; name: string; values: readonly Triple[] }[],
  ) => {
    const y = scaleLinear([0, most], [top + HEIGHT, top]);
    const path = line<Triple>(
      (_, month) => x(month),
      ([, middle]) => y(middle),
    ).digits(1);
    const band = area<Triple>(
      (_, month) => x(month),
      ([low]) => y(low),
      ([, , high]) => y(high),
    ).digits(1);
    const labels = series.map(({ name }) => wrapEvenly(name, LETTERS));
    const ends = apart(
      series.map(({ values }) => y(values.at(-1)?.[1] ?? 0)),
      labels.map((lines) => LABEL + (lines.length - 1) * LINE),
    );
    return {
      top,
      bottom: top + HEIGHT,
      y,
      lines: series.map(({ id, values }, at) => ({
        id,
        label: (labels[at] ?? []).map((text, line) => ({ text, y: (ends[at] ?? 0) + 4 + line * LINE })),
        colour: PLAN_COLOURS[at % PLAN_COLOURS.length],
        dash: dashOf(at),
        d: path([...values]) ?? '',
        band: band([...values]) ?? '',
      })),
    };
  };
  const assumed = cases[0]?.cities ?? [];
  const most = Math.max(0.1, ...assumed.flatMap(({ card }) => card.map(([, , high]) => high)));
  const shares = panel(
    PAD.top,
    Math.ceil(most * 5) / 5,
    assumed.map(({ city, name, card }) => ({ id: city, name: name[locale], values: card })),
  );
  const counts = panel(
    shares.bottom + GAP,
    assumed.length,
    cases.map((one) => ({ id: one.id, name: one.name[locale], values: joinedByMonth(one, months) })),
  );
  return {
    left: PAD.left,
    right,
    width,
    height: counts.bottom + 24,
    shares,
    counts,
    shareRows: Array.from({ length: Math.round(Math.ceil(most * 5)) + 1 }, (_, i) => i / 5),
    countRows: Array.from({ length: assumed.length + 1 }, (_, i) => i),
    years: months
      .flatMap((month, at) => (at === 0 || month.endsWith('-01') ? [{ at, x: x(at), month }] : []))
      .filter(({ at }, i, all) => at > 0 || (all[i + 1]?.x ?? Infinity) - x(at) > YEAR_PX),
  };
}

export type JoiningLayout = ReturnType<typeof layOutJoining>;

/** Heights of labels moved apart so that none lies over another. @param sizes of each */
function apart(heights: readonly number[], sizes: readonly number[]): number[] {
  const moved = [...heights];
  const order = heights.map((_, at) => at).sort((a, b) => heights[a]! - heights[b]!);
  for (let i = 1; i < order.length; i++) {
    const above = order[i - 1]!;
    moved[order[i]!] = Math.max(moved[order[i]!]!, moved[above]! + sizes[above]!);
  }
  return moved;
}
