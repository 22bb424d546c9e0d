/** Districts: which boundaries and which row of the table are one, and what they are called. */
import { FileMistakes, quote } from '../../model/reading/mistake.ts';
import { isFreeDistrictId } from '../../model/reading/city-schema.ts';
import { nearestNote } from '../../model/reading/nearest.ts';
import type { Polygons } from './boundaries.ts';
import type { Area } from './geojson.ts';
import type { Journal } from './journal.ts';
import { mistakeAt, refusal } from './refusal.ts';
import type { ResidentsRow } from './residents.ts';

const CODE_LENGTH_MAX = 20;
const ID_LENGTH_MAX = 32;
const TOLD = 20;

export interface NamedDistrict {
  readonly id: string;
  readonly name: { readonly en: string; readonly zh: string };
  readonly code: string;
  readonly row: ResidentsRow;
  readonly polygons: Polygons;
}

/** Without case, accents, and signs between words. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s\-_.'’()]+/g, '');
}

interface Key {
  readonly property: string;
  readonly column: 'name' | 'code' | 'nameZh';
  readonly matches: number;
}

/** Puts rows and boundaries together. @throws FileMistakes for rows that have none */
export function matchDistricts(
  areas: readonly Area[],
  rows: readonly ResidentsRow[],
  files: { readonly areas: string; readonly rows: string },
  journal: Journal,
): NamedDistrict[] {
  const key = bestKey(areas, rows);
  if (key === undefined) {
    const properties = [...new Set(areas.flatMap((area) => [...area.properties.keys()]))].slice(0, 12);
    const names = rows
      .slice(0, 6)
      .map(({ name }) => quote(name))
      .join(', ');
    const found = `districts called ${names}, none of which is the value of a property (${properties.map(quote).join(', ')})`;
    throw refusal(files.rows, rows[0]!.line, found, `names or codes as in ${files.areas}`);
  }
  const columns = { name: 'district', code: 'code', nameZh: 'name_zh' } as const;
  journal.read(
    `${files.areas}: a district is found where ${quote(key.property)} is the ${columns[key.column]} of ${files.rows}`,
  );
  const polygonsOf = new Map<string, Area[]>();
  for (const area of areas) {
    const value = area.properties.get(key.property);
    if (value === undefined) continue;
    polygonsOf.set(plain(value), [...(polygonsOf.get(plain(value)) ?? []), area]);
  }
  const used = new Set<string>();
  const lost: ResidentsRow[] = [];
  const found = rows.flatMap((row) => {
    const value = plain(row[key.column]);
    const parts = polygonsOf.get(value);
    if (parts === undefined) {
      lost.push(row);
      return [];
    }
    used.add(value);
    return [{ row, parts }];
  });
  const unused = [...polygonsOf].filter(([value]) => !used.has(value));
  tellLost(
    lost,
    unused.map(([, [area]]) => area!.properties.get(key.property)!),
    key,
    files,
    journal,
  );
  for (const [, [area]] of unused) {
    journal.drop(files.areas, area!.line, 'areas without residents', area!.properties.get(key.property));
  }
  return named(found);
}

function bestKey(areas: readonly Area[], rows: readonly ResidentsRow[]): Key | undefined {
  const properties = new Set(areas.flatMap((area) => [...area.properties.keys()]));
  const keys = [...properties].flatMap((property) =>
    (['name', 'code', 'nameZh'] as const).map((column): Key => {
      const values = new Set(areas.map((area) => plain(area.properties.get(property) ?? '')));
      const matches = rows.filter((row) => row[column] !== '' && values.has(plain(row[column]))).length;
      return { property, column, matches };
    }),
  );
  const best = keys.reduce<Key | undefined>((a, b) => (a === undefined || b.matches > a.matches ? b : a), undefined);
  return best && best.matches > 0 ? best : undefined;
}

/** Rows without a boundary are mistakes while boundaries are left over, which they may be meant for. */
function tellLost(
  lost: readonly ResidentsRow[],
  left: readonly string[],
  key: Key,
  files: { readonly areas: string; readonly rows: string },
  journal: Journal,
): void {
  if (lost.length > 0 && left.length > 0) {
    const mistakes = lost.slice(0, TOLD).map((row) => {
      const names = left.slice(0, 12).map(quote).join(', ');
      const expected = `one of the areas that are left (${names})${nearestNote(row[key.column], left)}`;
      return mistakeAt(
        row.line,
        key.column === 'name' ? 'district' : key.column,
        quote(row[key.column]),
        expected,
        'mend the name, or leave the row out',
      );
    });
    throw new FileMistakes(files.rows, mistakes);
  }
  for (const { line, name } of lost) journal.drop(files.rows, line, 'rows of districts that have no boundary', name);
}

function named(found: readonly { row: ResidentsRow; parts: readonly Area[] }[]): NamedDistrict[] {
  const ids = new Set<string>();
  const codes = new Set<string>();
  return found.map(({ row, parts }, index) => {
    const code = unique(
      row.code === '' ? row.name.slice(0, CODE_LENGTH_MAX) : row.code.slice(0, CODE_LENGTH_MAX),
      `d${index + 1}`,
      codes,
    );
    const name = row.name === '' ? code : row.name;
    const id = unique(idOf(name) ?? idOf(`d${code}`) ?? `d${index + 1}`, `d${index + 1}`, ids);
    return {
      id,
      name: { en: name, zh: row.nameZh === '' ? name : row.nameZh },
      code,
      row,
      polygons: parts.flatMap(({ polygons }) => polygons),
    };
  });
}

/** Lower-case letters and digits of a name; undefined where it begins with none, or means something else. */
export function idOf(name: string): string | undefined {
  const id = plain(name)
    .replace(/[^a-z0-9]/g, '')
    .slice(0, ID_LENGTH_MAX);
  return /^[a-z]/.test(id) && isFreeDistrictId(id) ? id : undefined;
}

function unique(wanted: string, otherwise: string, taken: Set<string>): string {
  let id = taken.has(wanted) ? otherwise : wanted;
  for (let n = 2; taken.has(id); n++) id = `${otherwise}n${n}`;
  taken.add(id);
  return id;
}
