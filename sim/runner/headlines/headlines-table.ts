/** How sure the headlines are as a table, for the terminal and for documents. */
import { shown, type Table } from '../claims/tables.ts';
import { CERTAINTY_WORDS } from '../experiment/certainty.ts';
import { decimalsOf } from '../experiment/decimals.ts';
import { certaintyOfFigure, dependsOnAssumed, type FigureResult, type HeadlineResults } from './headline-results.ts';

const DECIMALS_MAX = 6;
const HEAD = [
  'headline',
  'difference, 95%',
  'seeds alike',
  'over seeds',
  'nine tenths of joint draws',
  'other sign',
  'sign',
  'flipped by',
];

/** A row a figure. */
export function headlinesTable({ headlines, seeds }: Pick<HeadlineResults, 'headlines' | 'seeds'>): Table {
  const rows = headlines.flatMap(({ about, figures }) =>
    figures.map((one) => [
      `${about.en} (${one.id})`,
      `${written(one.mean, one)}${one.half_width === null ? '' : ` ± ${written(one.half_width, one)}`} ${one.unit}`,
      `${one.agree} of ${seeds.length}`,
      CERTAINTY_WORDS[certaintyOfFigure(one, seeds.length)].en,
      one.range === null ? '' : `${written(one.range[0], one)} to ${written(one.range[1], one)}`,
      one.other_sign === null ? '' : `${Math.round(100 * one.other_sign)}% of draws`,
      signOf(one),
      one.flips.map(({ parameter, value }) => `${parameter} ${shown(value)}`).join(', ') || 'none',
    ]),
  );
  return { head: HEAD, rows };
}

/** With as many digits as the interval is worth. */
function written(value: number, { half_width }: FigureResult): string {
  return value.toFixed(decimalsOf(half_width ?? 0, DECIMALS_MAX));
}

function signOf(figure: FigureResult): string {
  return dependsOnAssumed(figure) ? 'depends on what is assumed' : 'holds over what is assumed';
}
