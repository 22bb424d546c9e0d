/** The cities and scenarios that are shipped, for every host: the page, the command line and the tests. */
import type { City } from '../model/city.ts';
import { formatMistake } from '../model/reading/mistake.ts';
import { CityMistakes, readCity } from '../model/reading/read-city.ts';
import { readScenario, type Overrides } from '../model/reading/read-scenario.ts';
import type { Scenario } from '../model/scenario.ts';

const SCENARIO_FILES = byName(
  import.meta.glob<string>('../../scenarios/*.yaml', { query: '?raw', import: 'default', eager: true }),
);
const CITY_TEXTS = import.meta.glob<string>('../../scenarios/cities/*/*.{yaml,geojson}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

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
 * @throws CityMistakes whose file is `CITY/FILE`, below the folder of cities
 */
export function shippedCities(): ReadonlyMap<string, City> {
  cities ??= new Map(cityIds().map((id) => [id, readShipped(id)] as const));
  return cities;
}

function cityIds(): string[] {
  return [...new Set(Object.keys(CITY_TEXTS).map((path) => path.split('/').at(-2)!))].sort();
}

function readShipped(id: string): City {
  const text = (file: string) => CITY_TEXTS[`../../scenarios/cities/${id}/${file}`];
  try {
    return readCity(id, {
      'city.yaml': text('city.yaml') ?? '',
      'districts.geojson': text('districts.geojson') ?? '',
      'water.geojson': text('water.geojson'),
      'metro.geojson': text('metro.geojson'),
    });
  } catch (error) {
    throw error instanceof CityMistakes ? new CityMistakes(`${id}/${error.file}`, error.mistakes) : error;
  }
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
