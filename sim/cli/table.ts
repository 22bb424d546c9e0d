/** Tables and numbers for people who read a terminal. */
import { decimalsOf } from '../runner/experiment/decimals.ts';
import { displayWidth, wrapped } from './terminal.ts';

const GAP = 2;
/** No column of text is made narrower. */
const TEXT_COLUMNS_MIN = 12;

/**
 * Columns padded to their widest cell; those in `numeric` are aligned to the right. Where a terminal is narrower, texts go on
 * in further lines of their column.
 * @param columns of the terminal; as many as it takes where left out
 */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  numeric: readonly number[] = [],
  columns?: number,
): string {
  return lines([header, ...rows], numeric, columns);
}

/** As `table`, without a header. */
export function listing(rows: readonly (readonly string[])[], columns?: number): string {
  return lines(rows, [], columns);
}

function lines(rows: readonly (readonly string[])[], numeric: readonly number[], columns = Infinity): string {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const natural = Array.from({ length: count }, (_, i) =>
    Math.max(0, ...rows.map((row) => displayWidth(row[i] ?? ''))),
  );
  const widths = fitted(natural, numeric, columns);
  return rows.map((row) => `${rowLines(row, widths, numeric).join('\n')}\n`).join('');
}

/** Widths that fit into a terminal: the widest text gives way, as far as it can. */
function fitted(natural: readonly number[], numeric: readonly number[], columns: number): number[] {
  const widths = [...natural];
  for (;;) {
    const excess = widths.reduce((sum, width) => sum + width, GAP * (widths.length - 1)) - columns;
    if (!(excess > 0)) return widths;
    // A heading that stands alone in the first column is no reason to break the names below it.
    const texts = widths.flatMap((width, i) => (i > 0 && !numeric.includes(i) && width > TEXT_COLUMNS_MIN ? [i] : []));
    if (texts.length === 0) return widths;
    const widest = texts.reduce((a, b) => (widths[b]! > widths[a]! ? b : a));
    const next = Math.max(TEXT_COLUMNS_MIN, ...texts.filter((i) => i !== widest).map((i) => widths[i]!));
    widths[widest] = Math.max(widths[widest]! - excess, Math.min(next, widths[widest]! - 1));
  }
}

function rowLines(row: readonly string[], widths: readonly number[], numeric: readonly number[]): string[] {
  const cells = widths.map((width, i) => {
    const cell = row[i] ?? '';
    return displayWidth(cell) <= width ? [cell] : wrapped(cell, width);
  });
  const height = Math.max(1, ...cells.map((cell) => cell.length));
  return Array.from({ length: height }, (_, line) =>
    widths
      .map((width, i) => {
        const text = cells[i]![line] ?? '';
        const space = ' '.repeat(Math.max(0, width - displayWidth(text)));
        return numeric.includes(i) ? space + text : text + space;
      })
      .join(' '.repeat(GAP))
      .trimEnd(),
  );
}

/** Whole numbers in full with thousands set apart, others to four significant digits. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return thousands(String(Math.round(value)));
  const rounded = Number(value.toPrecision(4));
  const text = String(rounded);
  if (Math.abs(rounded) >= 1000) return thousands(text);
  return text.includes('e') ? value.toExponential(2) : text;
}

/** Digits after the point that an interval is ever written with. */
const DECIMALS_MAX = 9;

/** A figure or a difference, and `± …` for half the width of its interval, with as many digits as that is worth; none where it is not known. */
export function formatEstimate(
  value: number,
  halfWidth: number,
  format: typeof formatNumber = formatNumber,
): readonly [text: string, range: string] {
  if (!Number.isFinite(halfWidth) || !Number.isFinite(value)) return [format(value), ''];
  const digits = decimalsOf(halfWidth, DECIMALS_MAX);
  const fixed = (size: number): string => {
    const [whole = '', fraction] = Math.abs(size).toFixed(digits).split('.');
    return thousands(whole) + (fraction === undefined ? '' : `.${fraction}`);
  };
  const half = fixed(halfWidth);
  // What is known exactly, or more exactly than can be read, is told as it is.
  if (!/[1-9]/.test(half)) return [format(value), `± ${formatNumber(halfWidth)}`];
  const text = fixed(value);
  const sign = !/[1-9]/.test(text) ? '' : value < 0 ? '-' : format === formatDifference ? '+' : '';
  return [sign + text, `± ${half}`];
}

/** With its sign; 0 where there is no difference at all. */
export function formatDifference(value: number): string {
  if (value === 0) return '0';
  return value > 0 ? `+${formatNumber(value)}` : formatNumber(value);
}

function thousands(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}
