import { afterAll, describe, expect, it, vi } from 'vitest';
import { TICKS_PER_DAY } from '../../sim/kernel/time.ts';
import { Places } from '../../sim/model/places.ts';
import { SERVICES } from '../../sim/model/services/registry.ts';
import type * as registry from '../../sim/model/services/registry.ts';
import type { Service, ServiceType } from '../../sim/model/services/service.ts';

const REGISTRY = '../../sim/model/services/registry.ts';
afterAll(() => vi.doUnmock(REGISTRY));

/** A service with a place, a queue, an activity, an errand, kinds of events and a planner, that nothing ever happens in. */
const idle: ServiceType = {
  id: 'idle',
  name: { en: 'Idle', zh: '闲置' },
  sectors: [],
  parameters: [],
  // No slot of a day: with one more, days that have no room for all that was planned would be cut less.
  room: { activities: 2 },
  create: (host): Service => {
    const kind = host.eventKind('idle.never', () => {
      throw new Error('an idle service has no events');
    });
    const code = host.days.addActivity(
      () => host.engine.schedule(host.engine.now + 1, kind, 0),
      () => 0,
    );
    host.days.addErrand(
      () => false,
      () => {
        throw new Error('nobody wants it');
      },
      () => 0,
    );
    const draw = host.random.purpose('idle.plan');
    host.days.addPlanner((person, day, plan) => {
      if (draw.chance(person, day, 0)) plan.add(600, code);
    });
    return {
      id: 'idle',
      places: new Places(0),
      stationCount: 3,
      stationsOf: () => [0, 0],
      open: (first) => host.queues.setServers(first, 2),
      beginDay: () => {},
      state: {},
    };
  },
};

/** One that happens to nobody else, but happens. */
const ticking: ServiceType = {
  ...idle,
  id: 'ticking',
  create: (host) => {
    const kind = host.eventKind('ticking.tick', () => host.engine.schedule(host.engine.now + 600, kind, 0));
    const start = () => host.engine.schedule(1, kind, 0);
    return { ...idle.create(host), id: 'ticking', beginDay: (day) => day === 0 && start() };
  },
};

/** One that makes every day longer. */
const awake: ServiceType = {
  ...idle,
  room: { activities: 3, slots: 1 },
  create: (host) => {
    const service = idle.create(host);
    const code = host.days.addActivity(
      (person) => host.days.done(person),
      (person) => host.people.home.get(person),
    );
    host.days.addPlanner((_person, _day, plan) => plan.add(3 * 60, code));
    return service;
  },
};

/** The program with these services after those of the registry, all of it loaded anew. */
async function programWith(...more: ServiceType[]) {
  vi.resetModules();
  vi.doMock(REGISTRY, async (original) => ({
    SERVICES: [...((await original()) as typeof registry).SERVICES, ...more],
  }));
  const { Simulation } = await import('../../sim/runner/simulate.ts');
  const { action, tinyScenario } = await import('./fixture.ts');
  const POLICY = [
    action('equip', { targetShare: 1, toDay: 1 }),
    action('campaign', { reachShare: 0.5, rewardFen: 500 }),
    action('pay_later', { targetShare: 1, toDay: 2 }),
  ];
  const OUTAGE = action('outage', { fromDay: 1, toDay: 2, fromMinute: 480, toMinute: 700 });
  const policies = { none: [], some: POLICY, outage: [...POLICY, OUTAGE] };
  return (policy: keyof typeof policies, days = 2) =>
    new Simulation(tinyScenario({ days, policy: policies[policy] }), 'policy');
}

describe('a service added at the end of the registry', async () => {
  const before = await programWith();
  const after = await programWith(idle);

  it.each(['none', 'some', 'outage'] as const)(
    'that is idle changes no measure and no digest, with policy: %s',
    (policy) => {
      const [one, other] = [before(policy).finish(), after(policy).finish()];
      expect(other.values).toEqual(one.values);
      expect(other.personTicks).toEqual(one.personTicks);
      expect(other.serviceDigests).toMatchObject(one.serviceDigests);
      expect(Object.keys(other.serviceDigests)).toEqual([...SERVICES.map(({ id }) => id), 'idle', 'city']);
      expect(other.digest).toBe(one.digest);
    },
  );

  it('leaves the digests of the others comparable, where that of the world no longer is', async () => {
    const one = before('some', 1).finish();
    const other = (await programWith(ticking))('some', 1).finish();
    expect(other.digest).not.toBe(one.digest);
    expect(other.serviceDigests).toMatchObject(one.serviceDigests);
    expect(other.serviceDigests['ticking']).not.toBe(after('some', 1).finish().serviceDigests['idle']);
  });

  it('is seen where it is not idle', async () => {
    expect((await programWith(awake))('none', 1).finish().digest).not.toBe(before('none', 1).finish().digest);
  });
});

describe('the digest of a service', async () => {
  const program = await programWith();
  const { REST, serviceDigests } = await import('../../sim/model/service-digests.ts');

  it('tells what happens in it: each of the events and of the columns of a world is in one', () => {
    const { world } = program('none', 1);
    world.runUntil(TICKS_PER_DAY);
    const ownerOf = (name: string): string => SERVICES.find(({ id }) => name.startsWith(`${id}.`))?.id ?? REST;
    const before = serviceDigests(world);
    const moved = () => {
      const now = serviceDigests(world);
      return Object.keys(before).filter((id) => now[id] !== before[id]);
    };
    for (const [kind, name] of world.kindNames.entries()) {
      world.engine.digest.add(7, kind << 24);
      expect(moved(), name).toEqual([ownerOf(name)]);
      world.engine.digest.remove(7, kind << 24);
    }
    expect(moved()).toEqual([]);
    const columns = world.stateColumns();
    for (const [name, column] of columns) {
      const longer = Float64Array.of(...valuesOf(column), 7);
      world.stateColumns = () => columns.map((one) => (one[0] === name ? ([name, longer] as const) : one));
      expect(moved(), name).toEqual([ownerOf(name)]);
    }
    for (const { id } of SERVICES) {
      expect(
        columns.some(([name]) => ownerOf(name) === id),
        id,
      ).toBe(true);
    }
  });
});

function valuesOf(column: { readonly length: number; get?(i: number): number } | ArrayLike<number>): number[] {
  const get = 'get' in column ? (i: number) => column.get!(i) : (i: number) => (column as ArrayLike<number>)[i]!;
  return Array.from({ length: column.length }, (_, i) => get(i));
}

describe('the registry', () => {
  it('has services with a name of their own, whose parameters are nobody else’s', () => {
    expect(new Set(SERVICES.map(({ id }) => id)).size).toBe(SERVICES.length);
    const parameters = SERVICES.flatMap((type) => type.parameters.map(({ id }) => id));
    expect(new Set(parameters).size).toBe(parameters.length);
    for (const { id, parameters: own } of SERVICES) {
      expect(
        own.some((parameter) => parameter.id.startsWith(`${id}.`)),
        id,
      ).toBe(true);
    }
  });
});
