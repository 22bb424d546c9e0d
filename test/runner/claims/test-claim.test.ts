/** A claim is put to the test by real runs. */
import { expect, it } from 'vitest';
import { conditionWords } from '../../../sim/runner/claims/conditions.ts';
import { readClaims } from '../../../sim/runner/claims/claims-file.ts';
import { testClaim } from '../../../sim/runner/claims/test-claim.ts';
import { shippedCities } from '../../../sim/runner/library.ts';
import { Simulation } from '../../../sim/runner/simulate.ts';
import type { Scenario } from '../../../sim/model/scenario.ts';

const FILE = (is: string, claimed: number) => `
claims:
  - id: doors
    article: 1
    claim: { en: Doors decide., zh: 车门决定一切。 }
    claimed: ${claimed}
    unit: { en: s, zh: 秒 }
    source: made up for this test
    mechanism: { en: A door takes its time., zh: 开关门需要时间。 }
    test:
      scenario: { city: wuhan, start: 2017-06-01, days: 1, scale: 5000, policy: [] }
      figure: { world: baseline, measure: bus.dwell_seconds_mean }
      is: ${is}
      depends_on: [{ parameter: bus.door_seconds, low: 2, high: 15 }]
`;

const seen: Scenario[] = [];
async function test(is: string, claimed: number) {
  const reading = readClaims(FILE(is, claimed));
  if (!reading.ok) throw new Error(JSON.stringify(reading.mistakes));
  const [claim] = reading.claims;
  const { judgement } = await testClaim(claim!, claim!.test!, {
    seeds: ['1', '2'],
    cities: shippedCities(),
    scenarioText: () => undefined,
    simulate: (scenario, world) => {
      seen.push(scenario);
      return Promise.resolve(new Simulation(scenario, world).finish());
    },
  });
  return judgement;
}

it('is simulated with every seed, with each parameter at its ends, and with all of them', async () => {
  const found = await test('at_least', 1000);
  const doors = seen.map(({ seed, parameters }) => `${seed} ${parameters['bus.door_seconds']}`);
  const stands = seen[0]!.parameters['bus.door_seconds'];
  expect(new Set(doors)).toEqual(new Set([`1 ${stands}`, `2 ${stands}`, '1 2', '1 15']));
  // The one world that is asked about: two seeds, two ends, and all together.
  expect(doors).toHaveLength(2 + 2 + 1);
  expect(found.verdict).toBe('contradicted');
  expect(found.range[1] - found.range[0]).toBeGreaterThan(10);
  expect(found.low).toBeLessThan(found.simulated);
});

it('is met where the doors are slow enough', async () => {
  const { verdict, conditions, simulated } = await test('at_least', 14);
  expect(simulated).toBeLessThan(14);
  expect(verdict).toBe('reproduced_only_if');
  expect(conditionWords(conditions[0]!, 'en')).toContain('if bus.door_seconds is at least about');
});

it('is measured in the whole city, on days, or as a share, and says where there is nothing', async () => {
  const file = FILE('at_least', 1).replace('measure: bus.dwell_seconds_mean', 'measure: bus.trips, on: 2017-06-09');
  const reading = readClaims(file);
  const [claim] = reading.ok ? reading.claims : [];
  const simulate = (scenario: Scenario, world: 'baseline' | 'policy') =>
    Promise.resolve(new Simulation(scenario, world).finish());
  const host = { seeds: ['1'], cities: shippedCities(), scenarioText: () => undefined, simulate };
  await expect(testClaim(claim!, claim!.test!, host)).rejects.toThrow('found no value of bus.trips');
  const whole = structuredClone(claim!);
  whole.test!.figure = { world: 'baseline', measure: 'bus.trips', whole_city: true };
  const half = structuredClone(claim!);
  half.test!.figure = { world: 'baseline', measure: 'bus.trips', per: 'bus.trips', times: 0.5 };
  const day = structuredClone(claim!);
  day.test!.figure = { world: 'baseline', measure: 'bus.trips', from: '2017-06-01', on: '2017-06-01', mean: true };
  const [city, share, mean] = await Promise.all([whole, half, day].map((one) => testClaim(one, one.test!, host)));
  expect(city!.judgement.simulated).toBe(5000 * mean!.judgement.simulated);
  expect(share!.judgement.simulated).toBe(0.5);
  expect(share!.runs).toEqual({ scenario: 'doors', start: '2017-06-01', days: 1, scale: 5000, seeds: 1 });
});

it('has a relative difference in the unit of the claim', async () => {
  const equip = '{ measure: equip, sectors: [shops], from: 2017-06-01, to: 2017-06-01, target_share: 1 }';
  const figureOf = async (times: string) => {
    const file = FILE('at_least', 1)
      .replace('policy: []', `policy: [${equip}]`)
      .replace(
        'world: baseline, measure: bus.dwell_seconds_mean',
        `world: difference, measure: payments.mobile_share, relative: true${times}`,
      )
      .replace('depends_on: [{ parameter: bus.door_seconds, low: 2, high: 15 }]', 'depends_on: []');
    const reading = readClaims(file);
    const [claim] = reading.ok ? reading.claims : [];
    const simulate = (scenario: Scenario, world: 'baseline' | 'policy') =>
      Promise.resolve(new Simulation(scenario, world).finish());
    const host = { seeds: ['1'], cities: shippedCities(), scenarioText: () => undefined, simulate };
    return (await testClaim(claim!, claim!.test!, host)).judgement.simulated;
  };
  const [share, percent] = [await figureOf(''), await figureOf(', times: 100')];
  expect(share).toBeGreaterThan(0.01);
  expect(percent).toBeCloseTo(100 * share, 9);
});

it('asks for the days that it and others of the same runs are about, and for both worlds where they are compared', async () => {
  const days = (figure: string) => {
    const reading = readClaims(
      FILE('at_least', 1)
        .replace('days: 1', 'days: 3')
        .replace('depends_on: [{ parameter: bus.door_seconds, low: 2, high: 15 }]', 'depends_on: []')
        .replace('world: baseline, measure: bus.dwell_seconds_mean', figure),
    );
    if (!reading.ok) throw new Error(JSON.stringify(reading.mistakes));
    return reading.claims[0]!;
  };
  const one = days('world: difference, measure: bus.trips, on: 2017-06-03');
  const other = days('world: policy, measure: bus.trips, from: 2017-06-01, on: 2017-06-02');
  const asked: string[] = [];
  const simulate = (scenario: Scenario, world: 'baseline' | 'policy', daysKept: readonly number[]) => {
    asked.push(`${world} ${daysKept.join(' ')}`);
    const simulation = new Simulation(scenario, world);
    simulation.daysKept = new Set(daysKept);
    return Promise.resolve(simulation.finish());
  };
  const host = { seeds: ['1'], cities: shippedCities(), scenarioText: () => undefined, simulate };
  const alone = await testClaim(one, one.test!, host);
  expect(alone.judgement.simulated).toBe(0);
  await testClaim(other, other.test!, { ...host, claims: [one, other] });
  expect(asked).toEqual(['baseline 2', 'policy 2', 'policy 0 1 2']);
});
