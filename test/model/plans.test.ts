import { describe, expect, it } from 'vitest';
import { TICKS_PER_DAY, TICKS_PER_HOUR } from '../../sim/kernel/time.ts';
import { flagBit, SLOTS } from '../../sim/model/catalogue.ts';
import { DayPlan } from '../../sim/model/days.ts';
import { shippedCities } from '../../sim/runner/library.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { action, method, sector, quietScenario, tinyScenario } from './fixture.ts';

const slotsOf = (plan: DayPlan) => Array.from(plan.slots.subarray(0, plan.length));

describe('the plan of a day', () => {
  it('is in the order of the minutes, then of the activities, however it was drawn', () => {
    const plan = new DayPlan(SLOTS);
    const added = [
      [600, 3],
      [30, 2],
      [1439, 1],
      [600, 1],
      [0, 4],
    ] as const;
    for (const [minute, code] of added) plan.add(minute, code);
    const backwards = new DayPlan(SLOTS);
    for (const [minute, code] of [...added].reverse()) backwards.add(minute, code);
    expect(plan.length).toBe(added.length);
    expect(slotsOf(plan)).toEqual(slotsOf(backwards));
    expect(slotsOf(plan)).toEqual(slotsOf(plan).sort((a, b) => a - b));
    expect(new Set(slotsOf(plan)).size).toBe(added.length);
  });

  it('takes no more than it has room for, and keeps what came first', () => {
    const plan = new DayPlan(SLOTS);
    for (let i = 0; i < SLOTS; i++) plan.add(1000 - i * 10, 1);
    const full = slotsOf(plan);
    plan.add(1, 1);
    plan.add(1439, 1);
    expect(plan.length).toBe(SLOTS);
    expect(plan.dropped).toBe(2);
    expect(slotsOf(plan)).toEqual(full);
  });

  it('takes only minutes of the day', () => {
    const plan = new DayPlan(SLOTS);
    plan.add(-1, 1);
    plan.add(1440, 1);
    expect(plan.length).toBe(0);
    plan.add(1439.9, 1);
    expect(plan.length).toBe(1);
  });
});

describe('days of whole cities', () => {
  it.each([...shippedCities().keys()])('of %s are cut short for fewer than one person in a thousand', (id) => {
    const { world } = new Simulation(
      tinyScenario({ days: 15, city: shippedCities().get(id)!, scale: 2000 }),
      'baseline',
    );
    world.runUntil(15 * TICKS_PER_DAY);
    expect(world.people.count).toBeGreaterThan(1000);
    // Each activity dropped is counted, and a day can lose several: no more days are cut than that.
    expect(world.days.plan.dropped).toBeLessThan(0.001 * world.people.count * 15);
  });
});

describe('under a policy', () => {
  it('the same people plan the same activities on the same days', () => {
    const policy = [
      action('equip', { targetShare: 1, toDay: 1 }),
      action('assist', { dailyShare: 0.9, fromAgeBand: 0 }),
      action('no_cash', { sectors: [sector('bus'), sector('restaurant')] }),
      action('discount', { method: method('mobile'), share: 0.5 }),
    ];
    const scenario = quietScenario({ days: 4, policy });
    const worlds = [new Simulation(scenario, 'baseline'), new Simulation(scenario, 'policy')].map((s) => s.world);
    let compared = 0;
    let otherwise = 0;
    for (let tick = 0; tick < scenario.days * 24 * TICKS_PER_HOUR; tick += 6 * TICKS_PER_HOUR) {
      for (const world of worlds) world.runUntil(tick);
      const [a, b] = worlds.map((world) => world.days);
      for (let person = 0; person < worlds[0].people.count; person++) {
        if (a.day.get(person) !== b.day.get(person)) continue;
        compared++;
        // Of a step under way it is kept what it has come to: where a line is changed, the second ride.
        const next = Math.max(a.step.get(person), b.step.get(person)) + 1;
        for (let step = next; step < SLOTS; step++) {
          if (a.slot(person, step) !== b.slot(person, step)) otherwise++;
        }
      }
    }
    expect(otherwise).toBe(0);
    expect(compared).toBeGreaterThan(worlds[0].people.count * 10);
    expect(worlds[0].digest()).not.toBe(worlds[1].digest());
  });

  it('the same people commute by bus, live together and know each other', () => {
    const scenario = quietScenario({ policy: [action('equip', { targetShare: 1 })] });
    const [a, b] = [new Simulation(scenario, 'baseline'), new Simulation(scenario, 'policy')].map(
      (s) => s.world.people,
    );
    expect(b.who.copy()).toEqual(a.who.copy());
    expect(b.home.copy()).toEqual(a.home.copy());
    const commuters = (flags: Iterable<number>) => Array.from(flags, (value) => value & flagBit('bus.commuter'));
    expect(commuters(b.flags)).toEqual(commuters(a.flags));
    expect(commuters(a.flags).some((value) => value > 0)).toBe(true);
  });
});
