/**
 * The library: what other programs import from `cashless-city`. It is the same simulation as the command line's and the page's, in
 * the thread that calls it; it reads no file and needs neither Node.js nor a page, so that it works under a bundler too.
 *
 * ```js
 * import { readFileSync } from 'node:fs';
 * import { readScenario, simulate } from 'cashless-city';
 *
 * const scenario = readScenario(readFileSync('my-plan.yaml'), { file: 'my-plan.yaml', days: 7, scale: 1000 });
 * const result = simulate(scenario);
 * console.log(result.difference['saved.minutes_per_person_day'], result.worlds.policy.digest);
 * ```
 *
 * @packageDocumentation
 */
import { DAYS_MAX } from '../kernel/time.ts';
import type { City } from '../model/city.ts';
import { MEASURES, type MeasureValue } from '../model/measures/dictionary.ts';
import { FileMistakes, formatMistake, quote, type Mistake } from '../model/reading/mistake.ts';
import { readCity as readCityFiles, type CityFiles } from '../model/reading/read-city.ts';
import { readScenario as read, type Overrides } from '../model/reading/read-scenario.ts';
import { isScenarioName, isSeed, SCALE_MAX, SEED_LENGTH_MAX } from '../model/reading/scenario-schema.ts';
import { formatWarning } from '../model/reading/without-effect.ts';
import type { Scenario } from '../model/scenario.ts';
import { SHIPPED_SCENARIOS, shippedCalendars, shippedCities, shippedScenarioText } from './library.ts';
import { program, type Program } from './program.ts';
import { WORLDS, type WorldName } from './protocol.ts';
import { combine, csvChunks, summarise, type CsvForm, type ResultSummary } from './result.ts';
import { Simulation } from './simulate.ts';
import { decodeText } from './text.ts';

export { FileMistakes };
export type { City, CityFiles, CsvForm, MeasureValue, Mistake, Program, ResultSummary, Scenario, WorldName };

/** An option of a call that no run can have. The message says which, what was found and what was expected. */
export class BadOption extends RangeError {
  constructor(message: string) {
    super(message);
    this.name = 'BadOption';
  }
}

/** What a caller asks for instead of what a scenario file says, and what is known beside it. */
export interface ReadOptions {
  /** The file's name: mistakes begin with it, and a scenario without `name` is called by it. `scenario.yaml` where left out. */
  readonly file?: string;
  /** Names the random numbers: 1 to 64 visible characters; a number is taken as it is written. */
  readonly seed?: string | number;
  /** Length of the run, 1 to 4940 days. */
  readonly days?: number;
  /** The city is simulated at 1:scale, 1 to 100000. */
  readonly scale?: number;
  /** Cities that the file may name, by id, instead of those that are shipped: see {@link readCity}. */
  readonly cities?: ReadonlyMap<string, City>;
  /** Told a line, as the command line prints it, for everything in the file that changes nothing. */
  readonly onWarning?: (line: string) => void;
}

/**
 * Reads a scenario file, with every default filled in. The result is plain data: it can be posted to a Worker.
 * @param source the file's text, or its bytes in UTF-8
 * @throws FileMistakes with every mistake, in the words of `sim check`: the message has a line for each
 * @throws BadOption for an option that is out of its range
 */
export function readScenario(source: string | Uint8Array, options: ReadOptions = {}): Scenario {
  const { file = 'scenario.yaml', cities = shippedCities(), onWarning } = options;
  const overrides = checked(options);
  const decoded = typeof source === 'string' ? ({ ok: true, text: source } as const) : decodeText(source);
  if (!decoded.ok) throw new FileMistakes(file, decoded.mistakes);
  const name = file
    .replace(/^.*[\\/]/, '')
    .replace(/(?!^)\.[^.]*$/, '')
    .toLowerCase();
  const reading = read(decoded.text, { cities, overrides, ...(isScenarioName(name) ? { name } : {}) });
  if (!reading.ok) throw new FileMistakes(file, reading.mistakes);
  for (const warning of reading.warnings) onWarning?.(formatWarning(file, warning));
  return reading.scenario;
}

function checked({ seed, days, scale }: ReadOptions): Overrides {
  const text = typeof seed === 'number' ? String(seed) : seed;
  if (text !== undefined && !isSeed(text)) {
    throw new BadOption(
      `seed: found ${quote(text)}, expected 1 to ${SEED_LENGTH_MAX} visible characters, no space at its ends`,
    );
  }
  return {
    ...(text === undefined ? {} : { seed: text }),
    ...whole('days', days, DAYS_MAX),
    ...whole('scale', scale, SCALE_MAX),
  };
}

function whole(name: 'days' | 'scale', value: number | undefined, high: number): Overrides {
  if (value === undefined) return {};
  if (Number.isInteger(value) && value >= 1 && value <= high) return { [name]: value };
  throw new BadOption(`${name}: found ${quote(String(value))}, expected a whole number from 1 to ${high}`);
}

/** Names of the scenarios that are shipped; the first is the one to begin with. */
export const scenarios: readonly string[] = SHIPPED_SCENARIOS;

/**
 * The text of a shipped scenario, to be read by {@link readScenario}.
 * @param name one of {@link scenarios}
 * @throws BadOption where there is none of that name
 */
export function scenarioText(name: string): string {
  if (SHIPPED_SCENARIOS.includes(name)) return shippedScenarioText(name);
  throw new BadOption(`name: found ${quote(name)}, expected one of ${SHIPPED_SCENARIOS.join(', ')}`);
}

/**
 * Reads a city of one's own, for {@link ReadOptions.cities}. Its `calendar` may be one of those that are shipped.
 * @param id as scenario files name it
 * @param files the texts of `city.yaml` and `districts.geojson`, and of `water.geojson`, `metro.geojson` and `network.json` where there are such
 * @throws FileMistakes with every mistake of the first of the files that has one, in the words of `sim city check`
 */
export function readCity(id: string, files: CityFiles): City {
  return readCityFiles(id, files, shippedCalendars());
}

/** The cities that are shipped, by id. */
export function cities(): ReadonlyMap<string, City> {
  return shippedCities();
}

/** What a figure of a result means. */
export interface Measure {
  /** Dotted name; a split adds the ids of its group: `payments.count.bus.mobile`. */
  readonly name: string;
  readonly unit: string;
  /** A sentence in English. */
  readonly about: string;
  /** The same in Chinese. */
  readonly aboutZh: string;
  /** The splits that exist beside the total: dimensions in the order of the dotted name. */
  readonly splits: readonly (readonly string[])[];
  /** Whether it has a value for each day beside the one of the whole run. */
  readonly daily: boolean;
}

/** Every measure of a result, in the order in which results list them. */
export const measures: readonly Measure[] = MEASURES.map(({ name, unit, about, aboutZh, splits, daily }) => ({
  name,
  unit,
  about,
  aboutZh,
  splits,
  daily,
}));

/**
 * A run: what `sim run --json` prints (digests and whole-run measures of both worlds by dotted name, their differences, and which
 * program made it), and the values of every day. A measure of nothing is null. Counts are of simulated people: at 1:k multiply by k.
 */
export interface Result extends ResultSummary {
  /** Every value of each world, by day and group; day −1 is the whole run. */
  readonly values: Readonly<Record<WorldName, readonly MeasureValue[]>>;
}

/** How a run is made. */
export interface SimulateOptions {
  /** Called after each simulated day of either world, the baseline first. What it throws ends the run. */
  readonly onDay?: (world: WorldName, daysDone: number) => void;
}

/**
 * Simulates both worlds of a scenario, one after the other, in the calling thread: a page calls it in a Worker. The same scenario,
 * seed and model give the same digests as on the command line, on every engine.
 */
export function simulate(scenario: Scenario, { onDay }: SimulateOptions = {}): Result {
  const outcome = (world: WorldName) =>
    new Simulation(scenario, world).finish((daysDone) => {
      onDay?.(world, daysDone);
    });
  const result = combine(scenario, { baseline: outcome('baseline'), policy: outcome('policy') });
  const { baseline, policy } = result.worlds;
  return { ...summarise(result, program()), values: { baseline: baseline.values, policy: policy.values } };
}

/**
 * A result as CSV, to the byte what `sim run --out` writes into `measures.csv`.
 * @param form `days` for every value of every day, `totals` for those of the whole run, `wide` for a row a day
 */
export function toCsv({ worlds, values }: Result, form: CsvForm = 'days'): string {
  const of = (world: WorldName) => ({ ...worlds[world], values: values[world] });
  return [...csvChunks({ worlds: { baseline: of('baseline'), policy: of('policy') } }, form)].join('');
}

/** Which program this is: its version, and the fingerprint of its model by which results are told from those of others. */
export function version(): Program {
  return program();
}

/** Both worlds by name: `baseline` without the policy, `policy` with it. */
export const worlds: readonly WorldName[] = WORLDS;

/** One line for a mistake, as the command line prints it. */
export function mistakeLine(file: string, mistake: Mistake): string {
  return formatMistake(file, mistake);
}
