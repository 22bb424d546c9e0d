/** Figures of headlines as the page says them: value, interval, days, what turns them round, and their picture. */
import { CERTAINTY_WORDS } from '../../sim/runner/experiment/certainty.ts';
import { decimalsOf } from '../../sim/runner/experiment/decimals.ts';
import {
  certaintyOfFigure,
  dependsOnAssumed,
  type FigureResult,
  type HeadlineResult,
  type HeadlineResults,
} from '../../sim/runner/headlines/headline-results.ts';
import type { Formats } from '../format.ts';
import type { Messages } from '../i18n/index.ts';
import { nameOfParameter, unitOfParameter } from '../i18n/parameters.ts';
import { Measure } from '../measures/measure.ts';
import { shippedAsIs } from '../state/reading.ts';
import { layOutBars, type HeadlineBar } from './headlines-plot.ts';
import { valueWithUnit } from './sources.ts';
import type { MethodWords } from './words.ts';

/** Digits after the point at most. */
const DECIMALS_MAX = 6;

export interface HeadlineRow {
  readonly key: string;
  readonly title: string;
  /** Whether it is the first of its headline. */
  readonly isFirst: boolean;
  readonly days: string;
  /** Mean ± half the interval, with its unit. */
  readonly value: string;
  readonly certainty: string;
  /** All of it in a line. */
  readonly label: string;
  /** Whether its sign hangs on what is assumed, and the sentence that says so. */
  readonly depends: boolean;
  readonly sign: string;
  readonly range: string;
  /** Parameters that turn it round, one a line. */
  readonly flips: readonly string[];
  readonly bar: HeadlineBar;
}

export interface Said {
  readonly words: MethodWords;
  readonly messages: Messages;
  readonly formats: Formats;
}

/** The figures of a headline, in so many pixels of width. */
export function rowsOf(
  headline: HeadlineResult,
  { seeds, draws }: Pick<HeadlineResults, 'seeds' | 'draws'>,
  width: number,
  { words, messages, formats }: Said,
): HeadlineRow[] {
  const { locale } = formats;
  const scenario = { ...shippedAsIs(headline.scenario), scale: headline.scale };
  const measured = (name: string) => new Measure(name, scenario, messages, formats);
  const factorOf = (name: string) => (measured(name).isShare ? 100 : measured(name).shown(1));
  const bars = layOutBars(headline.figures, width, factorOf);
  return headline.figures.map((figure, i) => {
    const measure = measured(figure.measure);
    const factor = factorOf(figure.measure);
    const unit = measure.isShare ? words.headlines_points : measure.unit;
    // As many digits as the interval is worth, in all that stands beside it.
    const decimals = decimalsOf(factor * (figure.half_width ?? 0), DECIMALS_MAX);
    const signed = (value: number, least = 0) => formats.signedDecimal(factor * value, decimals, least);
    const half = figure.half_width === null ? '' : ` ± ${formats.fixed(factor * figure.half_width, decimals)}`;
    const days = words.headlines_days({ from: formats.whole(figure.from + 1), to: formats.whole(figure.to + 1) });
    const value = formats.withUnit(`${signed(figure.mean, decimals)}${half}`, unit);
    const certainty = words.headlines_certain({
      word: CERTAINTY_WORDS[certaintyOfFigure(figure, seeds.length)][locale],
    });
    const depends = dependsOnAssumed(figure);
    const share = formats.percent(figure.other_sign ?? 0);
    const counted = { draws: formats.whole(draws), share };
    return {
      key: `${headline.id} ${figure.id}`,
      title: headline.about[locale],
      isFirst: i === 0,
      ...{ days, value, certainty },
      label: [days, value, certainty].join(messages.semicolon),
      depends,
      sign: depends
        ? figure.other_sign === null
          ? words.headlines_depends
          : words.headlines_both({ first: words.headlines_depends, second: words.headlines_other(counted) })
        : signHolds(figure, counted, words),
      range:
        figure.range === null
          ? ''
          : words.headlines_range({
              low: signed(figure.range[0]),
              high: formats.withUnit(signed(figure.range[1]), unit),
            }),
      flips: flipsOf(figure, scenario.parameters, (effect) => signed(effect), { words, messages, formats }),
      bar: bars[i]!,
    };
  });
}

function signHolds(
  { other_sign }: FigureResult,
  counted: { readonly draws: string; readonly share: string },
  words: MethodWords,
): string {
  if (other_sign === null) return '';
  return other_sign === 0 ? words.headlines_holds(counted) : words.headlines_other(counted);
}

/** A line a parameter: its value as it stands, and each end at which the figure turns round. */
function flipsOf(
  { flips }: FigureResult,
  stands: Readonly<Record<string, number>>,
  shown: (effect: number) => string,
  { words, messages, formats }: Said,
): string[] {
  return [...new Set(flips.map(({ parameter }) => parameter))].map((parameter) => {
    const valueOf = (value: number) => valueWithUnit(value, unitOfParameter(parameter), formats);
    const ends = flips
      .filter((flip) => flip.parameter === parameter)
      .map(({ value, figure }) => words.decides_end({ value: valueOf(value), effect: shown(figure) }));
    const now = stands[parameter];
    const name = nameOfParameter(parameter, formats.locale);
    const standing = now === undefined ? '' : words.headlines_stands({ value: valueOf(now) });
    return `${name}${standing}${messages.colon}${ends.join(messages.semicolon)}`;
  });
}
