import { METHODS } from '../../sim/model/payment/methods.ts';
import { SECTORS } from '../../sim/model/catalogue.ts';
import { describe, expect, it } from 'vitest';
import { RandomSource } from '../../sim/kernel/random.ts';
import { Geography } from '../../sim/model/geography.ts';
import { membersOf } from '../../sim/model/measures/derive.ts';
import { dottedName, MEASURES, type MeasureValue } from '../../sim/model/measures/dictionary.ts';
import { People } from '../../sim/model/people.ts';
import { withPairedMeasures } from '../../sim/runner/pair.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { listener, action, method, runWorld, sector, quietScenario, WUHAN, joined } from './fixture.ts';

const DAYS = 3;
const SCENARIO = quietScenario({
  scale: 1000,
  days: DAYS,
  policy: [
    action('equip', { targetShare: 1, toDay: 1 }),
    action('campaign', { reachShare: 0.8, rewardFen: 2000 }),
    action('assist', { dailyShare: 0.2, fromAgeBand: 0 }),
    action('no_cash', { sectors: [sector('market')], fromDay: 1 }),
  ],
  parameters: { 'adoption.lapse_daily': 0.02 },
});

/** What an observer of its own counts. */
const counted = {
  payments: new Map<string, { count: number; fen: number; ticks: number; ready: number }>(),
  refused: SECTORS.map(() => 0),
  served: SECTORS.map(() => 0),
  waitTicks: SECTORS.map(() => 0),
  rode: 0,
  visited: 0,
};
const baseline = new Simulation(SCENARIO, 'baseline').finish();
const { outcome: policy, simulation } = runWorld(SCENARIO, 'policy', ({ world }) =>
  world.facts.add(
    listener({
      payment: (at, _place, _person, by, fen, ticks, ready) => {
        const key = `${SECTORS[at]}.${METHODS[by]}`;
        const sum = counted.payments.get(key) ?? { count: 0, fen: 0, ticks: 0, ready: 0 };
        counted.payments.set(key, {
          count: sum.count + 1,
          fen: sum.fen + fen,
          ticks: sum.ticks + ticks,
          ready: sum.ready + (ready ? 1 : 0),
        });
      },
      refused: (at) => counted.refused[at]++,
      waited: (at, _place, _person, ticks) => {
        counted.served[at]++;
        counted.waitTicks[at] += ticks;
      },
      rode: () => counted.rode++,
      visited: () => counted.visited++,
    }),
  ),
);
const worlds = withPairedMeasures(baseline, policy, WUHAN, DAYS);
const named = new Map(worlds.policy.filter((v) => v.day === -1).map((v) => [dottedName(v), v.value ?? NaN]));
const whole = (name: string) => named.get(name)!;
const daysOf = (values: readonly MeasureValue[], { name, group }: MeasureValue) =>
  values.filter((v) => v.day >= 0 && v.name === name && v.group === group).map((v) => v.value ?? NaN);

/** Measures of which a run's value is the sum of its days'. */
const COUNTS = [
  'payments.count',
  'payments.value',
  'payments.failed',
  'payments.changed',
  'payments.change_short',
  'enrolment.joined',
  'enrolment.lapsed',
  'city.bus_scans',
  'queue.person_minutes',
  'refusals.count',
  'walkaways.count',
  'closed.count',
  'bus.trips',
  'bus.left_behind',
  'hospital.visits',
  'cards.bought',
  'cards.top_ups',
  'cost.cash_handling',
];
/** Measures of which a run's value is its last day's. */
/** Groups of measures that have something to tell in a quiet city. */
const KNOWN = /^(payments|enrolment|acceptance|wait|service|queue|refusals|person|cards|cost|city|bus|hospital)\./;
const STATES = [
  'enrolment.wallet',
  'enrolment.wallet_share',
  'enrolment.bus_card',
  'enrolment.bus_card_share',
  'enrolment.hospital',
  'acceptance.coverage',
  'city.bus_cards',
];

describe('the dictionary of measures', () => {
  it('says of each what it is, in both languages, under a name of its own', () => {
    expect(new Set(MEASURES.map(({ name }) => name)).size).toBe(MEASURES.length);
    for (const { name, unit, about, aboutZh } of MEASURES) {
      expect(name).toMatch(/^[a-z]+(\.[a-z0-9]+(_[a-z0-9]+)*)+$/);
      expect(unit).not.toBe('');
      expect(about).toMatch(/^[A-Z0-9].*\.$/);
      expect(aboutZh).toMatch(/[\u4e00-\u9fff].*。$/);
    }
  });

  it('has every measure in both worlds, for each group of each split and for each day, and nothing else', () => {
    const expected: string[] = [];
    for (const { name, splits, daily } of MEASURES) {
      const groups = [[], ...splits].flatMap((split) =>
        split.reduce<string[]>(
          (labels, dimension) =>
            labels.flatMap((label) =>
              membersOf(dimension, WUHAN).map((id) => `${label}${label && ';'}${dimension}=${id}`),
            ),
          [''],
        ),
      );
      const days = daily ? Array.from({ length: DAYS + 1 }, (_, i) => i - 1) : [-1];
      for (const day of days) for (const group of groups) expected.push(`${name} ${group} ${day}`);
    }
    const found = (values: readonly MeasureValue[]) => values.map((v) => `${v.name} ${v.group} ${v.day}`).sort();
    expect(found(worlds.policy)).toEqual(expected.sort());
    expect(found(worlds.baseline)).toEqual(expected);
  });

  it('has finite values, and shares from 0 to 1', () => {
    const units = new Map(MEASURES.map(({ name, unit }) => [name, unit]));
    for (const values of [worlds.baseline, worlds.policy]) {
      expect(values.filter(({ value }) => value !== null && !Number.isFinite(value))).toEqual([]);
      expect(
        values.filter(({ name, value }) => units.get(name) === 'share' && value !== null && (value < 0 || value > 1)),
      ).toEqual([]);
      const mayBeNegative = ['bus.late_minutes_mean', 'saved.minutes_per_person_day'];
      expect(values.filter(({ name, value }) => value !== null && value < 0 && !mayBeNegative.includes(name))).toEqual(
        [],
      );
    }
  });

  it('has no two values under one dotted name', () => {
    expect(named.size).toBe(worlds.policy.filter((v) => v.day === -1).length);
  });
});

describe('the values', () => {
  const runs = (names: readonly string[]) => policy.values.filter((v) => v.day === -1 && names.includes(v.name));

  it('of counts sum over the days to the run', () => {
    expect(new Set(runs(COUNTS).map((v) => v.name)).size).toBe(COUNTS.length);
    for (const value of runs(COUNTS)) {
      expect(daysOf(policy.values, value).reduce((a, b) => a + b, 0)).toBeCloseTo(value.value ?? NaN, 4);
    }
  });

  it('of states are those of the last day', () => {
    expect(new Set(runs(STATES).map((v) => v.name)).size).toBe(STATES.length);
    for (const value of runs(STATES)) expect(daysOf(policy.values, value)[DAYS - 1]).toBe(value.value ?? NaN);
  });

  it('of means lie between those of the days', () => {
    // Those of services that are idle here are in the tests of each.
    const others = MEASURES.filter(
      ({ name, daily }) => daily && KNOWN.test(name) && !COUNTS.includes(name) && !STATES.includes(name),
    );
    expect(others.length).toBeGreaterThan(5);
    for (const value of runs(others.map(({ name }) => name))) {
      // A day on which nothing was counted has no mean, and neither has a run of such days.
      const days = daysOf(policy.values, value).filter((day) => !Number.isNaN(day));
      expect(value.value === null).toBe(days.length === 0);
      if (value.value === null) continue;
      expect(value.value).toBeLessThanOrEqual(Math.max(...days) + 1e-9);
      expect(value.value).toBeGreaterThanOrEqual(Math.min(...days) - 1e-9);
    }
  });

  it('of splits add up to the total', () => {
    const additive = [...COUNTS, 'enrolment.wallet', 'enrolment.bus_card', 'enrolment.hospital'];
    for (const { name, splits } of MEASURES.filter((m) => additive.includes(m.name))) {
      for (const split of splits) {
        const parts = policy.values.filter(
          (v) =>
            v.day === -1 &&
            v.name === name &&
            v.group
              .split(';')
              .map((part) => part.split('=')[0])
              .join() === split.join(),
        );
        expect(parts.length).toBeGreaterThan(0);
        const sum = parts.reduce((total, { value }) => total + (value ?? NaN), 0);
        expect(sum).toBeCloseTo(whole(name), 4);
      }
    }
  });

  it('are what another observer counts', () => {
    expect(counted.payments.size).toBeGreaterThan(10);
    for (const [key, { count, fen, ticks, ready }] of counted.payments) {
      expect(whole(`payments.count.${key}`)).toBe(count);
      expect(whole(`payments.value.${key}`)).toBeCloseTo(fen / 100, 6);
      expect(whole(`payments.ready_share.${key}`)).toBeCloseTo(ready / count, 9);
      expect(whole(`payments.seconds_mean.${key}`)).toBeCloseTo(ticks / 10 / count, 9);
    }
    SECTORS.forEach((id, at) => {
      expect(whole(`refusals.count.${id}`)).toBe(counted.refused[at]);
      if (counted.served[at] === 0) return;
      expect(whole(`wait.mean.${id}`)).toBeCloseTo(counted.waitTicks[at] / 10 / counted.served[at], 9);
    });
    expect(counted.refused[sector('market')]).toBeGreaterThan(0);
    expect(whole('hospital.visits')).toBe(counted.visited);
    const scans = counted.payments.get('bus.mobile')!.count;
    expect(whole('city.bus_scans')).toBe(scans * SCENARIO.scale);
  });

  it('of enrolment are what the people hold', () => {
    const { count } = simulation.world.people;
    const holders = (enrolment: string) => joined(simulation.world, enrolment).reduce((sum, has) => sum + has, 0);
    expect(whole('enrolment.wallet')).toBe(holders('wallet'));
    expect(whole('enrolment.bus_card')).toBe(holders('bus'));
    expect(whole('enrolment.hospital')).toBe(holders('hospital'));
    expect(whole('enrolment.wallet_share')).toBe(holders('wallet') / count);
    expect(whole('city.bus_cards')).toBe(holders('bus') * SCENARIO.scale);
  });

  it('of joining and lapsing explain how enrolment has changed since before the first day', () => {
    const random = new RandomSource(SCENARIO.seed);
    const geography = new Geography(WUHAN, SCENARIO.scale, SCENARIO.parameters, random);
    const people = new People(WUHAN, geography, SCENARIO.parameters, random);
    let wallets = 0;
    for (let person = 0; person < people.count; person++) if (people.hasWallet(person)) wallets++;
    expect(whole('enrolment.lapsed.wallet')).toBeGreaterThan(0);
    expect(wallets + whole('enrolment.joined.wallet') - whole('enrolment.lapsed.wallet')).toBe(
      whole('enrolment.wallet'),
    );
    expect(whole('enrolment.joined.bus') - whole('enrolment.lapsed.bus')).toBe(whole('enrolment.bus_card'));
  });

  it('of people compared are zero in the baseline, and the mean of the groups in the policy', () => {
    const saved = worlds.baseline.filter((v) => v.name.startsWith('saved.'));
    expect(saved.length).toBeGreaterThan(3);
    expect(saved.filter((v) => v.value !== 0 && v.value !== null)).toEqual([]);
    const minutes = (outcome: typeof policy) =>
      outcome.personTicks.reduce((a, b) => a + b, 0) / 600 / outcome.personTicks.length / DAYS;
    expect(whole('saved.minutes_per_person_day')).toBeCloseTo(minutes(baseline) - minutes(policy), 9);
    expect(whole('saved.minutes_per_person_day')).not.toBe(0);
    expect(whole('saved.gainers_share') + whole('saved.losers_share')).toBeLessThanOrEqual(1);
    expect(whole('payments.mobile_share')).toBeGreaterThan(
      baseline.values.find((v) => v.name === 'payments.mobile_share' && v.day === -1 && v.group === '')!.value!,
    );
    expect(method('mobile')).toBe(2);
  });
});
