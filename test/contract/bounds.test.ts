/** As much as services may declare is set up and simulated; one more is refused in words. */
import { afterAll, describe, expect, it, vi } from 'vitest';
import { Memory } from '../../sim/kernel/memory.ts';
import { ACTIVITIES_MAX, ENROLMENTS_MAX } from '../../sim/model/catalogue.ts';
import { NUMBERS_OF_A_STEP } from '../../sim/model/days.ts';
import { CORE_FLAGS } from '../../sim/model/holdings.ts';
import { Lines, STOPS_A_LINE_MAX } from '../../sim/model/kit/lines.ts';
import { TRIPS_A_DAY_MAX } from '../../sim/model/kit/trips-a-day.ts';
import { DEPARTURES_MAX, NETWORK_FORMAT, type Network } from '../../sim/model/network.ts';
import { parameterTable } from '../../sim/model/parameter-table.ts';
import { Places, SECTORS_MAX } from '../../sim/model/places.ts';
import { readNetwork } from '../../sim/model/reading/read-network.ts';
import type * as registry from '../../sim/model/services/registry.ts';
import { SERVICES } from '../../sim/model/services/registry.ts';
import type { Service, ServiceType } from '../../sim/model/services/service.ts';
import { isUnfit } from '../../sim/model/unfit.ts';

const REGISTRY = '../../sim/model/services/registry.ts';
const FLAGS_MAX = 32;
const SLOTS_MAX = 24;
const MINUTES = 1440;

const TABLE = parameterTable('many', {
  accepting_share: [0.5, 'share', 0, 1, 'A', 'assumed', 'Places with mobile payment on the first day.'],
  join_daily: [0.1, '1/day', 0, 1, 'A', 'assumed', 'Hazard of joining.'],
});

/** How much of each a service declares. */
interface Much {
  readonly sectors?: number;
  readonly enrolments?: number;
  readonly activities?: number;
  readonly slots?: number;
  readonly flags?: number;
  readonly payments?: number;
}

const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));
/** One word without digits, as ids are. */
const id = (what: string, at: number) => `${what}${String.fromCharCode(97 + Math.floor(at / 26), 97 + (at % 26))}`;

/** A service with all that, every activity of which everybody has to do now and then. */
function many(
  { sectors = 1, enrolments = 0, activities = 0, slots = 0, flags = 0, payments = 1 }: Much,
  begun: Set<number>,
): ServiceType {
  return {
    id: 'many',
    name: { en: 'Many', zh: '许多' },
    sectors: times(sectors, (at) => ({
      id: id('place', at),
      name: { en: `place ${at}`, zh: `场所${at}` },
      acceptingShare: 'many.accepting_share',
      payment: { profile: 'counter', takesCard: false, cashCost: 'handled' },
      sign: 'M4 4h16v16H4z',
    })),
    enrolments: times(enrolments, (at) => ({
      id: id('joined', at),
      name: { en: `membership ${at}`, zh: `会员${at}` },
      measure: `membership_${at}`,
      sectors: ['placeaa'],
      profile: 'counter',
      lapses: true,
      initialShare: 'many.accepting_share',
      daily: 'many.join_daily',
    })),
    flags: times(flags, (at) => id('flag', at)),
    parameters: TABLE.list,
    room: { activities, slots, payments },
    create: (host): Service => {
      const codes = times(activities, () =>
        host.days.addActivity(
          (person) => {
            begun.add(host.days.activityOf(person));
            host.days.done(person);
          },
          (person) => host.people.home.get(person),
        ),
      );
      host.days.addPlanner((person, day, plan) => {
        for (let at = 0; at < slots; at++) plan.add((at * 59) % MINUTES, codes[(person + day + at) % activities]!);
      });
      return {
        id: 'many',
        places: new Places(0),
        stationCount: 0,
        stationsOf: () => [0, 0],
        open: () => {},
        beginDay: () => {},
        state: {},
      };
    },
  };
}

/** The program with that service after those of the registry, all of it loaded anew. */
async function programWith(much: Much, begun = new Set<number>()) {
  vi.resetModules();
  vi.doMock(REGISTRY, async (original) => ({
    SERVICES: [...((await original()) as typeof registry).SERVICES, many(much, begun)],
  }));
  const { Simulation } = await import('../../sim/runner/simulate.ts');
  const { tinyScenario } = await import('../model/fixture.ts');
  return { Simulation, tinyScenario };
}
afterAll(() => vi.doUnmock(REGISTRY));

const sumOf = (of: (type: ServiceType) => number | undefined): number =>
  SERVICES.reduce((sum, type) => sum + (of(type) ?? 0), 0);
/** Kinds of places at which no resident pays are numbered with sectors. */
const SITES = sumOf(({ sites }) => sites?.length);
/** Left over by the services that are shipped; the wallet is an enrolment of nobody's. */
const LEFT = {
  sectors: SECTORS_MAX - SITES - sumOf(({ sectors }) => sectors.length),
  enrolments: ENROLMENTS_MAX - 1 - sumOf(({ enrolments }) => enrolments?.length),
  activities: ACTIVITIES_MAX - sumOf(({ room }) => room?.activities),
  slots: SLOTS_MAX - sumOf(({ room }) => room?.slots),
  flags: FLAGS_MAX - CORE_FLAGS.length - sumOf(({ flags }) => flags?.length),
  payments: NUMBERS_OF_A_STEP,
};

describe('a registry that declares as much as it may', () => {
  it('is set up and simulated', async () => {
    const begun = new Set<number>();
    const { Simulation, tinyScenario } = await programWith(LEFT, begun);
    const { ENROLMENTS, SECTORS, ACTIVITY_CODES, FLAGS, SLOTS } = await import('../../sim/model/catalogue.ts');
    expect([SECTORS.length, ENROLMENTS.length, ACTIVITY_CODES - 1]).toEqual([64 - SITES, 24, 250]);
    expect([FLAGS.length, SLOTS]).toEqual([FLAGS_MAX, SLOTS_MAX]);
    const { values } = new Simulation(tinyScenario({ days: 2 }), 'policy').finish();
    expect(begun.size).toBe(LEFT.activities);
    const valueOf = (sought: string) =>
      values.find(({ name, group, day }) => name === sought && group === '' && day < 0);
    const memberships = times(LEFT.enrolments, (at) => valueOf(`enrolment.membership_${at}`)?.value ?? NaN);
    expect(Math.min(...memberships)).toBeGreaterThan(0);
  });

  it.each<[keyof typeof LEFT, string]>([
    ['sectors', 'found 65 kinds of places, expected 64 at most: services declare too many'],
    ['enrolments', 'found 25 enrolments, expected 24 at most: services declare too many'],
    ['activities', 'found 251 activities, expected 250 at most: services declare too many'],
    ['slots', 'found 25 steps of a day, expected 24 at most: services declare too many'],
    ['flags', 'found 33 flags of a person, expected 32 at most: services declare too many'],
    ['payments', 'found 65 payments of a step of many, expected 64 at most: services declare too many'],
  ])('is refused with one more of its %s', async (what, said) => {
    await expect(programWith({ ...LEFT, [what]: LEFT[what] + 1 })).rejects.toThrow(said);
  });
});

/** A line that winds through the middle of the city, there and back, by a timetable. */
function networkOf(stops: number): Network {
  const at = (stop: number): readonly [number, number] => [
    114.25 + 0.001 * (stop % 50),
    30.55 + 0.001 * Math.floor(stop / 50),
  ];
  const numbers = times(stops, (stop) => stop);
  const departures = { weekday: [360, 600], saturday: [360], sunday: [] };
  const seconds = times(stops - 1, () => 20);
  return {
    format: NETWORK_FORMAT,
    source: 'made up',
    days: { weekday: '2017-06-05', saturday: '2017-06-10', sunday: null },
    stops: numbers.map((stop) => ({ id: `s${stop}`, name: `Stop ${stop}`, at: at(stop), district: 'jianghan' })),
    lines: [
      {
        ...{ id: 'l1', name: '1', title: '1', mode: 'bus', colour: '', loop: false, km: 100, fare_fen: null },
        ways: [
          { stops: numbers, seconds, departures },
          { stops: numbers.toReversed(), seconds, departures },
        ],
        ...{ capacity: 100, vehicles: 8 },
      },
    ],
  };
}

describe('a line of as many stops as may be', () => {
  const said = (stops: number) => {
    const laid = { x: times(stops, (x) => x), y: times(stops, () => 0), seat: 0 };
    return () => new Lines([laid], new Memory());
  };

  it('is read, set up and run', async () => {
    vi.doUnmock(REGISTRY);
    vi.resetModules();
    const { Simulation } = await import('../../sim/runner/simulate.ts');
    const { tinyScenario, WUHAN } = await import('../model/fixture.ts');
    const network = readNetwork('network.json', JSON.stringify(networkOf(STOPS_A_LINE_MAX)));
    const simulation = new Simulation(tinyScenario({ city: { ...WUHAN, network }, days: 1 }), 'policy');
    const fleets = simulation.world.services.flatMap(({ fleet }) => fleet ?? []);
    const longest = Math.max(...fleets.flatMap(({ lines }) => times(lines.count, (line) => lines.stopsOf(line))));
    expect(longest).toBe(STOPS_A_LINE_MAX);
    const { values } = simulation.finish();
    expect(values.length).toBeGreaterThan(0);
    expect(said(STOPS_A_LINE_MAX)).not.toThrow();
  });

  it('is refused with one more, in the file and by whoever lays it out', () => {
    const text = JSON.stringify(networkOf(STOPS_A_LINE_MAX + 1));
    expect(() => readNetwork('network.json', text)).toThrow('expected a list of 2 to 1000 stops');
    expect(said(STOPS_A_LINE_MAX + 1)).toThrow('line 1: found 1001 stops, expected 2 to 1000');
  });
});

describe('a line of as many departures as a day has numbers for', () => {
  /** A hundred buses on one short line: one leaves each minute of its hours. */
  const world = async (lastHour: number) => {
    vi.doUnmock(REGISTRY);
    vi.resetModules();
    const { World } = await import('../../sim/model/world.ts');
    const { tinyScenario, WUHAN } = await import('../model/fixture.ts');
    const figure = (id: string, value: number) => ({ [id]: { ...WUHAN.figures[id]!, value } });
    const figures = { ...WUHAN.figures, ...figure('buses', 200_000), ...figure('bus_lines', 1) };
    const hours = { 'bus.first_departure_hour': 6, 'bus.last_departure_hour': lastHour };
    const parameters = { ...hours, 'bus.stops_per_line': 5 };
    return new World(tinyScenario({ city: { ...WUHAN, figures }, parameters }), []);
  };
  const last = 6 + (TRIPS_A_DAY_MAX - 1) / 60;

  it('is set up', async () => {
    expect((await world(last)).services.find(({ id }) => id === 'bus')!.fleet!.size).toBe(100);
  });

  it('is refused with one more, in words', async () => {
    const said = `bus: found ${TRIPS_A_DAY_MAX + 1} departures a day of line 1, which has 100 vehicles, expected ${TRIPS_A_DAY_MAX} at most`;
    await expect(world(last + 1 / 60)).rejects.toThrow(`${said}: fewer vehicles, longer headways, or fewer hours`);
    await expect(world(last + 1 / 60)).rejects.toSatisfy(isUnfit);
  });

  it('may be that of a timetable', () => {
    expect(DEPARTURES_MAX).toBeLessThanOrEqual(TRIPS_A_DAY_MAX);
  });
});
