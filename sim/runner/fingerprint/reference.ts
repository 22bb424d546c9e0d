/**
 * The fingerprint of the model's behaviour: what a few small runs come to. It changes when results can change, and not with
 * comments, words, the page or the data of a city. It is computed, so it cannot be forgotten; the runs are of a city of its own, in
 * which every service, every kind of action and every measure has something to do, which a test holds.
 *
 * A change that shows in none of the reference runs leaves the fingerprint as it was. Therefore the hash of the code stands
 * beside it wherever it is written: that one moves with any change of the code, also with those that change no result.
 */
import { Digest } from '../../kernel/digest.ts';
import type { MeasureValue } from '../../model/measures/dictionary.ts';
import { formatMistake } from '../../model/reading/mistake.ts';
import { readCalendar } from '../../model/reading/read-calendar.ts';
import { readCity } from '../../model/reading/read-city.ts';
import { readScenario } from '../../model/reading/read-scenario.ts';
import type { Scenario } from '../../model/scenario.ts';
import { WORLDS } from '../protocol.ts';
import { combine, type RunResult } from '../result.ts';
import { Simulation, type WorldOutcome } from '../simulate.ts';
import type { WorldName } from '../protocol.ts';
import calendarText from './calendar.yaml?raw';
import cityText from './city.yaml?raw';
import boundariesText from './districts.geojson?raw';
import railwayText from './metro.geojson?raw';
import { ofRegistered } from './registered.ts';
import scenarioText from './scenario.yaml?raw';
import waterText from './water.geojson?raw';

/** Name of the city and of its calendar. */
const CITY = 'reference';
/** The city as it is, and at a scale at which its counts are no whole numbers. */
const RUNS = [
  { seed: 'reference', scale: 1, days: 5 },
  { seed: '7', scale: 7, days: 4 },
] as const;

/** The scenarios of the reference runs. @throws Error naming every mistake in their files */
export function referenceScenarios(): Scenario[] {
  const calendars = new Map([[CITY, readCalendar(CITY, calendarText)]]);
  const files = {
    'city.yaml': cityText,
    'districts.geojson': boundariesText,
    'metro.geojson': railwayText,
    'water.geojson': waterText,
  };
  const city = readCity(CITY, files, calendars);
  return RUNS.map((overrides) => {
    const reading = readScenario(ofRegistered(scenarioText), {
      cities: new Map([[CITY, city]]),
      name: CITY,
      overrides,
    });
    if (reading.ok) return reading.scenario;
    throw new Error(reading.mistakes.map((mistake) => formatMistake('reference scenario', mistake)).join('\n'));
  });
}

/** Runs both worlds of a reference scenario. */
export function referenceRun(scenario: Scenario): RunResult {
  const outcomes = {} as Record<WorldName, WorldOutcome>;
  for (const world of WORLDS) outcomes[world] = new Simulation(scenario, world).finish();
  return combine(scenario, outcomes);
}

/**
 * 16 hexadecimal digits over the default of every parameter, and over the digests and all measures, in their order, of both
 * worlds of the runs.
 */
export function fingerprintOf(runs: readonly RunResult[]): string {
  const digest = new Digest();
  for (const { scenario, worlds } of runs) {
    for (const [id, value] of Object.entries(scenario.parameters)) {
      addText(digest, id);
      digest.addColumn(Float64Array.of(value));
    }
    for (const world of WORLDS) {
      addText(digest, worlds[world].digest);
      addValues(digest, worlds[world].values);
    }
  }
  return digest.hex();
}

/** Makes the reference runs. They take a fraction of a second. */
export function computeFingerprint(): string {
  return fingerprintOf(referenceScenarios().map(referenceRun));
}

function addValues(digest: Digest, values: readonly MeasureValue[]): void {
  // Nothing to measure is another thing than 0: it is told among the names.
  for (const { name, group, day, value } of values) {
    addText(digest, `${name} ${group} ${day}${value === null ? ' nothing' : ''}`);
  }
  digest.addColumn(Float64Array.from(values, ({ value }) => value ?? 0));
}

function addText(digest: Digest, text: string): void {
  digest.addColumn(Uint16Array.from(text, (character) => character.charCodeAt(0)));
}
