/** Cities that join one after another. */
import { describe, expect, it } from 'vitest';
import { TICKS_PER_DAY } from '../../../sim/kernel/time.ts';
import { readJoiningPlan, type JoiningPlan } from '../../../sim/runner/joining/joining-file.ts';
import { joiningChart } from '../../../sim/runner/joining/joining-chart.ts';
import { monthStarts, simulateJoining, standing, travelShares } from '../../../sim/runner/joining/joining.ts';
import { Simulation } from '../../../sim/runner/simulate.ts';
import { shippedCities, shippedJoiningText, shippedScenario } from '../../../sim/runner/library.ts';

function shipped(): JoiningPlan {
  const reading = readJoiningPlan(shippedJoiningText());
  if (!reading.ok) throw new Error(JSON.stringify(reading.mistakes));
  return reading.plan;
}

/** Two cities and two months: what one tells, and whether the other joins. */
const two = { ...shipped(), cities: shipped().cities.filter(({ city }) => city === 'hangzhou' || city === 'wuhan') };
const values = { ...standing(two), spontaneous_monthly: 0 };
const simulate = (more: Partial<typeof values>, months = 2) =>
  simulateJoining(two, { seed: '1', months, scale: 5000, values: { ...values, ...more }, rollout: shippedScenario });

describe('months and ways', () => {
  it('count days from the first', () => {
    expect(monthStarts('2016-11-15', 4)).toEqual([0, 16, 47, 78, 106]);
  });

  it('lead to the larger and the nearer', () => {
    const cities = ['hangzhou', 'wuhan', 'guiyang'].map((id) => shippedCities().get(id)!);
    const ways = travelShares(cities);
    ways.forEach((row, i) => {
      expect(row[i]).toBe(0);
      expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    });
    // From Hangzhou, Wuhan is nearer than Guiyang and has more residents.
    expect(ways[0]![1]).toBeGreaterThan(ways[0]![2]!);
  });
});

describe('a file of cities that join', () => {
  it('is in order as it is shipped, and names cities and rollouts that exist', () => {
    for (const { city, rollout } of shipped().cities) expect(shippedScenario(rollout).city.id).toBe(city);
  });

  it('is refused with the place of a mistake', () => {
    const reading = readJoiningPlan('start: 2016-09-01\ncities: []\nparameters: {}\n');
    expect(reading.ok).toBe(false);
    if (!reading.ok) expect(reading.mistakes.map(({ path }) => path)).toContain('cities');
  });
});

describe('cities that join', () => {
  it('join when others have what they hear of', async () => {
    const eager = await simulate({ pull_monthly: 1000 });
    // Nobody has told of anything before the first month is over: what is heard on 1 October is in force the day after.
    expect(eager.map(({ joined }) => joined)).toEqual(['2016-09-01', '2016-10-02']);
    const [hangzhou, wuhan] = eager.map(({ months }) => months);
    expect(hangzhou![0]!.cardShare).toBeGreaterThan(0);
    expect(wuhan![0]!.cardShare).toBe(0);
    expect(wuhan![1]!.cardShare).toBeGreaterThan(0);
    const drawn = joiningChart(eager, 'zh');
    expect(drawn).toContain('武汉');
    expect(drawn.match(/<circle/g)).toHaveLength(2);
    expect(drawn).not.toContain('NaN');
  });

  it('do not join unheard, and live then as if there were no other', async () => {
    const deaf = await simulate({ pull_monthly: 0, told_share: 0 });
    expect(deaf.map(({ joined }) => joined)).toEqual(['2016-09-01', null]);
    for (const month of deaf[1]!.months) {
      expect(month.phoneShare).toBe(month.phoneShareAlone);
      expect(month.minutesSaved).toBe(0);
    }
  });
});

describe('what is decided while a world runs', () => {
  it('is refused where it lies in the past or would have made events at the start', () => {
    const { world } = new Simulation({ ...shippedScenario('wuhan-outage'), scale: 20_000, days: 3 }, 'baseline');
    world.runUntil(TICKS_PER_DAY);
    const [equip] = shippedScenario('wuhan-2017').policy;
    const outage = shippedScenario('wuhan-outage').policy.find(({ kind }) => kind === 'outage')!;
    expect(() => world.act([{ ...equip!, fromDay: 0 }])).toThrow(
      'found an action from day 0, expected one from day 1 on',
    );
    expect(() => world.act([{ ...outage, fromDay: 2 }])).toThrow('makes no events of its own');
  });
});
