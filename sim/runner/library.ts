/** The cities and scenarios that are shipped, for every host: the page, the command line and the tests. */
import JOINING from '../../scenarios/joining/five-cities.yaml?raw';
import HEADLINES from '../../scenarios/headlines/headlines.yaml?raw';
import PREDICTIONS from '../../scenarios/predictions/to-2018.yaml?raw';
import type { Calendar } from '../model/calendar.ts';
import type { City } from '../model/city.ts';
import { FileMistakes, formatMistake } from '../model/reading/mistake.ts';
import { readCalendar } from '../model/reading/read-calendar.ts';
import { readCity } from '../model/reading/read-city.ts';
import { readScenario, type Overrides } from '../model/reading/read-scenario.ts';
import type { Scenario } from '../model/scenario.ts';

const SCENARIO_FILES = byName(
  import.meta.glob<string>('../../scenarios/*.yaml', { query: '?raw', import: 'default', eager: true }),
);
const CALENDAR_FILES = byName(
  import.meta.glob<string>('../../scenarios/calendars/*.yaml', { query: '?raw', import: 'default', eager: true }),
);
const CITY_TEXTS = import.meta.glob<string>('../../scenarios/cities/*/*.{yaml,geojson}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const CLAIM_FILES = byName(
  import.meta.glob<string>('../../scenarios/claims/*.yaml', { query: '?raw', import: 'default', eager: true }),
);
const TARGET_FILES = byName(
  import.meta.glob<string>('../../scenarios/targets/*.yaml', { query: '?raw', import: 'default', eager: true }),
);

function byName(files: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const named = Object.entries(files).map(([path, text]) => [path.replace(/^.*\/|\.\w+$/g, ''), text] as const);
  return new Map(named.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** The scenario to begin with. */
const FIRST_SCENARIO = 'wuhan-2017';

/** Names of the shipped scenarios; the first is the one to begin with. */
export const SHIPPED_SCENARIOS: readonly string[] = [
  FIRST_SCENARIO,
  ...[...SCENARIO_FILES.keys()].filter((name) => name !== FIRST_SCENARIO),
];

let cities: ReadonlyMap<string, City> | undefined;

/**
 * The shipped cities by id. Read once, when first asked for.
 * @throws FileMistakes whose file is as it is below the folder of scenarios: `cities/CITY/FILE`, `calendars/FILE`
 */
export function shippedCities(): ReadonlyMap<string, City> {
  if (cities === undefined) {
    const calendars = shippedCalendars();
    cities = new Map(cityIds().map((id) => [id, readShipped(id, calendars)] as const));
  }
  return cities;
}

/** The shipped calendars by id, which city files name. @throws FileMistakes as above */
export function shippedCalendars(): ReadonlyMap<string, Calendar> {
  return new Map([...CALENDAR_FILES].map(([id, text]) => [id, below('calendars/', () => readCalendar(id, text))]));
}

function cityIds(): string[] {
  return [...new Set(Object.keys(CITY_TEXTS).map((path) => path.split('/').at(-2)!))].sort();
}

function readShipped(id: string, calendars: ReadonlyMap<string, Calendar>): City {
  const text = (file: string) => CITY_TEXTS[`../../scenarios/cities/${id}/${file}`];
  const files = {
    'city.yaml': text('city.yaml') ?? '',
    'districts.geojson': text('districts.geojson') ?? '',
    'water.geojson': text('water.geojson'),
    'metro.geojson': text('metro.geojson'),
  };
  return below(`cities/${id}/`, () => readCity(id, files, calendars));
}

/** Mistakes name the file with its folder. */
function below<T>(folder: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof FileMistakes ? new FileMistakes(folder + error.file, error.mistakes) : error;
  }
}

/** Files of cities that are not shipped and that a host has read, by the city's id. */
const brought = new Map<string, { readonly city: City; readonly files: ReadonlyMap<string, string> }>();

/** Makes the files of a city known that is not shipped: runs say of what they were made. @param files texts by path, as users name them */
export function bringCity(city: City, files: ReadonlyMap<string, string>): void {
  brought.set(city.id, { city, files });
}

/** Takes a city away again that was brought. */
export function forgetCity(id: string): void {
  brought.delete(id);
}

/** The cities that a scenario may name here: those that are shipped, and those a host has brought. */
export function knownCities(): ReadonlyMap<string, City> {
  if (brought.size === 0) return shippedCities();
  return new Map([...[...brought].map(([id, { city }]) => [id, city] as const), ...shippedCities()]);
}

/**
 * The texts of a city's files and of its calendar, by their paths from the project's folder; none where there is no such
 * city.
 */
export function filesOfCity(id: string): ReadonlyMap<string, string> {
  const shipped = Object.entries(CITY_TEXTS).filter(([path]) => path.split('/').at(-2) === id);
  const calendar = (shippedCities().get(id) ?? brought.get(id)?.city)?.calendar?.id;
  const text = calendar === undefined ? undefined : CALENDAR_FILES.get(calendar);
  const own = shipped.map(([path, content]) => [path.replace(/^(\.\.\/)+/, ''), content] as const);
  const files = new Map(own.length > 0 ? own : brought.get(id)?.files);
  return text === undefined ? files : files.set(`scenarios/calendars/${calendar}.yaml`, text);
}

/** A shipped scenario's file. @throws RangeError if there is none of that name */
export function shippedScenarioText(name: string): string {
  const text = SCENARIO_FILES.get(name);
  if (text !== undefined) return text;
  throw new RangeError(`found scenario ${JSON.stringify(name)}, expected one of ${SHIPPED_SCENARIOS.join(', ')}`);
}

/**
 * A shipped scenario, ready to run.
 * @throws RangeError if there is none of that name or an override is out of range
 * @throws Error naming every mistake, if the shipped file itself is not in order
 */
export function shippedScenario(name: string, overrides: Overrides = {}): Scenario {
  const reading = readScenario(shippedScenarioText(name), { cities: shippedCities(), name, overrides });
  if (reading.ok) return reading.scenario;
  throw new Error(reading.mistakes.map((mistake) => formatMistake(`${name}.yaml`, mistake)).join('\n'));
}

/** The shipped targets of a scenario, if it has any. */
export function shippedTargetsText(name: string): string | undefined {
  return TARGET_FILES.get(name);
}

/** Names of the shipped files of claims; that of the article of 2017 is the first. */
export const SHIPPED_CLAIMS: readonly string[] = [...CLAIM_FILES.keys()];

/** What the article of 2017 or another publication claims, and how it is put to the test. @throws RangeError if there is none */
export function shippedClaimsText(of = 'article-2017'): string {
  const text = CLAIM_FILES.get(of);
  if (text !== undefined) return text;
  throw new RangeError(`found claims of ${JSON.stringify(of)}, expected one of ${SHIPPED_CLAIMS.join(', ')}`);
}

/** What is predicted from what was known by mid-2017. */
export function shippedPredictionsText(): string {
  return PREDICTIONS;
}

/** Cities that may join one after another, and what moves them. */
export function shippedJoiningText(): string {
  return JOINING;
}

/** What the documents conclude, and the runs that show how sure it is. */
export function shippedHeadlinesText(): string {
  return HEADLINES;
}
