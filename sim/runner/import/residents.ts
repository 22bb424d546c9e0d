/** The table of residents: a row a district, or a row for each district and age; columns are guessed by their names. */
import { FileMistakes, quote, type Mistake } from '../../model/reading/mistake.ts';
import { nearestNote } from '../../model/reading/nearest.ts';
import { ageShares, gapIn, yearsOf, type Years } from './ages.ts';
import type { ByteSource } from './bytes.ts';
import { CsvReader, delimiterOf } from './csv.ts';
import type { Journal } from './journal.ts';
import { countOf, decimalOf } from './numbers.ts';
import { mistakeAt, refusal } from './refusal.ts';

const BYTES_MAX = 20_000_000;
const RESIDENTS_MAX = 1e8;
const MISTAKES_TOLD = 20;

/** What a column can mean, with the names by which it is known without being told. */
const MEANINGS = {
  district:
    /^(district|area|zone|borough|ward|county|name|district[ _]?(name|en)|bezirk|stadtteil|quartier|arrondissement|distrito|bairro|barrio|comune|区|区县|行政区|名称)$/i,
  name_zh: /^(name[ _]?zh|chinese([ _]?name)?|中文名?|中文名称)$/i,
  code: /^(code|id|district[ _]?(code|id)|geoid|gid|adcode|insee|ags|key|代码|区划代码)$/i,
  residents:
    /^(residents?|population|pop|inhabitants|persons|people|count|number|value|total|einwohner|bevölkerung|habitants|población|população|populacao|residenti|人口|常住人口)([ _]?(total|\d{4}))?$/i,
  age: /^(age|ages|age[ _]?(band|group)|alter|altersgruppe|âge|edad|idade|年龄|年龄段)$/i,
  longitude: /^(lon|lng|long|longitude|x|centre[ _]?(lon|x)|经度)$/i,
  latitude: /^(lat|latitude|y|centre[ _]?(lat|y)|纬度)$/i,
} as const;
export type Meaning = keyof typeof MEANINGS;
/** Words that `--map` may give a column. */
export const MEANING_NAMES: readonly string[] = [...Object.keys(MEANINGS), 'ignore'];

/** A district as the table has it. */
export interface ResidentsRow {
  /** Name or code: what the boundaries are to be found by. */
  readonly name: string;
  readonly nameZh: string;
  readonly code: string;
  readonly residents: number;
  /** Null where the table has no ages. */
  readonly ageShares: readonly number[] | null;
  readonly centre: readonly [number, number] | null;
  readonly line: number;
}

/** What the columns mean. */
interface Columns {
  readonly of: ReadonlyMap<Meaning, number>;
  readonly bands: readonly { readonly at: number; readonly years: Years }[];
}

/**
 * Reads the table.
 * @param map meanings of columns by their names, instead of what would be guessed
 * @throws FileMistakes with every mistake
 */
export async function readResidents(
  source: ByteSource,
  map: ReadonlyMap<string, string>,
  journal: Journal,
): Promise<ResidentsRow[]> {
  const { name } = source;
  if (source.size > BYTES_MAX) throw refusal(name, 1, `a file of ${source.size} bytes`, `at most ${BYTES_MAX}`);
  const text = textOf(name, await source.read(0, source.size));
  const delimiter = delimiterOf(text);
  const { rows, lines } = new CsvReader(name, delimiter).push(text, true);
  if (rows.length < 2) throw refusal(name, 1, `${rows.length} rows`, 'a heading and a row for each district');
  const header = rows[0]!.map((one) => one.trim());
  const columns = columnsOf(name, lines[0]!, header, map);
  const sign = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' }[delimiter];
  journal.read(`${name}: fields parted by ${sign}; ${describeColumns(header, columns)}`);
  return new TableReader(name, header, columns, journal).read(rows.slice(1), lines.slice(1));
}

function textOf(name: string, bytes: Uint8Array): string {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    throw refusal(name, 1, 'a spreadsheet or archive', 'CSV', 'save it as CSV (UTF-8)');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const before = new TextDecoder().decode(bytes).split('\ufffd')[0]!;
    throw refusal(
      name,
      before.split(/\r\n|\r|\n/).length,
      'bytes that are not UTF-8',
      'CSV in UTF-8',
      'save it as CSV (UTF-8)',
    );
  }
}

/** A column of the table, and what it is taken for: a meaning, ages as `0-14`, or '' where nothing is made of it. */
export interface ColumnReading {
  readonly column: string;
  readonly meaning: string;
}

/**
 * The columns of a table, whether or not they are enough: what a user is shown who is to say it better.
 * @throws FileMistakes where it is no text
 */
export async function columnsOfResidents(
  source: ByteSource,
  map: ReadonlyMap<string, string>,
): Promise<ColumnReading[]> {
  if (source.size > BYTES_MAX) return [];
  const text = textOf(source.name, await source.read(0, source.size));
  const [header = []] = new CsvReader(source.name, delimiterOf(text)).push(text, true).rows;
  const taken = new Set<string>();
  return header.map((one) => {
    const column = one.trim();
    const told = map.get(column);
    const meaning = told ?? guessOf(column);
    const isFree = told !== undefined || !taken.has(meaning);
    taken.add(meaning);
    return { column, meaning: isFree && meaning !== 'ignore' ? meaning : '' };
  });
}

function guessOf(column: string): string {
  const years = yearsOf(column);
  if (years) return `${years.from}-${years.to}`;
  return (Object.keys(MEANINGS) as Meaning[]).find((one) => MEANINGS[one].test(column)) ?? '';
}

function columnsOf(file: string, line: number, header: readonly string[], map: ReadonlyMap<string, string>): Columns {
  const mistakes: Mistake[] = [];
  const of = new Map<Meaning, number>();
  const bands: { at: number; years: Years }[] = [];
  for (const [column, meaning] of map) {
    if (header.includes(column)) continue;
    const expected = `one of the columns ${header.slice(0, 24).map(quote).join(', ')}${nearestNote(column, header)}`;
    mistakes.push(mistakeAt(line, '--map', `${quote(column)}=${meaning}`, expected));
  }
  header.forEach((column, at) => {
    const told = map.get(column);
    if (told === 'ignore') return;
    const years = yearsOf(told ?? column);
    if (years) {
      bands.push({ at, years });
      return;
    }
    const names = Object.keys(MEANINGS) as Meaning[];
    const meaning =
      told === undefined ? names.find((one) => MEANINGS[one].test(column)) : names.find((one) => one === told);
    if (meaning !== undefined && (!of.has(meaning) || told !== undefined)) of.set(meaning, at);
    if (told !== undefined && meaning === undefined) {
      const expected = `one of ${MEANING_NAMES.join(', ')}, or ages as 0-14${nearestNote(told, MEANING_NAMES)}`;
      mistakes.push(mistakeAt(line, '--map', `${quote(column)}=${told}`, expected));
    }
  });
  // A table of codes alone is found by them.
  if (!of.has('district') && of.has('code')) of.set('district', of.get('code')!);
  const mend = `say which it is: --map ${header[0] === undefined || /[\s"]/.test(header[0]) ? '"COLUMN"' : header[0]}=`;
  if (!of.has('district')) {
    mistakes.push(
      mistakeAt(
        line,
        'heading',
        `the columns ${header.slice(0, 24).map(quote).join(', ')}`,
        'one with the district',
        `${mend}district`,
      ),
    );
  }
  if (!of.has('residents') && bands.length === 0) {
    mistakes.push(
      mistakeAt(
        line,
        'heading',
        `the columns ${header.slice(0, 24).map(quote).join(', ')}`,
        'one with residents, or some with ages',
        `${mend}residents`,
      ),
    );
  }
  const gap = bands.length === 0 ? undefined : gapIn(bands.map(({ years }) => years));
  if (gap !== undefined) {
    mistakes.push(
      mistakeAt(
        line,
        'heading',
        gap,
        'columns that cover every age once',
        'leave a column out with --map COLUMN=ignore',
      ),
    );
  }
  if (mistakes.length > 0) throw new FileMistakes(file, mistakes);
  return { of, bands };
}

function describeColumns(header: readonly string[], { of, bands }: Columns): string {
  const known = [...of].map(([meaning, at]) => `${quote(header[at]!)} is ${meaning}`);
  const ages = bands.map(({ at, years }) => `${quote(header[at]!)} is ages ${years.from} to ${years.to}`);
  const used = new Set([...of.values(), ...bands.map(({ at }) => at)]);
  const unused = header.filter((_, at) => !used.has(at));
  return `${[...known, ...ages].join(', ')}${unused.length === 0 ? '' : `; not used: ${unused.slice(0, 12).map(quote).join(', ')}`}`;
}

interface Draft {
  readonly first: readonly string[];
  readonly line: number;
  readonly years: Years[];
  readonly counts: number[];
}

class TableReader {
  private readonly mistakes: Mistake[] = [];
  private rowCount = 0;

  constructor(
    private readonly file: string,
    private readonly header: readonly string[],
    private readonly columns: Columns,
    private readonly journal: Journal,
  ) {}

  read(rows: readonly (readonly string[])[], lines: readonly number[]): ResidentsRow[] {
    this.rowCount = rows.length;
    const found = this.columns.of.has('age') ? this.readLong(rows, lines) : this.readWide(rows, lines);
    if (this.mistakes.length > 0) throw new FileMistakes(this.file, this.mistakes.slice(0, MISTAKES_TOLD));
    if (found.length > 0) return found;
    throw refusal(this.file, lines[0] ?? 1, 'no row of a district', 'a row for each district, beside totals');
  }

  private valueOf(row: readonly string[], meaning: Meaning): string {
    const at = this.columns.of.get(meaning);
    return at === undefined ? '' : (row[at]?.trim() ?? '');
  }

  private readWide(rows: readonly (readonly string[])[], lines: readonly number[]): ResidentsRow[] {
    const { bands, of } = this.columns;
    const seen = new Map<string, number>();
    return rows.flatMap((row, i): ResidentsRow[] => {
      const line = lines[i]!;
      const name = this.valueOf(row, 'district');
      if (name === '') {
        this.journal.drop(this.file, line, 'rows without a district', row.join(' ').slice(0, 60));
        return [];
      }
      if (this.isTotal(name)) {
        this.journal.drop(this.file, line, 'rows with a total', name);
        return [];
      }
      if (seen.has(name)) {
        const mend = 'a table with a row for each age needs a column age';
        this.mistakes.push(
          mistakeAt(line, 'district', `${quote(name)} again`, `each once (first in line ${seen.get(name)})`, mend),
        );
        return [];
      }
      seen.set(name, line);
      const texts = bands.map(({ at }) => row[at]?.trim() ?? '');
      const read = of.has('residents') && areShares(texts) ? decimalOf : countOf;
      const counts = texts.map((text, band) => this.number(text, line, this.header[bands[band]!.at]!, read));
      const told = of.has('residents')
        ? this.number(this.valueOf(row, 'residents'), line, 'residents', countOf)
        : undefined;
      const sum = counts.reduce((a, b) => a + b, 0);
      return this.rowOf(
        row,
        line,
        told ?? Math.round(sum),
        bands.map(({ years }) => years),
        counts,
      );
    });
  }

  private readLong(rows: readonly (readonly string[])[], lines: readonly number[]): ResidentsRow[] {
    const drafts = new Map<string, Draft>();
    rows.forEach((row, i) => {
      const line = lines[i]!;
      const name = this.valueOf(row, 'district');
      const age = this.valueOf(row, 'age');
      if (name === '' || this.isTotal(name) || this.isTotal(age)) {
        this.journal.drop(this.file, line, 'rows without a district, or with a total', `${name} ${age}`);
        return;
      }
      const years = yearsOf(/^\d{1,3}$/.test(age) ? `${age}-${age}` : age);
      if (years === undefined) {
        this.mistakes.push(mistakeAt(line, 'age', quote(age), 'ages as 0-14, 75+ or 42'));
        return;
      }
      const draft = drafts.get(name) ?? { first: row, line, years: [], counts: [] };
      drafts.set(name, draft);
      draft.years.push(years);
      draft.counts.push(this.number(this.valueOf(row, 'residents'), line, 'residents', countOf));
    });
    return [...drafts.values()].flatMap(({ first, line, years, counts }) => {
      const gap = gapIn(years);
      if (gap !== undefined) {
        this.mistakes.push(mistakeAt(line, 'age', gap.replaceAll('column', 'row'), 'rows that cover every age once'));
        return [];
      }
      return this.rowOf(
        first,
        line,
        counts.reduce((a, b) => a + b, 0),
        years,
        counts,
      );
    });
  }

  private rowOf(
    row: readonly string[],
    line: number,
    residents: number,
    years: readonly Years[],
    counts: readonly number[],
  ): ResidentsRow[] {
    if (!(residents >= 1 && residents <= RESIDENTS_MAX)) {
      if (!Number.isNaN(residents)) {
        this.mistakes.push(mistakeAt(line, 'residents', String(residents), `1 to ${RESIDENTS_MAX} people`));
      }
      return [];
    }
    const name = this.valueOf(row, 'district');
    const [lon, lat] = [this.valueOf(row, 'longitude'), this.valueOf(row, 'latitude')];
    const centre =
      lon === '' || lat === ''
        ? null
        : ([this.number(lon, line, 'longitude', decimalOf), this.number(lat, line, 'latitude', decimalOf)] as const);
    if (centre !== null && (Math.abs(centre[0]) > 180 || Math.abs(centre[1]) > 90)) {
      this.mistakes.push(mistakeAt(line, 'longitude', `${lon}, ${lat}`, 'degrees: longitude, latitude'));
    }
    const shares = years.length === 0 ? null : ageShares(years, counts);
    return [
      {
        name,
        nameZh: this.valueOf(row, 'name_zh'),
        code: this.valueOf(row, 'code'),
        residents,
        ageShares: shares,
        centre,
        line,
      },
    ];
  }

  /** Of one row it is the district's name. */
  private isTotal(name: string): boolean {
    return this.rowCount > 1 && /^(total|sum|all|gesamt|insgesamt|ensemble|合计|总计)$/i.test(name);
  }

  private number(text: string, line: number, column: string, read: (text: string) => number): number {
    const value = read(text);
    if (!Number.isNaN(value) && (value >= 0 || read === decimalOf)) return value;
    const found = text === '' ? 'nothing' : quote(text);
    this.mistakes.push(
      mistakeAt(line, column, found, 'a number, as 1234 or 0.15 or 0,15', 'leave the row out, or fill it in'),
    );
    return NaN;
  }
}

/** Whether the ages of a row are shares or per cents and not people: they sum to 1 or 100. */
function areShares(texts: readonly string[]): boolean {
  const sum = texts.reduce((total, text) => total + decimalOf(text), 0);
  return Math.abs(sum - 1) < 0.03 || Math.abs(sum - 100) < 3;
}
