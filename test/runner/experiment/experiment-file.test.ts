import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatMistake } from '../../../sim/model/reading/mistake.ts';
import { experimentJsonSchema, readExperiment } from '../../../sim/runner/experiment/experiment-file.ts';
import { planExperiment, seedsOf } from '../../../sim/runner/experiment/plan.ts';
import { SHIPPED_SCENARIOS, shippedCities, shippedScenarioText } from '../../../sim/runner/library.ts';

const FOLDER = 'scenarios/experiments';
const texts = new Map(SHIPPED_SCENARIOS.map((name) => [name, shippedScenarioText(name)]));

/** The cells of an experiment, or its mistakes as they are told. */
function plan(text: string) {
  const reading = readExperiment(text);
  const planned = reading.ok ? planExperiment(reading.file, reading.source, texts, shippedCities()) : reading;
  return planned.ok
    ? { cells: planned.cells, warnings: planned.warnings, mistakes: [] }
    : { cells: [], warnings: [], mistakes: planned.mistakes.map((mistake) => formatMistake('e.yaml', mistake)) };
}

describe('the shipped experiments', () => {
  it.each(readdirSync(FOLDER))('%s is in order', (file) => {
    const { cells, mistakes } = plan(readFileSync(`${FOLDER}/${file}`, 'utf8'));
    expect(mistakes).toEqual([]);
    expect(cells.length).toBeGreaterThan(0);
  });

  it('have the published schema', () => {
    const published: unknown = JSON.parse(readFileSync('scenarios/experiment.schema.json', 'utf8'));
    expect(published).toEqual(JSON.parse(JSON.stringify(experimentJsonSchema())));
  });
});

describe('a plan', () => {
  it('puts factors of every kind into the scenario', () => {
    const { cells } = plan(`
scenarios: [wuhan-hospitals]
scale: 1000
factors:
  - { set: 'policy[2].target_share', values: [0.2, 0.8] }
  - { set: parameters.hospital.peak_load.cashier, low: 1, high: 1.2, levels: 3 }
  - { set: start, values: ['2017-06-05'] }
  - { set: city, values: [wuhan, fuzhou] }
`);
    expect(cells).toHaveLength(12);
    const { resolved, factors } = cells[11]!;
    expect(factors).toEqual({
      'policy[2].target_share': 0.8,
      'parameters.hospital.peak_load.cashier': 1.2,
      start: '2017-06-05',
      city: 'fuzhou',
    });
    expect(resolved.policy[2]).toMatchObject({ kind: 'pay_later', targetShare: 0.8 });
    expect(resolved.parameters['hospital.peak_load.cashier']).toBe(1.2);
    expect([resolved.scale, resolved.city.id]).toEqual([1000, 'fuzhou']);
    expect(cells[2]!.resolved.parameters['hospital.peak_load.cashier']).toBe(1.1);
  });

  it('warns of what changes nothing in any combination, not of one value to compare with', () => {
    const idle = (values: string) =>
      plan(`
scenarios: [wuhan-outage]
days: 20
factors: [{ set: 'policy[0].to', values: [${values}] }]
`).warnings.filter((line) => line.includes('never acts'));
    expect(idle("'2017-07-14 08:00', '2017-07-14 09:00'")).toEqual([]);
    const { warnings } = plan(`
scenarios: [wuhan-outage]
days: 3
factors: [{ set: 'policy[0].to', values: ['2017-07-14 08:00', '2017-07-14 09:00'] }]
`);
    expect(warnings).toContainEqual(
      expect.stringMatching(/^wuhan-outage: policy\[0\]\.from: warning: found 2017-07-14 07:30, .*never acts/),
    );
    const some = plan(`
scenarios: [wuhan-outage]
factors: [{ set: days, values: [3, 28] }]
`);
    expect(some.warnings.filter((line) => line.includes('never acts'))).toEqual([]);
  });

  it('one at a time begins with the scenario as it is', () => {
    const { cells } = plan(`
scenarios: [wuhan-2017]
design: { kind: one_at_a_time }
factors: [{ set: parameters.bus.door_seconds }, { set: days, values: [7, 14] }]
`);
    expect(cells.map(({ factors }) => Object.keys(factors))).toEqual([
      [],
      ['parameters.bus.door_seconds'],
      ['parameters.bus.door_seconds'],
      ['days'],
      ['days'],
    ]);
  });

  it.each([
    ['latin_hypercube, points: 5', 5],
    ['sobol_sequence, points: 7', 7],
    ['morris, trajectories: 3', 9],
    ['sobol_indices, points: 4', 16],
  ])('%s has %d points, each inside the ranges', (design, count) => {
    const { cells, mistakes } = plan(`
scenarios: [wuhan-2017]
design: { kind: ${design} }
factors: [{ set: parameters.bus.door_seconds }, { set: scale, low: 900, high: 1100 }]
`);
    expect(mistakes).toEqual([]);
    expect(cells).toHaveLength(count);
    for (const { resolved } of cells) {
      expect(Number.isInteger(resolved.scale) && resolved.scale >= 900 && resolved.scale <= 1100).toBe(true);
    }
    expect(new Set(cells.map(({ resolved }) => resolved.parameters['bus.door_seconds'])).size).toBeGreaterThan(1);
  });

  it('counts, lists and adds seeds', () => {
    const seeds = (text: string) => {
      const reading = readExperiment(`scenarios: [wuhan-2017]\nseeds: ${text}\n`);
      return reading.ok ? seedsOf(reading.file) : undefined;
    };
    expect(seeds('3')).toEqual({ first: ['1', '2', '3'], most: 3 });
    expect(seeds('[7, x]')).toEqual({ first: ['7', 'x'], most: 2 });
    // As they are written, which is what a scenario and --seed take them for.
    expect(seeds('[7, 007, 61e9540, 0e12345, 1.0, true]')).toEqual({
      first: ['7', '007', '61e9540', '0e12345', '1.0', 'true'],
      most: 6,
    });
    expect(seeds('{ until: { measure: wait.mean, half_width: 0.1, most: 9 } }')).toEqual({
      first: ['1', '2', '3', '4', '5'],
      most: 9,
    });
  });
});

describe('a mistake is told with its place', () => {
  it.each([
    ['scenarios: [wuhan-2071]', 'e.yaml:1:13 scenarios[0]: found "wuhan-2071", expected a shipped scenario or a file'],
    ['scenarios: [wuhan-2017]\nseed: 3', 'e.yaml:2:1 seed: found the unknown key "seed", expected one of'],
    ['scenarios: [wuhan-2017]\nseeds: 0', 'e.yaml:2:8 seeds: found 0, expected a whole number from 1 to 10000'],
    [
      'scenarios: [wuhan-2017]\nseeds: [a, 7, 7]',
      'e.yaml:2:15 seeds[2]: found "7" again, expected every seed once: it is seeds[1] already',
    ],
    [
      'scenarios: [wuhan-2017]\nseeds: ["\u00e9", "e\u0301"]',
      'e.yaml:2:14 seeds[1]: found "e\u0301" again, expected every seed once: it is seeds[0] already',
    ],
    [
      'scenarios: [wuhan-2017]\ndesign: { kind: grid }',
      'e.yaml:2:17 design.kind: found "grid", expected one of full_factorial',
    ],
    [
      'scenarios: [wuhan-2017]\nfactors: [{ set: parameters.bus.door_second }]',
      'e.yaml:2:18 factors[0].set: found "parameters.bus.door_second", expected the name of a parameter (the nearest is parameters.bus.door_seconds)',
    ],
    [
      "scenarios: [wuhan-2017]\nfactors: [{ set: 'policy[9].from', values: ['2017-06-01'] }]",
      'e.yaml:2:18 factors[0].set: found "policy[9].from", expected an action of wuhan-2017, which has 3',
    ],
    [
      "scenarios: [wuhan-2017]\nfactors: [{ set: 'policy[0].target_share', values: [0.5, 1.5] }]",
      'factors[0]: found 1.5 at policy[0].target_share of wuhan-2017, expected a share from 0 to 1',
    ],
    [
      'scenarios: [wuhan-2017]\nfactors: [{ set: scale, low: 9, high: 3 }]',
      'factors[0].high: found 9 to 3, expected low below high',
    ],
    ['scenarios: [wuhan-2017]\nfactors: [{ set: start }]', 'factors[0].set: found neither values nor low and high'],
    [
      'scenarios: [wuhan-2017]\ndesign: { kind: morris, trajectories: 3 }',
      'design.kind: found 0 factors, expected 1 or more',
    ],
    [
      'scenarios: [wuhan-2017]\nmeasures: [wait.meen]',
      'measures[0]: found "wait.meen", expected the dotted name of a measure',
    ],
  ])('%s', (text, expected) => {
    expect(plan(text).mistakes.join('\n')).toContain(expected);
  });
});
