/** Cities that join one after another. */
import { describe, expect, it } from 'vitest';
import { TICKS_PER_DAY } from '../../../sim/kernel/time.ts';
import { formatMistake } from '../../../sim/model/reading/mistake.ts';
import { readJoiningPlan, type JoiningPlan } from '../../../sim/runner/joining/joining-file.ts';
import { joiningChart } from '../../../sim/runner/joining/joining-chart.ts';
import {
  isJoiningStale,
  joinedByMonth,
  JOINING_FORMAT,
  overSeeds,
  readJoiningResults,
} from '../../../sim/runner/joining/joining-results.ts';
import {
  citiesAlone,
  monthStarts,
  simulateJoining,
  standing,
  travelShares,
  type JoiningCity,
} from '../../../sim/runner/joining/joining.ts';
import { digestOf } from '../../../sim/runner/claims/claim-results.ts';
import { Simulation } from '../../../sim/runner/simulate.ts';
import { shippedCities, shippedJoiningText, shippedScenario } from '../../../sim/runner/library.ts';

function shipped(): JoiningPlan {
  const reading = readJoiningPlan(shippedJoiningText(), shippedScenario);
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
    const reading = readJoiningPlan('start: 2016-09-01\ncities: []\nparameters: {}\n', shippedScenario);
    expect(reading.ok).toBe(false);
    if (!reading.ok) expect(reading.mistakes.map(({ path }) => path)).toContain('cities');
  });

  it.each([
    [
      'wallet-limits',
      'found "wallet-limits", which has wallet_limit',
      'expected a scenario of equip, subsidise, discount',
    ],
    ['atlantis', 'found "atlantis", expected', 'the name of a shipped scenario'],
  ])('is refused with the rollout %s, of which nothing would come', (name, found, expected) => {
    const text = shippedJoiningText().replace('rollout: wuhan-2017', `rollout: ${name}`);
    const reading = readJoiningPlan(text, shippedScenario);
    const [said] = reading.ok ? [] : reading.mistakes.map((mistake) => formatMistake('five-cities.yaml', mistake));
    expect(said).toMatch(/^five-cities\.yaml:\d+:\d+ cities\[1\]\.rollout: /);
    expect(said).toContain(found);
    expect(said).toContain(expected);
  });
});

describe('the share of those who move', () => {
  const moving = 'moving_monthly_share: { value: 0.0002';
  it.each([
    ['2', 'found 2, expected a number from 0 to 1'],
    ['-0.1', 'found -0.1, expected a number from 0 to 1'],
    ['many', 'found "many", expected a number from 0 to 1'],
  ])('is refused as %s, with its place', (share, said) => {
    const text = shippedJoiningText().replace(moving, `moving_monthly_share: { value: ${share}`);
    expect(text).not.toBe(shippedJoiningText());
    const reading = readJoiningPlan(text, shippedScenario);
    const mistakes = reading.ok ? [] : reading.mistakes.map((mistake) => formatMistake('five-cities.yaml', mistake));
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toMatch(/^five-cities\.yaml:\d+:\d+ parameters\.moving_monthly_share\.value: /);
    expect(mistakes[0]).toContain(said);
  });

  it('is refused beyond one in a case too', () => {
    const text = shippedJoiningText().replace('moving_monthly_share: 0.002 }', 'moving_monthly_share: 1.5 }');
    const reading = readJoiningPlan(text, shippedScenario);
    expect(reading.ok ? [] : reading.mistakes.map(({ path }) => path)).toEqual(['cases[5].set.moving_monthly_share']);
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

describe('what moves cities, each thing by itself', () => {
  const same = { seed: '1', months: 3, scale: 20_000, rollout: shippedScenario };
  const alone = citiesAlone(two, same, values.moving_monthly_share);
  /** Cities join of themselves and not because of others, and people travel every day. */
  const joined = (told_share: number) => {
    const often = { trips_per_resident_year: 365, trips_among_share: 1 };
    const moved = { ...values, ...often, spontaneous_monthly: 1, pull_monthly: 0, told_share };
    return simulateJoining(two, { ...same, alone, values: moved });
  };

  it('lets one join that has heard of no other, and travellers tell of the card', async () => {
    const [untold, told] = [await joined(0), await joined(1)];
    expect(untold.map(({ joined }) => joined)).toEqual(['2016-09-01', '2016-09-01']);
    const [before, after] = [untold[0]!.months, told[0]!.months];
    // Nobody has told of anything before the first month is over.
    expect(after[0]).toEqual(before[0]);
    expect(after[2]!.cardShare).toBeGreaterThan(before[2]!.cardShare);
  });
});

describe('what several seeds say of cities', () => {
  const city = (joined: string | null, shares: readonly number[]): JoiningCity => ({
    ...{ city: 'wuhan', name: { en: 'Wuhan', zh: '武汉' }, joined },
    months: shares.map((cardShare, at) => ({
      ...{ month: `2017-0${at + 1}`, cardShare, phoneShare: 0.5, phoneShareAlone: 0.4, minutesSaved: cardShare },
      ...{ refusalsPerMillion: 3, refusalsPerMillionAlone: 5, came: 0 },
    })),
  });
  const runs = [[city('2017-02-03', [0, 0.5])], [city(null, [0, 0])], [city('2017-01-01', [0.1, 0.2])]];
  const months = ['2017-01', '2017-02'];
  const assumed = { id: 'assumed', name: { en: 'As assumed', zh: '按假设' }, cities: overSeeds(runs) };

  it('is the least, the median and the most of each month', () => {
    expect(assumed.cities).toEqual([
      {
        ...{ city: 'wuhan', name: { en: 'Wuhan', zh: '武汉' }, joined: ['2017-02-03', null, '2017-01-01'] },
        card: [
          [0, 0, 0.1],
          [0, 0.2, 0.5],
        ],
        ...{ saved: [0.5, 0, 0.2], refused: [-2, -2, -2] },
      },
    ]);
    expect(joinedByMonth(assumed, months)).toEqual([
      [0, 1 / 3, 1],
      [0, 2 / 3, 1],
    ]);
  });

  it('is read back from its file, and told apart from that of another model or file', () => {
    const text = shippedJoiningText();
    const results = {
      ...{ format: JOINING_FORMAT, digest: digestOf(text), version: '1', model: '0123456789abcdef', command: 'x' },
      ...{ start: '2017-01-01', months, scale: 5000, seeds: ['1', '2', '3'], cases: [assumed] },
    };
    expect(readJoiningResults(JSON.parse(JSON.stringify(results)))).toEqual(results);
    expect(() => readJoiningResults({ ...results, months: ['May'] })).toThrow('at months.0');
    expect(isJoiningStale(results, { model: results.model, text })).toBe(false);
    expect(isJoiningStale(results, { model: results.model, text: `${text} ` })).toBe(true);
    expect(isJoiningStale(results, { model: 'fedcba9876543210', text })).toBe(true);
  });
});

describe('cases of a seed', () => {
  it('share the cities as they are without joining, and come out as they would with cities of their own', async () => {
    const same = { seed: '1', months: 2, scale: 5000, rollout: shippedScenario };
    const alone = citiesAlone(two, same, values.moving_monthly_share);
    const shared = { ...same, alone };
    const eager = { ...values, pull_monthly: 1000 };
    await simulateJoining(two, { ...shared, values });
    expect(await simulateJoining(two, { ...shared, values: eager })).toEqual(
      await simulateJoining(two, { ...same, values: eager }),
    );
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
    expect(() => world.act([{ ...outage, fromDay: 2 }])).toThrow('can be added to a world that runs');
  });

  it.each(['wallet-limits', 'wuhan-credit'])('is refused where it is what is new in %s', (name) => {
    const { world } = new Simulation({ ...shippedScenario(name), scale: 20_000, days: 3 }, 'baseline');
    const actions = shippedScenario(name).policy.filter(({ kind }) => /wallet|credit|loans/.test(kind));
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions) {
      expect(() => world.act([{ ...action, fromDay: 2, toDay: 3 }])).toThrow(`found ${action.kind}, expected a kind`);
    }
  });
});
