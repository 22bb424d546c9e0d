/** A timetable feed (GTFS): its tables, in an archive or a folder, read row by row. */
import { quote } from '../../model/reading/mistake.ts';
import { nearestNote } from '../../model/reading/nearest.ts';
import { piecesOf, type ByteSource } from './bytes.ts';
import { csvRows } from './csv.ts';
import { refusal } from './refusal.ts';
import { filesOfZip, unpacked } from './zip.ts';

/** The files of a feed by their names. */
export interface Feed {
  readonly name: string;
  readonly files: ReadonlyMap<string, () => AsyncIterable<Uint8Array>>;
}

/** Tables that make a feed one. */
export const TABLES_NEEDED = ['stops.txt', 'routes.txt', 'trips.txt', 'stop_times.txt'] as const;

/** The feed in an archive; it may lie in a folder of it. @throws FileMistakes */
export async function feedOfZip(archive: ByteSource): Promise<Feed> {
  const found = (await filesOfZip(archive)).filter(({ name }) => !/(^|\/)(__MACOSX\/|\.)/.test(name));
  const folders = [...new Set(found.map(({ name }) => name.slice(0, name.lastIndexOf('/') + 1)))];
  const folder = folders.find((one) => found.some(({ name }) => name.toLowerCase() === `${one}stop_times.txt`)) ?? '';
  const inside = found.filter(({ name }) => name.startsWith(folder) && !name.slice(folder.length).includes('/'));
  return checked({
    name: archive.name,
    files: new Map(
      inside.map((file) => [file.name.slice(folder.length).toLowerCase(), () => unpacked(archive, file)] as const),
    ),
  });
}

/** The feed whose files lie side by side. @throws FileMistakes */
export function feedOfFiles(name: string, files: readonly ByteSource[]): Feed {
  const byName = files.map((file) => [file.name.replace(/^.*[/\\]/, '').toLowerCase(), () => piecesOf(file)] as const);
  return checked({ name, files: new Map(byName) });
}

function checked(feed: Feed): Feed {
  const missing = TABLES_NEEDED.filter((file) => !feed.files.has(file));
  if (missing.length === 0) return feed;
  const names = [...feed.files.keys()].slice(0, 12).join(', ');
  const found = names === '' ? 'no files' : `only ${names}`;
  throw refusal(feed.name, 1, found, `a GTFS feed, which has ${missing.join(', ')}`, 'export the whole feed');
}

export interface TableTerms {
  /** Columns without which nothing can be made of it. */
  readonly needed: readonly string[];
  readonly others?: readonly string[];
  /** More rows are refused. */
  readonly most: number;
}

/**
 * Reads a table of a feed.
 * @param each gets the values of `needed` and then `others`, without spaces around them, '' where there is none; the array is used
 *   again for the next row
 * @returns false where the feed has no such table
 * @throws FileMistakes
 */
export async function readTable(
  feed: Feed,
  file: string,
  { needed, others = [], most }: TableTerms,
  each: (values: readonly string[], line: number) => void,
): Promise<boolean> {
  const open = feed.files.get(file);
  if (open === undefined) return false;
  const place = `${feed.name}/${file}`;
  const columns = [...needed, ...others];
  const values = columns.map(() => '');
  let at: number[] | undefined;
  let count = 0;
  for await (const { rows, lines } of csvRows(place, open(), ',')) {
    rows.forEach((row, i) => {
      if (at === undefined) {
        at = columnsOf(row, columns, needed, place, lines[i]!);
        return;
      }
      if (++count > most) throw refusal(place, lines[i]!, `more than ${most} rows`, 'the feed of a city');
      for (let column = 0; column < at.length; column++) values[column] = row[at[column]!]?.trim() ?? '';
      each(values, lines[i]!);
    });
  }
  if (at === undefined) throw refusal(place, 1, 'an empty file', `a table with the columns ${needed.join(', ')}`);
  return true;
}

function columnsOf(
  header: readonly string[],
  columns: readonly string[],
  needed: readonly string[],
  place: string,
  line: number,
): number[] {
  const names = header.map((name) => name.trim().toLowerCase());
  const missing = needed.find((column) => !names.includes(column));
  if (missing !== undefined) {
    const found = `the columns ${names.slice(0, 20).map(quote).join(', ')}`;
    throw refusal(place, line, found, `a column ${missing} among them${nearestNote(missing, names)}`);
  }
  return columns.map((column) => names.indexOf(column));
}

/** Seconds after the midnight that begins the day of service; past 24:00 for the next morning. NaN for what is no time. */
export function secondsOf(text: string): number {
  const parts = /^(\d{1,3}):([0-5]?\d)(?::([0-5]?\d))?$/.exec(text);
  return parts ? Number(parts[1]) * 3600 + Number(parts[2]) * 60 + Number(parts[3] ?? 0) : NaN;
}

/** A day as a number of days, from YYYYMMDD; NaN for what is no day. */
export function dayOf(text: string): number {
  const parts = /^(\d{4})-?(\d\d)-?(\d\d)$/.exec(text);
  if (!parts) return NaN;
  const [, year, month, day] = parts;
  const ms = Date.UTC(Number(year), Number(month) - 1, Number(day));
  return new Date(ms).getUTCDate() === Number(day) ? ms / 86_400_000 : NaN;
}

/** YYYY-MM-DD of a number of days. */
export function dateOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
