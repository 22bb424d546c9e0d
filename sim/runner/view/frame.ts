/** A world at one instant, as the page draws it. Reads the model and changes nothing. */
import { SECTORS, SECTOR_GROUPS } from '../../model/scenario.ts';
import { FLEET_STATES, type Fleet } from '../../model/services/service.ts';
import type { World } from '../../model/world.ts';
import { BUS, BUS_STATE, LIVE, WAITING, WAITING_ROWS_MAX, type Frame, type LiveName } from '../protocol.ts';
import { fleetOf, placeServices } from './city-view.ts';
import type { Recorder } from './recorder.ts';

const DRIVING = FLEET_STATES.indexOf('driving');
const BOARDING = FLEET_STATES.indexOf('boarding');
/** People in a queue are drawn in rows of five, so far apart (km). */
const QUEUE_ROW = 5;
const QUEUE_STEP_KM = 0.12;

export function describeFrame(world: World, recorder: Recorder): Frame {
  const { fleet, service } = fleetOf(world);
  const waiting = new WaitingRows();
  const stopQueue = describeStops(world, fleet, waiting);
  const places = describePlaces(world, waiting);
  const refusals = recorder.refusalMarks();
  return {
    tick: world.engine.now,
    buses: describeBuses(fleet),
    stopQueue,
    placeQueue: places.queue,
    stopRefusals: refusals.stops,
    placeRefusals: refusals.places,
    placeAccepts: places.accepts,
    busAccepts: service.places.accepts.copy(),
    waiting: waiting.rows(),
    flashes: recorder.takeFlashes(),
    live: describeTotals(world, recorder, stopQueue, places.queue),
  };
}

function describeBuses(fleet: Fleet): Float64Array {
  const rows = new Float64Array(fleet.size * BUS.width);
  for (let vehicle = 0; vehicle < fleet.size; vehicle++) {
    const at = vehicle * BUS.width;
    const doing = fleet.doing[vehicle];
    const position = fleet.position[vehicle];
    const stop = fleet.stopAt(fleet.route[vehicle], position);
    const ahead = fleet.stopAt(fleet.route[vehicle], Math.min(position + 1, fleet.stopsPerLine - 1));
    const isDriving = doing === DRIVING;
    // Whoever stands has the heading of the way ahead, so that the picture of an instant does not depend on those before it.
    const end = isDriving ? ahead : stop;
    rows[at + BUS.x0] = isDriving ? fleet.stopX[stop] : 2 * fleet.stopX[stop] - fleet.stopX[ahead];
    rows[at + BUS.y0] = isDriving ? fleet.stopY[stop] : 2 * fleet.stopY[stop] - fleet.stopY[ahead];
    rows[at + BUS.tick0] = fleet.fromTick[vehicle];
    rows[at + BUS.x1] = fleet.stopX[end];
    rows[at + BUS.y1] = fleet.stopY[end];
    rows[at + BUS.tick1] = isDriving ? fleet.toTick[vehicle] : fleet.fromTick[vehicle];
    rows[at + BUS.load] = fleet.load[vehicle];
    rows[at + BUS.state] =
      doing === DRIVING ? BUS_STATE.driving : doing === BOARDING ? BUS_STATE.boarding : BUS_STATE.depot;
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

function describeStops(world: World, fleet: Fleet, rows: WaitingRows): Uint16Array {
  const queue = new Uint16Array(fleet.stopX.length);
  for (let stop = 0; stop < queue.length; stop++) {
    for (const station of fleet.queuesOf(stop)) {
      const length = world.queues.waiting.get(station);
      queue[stop] += length;
      if (length > 0) rows.addQueue(world, station, fleet.stopX[stop], fleet.stopY[stop]);
    }
  }
  return queue;
}

function describePlaces(world: World, rows: WaitingRows): { queue: Uint16Array; accepts: Uint8Array } {
  const services = placeServices(world);
  const count = services.reduce((sum, service) => sum + service.places.count, 0);
  const queue = new Uint16Array(count);
  const accepts = new Uint8Array(count);
  const { waiting, busy } = world.queues;
  let index = 0;
  for (const service of services) {
    const { places } = service;
    for (let place = 0; place < places.count; place++, index++) {
      const [first, stations] = service.stationsOf(place);
      accepts[index] = places.accepts.get(place);
      for (let station = first; station < first + stations; station++) {
        queue[index] += waiting.get(station) + busy.get(station);
        if (waiting.get(station) > 0) rows.addQueue(world, station, places.x[place], places.y[place]);
      }
    }
  }
  return { queue, accepts };
}

function describeTotals(world: World, recorder: Recorder, stops: Uint16Array, places: Uint16Array): Float64Array {
  const live = recorder.totals();
  const set = (name: LiveName, value: number) => {
    live[LIVE.indexOf(name)] = value;
  };
  const share = (sectors: readonly string[]): number => {
    let total = 0;
    let accepting = 0;
    for (const service of world.services) {
      for (let place = 0; place < service.places.count; place++) {
        if (!sectors.includes(SECTORS[service.places.sector.get(place)])) continue;
        total++;
        accepting += service.places.accepts.get(place);
      }
    }
    return total === 0 ? 0 : accepting / total;
  };
  const hospitals = world.services[world.serviceOf[SECTORS.indexOf('hospital')]].places.count;
  const sum = (column: Uint16Array, from: number, to: number) => column.subarray(from, to).reduce((a, b) => a + b, 0);
  set('accepting.bus', share(['bus']));
  set('accepting.shops', share(SECTOR_GROUPS.shops));
  set('accepting.hospital', share(['hospital']));
  set('queueing.bus', sum(stops, 0, stops.length));
  set('queueing.shops', sum(places, 0, places.length - hospitals));
  set('queueing.hospital', sum(places, places.length - hospitals, places.length));
  return live;
}
