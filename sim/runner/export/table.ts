/** Tables for other programs: columns with a meaning, rows as they come, as CSV and described as a Frictionless Data Package. */

/** What a column holds. `unit` is stated where it has one. */
export interface Field {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number';
  readonly description: string;
  readonly unit?: string;
}

/** A value of a table; null where there is none. */
export type Cell = string | number | null;

/** A table whose rows can be gone through as often as needed. */
export interface Table {
  readonly name: string;
  readonly title: string;
  readonly fields: readonly Field[];
  readonly rows: () => Iterable<readonly Cell[]>;
}

const ROWS_A_PIECE = 5_000;

/** A table as CSV (RFC 4180, UTF-8, `\n`), in pieces that can be written as they come. */
export function* csvPieces({ fields, rows }: Table): Generator<string> {
  let piece = csvLine(fields.map(({ name }) => name));
  let count = 0;
  for (const row of rows()) {
    piece += csvLine(row);
    if (++count % ROWS_A_PIECE !== 0) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

/** A line of CSV. Numbers that are none (NaN, infinite) are missing. */
export function csvLine(cells: readonly (Cell | undefined)[]): string {
  return `${cells.map(csvField).join(',')}\n`;
}

function csvField(value: Cell | undefined): string {
  if (value === undefined || value === null || (typeof value === 'number' && !Number.isFinite(value))) return '';
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A file of a data package. */
export interface Resource {
  readonly path: string;
  readonly title: string;
  readonly fields: readonly Field[];
}

/** A data dictionary (Frictionless Data Package, https://specs.frictionlessdata.io): what every column of every table means. */
export function dataPackageOf(name: string, title: string, version: string, resources: readonly Resource[]): object {
  return {
    profile: 'data-package',
    name,
    title,
    created_by: `Cashless City ${version}`,
    licenses: [{ name: 'MIT', title: 'MIT License' }],
    resources: resources.map(resourceOf),
  };
}

function resourceOf({ path, title, fields }: Resource): object {
  const isCsv = path.endsWith('.csv');
  const name = path.replace(/\.csv$/, '').replace(/[^a-z0-9]+/g, '-');
  const schema = {
    fields: fields.map(({ name: column, type, description, unit }) => {
      return { name: column, type, description, ...(unit === undefined ? {} : { unit }) };
    }),
    ...(isCsv ? { missingValues: [''] } : {}),
  };
  return isCsv
    ? {
        ...{ profile: 'tabular-data-resource', name, path, title },
        ...{ format: 'csv', mediatype: 'text/csv', encoding: 'utf-8', schema },
      }
    : { name, path, title, format: 'parquet', mediatype: 'application/vnd.apache.parquet', schema };
}
