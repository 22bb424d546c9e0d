/**
 * CSV files of any length, row by row: quoted fields, line breaks within them, all kinds of line ends, a byte order mark. No more
 * than a piece of the file and one unfinished row is in memory.
 */
import Papa from 'papaparse';
import { refusal } from './refusal.ts';

/** Longest row, characters: what is longer is an open quotation mark, or no table. */
const ROW_LENGTH_MAX = 1 << 20;

/** Rows that came to their end, and the line of the file in which each begins. */
export interface CsvRows {
  readonly rows: readonly (readonly string[])[];
  readonly lines: readonly number[];
}

interface Parsed {
  readonly data: string[][];
  readonly meta: { readonly cursor: number };
}

/** Texts go in piece by piece, rows come out. */
export class CsvReader {
  private readonly parser: Papa.Parser;
  private rest = '';
  private line = 1;

  /** @param file by which mistakes name it */
  constructor(
    private readonly file: string,
    delimiter: string,
  ) {
    this.parser = new Papa.Parser({ delimiter, newline: '\n' });
  }

  /**
   * The rows that a further piece completes.
   * @param isLast whether nothing follows
   * @throws FileMistakes where a row does not end
   */
  push(text: string, isLast: boolean): CsvRows {
    // A carriage return at the end of a piece may be half of a line end.
    const whole = this.rest + text;
    const holdsBack = !isLast && whole.endsWith('\r');
    const input = (holdsBack ? whole.slice(0, -1) : whole).replace(/\r\n?/g, '\n');
    const { data, meta } = this.parser.parse(input, 0, !isLast) as Parsed;
    this.rest = isLast ? '' : input.slice(meta.cursor) + (holdsBack ? '\r' : '');
    const found = this.withLines(data, input.includes('"'));
    if (this.rest.length > ROW_LENGTH_MAX) {
      const mend = 'close the quotation mark that is opened in this line or before';
      throw refusal(this.file, this.line, `a row of more than ${ROW_LENGTH_MAX} characters`, 'rows that end', mend);
    }
    return found;
  }

  private withLines(data: readonly (readonly string[])[], mayBreak: boolean): CsvRows {
    const rows: (readonly string[])[] = [];
    const lines: number[] = [];
    for (const row of data) {
      if (row.length > 1 || row[0]!.trim() !== '') {
        rows.push(row);
        lines.push(this.line);
      }
      this.line++;
      if (mayBreak) for (const field of row) this.line += breaksIn(field);
    }
    return { rows, lines };
  }
}

function breaksIn(field: string): number {
  let breaks = 0;
  for (let at = field.indexOf('\n'); at >= 0; at = field.indexOf('\n', at + 1)) breaks++;
  return breaks;
}

/** Rows of a file that comes in pieces of UTF-8. @throws FileMistakes */
export async function* csvRows(
  file: string,
  pieces: AsyncIterable<Uint8Array>,
  delimiter: string,
): AsyncGenerator<CsvRows> {
  // Takes a byte order mark away; bytes that are no UTF-8 become U+FFFD.
  const decoder = new TextDecoder('utf-8');
  const reader = new CsvReader(file, delimiter);
  for await (const piece of pieces) yield reader.push(decoder.decode(piece, { stream: true }), false);
  yield reader.push(decoder.decode(), true);
}

/** The sign that most often parts the fields of the first line. */
export function delimiterOf(text: string): string {
  const end = text.search(/[\r\n]/);
  const first = (end < 0 ? text : text.slice(0, end)).replace(/"[^"]*"/g, '');
  const count = (sign: string) => first.split(sign).length;
  return [',', ';', '\t', '|'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
