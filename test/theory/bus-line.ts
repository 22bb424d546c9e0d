/**
 * A city of one bus line and nothing else, read from files as every city is, and what an onlooker at its stops writes
 * down: simple enough for formulas. Everybody pays in cash and in the same time; people set out at random over the day.
 */
import { SECTOR_GROUPS, SECTORS } from '../../sim/model/catalogue.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_SECOND } from '../../sim/kernel/time.ts';
import { AGE_BANDS } from '../../sim/model/city.ts';
import { readCity } from '../../sim/model/reading/read-city.ts';
import { readScenario } from '../../sim/model/reading/read-scenario.ts';
import { type Scenario } from '../../sim/model/scenario.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { IDLE, listener, service } from '../model/fixture.ts';

const BUS = SECTORS.indexOf('bus');

/** Stops of the line, and payment at the farebox. */
export const STOPS = 8;
export const BOARDING_SECONDS = 8;
const DOOR_SECONDS = 4;
export const SEGMENT_SECONDS = 120;

/** Everything that formulas leave out is left out, as far as the ranges of the parameters go. */
const SIMPLE: Readonly<Record<string, number>> = {
  ...Object.fromEntries(SECTOR_GROUPS.shops.map((id) => [`retail.visits_per_adult_day.${id}`, 0])),
  ...Object.fromEntries(AGE_BANDS.map(({ id }) => [`people.bus_card_share.${id}`, 0])),
  ...Object.fromEntries(AGE_BANDS.map(({ id }) => [`people.smartphone_share.${id}`, 0])),
  'geography.neighbourhood_people': 500,
  'payment.bus_cash_ready_seconds': BOARDING_SECONDS,
  'payment.bus_cash_unready_seconds': BOARDING_SECONDS,
  'payment.unready_share_cash': 0,
  'payment.seconds_cv': 0,
  'bus.stops_per_line': STOPS,
  'bus.segment_seconds': SEGMENT_SECONDS,
  'bus.segment_cv': 0,
  'bus.peak_slowdown': 1,
  'bus.planned_dwell_seconds': 60,
  'bus.door_seconds': DOOR_SECONDS,
  'bus.alight_seconds': 0,
  'bus.layover_minutes': 10,
  'bus.capacity': 200,
  'bus.patience_minutes': 120,
  'bus.patience_cv': 0.05,
  'bus.commuter_share': 0,
  'bus.ride_stops_max': 3,
  'bus.note_changed_share': 1,
};

/** What can be chosen of the line. */
export interface Line {
  readonly residents?: number;
  readonly ridesPerResidentDay: number;
  readonly days?: number;
  readonly policy?: readonly string[];
  readonly parameters?: Readonly<Record<string, number>>;
}

const CITY_BOUNDARY = JSON.stringify({
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      id: '1',
      geometry: {
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [114, 30],
              [115, 30],
              [115, 31],
              [114, 31],
              [114, 30],
            ],
          ],
        ],
      },
    },
  ],
});

function cityFile({ residents = 10_000, ridesPerResidentDay }: Line): string {
  const figure = (value: number) =>
    `{ value: ${value}, unit: '-', low: 0, high: 10000000, mark: A, source: for tests }`;
  return `name: { en: One line, zh: 一条线路 }
synthetic: { en: all of it, zh: 全部 }
districts:
  - id: along
    name: { en: Along the line, zh: 沿线 }
    code: '1'
    residents: ${residents}
    age_shares: [0, 0, 0.5, 0.5, 0, 0, 0]
    centre: [114.5, 30.5]
figures:
  buses: ${figure(14)}
  bus_lines: ${figure(1)}
  bus_rides_per_resident_day: ${figure(ridesPerResidentDay)}
  bus_fare_fen: ${figure(200)}
  bus_card_discount_share: ${figure(0)}
  hospitals: ${figure(1)}
  hospital_visits_per_resident_year: ${figure(0)}
  college_students: ${figure(0)}
`;
}

/** The scenario of a line, through the readers of city and scenario files. @throws Error naming every mistake */
export function lineScenario(line: Line): Scenario {
  const { days = 1, policy = [], parameters = {} } = line;
  const cities = new Map([
    ['line', readCity('line', { 'city.yaml': cityFile(line), 'districts.geojson': CITY_BOUNDARY })],
  ]);
  const text = [
    'city: line',
    'start: 2017-06-05',
    `days: ${days}`,
    'scale: 1',
    'seed: line',
    'parameters:',
    ...Object.entries({ ...SIMPLE, ...parameters }).map(([id, value]) => `  ${id}: ${value}`),
    `policy: [${policy.join(', ')}]`,
  ].join('\n');
  const reading = readScenario(text, { cities });
  if (reading.ok) return { ...reading.scenario, parameters: { ...reading.scenario.parameters, ...IDLE } };
  throw new Error(reading.mistakes.map(({ path, found, expected }) => `${path}: ${found}, ${expected}`).join('\n'));
}

/** A bus at a stop; times in ticks. */
export interface Call {
  readonly bus: number;
  /** 0 one way, 1 the other. */
  readonly route: number;
  /** Stops from the terminal. */
  readonly position: number;
  /** Trips on this route before this one. */
  readonly trip: number;
  /** When the bus came, and when nobody wanted on any more and the doors closed. */
  readonly arrival: number;
  readonly closing: number;
  readonly dwell: number;
  readonly boarded: number;
  readonly alighted: number;
}

/** A passenger on board: where the wait was, when it began, and how long it was. */
export interface Boarding {
  readonly route: number;
  readonly position: number;
  readonly came: number;
  readonly waited: number;
}

/** A trip at its last stop. */
export interface Trip {
  readonly route: number;
  readonly trip: number;
  readonly ended: number;
  readonly running: number;
  readonly late: number;
}

export interface LineRecord {
  readonly calls: readonly Call[];
  readonly boardings: readonly Boarding[];
  readonly trips: readonly Trip[];
  /** When people were refused at the farebox, were left behind, or gave up waiting. */
  readonly refused: readonly number[];
  readonly lost: readonly number[];
}

/** A disturbance from outside: by how many ticks a trip reaches its second stop later than it would. */
export type Delay = (route: number, trip: number, tick: number) => number;

/** Runs a line to its end. */
export function runLine(scenario: Scenario, delay?: Delay): LineRecord {
  const simulation = new Simulation(scenario, 'policy');
  const { facts, engine, kindNames } = simulation.world;
  const fleet = service(simulation.world, 'bus').fleet!;
  const record = {
    calls: [] as Call[],
    boardings: [] as Boarding[],
    trips: [] as Trip[],
    refused: [] as number[],
    lost: [] as number[],
  };
  const tripsOnRoute = [0, 0];
  const tripOf = new Int32Array(fleet.size);
  const routeOf = new Int32Array(fleet.size);
  /** Of the call under way, by bus. */
  const paying = new Float64Array(fleet.size);
  const alighted = new Int32Array(fleet.size);
  /** Got off just now: off the bus of which something is told next. */
  let gettingOff = 0;
  const noteAlighted = (bus: number): void => {
    alighted[bus] += gettingOff;
    gettingOff = 0;
  };
  facts.add(
    listener({
      rode: () => void gettingOff++,
      waited: (_sector, bus, _person, waited) => {
        noteAlighted(bus);
        const [route, position] = [fleet.route[bus], fleet.position[bus]];
        record.boardings.push({ route, position, came: engine.now - waited, waited });
      },
      served: (_sector, bus, _person, ticks) => void (paying[bus] += ticks),
      refused: (sector) => void (sector === BUS && record.refused.push(engine.now)),
      walkedAway: () => void record.lost.push(engine.now),
      dwelt: (bus, dwell, boarded, left) => {
        noteAlighted(bus);
        const [route, position] = [fleet.route[bus], fleet.position[bus]];
        if (position === 0) tripOf[bus] = tripsOnRoute[route]++;
        routeOf[bus] = route;
        const closing = engine.now;
        const arrival = closing - paying[bus];
        const trip = tripOf[bus];
        record.calls.push({ bus, route, position, trip, arrival, closing, dwell, boarded, alighted: alighted[bus] });
        if (left > 0) record.lost.push(closing);
        paying[bus] = 0;
        alighted[bus] = 0;
      },
      tripEnded: (bus, running, late) => {
        noteAlighted(bus);
        alighted[bus] = 0;
        record.trips.push({ route: routeOf[bus], trip: tripOf[bus], ended: engine.now, running, late });
      },
    }),
  );
  if (delay) {
    const arrive = kindNames.indexOf('bus.arrive');
    const schedule = engine.schedule.bind(engine);
    engine.schedule = (tick, kind, entity) => {
      const first = kind === arrive && fleet.position[entity] === 0;
      schedule(first ? tick + delay(fleet.route[entity], tripOf[entity], engine.now) : tick, kind, entity);
    };
  }
  simulation.finish();
  return record;
}

export const dayOf = (tick: number): number => Math.floor(tick / TICKS_PER_DAY);
export const hourOf = (tick: number): number => Math.floor((tick % TICKS_PER_DAY) / TICKS_PER_HOUR);
export const ticksOf = (seconds: number): number => Math.round(seconds * TICKS_PER_SECOND);
export const DOOR_TICKS = ticksOf(DOOR_SECONDS);
export const BOARDING_TICKS = ticksOf(BOARDING_SECONDS);

/** Calls at one stop on one day in the order of their trips, for each route, stop and day. */
export function callsByStop(calls: readonly Call[]): Call[][] {
  const groups = new Map<string, Call[]>();
  for (const call of calls) {
    const key = `${call.route} ${call.position} ${dayOf(call.closing)}`;
    const group = groups.get(key);
    if (group) group.push(call);
    else groups.set(key, [call]);
  }
  return [...groups.values()].map((group) => group.sort((a, b) => a.trip - b.trip));
}
