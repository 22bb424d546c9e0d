/** The cities and scenarios that are shipped, for every host: the page, the command line and the tests. */
import type { City } from '../model/city.ts';
import { formatMistake } from '../model/reading/mistake.ts';
import { readCity } from '../model/reading/read-city.ts';
import { readScenario, type Overrides } from '../model/reading/read-scenario.ts';
import type { Scenario } from '../model/scenario.ts';

const SCENARIO_FILES = byName(
  import.meta.glob<string>('../../scenarios/*.yaml', { query: '?raw', import: 'default', eager: true }),
);
const CITY_FILES = byName(
  import.meta.glob<string>('../../scenarios/cities/*.yaml', { query: '?raw', import: 'default', eager: true }),
);
const BOUNDARY_FILES = byName(
  import.meta.glob<string>('../../scenarios/cities/*.geojson', { query: '?raw', import: 'default', eager: true }),
);

const TARGET_FILES = byName(
  import.meta.glob<string>('../../scenarios/targets/*.yaml', { query: '?raw', import: 'default', eager: true }),
);

function byName(files: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const named = Object.entries(files).map(([path, text]) => [path.replace(/^.*\/|\.\w+$/g, ''), text] as const);
  return new Map(named.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** Names of the shipped scenarios; the first is the one to begin with. */
export const SHIPPED_SCENARIOS: readonly string[] = [...SCENARIO_FILES.keys()];

let cities: ReadonlyMap<string, City> | undefined;

/** The shipped cities by id. Read once, when first asked for. */
export function shippedCities(): ReadonlyMap<string, City> {
  cities ??= new Map(
    [...CITY_FILES].map(([id, text]) => [id, readCity(id, text, BOUNDARY_FILES.get(id) ?? '')] as const),
  );
  return cities;
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
