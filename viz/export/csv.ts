/** A table as CSV that spreadsheets of any country read: RFC 4180, UTF-8 with a mark. */

/** A fraction has twelve digits: what lies beyond is the computer's, as in 24.650000000000002. */
const numeral = (value: number): string => String(Number.isInteger(value) ? value : Number(value.toPrecision(12)));

/** Text that a spreadsheet would take for a formula is told to be text. */
function cell(value: string | number): string {
  if (typeof value === 'number') return Number.isFinite(value) ? numeral(value) : '';
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csv(rows: readonly (readonly (string | number)[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}
