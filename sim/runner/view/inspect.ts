/** What a bus, stop, place or person is doing now, for whoever points at it. */
import { TICKS_PER_MINUTE } from '../../kernel/time.ts';
import { AGE_BANDS, ROLES } from '../../model/city.ts';
import { FLAG } from '../../model/people.ts';
import { FLEET_STATES } from '../../model/services/service.ts';
import type { World } from '../../model/world.ts';
import type { Inspection, Target } from '../protocol.ts';
import { fleetOf, findPlace } from './city-view.ts';
import type { Recorder } from './recorder.ts';

const PEOPLE_MAX = 12;
type Fact = Inspection['facts'][number];

/** @returns null where there is no such thing */
export function inspect(world: World, recorder: Recorder, target: Target): Inspection | null {
  switch (target.kind) {
    case 'bus':
      return inspectBus(world, recorder, target);
    case 'stop':
      return inspectStop(world, target);
    case 'place':
      return inspectPlace(world, recorder, target);
    case 'person':
      return inspectPerson(world, recorder, target);
  }
}

/** The first people of some stations' queues. */
function peopleAt(world: World, stations: readonly number[]): number[] {
  const people: number[] = [];
  for (const station of stations) {
    for (let person = world.queues.head(station); person >= 0; person = world.queues.next(person)) {
      if (people.length === PEOPLE_MAX) return people;
      people.push(person);
    }
  }
  return people;
}

function range(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => first + i);
}

function inspectBus(world: World, recorder: Recorder, target: Target): Inspection | null {
  const { fleet, service } = fleetOf(world);
  const bus = target.index;
  if (!(bus >= 0 && bus < fleet.size)) return null;
  const position = fleet.position[bus];
  const stop = fleet.stopAt(fleet.route[bus], position);
  const facts: Fact[] = [
    { key: 'line', value: fleet.lineOf[bus] + 1 },
    { key: 'state', value: FLEET_STATES[fleet.doing[bus]] },
    { key: 'aboard', value: fleet.load[bus] },
    { key: 'capacity', value: fleet.capacity },
    { key: 'late_minutes', value: Math.max(0, fleet.lateTicks(bus)) / TICKS_PER_MINUTE },
    { key: 'accepts_mobile', value: service.places.accepts.get(bus) },
  ];
  return {
    target,
    x: fleet.stopX[stop],
    y: fleet.stopY[stop],
    facts,
    people: peopleAt(world, range(fleet.aboard(bus, 0), fleet.stopsPerLine)),
    payment: recorder.storyOfPlace(bus, (sector) => world.serviceOf[sector] === world.services.indexOf(service)),
  };
}

function inspectStop(world: World, target: Target): Inspection | null {
  const { fleet } = fleetOf(world);
  const stop = target.index;
  if (!(stop >= 0 && stop < fleet.stopX.length)) return null;
  const stations = fleet.queuesOf(stop);
  const waiting = stations.reduce((sum, station) => sum + world.queues.waiting.get(station), 0);
  const facts: Fact[] = [
    { key: 'line', value: Math.floor(stop / fleet.stopsPerLine) + 1 },
    { key: 'waiting', value: waiting },
  ];
  const people = peopleAt(world, stations);
  return { target, x: fleet.stopX[stop], y: fleet.stopY[stop], facts, people, payment: null };
}

function inspectPlace(world: World, recorder: Recorder, target: Target): Inspection | null {
  const found = findPlace(world, target.index);
  if (found === null) return null;
  const { service, place } = found;
  const { places } = service;
  const stations = range(...service.stationsOf(place));
  const queueing = stations.reduce((total, station) => total + world.queues.waiting.get(station), 0);
  const sector = places.sector.get(place);
  const facts: Fact[] = [
    { key: 'sector', value: sector },
    { key: 'district', value: places.district.get(place) },
    { key: 'accepts_mobile', value: places.accepts.get(place) },
    { key: 'queueing', value: queueing },
    { key: 'served', value: service.beingServed?.(place) ?? 0 },
    ...(service.factsOf?.(place) ?? []),
  ];
  return {
    target,
    x: places.x[place],
    y: places.y[place],
    facts,
    people: peopleAt(world, stations),
    payment: recorder.storyOfPlace(place, (candidate) => candidate === sector),
  };
}

function inspectPerson(world: World, recorder: Recorder, target: Target): Inspection | null {
  const { people, queues, geography } = world;
  const person = target.index;
  if (!(person >= 0 && person < people.count)) return null;
  const flags = people.flags.get(person);
  const has = (flag: number) => ((flags & flag) !== 0 ? 1 : 0);
  const home = people.home.get(person);
  const facts: Fact[] = [
    { key: 'activity', value: activityOf(world, person) },
    { key: 'age', value: AGE_BANDS[people.age(person)].id },
    { key: 'role', value: people.age(person) === 0 ? 'child' : roleOf(people.role(person)) },
    { key: 'home', value: people.district(person) },
    { key: 'phone', value: people.hasSmartphone(person) ? 'smart' : 'none' },
    { key: 'account', value: people.hasAccount(person) ? 1 : 0 },
    { key: 'cash_fen', value: people.cash.get(person) },
    { key: 'card', value: has(FLAG.card) },
    ...(has(FLAG.card) ? [{ key: 'card_fen', value: people.card.get(person) }] : []),
    { key: 'wallet', value: has(FLAG.wallet) },
    { key: 'bus_enrolled', value: has(FLAG.busEnrolled) },
    { key: 'readiness', value: people.readyShop.get(person) / 255 },
    { key: 'trust', value: people.trust.get(person) / 255 },
    { key: 'minutes', value: people.ticks.get(person) / TICKS_PER_MINUTE },
  ];
  const at = queues.at(person) >= 0 ? positionOf(world, queues.at(person)) : null;
  return {
    target,
    x: at?.x ?? geography.homeX[home],
    y: at?.y ?? geography.homeY[home],
    facts,
    people: [],
    payment: recorder.storyOfPerson(person),
  };
}

function roleOf(role: number): string {
  return ROLES[role] === 'home' ? 'at_home' : ROLES[role];
}

/** Queueing, riding, or elsewhere (at home, at work, on the way: the model does not follow people between). */
function activityOf(world: World, person: number): string {
  const station = world.queues.at(person);
  if (station < 0) return 'elsewhere';
  const { fleet } = fleetOf(world);
  return station >= fleet.aboard(0, 0) && station < fleet.aboard(fleet.size, 0) ? 'riding' : 'waiting';
}

/** Where a station is on the map. */
function positionOf(world: World, station: number): { x: number; y: number } | null {
  const { fleet, service: fleetService } = fleetOf(world);
  for (let stop = 0; stop < fleet.stopX.length; stop++) {
    if (fleet.queuesOf(stop).includes(station)) return { x: fleet.stopX[stop], y: fleet.stopY[stop] };
  }
  for (const service of world.services) {
    const { places } = service;
    for (let place = 0; place < places.count; place++) {
      const [first, count] = service.stationsOf(place);
      if (station < first || station >= first + count) continue;
      if (service !== fleetService) return { x: places.x[place], y: places.y[place] };
      const stop = fleet.stopAt(fleet.route[place], fleet.position[place]);
      return { x: fleet.stopX[stop], y: fleet.stopY[stop] };
    }
  }
  return null;
}
