/** A city's folder: a YAML file with districts and figures; GeoJSON with boundaries and, if it has them, water and metro; JSON with its lines. */
import type * as z from 'zod';
import { isInside } from '../polygon.ts';
import type { Calendar } from '../calendar.ts';
import { FIGURES } from '../catalogue.ts';
import type { City, District, Figure, MetroLine, Water } from '../city.ts';
import { BOUNDARIES_SCHEMA, CITY_SCHEMA, DISTRICTS_MAX, METRO_SCHEMA, WATER_SCHEMA } from './city-schema.ts';
import { explain } from './explain.ts';
import { oneOf } from './fields.ts';
import { placesIn, readJson } from './json-text.ts';
import { FileMistakes, inFileOrder, quote, type Mistake } from './mistake.ts';
import { readNetwork } from './read-network.ts';
import { isShort, LEXEMES_MAX, readYaml, TEXT_SIZE_MAX, type YamlSource } from './yaml-source.ts';

/** The texts of a city's folder. */
export interface CityFiles {
  readonly 'city.yaml': string;
  readonly 'districts.geojson': string;
  readonly 'water.geojson'?: string | undefined;
  readonly 'metro.geojson'?: string | undefined;
  readonly 'network.json'?: string | undefined;
}
/** In the order in which they are read. */
export const CITY_FILES = ['city.yaml', 'districts.geojson', 'water.geojson', 'metro.geojson', 'network.json'] as const;
/** Words and signs of city.yaml: a district has 110 where every value has a line, and 34 more with a remark on each. */
const CITY_LEXEMES_MAX = LEXEMES_MAX + 150 * DISTRICTS_MAX;
/** Characters of boundaries: those of a district have 4,000 where there are as many districts as may be. */
export const BOUNDARIES_SIZE_MAX = 8_000_000;
/** Without these a folder is no city's. */
export const CITY_FILES_NEEDED: readonly (keyof CityFiles)[] = ['city.yaml', 'districts.geojson'];

/**
 * Reads a city.
 * @param id as scenario files name it
 * @param calendars those that city.yaml may name, by id
 * @throws FileMistakes with every mistake of the first of the files that has one; its `file` is as in CITY_FILES
 */
export function readCity(id: string, files: CityFiles, calendars: ReadonlyMap<string, Calendar> = new Map()): City {
  const source = readYaml(files['city.yaml'], [], CITY_LEXEMES_MAX);
  const file = checked('city.yaml', source, CITY_SCHEMA);
  const repeated = repeatedIds(file.districts, source);
  if (repeated.length > 0) throw new FileMistakes('city.yaml', repeated);
  const calendar = file.calendar === undefined ? undefined : calendarOf(file.calendar, calendars, source);
  const districts = withBoundaries(file.districts, files['districts.geojson']);
  const misplaced = misplacedCentres(districts, source);
  if (misplaced.length > 0) throw new FileMistakes('city.yaml', misplaced);
  const water = mapped(files['water.geojson'], readWater);
  const metro = mapped(files['metro.geojson'], readMetro);
  const network = mapped(files['network.json'], (text) => readNetwork('network.json', text));
  const extent = extentOf(districts.flatMap(({ rings }) => rings.flat()));
  requireNear(
    'water.geojson',
    water?.flatMap(({ rings }) => rings.flat()),
    extent,
  );
  requireNear(
    'metro.geojson',
    metro?.flatMap(({ stations }) => stations.map(({ at }) => at)),
    extent,
  );
  requireNear(
    'network.json',
    network?.stops.map(({ at }) => at),
    extent,
  );
  return {
    id,
    name: file.name,
    districts,
    figures: { ...usualFigures(file.districts.reduce((sum, one) => sum + one.residents, 0)), ...file.figures },
    synthetic: file.synthetic,
    ...(calendar === undefined ? {} : { calendar }),
    ...(file.reference === undefined ? {} : { reference: file.reference }),
    ...(water === undefined ? {} : { water }),
    ...(metro === undefined ? {} : { metro }),
    ...(network === undefined ? {} : { network }),
  };
}

function mapped<T>(text: string | undefined, read: (text: string) => T): T | undefined {
  return text === undefined ? undefined : read(text);
}

/** Refuses what lies wholly outside the box around the districts: files of two cities, or of two systems of coordinates. */
function requireNear(file: keyof CityFiles, places: readonly Position[] | undefined, districts: Extent): void {
  if (places === undefined || places.length === 0) return;
  const [west, east, south, north] = extentOf(places);
  const [west0, east0, south0, north0] = districts;
  if (west <= east0 && east >= west0 && south <= north0 && north >= south0) return;
  const found = `positions from ${degrees(west, south)} to ${degrees(east, north)}`;
  const expected = `some in the city, which lies from ${degrees(west0, south0)} to ${degrees(east0, north0)}, longitude before latitude`;
  throw new FileMistakes(file, [{ line: 1, column: 1, path: 'file', found, expected }]);
}

/** A position as it is told: to about a hundred metres. */
function degrees(longitude: number, latitude: number): string {
  return [longitude, latitude].map((one) => String(Math.round(one * 1000) / 1000)).join(', ');
}

function calendarOf(id: string, calendars: ReadonlyMap<string, Calendar>, source: YamlSource): Calendar {
  const calendar = calendars.get(id);
  if (calendar) return calendar;
  const expected = calendars.size === 0 ? 'no calendar: there are none here' : oneOf([...calendars.keys()]);
  throw new FileMistakes('city.yaml', [
    { ...source.valueAt(['calendar']), path: 'calendar', found: quote(id), expected },
  ]);
}

function withBoundaries(districts: z.infer<typeof CITY_SCHEMA>['districts'], text: string): District[] {
  const rings = ringsByCode(readGeoJson('districts.geojson', text, BOUNDARIES_SCHEMA, BOUNDARIES_SIZE_MAX));
  return districts.map(({ age_shares: ageShares, ...district }): District => {
    const outline = rings.get(district.code);
    if (outline) return { ...district, ageShares, rings: outline };
    const found = `no feature with the id ${quote(district.code)}`;
    throw new FileMistakes('districts.geojson', [
      { line: 1, column: 1, path: 'features', found, expected: `one for the district ${district.id}` },
    ]);
  });
}

function readWater(text: string): Water[] {
  return readGeoJson('water.geojson', text, WATER_SCHEMA).features.map(({ geometry }) =>
    geometry.type === 'Polygon'
      ? { kind: 'area', rings: geometry.coordinates }
      : { kind: 'river', rings: [geometry.coordinates] },
  );
}

function readMetro(text: string): MetroLine[] {
  return readGeoJson('metro.geojson', text, METRO_SCHEMA).features.map(({ properties, geometry }) => ({
    line: properties.line,
    stations: properties.stations.map(({ en, zh, opened }, index) => ({
      name: { en, zh },
      at: geometry.coordinates[index]!,
      opened: opened.slice(-'YYYY-MM-DD'.length),
    })),
  }));
}

/** Text that is no JSON is read as YAML, which says what is wrong with it, unless it is too long for that. */
function readGeoJson<S extends z.ZodType>(file: string, text: string, schema: S, sizeMax = TEXT_SIZE_MAX): z.infer<S> {
  let root: unknown;
  try {
    root = readJson(file, text, sizeMax);
  } catch (error) {
    if (text.length > sizeMax || !isShort(text)) throw error;
    return checked(file, readYaml(text), schema);
  }
  const parsed = schema.safeParse(root);
  return parsed.success ? parsed.data : checked(file, placesIn(text, root), schema);
}

function checked<S extends z.ZodType>(file: string, source: YamlSource, schema: S): z.infer<S> {
  const parsed = schema.safeParse(source.root);
  const mistakes = [...source.mistakes];
  if (!parsed.success && source.root !== undefined) mistakes.push(...explain(parsed.error.issues, source));
  if (!parsed.success || mistakes.length > 0) throw new FileMistakes(file, inFileOrder(mistakes));
  return parsed.data;
}

function repeatedIds(districts: readonly { id: string; code: string }[], source: YamlSource): Mistake[] {
  return (['id', 'code'] as const).flatMap((key) =>
    districts.flatMap((district, index) => {
      if (districts.findIndex((other) => other[key] === district[key]) === index) return [];
      const place = source.valueAt(['districts', index, key]);
      const path = `districts[${index}].${key}`;
      return [{ ...place, path, found: `${quote(district[key])} again`, expected: 'every district once' }];
    }),
  );
}

/**
 * Rings by the feature's id, those of holes among them: what lies in an even number of rings lies outside.
 * @throws FileMistakes for boundaries that no district can have
 */
function ringsByCode({ features }: z.infer<typeof BOUNDARIES_SCHEMA>): Map<string, District['rings']> {
  const byCode = new Map<string, District['rings']>();
  const refused = (path: string, found: string, expected: string) =>
    new FileMistakes('districts.geojson', [{ line: 1, column: 1, path, found, expected }]);
  features.forEach(({ id, geometry }, index) => {
    const path = `features[${index}]`;
    if (byCode.has(id)) throw refused(`${path}.id`, `${quote(id)} again`, 'every district once');
    const rings = geometry.flat() as [number, number][][];
    if (rings.some((ring) => areaOf(ring) < AREA_MIN)) {
      throw refused(`${path}.geometry.coordinates`, `a ring of ${quote(id)} that encloses nothing`, 'an area');
    }
    byCode.set(id, rings);
  });
  const [west, east, south, north] = extentOf([...byCode.values()].flat(2));
  if (Math.max(east - west, north - south) > EXTENT_MAX) {
    const found = `boundaries from ${degrees(west, south)} to ${degrees(east, north)}`;
    throw refused('features', found, `one city, of at most ${EXTENT_MAX} degrees, longitude before latitude`);
  }
  return byCode;
}

/** In square degrees: some square metres. Rings of less are a point or a line. */
const AREA_MIN = 1e-9;
/** In degrees of longitude and latitude; the largest municipality there is has five. */
const EXTENT_MAX = 8;

/** Area inside a ring, in square degrees (shoelace formula), reckoned from its first corner so that little is lost. */
function areaOf(ring: readonly (readonly [number, number])[]): number {
  const [x0, y0] = ring[0]!;
  let twice = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    twice += (ring[j]![0] - x0) * (ring[i]![1] - y0) - (ring[i]![0] - x0) * (ring[j]![1] - y0);
  }
  return Math.abs(twice) / 2;
}

type Position = readonly [longitude: number, latitude: number];
type Extent = readonly [west: number, east: number, south: number, north: number];

function extentOf(positions: readonly Position[]): Extent {
  let [west, east, south, north] = [180, -180, 90, -90];
  for (const [longitude, latitude] of positions) {
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  }
  return [west, east, south, north];
}

/** Centres outside their district, where people would live where nobody is, or in another one too, which would be theirs as well. */
function misplacedCentres(districts: readonly District[], source: YamlSource): Mistake[] {
  const outlines = districts.map(({ rings }) => rings.map((ring) => Float64Array.from(ring.flat())));
  return districts.flatMap(({ rings, centre: [longitude, latitude], id }, index): Mistake[] => {
    const around = districts.filter((_, other) => isInside(outlines[other]!, longitude, latitude)).map((one) => one.id);
    const others = around.filter((one) => one !== id);
    const isOwn = around.includes(id);
    if (isOwn && others.length === 0) return [];
    const [west, east, south, north] = extentOf(rings.flat());
    const path = `districts[${index}].centre`;
    const inside = `a place inside the boundary of ${id}${isOwn ? ' alone' : ''}`;
    const expected = `${inside}, which lies from ${west}, ${south} to ${east}, ${north}`;
    const found = `${longitude}, ${latitude}${isOwn ? `, which lies in ${others.join(' and ')} too` : ''}`;
    return [{ ...source.valueAt(['districts', index, 'centre']), path, found, expected }];
  });
}

/** What is assumed of a city whose file leaves a figure out. */
function usualFigures(residents: number): Record<string, Figure> {
  return Object.fromEntries(
    Object.entries(FIGURES).flatMap(([id, { unit, whole, otherwise }]) => {
      if (otherwise === undefined) return [];
      const { perResident, source } = otherwise;
      const of = (share: number) => (whole ? Math.round(share * residents) : share * residents);
      const [value, low, high] = [otherwise.value, otherwise.low, otherwise.high].map(perResident ? of : (own) => own);
      return [[id, { unit, mark: 'A' as const, value, low, high, source }] as const];
    }),
  );
}
