/** Spreadsheet files (XLSX) of results. */
import { unzipSync, zipSync } from 'fflate';
import writeXlsx, { type Cell } from 'write-excel-file/node';
import type { Sheet, SheetCell } from '../spreadsheet.ts';

/** The first time that a ZIP can name: the same result gives the same bytes. */
const NO_TIME = '1980-01-01T00:00:00';
const MS_PER_DAY = 86_400_000;
const HEADING = { fontWeight: 'bold' } as const;

/** The bytes of a spreadsheet. Numbers and dates are such, whatever language it is opened in; texts are never formulas. */
export async function encodeSpreadsheet(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const file = await writeXlsx(
    sheets.map(({ name, widths, headings, labels, rows }) => ({
      sheet: name,
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: headings,
      stickyColumnsCount: labels,
      data: rows.map((cells, row) =>
        cells.map((cell, column) => cellOf(cell, row < headings || (headings === 0 && column === 0))),
      ),
    })),
  ).toBuffer();
  return zipSync(unzipSync(file), { mtime: new Date(NO_TIME) });
}

function cellOf(cell: SheetCell, isHeading: boolean): Cell {
  if (cell === null) return null;
  const style = isHeading ? HEADING : {};
  if (typeof cell === 'number') return { type: Number, value: cell, ...style };
  if (typeof cell === 'string') return { type: String, value: cell, ...style };
  return {
    type: Date,
    value: new Date(Math.round(Date.parse(cell.date) / MS_PER_DAY) * MS_PER_DAY),
    format: 'yyyy-mm-dd',
  };
}
