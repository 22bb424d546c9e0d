/** Scenarios as users write them, for tests that change a word in one and compare the runs. */
import { formatMistake } from '../../sim/model/reading/mistake.ts';
import { readScenario } from '../../sim/model/reading/read-scenario.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import { shippedCities } from '../../sim/runner/library.ts';
import { Simulation, type WorldOutcome } from '../../sim/runner/simulate.ts';

/** The lines of a scenario file that a test chooses; measures are flow maps. */
export interface Written {
  readonly start?: string;
  readonly days?: number;
  readonly scale?: number;
  readonly seed?: string;
  readonly parameters?: Readonly<Record<string, number>>;
  readonly policy?: readonly string[];
}

/**
 * Reads a scenario of Wuhan at 1:4000: four days from Monday, 2017-06-05, where nothing else is written, with shops
 * that decide quickly. @throws Error with every mistake
 */
export function read(written: Written, cities = shippedCities()): Scenario {
  const { start = '2017-06-05', days = 4, scale = 4000, seed = 'metamorphic', parameters = {}, policy = [] } = written;
  const text = [
    'city: wuhan',
    `start: ${start}`,
    `days: ${days}`,
    `scale: ${scale}`,
    `seed: ${seed}`,
    'parameters:',
    ...Object.entries({ 'merchant.adopt_daily': 0.1, ...parameters }).map(([id, value]) => `  ${id}: ${value}`),
    `policy:${policy.length === 0 ? ' []' : ''}`,
    ...policy.map((measure) => `  - ${measure}`),
  ].join('\n');
  const reading = readScenario(text, { cities, name: 'written' });
  if (reading.ok) return reading.scenario;
  throw new Error(reading.mistakes.map((mistake) => formatMistake('written.yaml', mistake)).join('\n'));
}

/** The world with the policy, at the end of its run. */
export function outcomeOf(written: Written, cities = shippedCities()): WorldOutcome {
  return new Simulation(read(written, cities), 'policy').finish();
}

/** Every kind of measure at work, one after another and at the same time, in four days from a first of June 2017. */
export function busyPolicy(day: (index: number) => string): string[] {
  return [
    `{ measure: equip, sectors: [all], from: ${day(0)}, to: ${day(1)}, target_share: 0.95 }`,
    `{ measure: subsidise, sectors: [shops], from: ${day(0)}, fee_rebate_share: 0.5, grant_yuan: 200 }`,
    `{ measure: campaign, sectors: [all], from: ${day(0)}, to: ${day(2)}, daily_reach_share: 0.5, reward_yuan: 5 }`,
    `{ measure: discount, sectors: [bus, supermarket], from: ${day(1)}, to: ${day(2)}, method: mobile, percent: 30 }`,
    `{ measure: discount, sectors: [bus], from: ${day(1)}, method: card, percent: 10 }`,
    `{ measure: pay_later, from: ${day(1)}, to: ${day(2)}, target_share: 1 }`,
    `{ measure: assist, sectors: [bus, shops], from: ${day(0)}, daily_share: 0.2, from_age: 60 }`,
    `{ measure: no_cash, sectors: [bus, restaurant], districts: [wuchang, hongshan], from: ${day(2)}, to: ${day(2)} }`,
    `{ measure: outage, from: ${day(3)} 07:30, to: ${day(3)} 10:00 }`,
  ];
}

/** Days of June 2017, counted from `first`. */
export const june =
  (first: number) =>
  (index: number): string =>
    `2017-06-${String(first + index).padStart(2, '0')}`;
