/**
 * From a planner's files to the folder of a city: boundaries of districts (GeoJSON), a table of residents (CSV) and, where there is
 * one, a timetable feed (GTFS). Pure: hosts bring the files and put the result where it belongs.
 */
import type { City, LocalName } from '../../model/city.ts';
import { FileMistakes } from '../../model/reading/mistake.ts';
import type { Network } from '../../model/network.ts';
import { readCity, type CityFiles } from '../../model/reading/read-city.ts';
import { districtFinder, Outline, simplified } from './boundaries.ts';
import type { ByteSource } from './bytes.ts';
import { cityYaml, districtsGeojson, metroGeojson, scenarioYaml, syntheticOf, type DistrictText } from './city-text.ts';
import { kmBetween, type Position } from './distance.ts';
import { matchDistricts, type NamedDistrict } from './districts.ts';
import { readFares } from './fares.ts';
import type { Feed } from './feed.ts';
import { linesPaidOnBoarding, networkFigures, usualAges, usualFigures } from './figures.ts';
import { readAreas } from './geojson.ts';
import { Journal } from './journal.ts';
import { MODE_TERMS } from './modes.ts';
import { networkOf } from './lines-of-feed.ts';
import { networkText } from './network.ts';
import { refusal, mistakeAt } from './refusal.ts';
import { reportText } from './report-text.ts';
import { readResidents } from './residents.ts';
import { readTimetable } from './timetable.ts';

/** Since when imported metro lines run: before any scenario. */
const OPENED = '2000-01-01';
/** People that are simulated, at the scale of the first scenario. */
const SIMULATED = 150_000;
const SIMULATED_MAX = 500_000;
/** Lines that a coarser scale leaves at least. */
const LINES_MIN = 4;
const SCALES = [1, 2, 5, 10, 20, 50, 100, 200, 500];
/** Largest city, degrees (as readCity has it). */
const EXTENT_MAX = 8;

export interface ImportFiles {
  readonly districts: ByteSource;
  readonly residents: ByteSource;
  readonly feed?: Feed | undefined;
}

export interface ImportOptions {
  /** As scenario files name it. */
  readonly id: string;
  /** As people call it; the id where left out. */
  readonly name?: LocalName | undefined;
  /** Meanings of columns of the table of residents, by their names. */
  readonly map?: ReadonlyMap<string, string> | undefined;
  /** Yuan that a unit of the feed's money is worth. */
  readonly rate?: number | undefined;
  /** Cities whose figures stand for what the files do not give. */
  readonly shipped: readonly City[];
}

export interface Imported {
  readonly city: City;
  /** Texts of the folder by file name. */
  readonly files: ReadonlyMap<string, string>;
  readonly network: Network | undefined;
  readonly journal: Journal;
}

/** @throws FileMistakes for files that cannot be used */
export async function importCity(files: ImportFiles, options: ImportOptions): Promise<Imported> {
  const journal = new Journal();
  const { id, name: title = { en: id, zh: id }, shipped, map = new Map<string, string>(), rate } = options;
  const rows = await readResidents(files.residents, map, journal);
  const areas = await readAreas(files.districts, journal);
  const names = { areas: files.districts.name, rows: files.residents.name };
  const matched = matchDistricts(areas, rows, names, journal);
  checkExtent(matched, files.districts.name);
  const shapes = simplified(
    matched.map(({ polygons }) => polygons),
    files.districts.name,
    journal,
  );
  const outlines = shapes.map((polygons) => new Outline(polygons));
  const finder = districtFinder(matched.map((district, i) => ({ id: district.id, outline: outlines[i]! })));
  const network = files.feed && (await readNetwork(files.feed, finder, rate, journal));
  const ages = usualAges(shipped);
  const districts = matched.map((district, i): DistrictText => ({
    ...district,
    residents: district.row.residents,
    ageShares: district.row.ageShares ?? ages.shares,
    centre: centreOf(district, i, outlines, network, files, journal),
    polygons: shapes[i]!,
  }));
  const without = matched.filter(({ row }) => row.ageShares === null).length;
  if (without > 0) {
    journal.assume(
      `ages in ${without} districts`,
      ages.shares.join(', '),
      ages.range,
      'the table has none: the mean of the shipped cities',
    );
  }
  journal.assume(
    'days off',
    'weekends',
    'no range: not a number',
    'no calendar of public holidays is known: write `calendar: china` into city.yaml for China',
  );
  const residents = districts.reduce((sum, district) => sum + district.residents, 0);
  const usual = usualFigures(residents, shipped);
  const figures = { ...usual, ...(network && networkFigures(network, residents, usual, journal)) };
  const texts = new Map<string, string>([
    [
      'city.yaml',
      cityYaml({ name: title, head: headOf(files), synthetic: syntheticOf(network !== undefined), districts, figures }),
    ],
    ['districts.geojson', districtsGeojson(districts)],
  ]);
  const metro = network && metroGeojson(network, OPENED);
  if (metro !== undefined) {
    texts.set('metro.geojson', metro);
    journal.assume(
      'opening of metro lines',
      OPENED,
      'no range: before any run',
      'feeds tell what runs, not since when',
    );
  }
  if (network) texts.set('network.json', networkText(network));
  texts.set(
    'scenario.yaml',
    scenarioYaml({
      id,
      name: title,
      scale: scaleOf(residents, network ? linesPaidOnBoarding(network) : Infinity),
      parameters: {},
    }),
  );
  texts.set(
    'report.md',
    reportText({ title: title.en, districts: districts.length, residents, figures, network, journal }),
  );
  return { city: readCity(id, cityFiles(texts)), files: texts, network, journal };
}

/** The files of a folder that make the city. */
export function cityFiles(texts: ReadonlyMap<string, string>): CityFiles {
  return {
    'city.yaml': texts.get('city.yaml') ?? '',
    'districts.geojson': texts.get('districts.geojson') ?? '',
    'water.geojson': texts.get('water.geojson'),
    'metro.geojson': texts.get('metro.geojson'),
    'network.json': texts.get('network.json'),
  };
}

async function readNetwork(
  feed: Feed,
  finder: (place: Position) => string | undefined,
  rate: number | undefined,
  journal: Journal,
): Promise<Network> {
  const timetable = await readTimetable(feed, journal);
  const fareOf = await readFares(feed, rate, journal);
  const network = networkOf(timetable, finder, fareOf, feed.name, journal);
  if (network.lines.length === 0) {
    const places = timetable.stops.flatMap(({ place }) => place ?? []);
    const [lon, lat] = places;
    const near = lon === undefined || lat === undefined ? '' : `, the first at ${lon.toString()}, ${lat.toString()}`;
    throw refusal(
      `${feed.name}/stops.txt`,
      2,
      `no line with two stops in the districts${near}`,
      'a feed of this city',
      'look whether both files are of one place, in WGS-84',
    );
  }
  for (const mode of new Set(network.lines.map((line) => line.mode))) {
    const { capacity, low, high } = MODE_TERMS[mode];
    journal.assume(`passengers a ${mode} holds`, String(capacity), `${low} to ${high}`, 'feeds do not tell');
  }
  return network;
}

function checkExtent(districts: readonly NamedDistrict[], file: string): void {
  const extents = districts.map(({ polygons }) => new Outline(polygons).extent);
  const [west, south] = [0, 1].map((i) => Math.min(...extents.map((extent) => extent[i]!)));
  const [east, north] = [2, 3].map((i) => Math.max(...extents.map((extent) => extent[i]!)));
  if (Math.max(east! - west!, north! - south!) <= EXTENT_MAX) return;
  const found = `districts from ${west}, ${south} to ${east}, ${north}`;
  throw refusal(file, 1, found, `one city, of at most ${EXTENT_MAX} degrees`, 'leave out what lies elsewhere');
}

/** Where the table says, else where most departures are, else the middle. */
function centreOf(
  { row, id }: NamedDistrict,
  index: number,
  outlines: readonly Outline[],
  network: Network | undefined,
  files: ImportFiles,
  journal: Journal,
): readonly [number, number] {
  const [outline, others] = [outlines[index]!, outlines.filter((_, i) => i !== index)];
  const isFree = (place: Position) => outline.has(place) && !others.some((other) => other.has(place));
  if (row.centre !== null) {
    if (isFree(row.centre)) return row.centre;
    const found = `${row.centre[0]}, ${row.centre[1]}`;
    throw new FileMistakes(files.residents.name, [
      mistakeAt(row.line, 'longitude', found, `a place inside ${id} alone`),
    ]);
  }
  const busiest = network && busiestPlace(network, id);
  if (busiest && isFree(busiest)) {
    journal.assume(
      `centre of ${id}`,
      busiest.join(', '),
      'no range: a place',
      'the stop nearest to the middle of its departures',
    );
    return busiest;
  }
  const middle = outline.middle(others);
  if (middle === undefined) {
    throw refusal(
      files.districts.name,
      1,
      `${id}, which lies in other districts altogether`,
      'districts side by side',
      'cut it out of the others',
    );
  }
  journal.assume(`centre of ${id}`, middle.join(', '), 'no range: a place', 'the place furthest from its boundary');
  return middle;
}

function busiestPlace({ stops, lines }: Network, district: string): Position | undefined {
  const weight = new Float64Array(stops.length);
  for (const { ways } of lines) {
    for (const way of ways) {
      const departures = way.departures.weekday.length + 1;
      for (const stop of way.stops) weight[stop]! += departures;
    }
  }
  const own = stops
    .map((stop, i) => ({ at: stop.at, weight: weight[i]!, district: stop.district }))
    .filter((stop) => stop.district === district);
  const total = own.reduce((sum, stop) => sum + stop.weight, 0);
  if (!(total > 0)) return undefined;
  const mean = (axis: 0 | 1) => own.reduce((sum, stop) => sum + stop.weight * stop.at[axis], 0) / total;
  const middle: Position = [mean(0), mean(1)];
  return own.reduce((a, b) => (kmBetween(b.at, middle) < kmBetween(a.at, middle) ? b : a)).at;
}

/** A scale at which a first run is quick, or finer where that would leave less than a few lines. */
function scaleOf(residents: number, lines: number): number {
  const quick = SCALES.find((scale) => residents / scale <= SIMULATED) ?? 1000;
  const bearable = SCALES.find((scale) => residents / scale <= SIMULATED_MAX) ?? 1000;
  const coarsest = SCALES.findLast((scale) => scale * LINES_MIN <= lines) ?? 1;
  return Math.max(bearable, Math.min(quick, coarsest));
}

function headOf({ districts, residents, feed }: ImportFiles): string[] {
  const feedName = feed === undefined ? '' : ` and ${feed.name}`;
  return [
    `Made by \`sim city import\` of ${districts.name}, ${residents.name}${feedName}.`,
    'report.md says what was assumed and what was left out.',
  ].map((line) => line.replace(/[\r\n]+/g, ' '));
}
