/** Calibration against a model that is known: two parameters and three figures that follow from them. */
import { describe, expect, it } from 'vitest';
import { calibrateAll, identifyParameters, type Simulate } from '../../sim/runner/calibrate.ts';
import { shippedScenario } from '../../sim/runner/library.ts';
import { readTargets } from '../../sim/model/reading/targets.ts';

const IDS = ['bus.door_seconds', 'people.card_top_up_yuan'];
const TEXT = `
scenario: wuhan-2017
parameters: [${IDS.join(', ')}]
targets:
  - { about: a, world: policy, measure: wait.mean, on: 2017-06-01, value: 12, within: 0.01 }
  - { about: b, world: policy, measure: city.bus_cards, on: 2017-06-01, value: 400 }
  - { about: c, world: policy, measure: city.bus_scans, on: 2017-06-01, value: 33.4 }
`;

/** wait = 2 × door, cards = 8 × top-up, scans = √(door × top-up) × 2, each with a seed's own luck. */
const simulate =
  (noise: number): Simulate =>
  async ({ parameters, seed }) => {
    const [door = 0, topUp = 0] = IDS.map((id) => parameters[id]!);
    const luck = 1 + noise * (Number(seed) - 2.5);
    const value = (name: string, of: number) => ({ name, group: '', day: 0, value: of * luck });
    return {
      values: [
        value('wait.mean', 2 * door),
        value('city.bus_cards', 8 * topUp),
        value('city.bus_scans', 2 * Math.sqrt(door * topUp)),
      ],
    };
  };

const read = readTargets(TEXT);
if (!read.ok) throw new Error(JSON.stringify(read.mistakes));
const scenario = shippedScenario('wuhan-2017');
const seeds = ['1', '2', '3', '4'];

describe('calibration over any parameters', () => {
  it('meets more figures than parameters as nearly as can be', async () => {
    let rounds = 0;
    const { parameters } = await calibrateAll(scenario, IDS, read.targets, {
      ...{ seeds, rounds: 20, simulate: simulate(0) },
      onRound: () => rounds++,
    });
    expect(parameters['bus.door_seconds']).toBeCloseTo(6, 1);
    expect(parameters['people.card_top_up_yuan']).toBeCloseTo(50, -0.5);
    expect(rounds).toBeLessThan(20);
  });

  it('says how well each is known', async () => {
    const at = {
      ...scenario,
      parameters: { ...scenario.parameters, 'bus.door_seconds': 6, 'people.card_top_up_yuan': 50 },
    };
    const [still] = await identifyParameters(at, IDS, read.targets, seeds, simulate(0.001));
    const [wild, other] = await identifyParameters(at, IDS, read.targets, seeds, simulate(0.02));
    expect(still!.interval[0]).toBeLessThan(6);
    expect(still!.interval[1]).toBeGreaterThan(6);
    expect(wild!.interval[1] - wild!.interval[0]).toBeGreaterThan(10 * (still!.interval[1] - still!.interval[0]));
    expect(wild!.with).toBe('people.card_top_up_yuan');
    expect(other!.with).toBe('bus.door_seconds');
    // A figure that only their product moves ties them together the other way round.
    expect(wild!.correlation).toBeLessThan(0);
  });

  it('takes either a list of parameters or one at each target', () => {
    const both = readTargets(TEXT.replace('value: 400', 'value: 400, adjust: bus.door_seconds'));
    expect(both.ok).toBe(false);
    if (!both.ok) {
      expect(both.mistakes[0]).toMatchObject({
        path: 'targets[1].adjust',
        expected: expect.stringContaining('either') as unknown,
      });
    }
  });
});
