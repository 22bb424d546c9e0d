import { describe, expect, it } from 'vitest';
import { TICKS_PER_DAY } from '../../sim/kernel/time.ts';
import { Tally } from '../../sim/model/measures/tally.ts';
import { Places } from '../../sim/model/places.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import { SERVICES } from '../../sim/model/services/registry.ts';
import type { Service, ServiceType } from '../../sim/model/services/service.ts';
import { REST, serviceDigests } from '../../sim/model/service-digests.ts';
import { World } from '../../sim/model/world.ts';
import { action, tinyScenario } from './fixture.ts';

/** A service with a place, a queue, an activity, kinds of events and a planner, that nothing ever happens in. */
const idle: ServiceType = {
  id: 'idle',
  parameters: [],
  create: (world): Service => {
    const kind = world.eventKind('idle.never', () => {
      throw new Error('an idle service has no events');
    });
    const code = world.days.addActivity(
      () => world.engine.schedule(world.engine.now + 1, kind, 0),
      () => 0,
    );
    const draw = world.random.purpose('idle.plan');
    world.days.addPlanner((person, day, plan) => {
      if (draw.chance(person, day, 0)) plan.add(600, code);
    });
    return {
      id: 'idle',
      places: new Places(0),
      stationCount: 3,
      stationsOf: () => [0, 0],
      open: (first) => world.queues.setServers(first, 2),
      beginDay: () => {},
      state: {},
    };
  },
};

/** A world with these services, run to its end: its digest and everything the measures are made of. */
function run(scenario: Scenario, types: readonly ServiceType[]) {
  const world = new World(scenario, scenario.policy, types);
  const tally = new Tally(world);
  world.facts.add(tally);
  const days: Float64Array[] = [];
  const closeDay = () => {
    tally.closeDay();
    days.push(tally.day.slice());
    tally.openDay();
  };
  world.onDayEnd = closeDay;
  world.runUntil(scenario.days * TICKS_PER_DAY);
  closeDay();
  return {
    services: world.services.map(({ id }) => id),
    digest: world.digest(),
    serviceDigests: serviceDigests(world),
    days,
    ticks: world.people.ticks,
  };
}

const POLICY = [
  action('equip', { targetShare: 1, toDay: 1 }),
  action('campaign', { reachShare: 0.5, rewardFen: 500 }),
  action('pay_later', { targetShare: 1, toDay: 2 }),
];
const OUTAGE = action('outage', { fromDay: 1, fromMinute: 480, toMinute: 700 });

describe('a service added at the end of the registry', () => {
  it.each([
    ['without a policy', []],
    ['with one', POLICY],
    ['with an outage', [...POLICY, OUTAGE]],
  ])('that is idle changes no measure and no digest, %s', (_, policy) => {
    const scenario = tinyScenario({ days: 2, policy });
    const before = run(scenario, SERVICES);
    const after = run(scenario, [...SERVICES, idle]);
    expect(after.services).toEqual([...before.services, 'idle']);
    expect(after.days).toEqual(before.days);
    expect(after.ticks).toEqual(before.ticks);
    expect(after.digest).toBe(before.digest);
    expect(after.serviceDigests).toMatchObject(before.serviceDigests);
  });

  it('leaves the digests of the others comparable, where that of the world no longer is', () => {
    const scenario = tinyScenario({ days: 1, policy: POLICY });
    const ticking: ServiceType = {
      ...idle,
      id: 'ticking',
      create: (world) => {
        const kind = world.eventKind('ticking.tick', () => world.engine.schedule(world.engine.now + 600, kind, 0));
        const start = () => world.engine.schedule(1, kind, 0);
        return { ...idle.create(world), id: 'ticking', beginDay: (day) => day === 0 && start() };
      },
    };
    const before = run(scenario, SERVICES);
    const after = run(scenario, [...SERVICES, ticking]);
    expect(after.digest).not.toBe(before.digest);
    expect(Object.keys(after.serviceDigests)).toEqual([...SERVICES.map(({ id }) => id), 'ticking', REST]);
    expect(after.serviceDigests).toMatchObject(before.serviceDigests);
  });

  it('has a digest that tells what happens in it: each of the events and of the columns of a world is in one', () => {
    const scenario = tinyScenario({ days: 1 });
    const world = new World(scenario, [], SERVICES);
    const digests = () => serviceDigests(world);
    world.runUntil(TICKS_PER_DAY);
    const before = digests();
    for (const [kind, name] of world.kindNames.entries()) {
      const [owner = ''] = name.split('.');
      const part = SERVICES.some(({ id }) => id === owner) ? owner : REST;
      world.engine.digest.add(7, kind << 24);
      const moved = Object.keys(before).filter((id) => digests()[id] !== before[id]);
      world.engine.digest.remove(7, kind << 24);
      expect(moved, name).toEqual([part]);
    }
    expect(digests()).toEqual(before);
    const columnsOf = (prefix: string) => world.stateColumns().filter(([name]) => name.startsWith(`${prefix}.`));
    for (const { id } of SERVICES) expect(columnsOf(id).length, id).toBeGreaterThan(0);
  });

  it('is seen where it is not idle', () => {
    const scenario = tinyScenario({ days: 1 });
    const awake: ServiceType = {
      ...idle,
      create: (world) => {
        const service = idle.create(world);
        const code = world.days.addActivity(
          (person) => world.days.done(person),
          (person) => world.people.home.get(person),
        );
        world.days.addPlanner((_person, _day, plan) => plan.add(3 * 60, code));
        return service;
      },
    };
    expect(run(scenario, [...SERVICES, awake]).digest).not.toBe(run(scenario, SERVICES).digest);
  });
});

describe('the registry', () => {
  it('has services with a name of their own, and parameters that bear it', () => {
    expect(new Set(SERVICES.map(({ id }) => id)).size).toBe(SERVICES.length);
    for (const { id, parameters } of SERVICES) {
      expect(parameters.length).toBeGreaterThan(0);
      expect(parameters.filter((parameter) => !parameter.id.startsWith(`${id}.`))).toEqual([]);
    }
  });
});
