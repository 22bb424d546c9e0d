/** What a vehicle, stop, place or person is doing now, for whoever points at it. */
import { TICKS_PER_DAY, TICKS_PER_MINUTE } from '../../kernel/time.ts';
import { AGE_BANDS, ROLES } from '../../model/city.ts';
import { ENROLMENTS, isSector } from '../../model/catalogue.ts';
import { FLAG, WALLET } from '../../model/holdings.ts';
import { FLEET_STATES } from '../../model/kit/fleet-values.ts';
import type { Leg } from '../../model/kit/timetabled-fleet.ts';
import type { World } from '../../model/world.ts';
import { smallOf } from '../../model/payment/purse.ts';
import type { Inspection, Target } from '../protocol.ts';
import { findInFleet, findPlace, fleetsOf, timetabledOf } from './city-view.ts';
import type { Recorder } from './recorder.ts';

const PEOPLE_MAX = 12;
type Fact = Inspection['facts'][number];

/** @returns null where there is no such thing */
export function inspect(world: World, recorder: Recorder, target: Target): Inspection | null {
  switch (target.kind) {
    case 'vehicle':
      return inspectVehicle(world, recorder, target);
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

function inspectVehicle(world: World, recorder: Recorder, target: Target): Inspection | null {
  const numbered = findInFleet(world, 'firstVehicle', target.index);
  if (numbered === null) return inspectTrain(world, target);
  const { found, at: vehicle } = numbered;
  const { fleet, service } = found;
  const stop = fleet.stopOf(vehicle);
  const sector = fleet.places.sector.get(vehicle);
  const facts: Fact[] = [
    { key: 'line', value: fleet.lineOf[vehicle] + 1 },
    { key: 'state', value: FLEET_STATES[fleet.doing[vehicle]] },
    { key: 'aboard', value: fleet.load[vehicle] },
    { key: 'capacity', value: fleet.capacityOf(fleet.lineOf[vehicle]) },
    { key: 'late_minutes', value: Math.max(0, fleet.lateTicks(vehicle)) / TICKS_PER_MINUTE },
    { key: 'accepts_mobile', value: fleet.places.accepts.get(vehicle) },
  ];
  return {
    target,
    service,
    x: fleet.lines.x[stop],
    y: fleet.lines.y[stop],
    facts,
    people: peopleAt(world, range(...fleet.stationsOf(vehicle))),
    payment: recorder.lastOfPlace(vehicle, (candidate) => candidate === sector),
  };
}

/** What keeps to a timetable is numbered after the vehicles that do not. */
function inspectTrain(world: World, target: Target): Inspection | null {
  let train = target.index - fleetsOf(world).reduce((sum, { fleet }) => sum + fleet.size, 0);
  for (const { service, fleet } of timetabledOf(world)) {
    if (train < 0 || train >= fleet.size) {
      train -= fleet.size;
      continue;
    }
    const { lines } = fleet;
    const leg: Leg = { route: 0, trip: 0, position: 0, isDriving: false, fromTick: 0, toTick: 0 };
    const isOut = fleet.locate(train, world.engine.now - world.today * TICKS_PER_DAY, leg);
    const line = leg.route >> 1;
    const stop = lines.stopAt(leg.route, isOut ? leg.position : 0);
    const facts: Fact[] = [
      { key: 'line', value: fleet.nameOf(line).en },
      { key: 'state', value: !isOut ? 'depot' : leg.isDriving ? 'driving' : 'boarding' },
      { key: 'aboard', value: isOut ? fleet.loadOf(leg) : 0 },
      { key: 'capacity', value: Math.floor(fleet.capacityOf(line)) },
    ];
    return { target, service, x: lines.x[stop], y: lines.y[stop], facts, people: [], payment: null };
  }
  return null;
}

function inspectStop(world: World, target: Target): Inspection | null {
  const numbered = findInFleet(world, 'firstStop', target.index);
  if (numbered === null) return null;
  const { found, at: stop } = numbered;
  const { lines } = found.fleet;
  const stations = found.fleet.queuesOf(stop);
  const waiting = stations.reduce((sum, station) => sum + world.queues.waiting.get(station), 0);
  const facts: Fact[] = [
    { key: 'line', value: lines.lineOf(stop) + 1 },
    { key: 'waiting', value: waiting },
  ];
  const people = peopleAt(world, stations);
  return { target, service: found.service, x: lines.x[stop], y: lines.y[stop], facts, people, payment: null };
}

function inspectPlace(world: World, recorder: Recorder, target: Target): Inspection | null {
  const found = findPlace(world, target.index);
  if (found === null) return null;
  const { service, place } = found;
  const { places } = service;
  const stations = range(...service.stationsOf(place));
  const residents = stations.reduce((total, station) => total + world.queues.waiting.get(station), 0);
  const queueing = residents + (service.othersWaiting?.(place) ?? 0);
  const sector = places.sector.get(place);
  const facts: Fact[] = [
    { key: 'sector', value: sector },
    { key: 'district', value: places.district.get(place) },
    ...(isSector(sector) ? [{ key: 'accepts_mobile', value: places.accepts.get(place) }] : []),
    { key: 'queueing', value: queueing },
    { key: 'served', value: service.beingServed?.(place) ?? 0 },
    ...world.extras.factsOfPlace(service.id, place),
    ...(service.factsOf?.(place) ?? []).map((told) => ({ ...told, service: service.id })),
  ];
  return {
    target,
    service: service.id,
    x: places.x[place],
    y: places.y[place],
    facts,
    people: peopleAt(world, stations),
    payment: recorder.lastOfPlace(place, (candidate) => candidate === sector),
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
    { key: 'small_fen', value: smallOf(people, person) },
    { key: 'card', value: has(FLAG.card) },
    ...(has(FLAG.card) ? [{ key: 'card_fen', value: people.card.get(person) }] : []),
    ...(people.hasSeniorCard(person) ? [{ key: 'senior_card', value: 1 }] : []),
    ...ENROLMENTS.map(({ id }, at) => ({ key: `enrolled_${id}`, value: people.isEnrolled(person, at) ? 1 : 0 })),
    { key: 'readiness', value: people.ready[ENROLMENTS[WALLET].profileIndex].get(person) / 255 },
    { key: 'trust', value: people.trust.get(person) / 255 },
    ...world.extras.factsOfPerson(person),
    { key: 'minutes', value: people.ticks.get(person) / TICKS_PER_MINUTE },
    ...world.services.flatMap((service) =>
      (service.factsOfPerson?.(person) ?? []).map((told) => ({ ...told, service: service.id })),
    ),
  ];
  const at = queues.at(person) >= 0 ? positionOf(world, queues.at(person)) : null;
  return {
    target,
    service: '',
    x: at?.x ?? geography.homeX[home],
    y: at?.y ?? geography.homeY[home],
    facts,
    people: [],
    payment: recorder.lastOfPerson(person),
    diary: recorder.diaryOf(person),
  };
}

function roleOf(role: number): string {
  return ROLES[role] === 'home' ? 'at_home' : ROLES[role];
}

/** Queueing, riding, or elsewhere (at home, at work, on the way: the model does not follow people between). */
function activityOf(world: World, person: number): string {
  const station = world.queues.at(person);
  if (station < 0) return 'elsewhere';
  return fleetsOf(world).some(({ fleet }) => fleet.isAboard(station)) ? 'riding' : 'waiting';
}

/** Where a station is on the map. */
function positionOf(world: World, station: number): { x: number; y: number } | null {
  for (const { fleet } of fleetsOf(world)) {
    const found = fleet.locate(station);
    if (found !== null) return found;
  }
  for (const service of world.services) {
    const { places } = service;
    for (let place = 0; place < places.count; place++) {
      const [first, count] = service.stationsOf(place);
      if (station >= first && station < first + count) return { x: places.x[place], y: places.y[place] };
    }
  }
  return null;
}
