/** Tables and numbers for people who read a terminal. */

/** Columns padded to their widest cell; those in `numeric` are aligned to the right. */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  numeric: readonly number[] = [],
): string {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    widths
      .map((width, column) => {
        const cell = cells[column] ?? '';
        return numeric.includes(column) ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return `${[line(header), ...rows.map(line)].join('\n')}\n`;
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

/** With its sign; 0 where there is no difference at all. */
export function formatDifference(value: number): string {
  if (value === 0) return '0';
  return value > 0 ? `+${formatNumber(value)}` : formatNumber(value);
}

function thousands(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}
