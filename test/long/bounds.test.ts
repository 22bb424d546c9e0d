/** The widths of columns and counters against what a scenario can bring into them: the table in README.md, held. */
import { FIGURES, profileIndex, SECTOR_GROUPS } from '../../sim/model/catalogue.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { ENTITY_COUNT_MAX } from '../../sim/kernel/engine.ts';
import {
  DAYS_MAX,
  TICK_MAX,
  TICKS_PER_DAY,
  TICKS_PER_HOUR,
  TICKS_PER_MINUTE,
  TICKS_PER_SECOND,
} from '../../sim/kernel/time.ts';
import { NUMBERS_OF_A_STEP, STEPS_MAX } from '../../sim/model/days.ts';
import { checkTripsADay, TRIPS_A_DAY_MAX } from '../../sim/model/kit/trips-a-day.ts';
import { Counters } from '../../sim/model/measures/counters.ts';
import { PARAMETERS } from '../../sim/model/parameters.ts';
import { readScenario } from '../../sim/model/reading/read-scenario.ts';
import { ACTIONS_MAX } from '../../sim/model/reading/scenario-schema.ts';
import { World } from '../../sim/model/world.ts';
import { shippedCities } from '../../sim/runner/library.ts';
import { listener, action, method, sector, tinyScenario, WUHAN } from '../model/fixture.ts';
import { boundsOf, dearestFen, INT32_MAX, largest, UINT16_MAX, UINT32_MAX } from './bounds.ts';
import { Watch } from './watch.ts';

const HIGH = Object.fromEntries(PARAMETERS.map(({ id, high }) => [id, high]));

describe('the longest run', () => {
  const reading = (days: number) =>
    readScenario(`city: wuhan\nstart: 2017-06-01\ndays: ${days}\npolicy: []\n`, { cities: shippedCities() });

  it('is longer than ten years, and a longer one is refused', () => {
    expect(DAYS_MAX).toBeGreaterThan(3653);
    expect(reading(3653).ok && reading(DAYS_MAX).ok).toBe(true);
    expect(reading(DAYS_MAX + 1)).toMatchObject({ ok: false, mistakes: [{ path: 'days' }] });
    const scenario = { days: DAYS_MAX + 1 };
    expect(() => readScenario('', { cities: shippedCities(), overrides: scenario })).toThrow(RangeError);
  });

  it('has ticks left for whatever is scheduled on its last day', () => {
    const left = TICK_MAX - DAYS_MAX * TICKS_PER_DAY;
    /** Every parameter that is the mean of a varying time, with the one that says how much it varies. */
    const varying = PARAMETERS.flatMap(({ id, unit, high }) => {
      const ticks = { s: TICKS_PER_SECOND, min: TICKS_PER_MINUTE }[unit];
      const cv = /^payment\./.test(id) ? 'payment.seconds_cv' : id.replace(/_(minutes|seconds)(\..*)?$/, '_cv');
      const slow = id === 'bus.segment_seconds' ? HIGH['bus.peak_slowdown'] : 1;
      return ticks !== undefined && cv in HIGH ? [{ id, longest: slow * largest(high * ticks, HIGH[cv]) }] : [];
    });
    expect(varying.length).toBeGreaterThan(25);
    expect(varying.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['bus.segment_seconds', 'bus.patience_minutes', 'hospital.patience_minutes']),
    );
    expect(varying.filter(({ longest }) => longest >= left)).toEqual([]);
  });

  it('has numbers for the days, payments, trips and errands of every day', () => {
    expect(DAYS_MAX).toBeLessThanOrEqual(UINT16_MAX);
    expect((DAYS_MAX + 1) * STEPS_MAX * NUMBERS_OF_A_STEP).toBeLessThan(UINT32_MAX);
    expect((DAYS_MAX + 1) * TRIPS_A_DAY_MAX).toBeLessThan(UINT32_MAX);
  });

  it('has numbers for a departure a minute at the hours assumed, and refuses what wider hours would add', () => {
    const departures = (hours: Readonly<Record<string, number>>) => () => {
      const [first, last] = ['first', 'last'].map((name) => hours[`bus.${name}_departure_hour`]! * TICKS_PER_HOUR);
      const timetable = { first: first!, last: last!, headway: Array<number>(24).fill(1), weekend: 1 };
      checkTripsADay('bus', 0, 1, timetable, TICKS_PER_MINUTE);
    };
    const assumed = Object.fromEntries(PARAMETERS.map(({ id, value }) => [id, value]));
    const earliest = Object.fromEntries(PARAMETERS.map(({ id, low }) => [id, low]));
    const widest = { ...HIGH, 'bus.first_departure_hour': earliest['bus.first_departure_hour']! };
    expect(departures(assumed)).not.toThrow();
    expect(departures(widest)).toThrow(`expected ${TRIPS_A_DAY_MAX} at most`);
  });

  describe('at 1:100,000', () => {
    const scenario = tinyScenario({ scale: 100_000, days: DAYS_MAX, policy: [action('equip', { targetShare: 0.9 })] });
    let watch: Watch;
    let bytes: number;
    beforeAll(() => {
      watch = new Watch(new World(scenario, scenario.policy), 100);
      watch.runUntilDay(365, TICKS_PER_DAY);
      bytes = watch.world.bytes;
      watch.runUntilDay(DAYS_MAX, TICKS_PER_DAY);
    }, 60_000);

    it('comes to its end with balanced books and measures that are numbers, every midnight', () => {
      expect(watch.world.engine.now).toBe(DAYS_MAX * TICKS_PER_DAY);
      expect(watch.faults.slice(0, 5)).toEqual([]);
      expect(watch.payments).toBeGreaterThan(500_000);
    });

    it('takes no more memory than its first year', () => {
      expect(watch.world.bytes).toBe(bytes);
      expect(watch.world.engine.pending).toBeLessThan(3 * watch.world.people.count + 100);
    });

    it('stays within its bounds, and nobody’s ticks wrap around', () => {
      for (const { name, seen, bound } of boundsOf(watch.extremes, scenario)) {
        expect(seen, name).toBeGreaterThan(0);
        expect(seen, name).toBeLessThanOrEqual(bound);
      }
      let spent = 0;
      for (const ticks of watch.world.people.ticks) spent += ticks;
      const { tally, world } = watch;
      const counters = new Counters(tally.layout, tally.run, DAYS_MAX, scenario.scale, world.parameters);
      expect(counters.total('ticksByAge')).toBe(spent);
      expect(counters.total('payments')).toBe(watch.payments);
    });
  });
});

describe('money', () => {
  it('for the dearest purchase that parameters allow fits its column many times', () => {
    expect(dearestFen(HIGH, SECTOR_GROUPS.shops)).toBeLessThan(INT32_MAX / 16);
  });
});

describe('whole Wuhan', () => {
  it('has fewer people, buses and places than an event can name', () => {
    const residents = WUHAN.districts.reduce((sum, district) => sum + district.residents, 0);
    expect(residents).toBeLessThan(ENTITY_COUNT_MAX);
    expect(WUHAN.figures.buses.value).toBeLessThan(ENTITY_COUNT_MAX);
    expect(2 * WUHAN.figures.bus_lines.value).toBeLessThan(UINT16_MAX);
  });

  it('like any other city has no more bus lines than have a number for both of their ways', () => {
    const { fleet } = new World(tinyScenario(), []).services.find(({ id }) => id === 'bus')!;
    const { high } = FIGURES.bus_lines;
    const numbers = (column: Uint16Array) => 2 ** (8 * column.BYTES_PER_ELEMENT);
    expect(2 * high).toBe(numbers(fleet!.route));
    expect(high).toBeLessThanOrEqual(numbers(fleet!.lineOf));
  });

  it('brings nowhere near as many payments to a place as can be counted there', () => {
    // Facilities bear the load of 1:1 at any scale: most of a week at 1:500, and far more for the busiest of thousands.
    const scenario = tinyScenario({ scale: 500, days: 7 });
    const watch = new Watch(new World(scenario, []), 1);
    watch.runUntilDay(7, TICKS_PER_DAY);
    const { payments, value } = watch.extremes;
    expect(payments).toBeGreaterThan(500);
    expect(payments + 10 * Math.sqrt(payments)).toBeLessThan(UINT16_MAX / 16);
    expect(value).toBeLessThan(INT32_MAX / 64);
  });

  it('books less in ten years than numbers can hold exactly', () => {
    const scenario = tinyScenario({ scale: 1000, days: 3 });
    const watch = new Watch(new World(scenario, []), 1);
    watch.runUntilDay(3, TICKS_PER_DAY);
    // Every account at once: none can hold more than all that has ever been moved.
    expect((watch.fen / 3) * 3653 * scenario.scale).toBeLessThan(Number.MAX_SAFE_INTEGER / 16);
  });
});

type Column = ArrayLike<number> | { get(index: number): number };
const isField = (column: Column): column is { get(index: number): number } => 'get' in column;
const valueAt = (column: Column, index: number) => (isField(column) ? column.get(index) : column[index]);

describe('bytes', () => {
  it('of readiness, habit and trust never wrap around, however much is learned and lost at once', () => {
    const shares = ['readiness_gain_share', 'habit_gain_share', 'habit_loss_share', 'trust_loss_share'];
    const parameters = {
      ...Object.fromEntries(shares.map((name) => [`payment.${name}`, HIGH[`payment.${name}`]])),
      'payment.mobile_failure_share': 0.2,
      'payment.choice_bus_mobile': 1,
    };
    const policy = [action('equip', { targetShare: 1, toDay: 1 }), action('assist', { dailyShare: 1, fromAgeBand: 0 })];
    const world = new World(tinyScenario({ days: 6, parameters, policy }), policy);
    const { people, facts } = world;
    const { trust } = people;
    const [BUS, MOBILE] = [sector('bus'), method('mobile')];
    const before = {
      ready: new Map<string, number>(),
      habit: new Map<string, number>(),
      trust: new Map<string, number>(),
    };
    const wrong: string[] = [];
    let [least, most] = [255, 0];
    /** Compares a byte with what it was when it was last looked at: it may have moved one way only. */
    const look = (of: 'ready' | 'habit' | 'trust', key: string, now: number, up: boolean) => {
      const last = before[of].get(key) ?? now;
      before[of].set(key, now);
      if (up ? now < last : now > last) wrong.push(`${of} of ${key}: ${last}, then ${now}`);
      least = Math.min(least, now);
      most = Math.max(most, now);
    };
    facts.add(
      listener({
        failed: (_sector, _place, person, by) =>
          by === MOBILE && look('trust', `${person}`, valueAt(trust, person), false),
        payment: (at, _place, person, by) => {
          const profile = profileIndex(at === BUS ? 'farebox' : 'counter');
          const [ready, habit] = [people.ready[profile], people.habit[profile]];
          const key = `${person} ${at === BUS}`;
          look('ready', key, valueAt(ready, person), true);
          look('habit', key, valueAt(habit, person), by === MOBILE);
          if (by === MOBILE) look('trust', `${person}`, valueAt(trust, person), true);
        },
      }),
    );
    world.runUntil(6 * TICKS_PER_DAY);
    expect(wrong).toEqual([]);
    expect(before.trust.size).toBeGreaterThan(1000);
    expect([least, most]).toEqual([0, 255]);
  });

  it('of outages under way count every action that a policy can have', () => {
    expect(ACTIONS_MAX).toBeLessThanOrEqual(0xff);
  });
});
