/** What a trace tells of the entity of an event: enough to see why two traces part. */
import { FLAG } from '../../model/people.ts';
import { FLEET_STATES, type Fleet, type Service } from '../../model/services/service.ts';
import type { EventEntity, World } from '../../model/world.ts';
import type { TraceValues } from './format.ts';

/** Tells an entity's state now. */
export type EntityValues = (entity: number) => TraceValues;

/** How to tell the state of a kind's entities. Kinds of a service are named `service.what`. */
export function entityValues(world: World, kind: string, entity: EventEntity): EntityValues {
  switch (entity) {
    case 'person':
      return (person) => valuesOfPerson(world, person);
    case 'vehicle':
      return valuesOfVehicle(world, kind);
    case 'route':
      return valuesOfRoute(world, kind);
    case 'stop':
      return valuesOfStop(world, kind);
    case 'shop':
      return valuesOfShop(world, kind);
    case 'action':
      return () => [
        ['cells_without_network', world.levers.outages.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0)],
      ];
  }
}

/** Money in fen, lost time in minutes, ticks waited and ridden since the run began. */
function valuesOfPerson({ people, days, queues, progress }: World, person: number): TraceValues {
  return [
    ['day', days.day.get(person) + 1],
    ['step', days.step.get(person)],
    ['queue', queues.at(person)],
    ['served_at', queues.servedAt(person)],
    ['progress', progress.get(person)],
    ['cash_fen', people.cash.get(person)],
    ['card_fen', people.card.get(person)],
    ['flags', namesOf(people.flags.get(person))],
    ['ready_bus', people.readyBus.get(person)],
    ['ready_shop', people.readyShop.get(person)],
    ['habit_bus', people.habitBus.get(person)],
    ['habit_shop', people.habitShop.get(person)],
    ['trust', people.trust.get(person)],
    ['lost_min', people.lost.get(person)],
    ['ticks', people.ticks.get(person)],
  ];
}

const FLAG_NAMES = Object.entries(FLAG);

function namesOf(flags: number): string {
  const names = FLAG_NAMES.filter(([, bit]) => (flags & bit) !== 0).map(([name]) => name);
  return names.length === 0 ? 'none' : names.join('+');
}

function serviceOf(world: World, kind: string): Service {
  const service = world.services.find(({ id }) => id === kind.split('.')[0]);
  if (service === undefined) throw new Error(`events of kind ${kind} are of no known service`);
  return service;
}

function fleetOf(world: World, kind: string): Fleet {
  const { fleet } = serviceOf(world, kind);
  if (fleet === undefined) throw new Error(`events of kind ${kind} name vehicles, but no fleet is known`);
  return fleet;
}

function valuesOfShop(world: World, kind: string): EntityValues {
  const service = serviceOf(world, kind);
  const { places } = service;
  return (shop) => [
    ['waiting', world.queues.waiting.get(service.stationsOf(shop)[0])],
    ['served', service.beingServed?.(shop) ?? 0],
    ['accepts', places.accepts.get(shop)],
    ['till_fen', places.till.get(shop)],
  ];
}

function valuesOfVehicle(world: World, kind: string): EntityValues {
  const fleet = fleetOf(world, kind);
  const { places } = serviceOf(world, kind);
  return (vehicle) => [
    ['route', fleet.route[vehicle]],
    ['position', fleet.position[vehicle]],
    ['doing', FLEET_STATES[fleet.doing[vehicle]]],
    ['load', fleet.load[vehicle]],
    ['from', fleet.fromTick[vehicle]],
    ['to', fleet.toTick[vehicle]],
    ['accepts', places.accepts.get(vehicle)],
    ['till_fen', places.till.get(vehicle)],
  ];
}

/** People who wait at a position along a route. */
function waitingAt({ queues }: World, fleet: Fleet, route: number, position: number): number {
  return queues.waiting.get(fleet.queuesOf(fleet.stopAt(route, position))[route & 1]);
}

function valuesOfRoute(world: World, kind: string): EntityValues {
  const fleet = fleetOf(world, kind);
  return (route) => {
    let waiting = 0;
    for (let position = 0; position < fleet.stopsPerLine; position++) {
      waiting += waitingAt(world, fleet, route, position);
    }
    return [['waiting', waiting]];
  };
}

function valuesOfStop(world: World, kind: string): EntityValues {
  const fleet = fleetOf(world, kind);
  return (stop) => {
    const route = Math.floor(stop / fleet.stopsPerLine);
    const position = stop % fleet.stopsPerLine;
    return [
      ['route', route],
      ['position', position],
      ['waiting', waitingAt(world, fleet, route, position)],
    ];
  };
}
