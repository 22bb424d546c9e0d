/** What the page asks of a world beside frames: measures of completed days, and what each group of residents saves. */
import { describe, expect, test } from 'vitest';
import { AGE_BANDS } from '../../sim/model/city.ts';
import { INCOME_BANDS } from '../../sim/model/people-parameters.ts';
import { dottedName } from '../../sim/model/measures/dictionary.ts';
import { shippedScenario } from '../../sim/runner/library.ts';
import { withPairedMeasures, wholeRun } from '../../sim/runner/pair.ts';
import { savedCells } from '../../sim/runner/saved-cells.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { dayMeasures } from '../../sim/runner/view/day-measures.ts';

const scenario = shippedScenario('wuhan-outage', { days: 5, scale: 2000 });

describe('measures of completed days', () => {
  test('are those of the outcome, day for day, from any day on', () => {
    const simulation = new Simulation(scenario, 'policy');
    simulation.runDay();
    simulation.runDay();
    const simulated = simulation.day;
    expect(simulated).toBeGreaterThan(0);
    const first = dayMeasures(simulation, 0);
    const outcome = simulation.finish();
    const last = dayMeasures(simulation, simulated);
    expect(first.values.length).toBe(simulated * first.names.length);
    expect(last).toMatchObject({ from: simulated, names: first.names });
    const expected = outcome.values.filter(({ day }) => day >= 0);
    expect([...first.values, ...last.values]).toEqual(expected.map(({ value }) => value ?? NaN));
    expect(first.names).toEqual(expected.filter(({ day }) => day === 0).map(dottedName));
  });

  test('are none where no day is complete', () => {
    expect(dayMeasures(new Simulation(scenario, 'baseline'), 0)).toMatchObject({ names: [] });
    expect(() => new Simulation(scenario, 'baseline').measuresOf(0)).toThrow('found day 0');
  });
});

test('cells of age, income and district add up to the measures of who saves', () => {
  const [baseline, policy] = (['baseline', 'policy'] as const).map((world) => new Simulation(scenario, world).finish());
  const cells = savedCells(baseline!, policy!, scenario.city, scenario.days);
  const measures = wholeRun(withPairedMeasures(baseline!, policy!, scenario.city, scenario.days).policy);
  const mean = (chosen: typeof cells) =>
    chosen.reduce((sum, { minutes }) => sum + minutes, 0) / chosen.reduce((sum, { people }) => sum + people, 0);
  expect(mean(cells)).toBeCloseTo(measures['saved.minutes_per_person_day']!, 9);
  expect(Math.abs(mean(cells))).toBeGreaterThan(0);
  AGE_BANDS.forEach(({ id }, age) => {
    const chosen = cells.filter((cell) => cell.age === age);
    expect(mean(chosen)).toBeCloseTo(measures[`saved.minutes_per_person_day.${id}`]!, 9);
  });
  // Incomes are told apart as the people have them, and each band has about as many.
  for (let income = 0; income < INCOME_BANDS; income++) {
    const chosen = cells.filter((cell) => cell.income === income);
    const people = chosen.reduce((sum, cell) => sum + cell.people, 0);
    expect(people).toBe(baseline!.personIncome.filter((band) => band === income).length);
    expect(Math.abs(people / baseline!.personIncome.length - 1 / INCOME_BANDS)).toBeLessThan(0.03);
  }
  scenario.city.districts.forEach(({ id }, district) => {
    const chosen = cells.filter((cell) => cell.district === district);
    if (chosen.length > 0) expect(mean(chosen)).toBeCloseTo(measures[`saved.minutes_per_person_day.${id}`]!, 9);
  });
  for (const { people, minutes, squares } of cells) {
    expect(squares).toBeGreaterThanOrEqual((minutes * minutes) / people - 1e-9);
  }
});
