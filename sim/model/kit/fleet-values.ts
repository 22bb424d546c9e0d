/** What traces tell of vehicles, routes and stops. */
import type { Host } from '../host.ts';
import type { Fleet } from './fleet.ts';

/** What a vehicle is doing. */
export const FLEET_STATES = ['depot', 'driving', 'boarding'] as const;

export function valuesOfVehicle(fleet: Fleet, vehicle: number) {
  return [
    ['route', fleet.route[vehicle]],
    ['position', fleet.position[vehicle]],
    ['doing', FLEET_STATES[fleet.doing[vehicle]]],
    ['load', fleet.load[vehicle]],
    ['from', fleet.fromTick[vehicle]],
    ['to', fleet.toTick[vehicle]],
    ['accepts', fleet.places.accepts.get(vehicle)],
    ['till_fen', fleet.places.till.get(vehicle)],
  ] as const;
}

export function valuesOfQueue({ queues }: Host, fleet: Fleet, queue: number) {
  const { lines } = fleet;
  const [route, position] = [lines.routeOfQueue[queue], lines.positionOf(queue)];
  return [
    ['route', route],
    ['position', position],
    ['waiting', queues.waiting.get(fleet.queueOf(route, position))],
  ] as const;
}

/** People who wait at the stops of a route. */
export function valuesOfRoute({ queues }: Host, fleet: Fleet, route: number) {
  let waiting = 0;
  for (let position = 0; position < fleet.lines.stopsOf(route >> 1); position++) {
    waiting += queues.waiting.get(fleet.queueOf(route, position));
  }
  return [['waiting', waiting]] as const;
}
