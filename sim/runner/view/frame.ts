/** A world at one instant, as the page draws it. Reads the model and changes nothing. */
import { TICKS_PER_DAY } from '../../kernel/time.ts';
import { isSector, SECTORS } from '../../model/catalogue.ts';
import { FLEET_STATES } from '../../model/kit/fleet-values.ts';
import type { Fleet } from '../../model/kit/fleet.ts';
import type { Leg } from '../../model/kit/timetabled-fleet.ts';
import type { World } from '../../model/world.ts';
import { measuresSoFar } from '../live.ts';
import { VEHICLE, VEHICLE_STATE, WAITING, WAITING_ROWS_MAX, type Frame } from '../protocol.ts';
import type { Simulation } from '../simulate.ts';
import { fleetsOf, timetabledOf } from './city-view.ts';
import type { Recorder } from './recorder.ts';

const DRIVING = FLEET_STATES.indexOf('driving');
const BOARDING = FLEET_STATES.indexOf('boarding');
/** People in a queue are drawn in rows of five, so far apart (km). */
const QUEUE_ROW = 5;
const QUEUE_STEP_KM = 0.12;

export function describeFrame(simulation: Simulation, recorder: Recorder): Frame {
  const { world } = simulation;
  const fleets = fleetsOf(world).map(({ fleet }) => fleet);
  const waiting = new WaitingRows();
  const queueing = new Uint32Array(SECTORS.length);
  const stopQueue = describeStops(world, fleets, waiting, queueing);
  const places = describePlaces(world, waiting, queueing);
  const refusals = recorder.refusalMarks();
  const { now } = world.engine;
  return {
    tick: now,
    vehicles: describeVehicles(fleets),
    trains: describeTrains(world),
    stopQueue,
    placeQueue: places.queue,
    stopRefusals: refusals.stops,
    placeRefusals: refusals.places,
    placeAccepts: places.accepts,
    vehicleAccepts: Uint8Array.from(fleets.flatMap((fleet) => Array.from(fleet.places.accepts))),
    waiting: waiting.rows(),
    flashes: recorder.takeFlashes(),
    live: measuresSoFar(simulation, now / TICKS_PER_DAY),
    queueing,
  };
}

function describeVehicles(fleets: readonly Fleet[]): Float64Array {
  const rows = new Float64Array(fleets.reduce((sum, { size }) => sum + size, 0) * VEHICLE.width);
  let at = 0;
  for (const fleet of fleets) {
    for (let vehicle = 0; vehicle < fleet.size; vehicle++, at += VEHICLE.width) {
      describeVehicle(fleet, vehicle, rows, at);
    }
  }
  return rows;
}

function describeVehicle(fleet: Fleet, vehicle: number, rows: Float64Array, at: number): void {
  const { lines } = fleet;
  const doing = fleet.doing[vehicle];
  const route = fleet.route[vehicle];
  const position = fleet.position[vehicle];
  const stop = lines.stopAt(route, position);
  const ahead = lines.stopAt(route, Math.min(position + 1, lines.stopsOf(route >> 1) - 1));
  const isDriving = doing === DRIVING;
  // Whoever stands has the heading of the way ahead, so that the picture of an instant does not depend on those before it.
  const end = isDriving ? ahead : stop;
  rows[at + VEHICLE.x0] = isDriving ? lines.x[stop] : 2 * lines.x[stop] - lines.x[ahead];
  rows[at + VEHICLE.y0] = isDriving ? lines.y[stop] : 2 * lines.y[stop] - lines.y[ahead];
  rows[at + VEHICLE.tick0] = fleet.fromTick[vehicle];
  rows[at + VEHICLE.x1] = lines.x[end];
  rows[at + VEHICLE.y1] = lines.y[end];
  rows[at + VEHICLE.tick1] = isDriving ? fleet.toTick[vehicle] : fleet.fromTick[vehicle];
  rows[at + VEHICLE.load] = fleet.load[vehicle];
  rows[at + VEHICLE.state] =
    doing === DRIVING ? VEHICLE_STATE.driving : doing === BOARDING ? VEHICLE_STATE.boarding : VEHICLE_STATE.depot;
}

const leg: Leg = { route: 0, trip: 0, position: 0, isDriving: false, fromTick: 0, toTick: 0 };

/** Rows of VEHICLE for what keeps to a timetable. */
function describeTrains(world: World): Float64Array {
  const fleets = timetabledOf(world);
  const rows = new Float64Array(fleets.reduce((sum, { fleet }) => sum + fleet.size, 0) * VEHICLE.width);
  const midnight = world.today * TICKS_PER_DAY;
  let at = 0;
  for (const { fleet } of fleets) {
    const { lines } = fleet;
    for (let train = 0; train < fleet.size; train++, at += VEHICLE.width) {
      const isOut = fleet.locate(train, world.engine.now - midnight, leg);
      const { route, position } = leg;
      // Whoever is not under way waits where its way begins.
      const stop = lines.stopAt(route, isOut ? position : 0);
      const next = lines.stopAt(
        route,
        isOut && position < lines.stopsOf(route >> 1) - 1 ? position + 1 : isOut ? position : 1,
      );
      const end = isOut && leg.isDriving ? next : stop;
      rows[at + VEHICLE.x0] = end === next ? lines.x[stop] : 2 * lines.x[stop] - lines.x[next];
      rows[at + VEHICLE.y0] = end === next ? lines.y[stop] : 2 * lines.y[stop] - lines.y[next];
      rows[at + VEHICLE.tick0] = isOut ? midnight + leg.fromTick : world.engine.now;
      rows[at + VEHICLE.x1] = lines.x[end];
      rows[at + VEHICLE.y1] = lines.y[end];
      rows[at + VEHICLE.tick1] = isOut ? midnight + leg.toTick : world.engine.now;
      rows[at + VEHICLE.load] = isOut ? fleet.loadOf(leg) : 0;
      rows[at + VEHICLE.state] = !isOut
        ? VEHICLE_STATE.depot
        : leg.isDriving
          ? VEHICLE_STATE.driving
          : VEHICLE_STATE.boarding;
    }
  }
  return rows;
}

/** Rows of WAITING, filled up to the most a frame holds. */
class WaitingRows {
  private readonly all = new Float32Array(WAITING_ROWS_MAX * WAITING.width);
  private count = 0;

  /** Adds the people who wait at a station, in rows beside its place. */
  addQueue(world: World, station: number, x: number, y: number): void {
    const { queues } = world;
    let i = 0;
    for (let person = queues.head(station); person >= 0; person = queues.next(person), i++) {
      if (this.count === WAITING_ROWS_MAX) return;
      const at = this.count++ * WAITING.width;
      this.all[at + WAITING.person] = person;
      this.all[at + WAITING.x] = x + (1 + (i % QUEUE_ROW)) * QUEUE_STEP_KM;
      this.all[at + WAITING.y] = y - Math.floor(i / QUEUE_ROW) * QUEUE_STEP_KM;
    }
  }

  rows(): Float32Array {
    return this.all.slice(0, this.count * WAITING.width);
  }
}

/** People waiting at each stop, and by sector. */
function describeStops(world: World, fleets: readonly Fleet[], rows: WaitingRows, queueing: Uint32Array): Uint16Array {
  const queue = new Uint16Array(fleets.reduce((sum, { lines }) => sum + lines.stops, 0));
  let index = 0;
  for (const fleet of fleets) {
    const { lines, sector } = fleet;
    for (let stop = 0; stop < lines.stops; stop++, index++) {
      for (const station of fleet.queuesOf(stop)) {
        const length = world.queues.waiting.get(station);
        queue[index] += length;
        queueing[sector] += length;
        if (length > 0) rows.addQueue(world, station, lines.x[stop], lines.y[stop]);
      }
    }
  }
  return queue;
}

/** People waiting or being served at each place, and by sector. */
function describePlaces(
  world: World,
  rows: WaitingRows,
  queueing: Uint32Array,
): { queue: Uint16Array; accepts: Uint8Array } {
  const { services } = world;
  const count = services.reduce((sum, service) => sum + service.places.count, 0);
  const queue = new Uint16Array(count);
  const accepts = new Uint8Array(count);
  const { waiting } = world.queues;
  let index = 0;
  for (const service of services) {
    const { places } = service;
    for (let place = 0; place < places.count; place++, index++) {
      const [first, stations] = service.stationsOf(place);
      accepts[index] = places.accepts.get(place);
      queue[index] = (service.beingServed?.(place) ?? 0) + (service.othersWaiting?.(place) ?? 0);
      for (let station = first; station < first + stations; station++) {
        const length = waiting.get(station);
        queue[index] += length;
        if (length > 0) rows.addQueue(world, station, places.x[place], places.y[place]);
      }
      // Who waits where no resident pays is no resident.
      if (isSector(places.sector.get(place))) queueing[places.sector.get(place)] += queue[index];
    }
  }
  return { queue, accepts };
}
