/** The runs that every engine makes: every shipped scenario and every kind of action, with several seeds and scales. */
import { formatMistake } from '../../sim/model/reading/mistake.ts';
import { readScenario, type Overrides } from '../../sim/model/reading/read-scenario.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import { shippedCities, shippedScenario } from '../../sim/runner/library.ts';
import everyActionText from './every-action.yaml?raw';

/** A scenario of the tests, beside the shipped ones. */
export const EVERY_ACTION = 'every-action';

export interface Run {
  readonly scenario: string;
  readonly overrides: Required<Overrides>;
}

const run = (scenario: string, seed: string, days: number, scale: number): Run => ({
  scenario,
  overrides: { seed, days, scale },
});

export const RUNS: readonly Run[] = [
  run('wuhan-2017', '7', 92, 2000),
  run('wuhan-2017', '雪', 3, 200),
  run('wuhan-cash-removed', '-5', 20, 1000),
  run('wuhan-empty', '1', 8, 2000),
  run('wuhan-hospitals', '3', 28, 1000),
  run('wuhan-outage', '4294967296', 7, 1000),
  run('wuhan-everything', '0', 10, 2500),
  run('fuzhou-90', '2', 70, 1500),
  run('guiyang-2017', '3', 16, 900),
  run('hangzhou-2016', '4', 10, 1000),
  run('tianjin-2017', '5', 14, 1500),
  run('metro-few-readers', '6', 3, 4000),
  run('wuhan-bills', '7', 12, 4000),
  run('wuhan-campus', '8', 8, 4000),
  run('wuhan-detention', '9', 8, 2000),
  run('wuhan-halls', '10', 12, 4000),
  run('wuhan-schools', '11', 8, 4000),
  run('wallet-limits', '11', 14, 4000),
  run('wuhan-credit', '12', 45, 4000),
  run('wuhan-merchants', '12', 8, 4000),
  run('wuhan-records', '13', 6, 4000),
  run(EVERY_ACTION, 'a', 7, 500),
  run(EVERY_ACTION, 'b', 7, 1500),
];

export function nameOf({ scenario, overrides: { seed, days, scale } }: Run): string {
  return `${scenario}, seed ${seed}, ${days} days at 1:${scale}`;
}

/** Reads the scenario of a run, as every host reads it. */
export function scenarioOf({ scenario, overrides }: Run): Scenario {
  if (scenario !== EVERY_ACTION) return shippedScenario(scenario, overrides);
  const reading = readScenario(everyActionText, { cities: shippedCities(), name: scenario, overrides });
  if (reading.ok) return reading.scenario;
  throw new Error(reading.mistakes.map((mistake) => formatMistake(`${scenario}.yaml`, mistake)).join('\n'));
}
