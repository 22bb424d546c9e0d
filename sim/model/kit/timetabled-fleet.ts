/**
 * Vehicles that are where their timetable says. They are no state of a model: where each is follows from the instant, and is worked out
 * only for whoever looks.
 */
import type { LocalName } from '../city.ts';
import type { Lines } from './lines.ts';

export interface TimetabledTerms {
  readonly lines: Lines;
  /** By queue of `lines`: ticks from the departure at the terminal to that here, and how long vehicles stand at each stop. */
  readonly departAt: ArrayLike<number>;
  readonly dwell: number;
  /** Departures of a route, ticks after midnight in ascending order: on any day, and on the day under way. */
  timetablesOf(route: number): readonly Uint32Array[];
  departuresOf(route: number): Uint32Array;
  nameOf(line: number): LocalName;
  /** People of the sample on board after a stop, and for how many there is room. */
  loadAt(queue: number, trip: number): number;
  capacityOf(line: number): number;
}

/** Where a vehicle is: between two stops at two ticks; the same ticks where it stands at the second. Reused, never allocated. */
export interface Leg {
  route: number;
  trip: number;
  /** Position along the route of the stop it has left last, or stands at. */
  position: number;
  isDriving: boolean;
  fromTick: number;
  toTick: number;
}

export class TimetabledFleet {
  readonly lines: Lines;
  /** Of each vehicle; as many as are ever under way at once. Those of a route follow each other. */
  readonly routeOf: Int32Array;
  /** By route: its first vehicle, and the end. */
  private readonly firstOf: Int32Array;

  constructor(private readonly terms: TimetabledTerms) {
    const { lines } = terms;
    this.lines = lines;
    const routes = Array.from({ length: 2 * lines.count }, (_, route) => {
      // One more than are under way at once, so that each rests between two journeys.
      const most = Math.max(0, ...terms.timetablesOf(route).map((ticks) => mostAtOnce(ticks, this.lasts(route))));
      return most === 0 ? 0 : most + 1;
    });
    this.routeOf = Int32Array.from(routes.flatMap((count, route) => Array.from({ length: count }, () => route)));
    this.firstOf = new Int32Array(routes.length + 1);
    routes.forEach((count, route) => (this.firstOf[route + 1] = this.firstOf[route] + count));
  }

  get size(): number {
    return this.routeOf.length;
  }

  nameOf(line: number): LocalName {
    return this.terms.nameOf(line);
  }

  capacityOf(line: number): number {
    return this.terms.capacityOf(line);
  }

  loadOf({ route, trip, position }: Leg): number {
    return this.terms.loadAt(this.lines.queueAt(route, position), trip);
  }

  /** Finds out where a vehicle is at a tick after midnight. @returns whether it is under way */
  locate(vehicle: number, tick: number, out: Leg): boolean {
    const { lines, terms } = this;
    const route = this.routeOf[vehicle];
    const first = this.firstOf[route];
    const count = this.firstOf[route + 1] - first;
    const ticks = terms.departuresOf(route);
    // The vehicles take the trips of a route in turn: of its own, the last that has begun.
    const begun = before(ticks, tick);
    const trip = begun - 1 - ((((begun - 1 - (vehicle - first)) % count) + count) % count);
    out.route = route;
    out.trip = trip;
    if (trip < 0 || tick >= ticks[trip] + this.lasts(route)) return false;
    const since = tick - ticks[trip];
    const queue = lines.firstQueue[route];
    let position = 0;
    while (terms.departAt[queue + position + 1] <= since) position++;
    const departed = terms.departAt[queue + position];
    const arrives = Math.max(departed + 1, terms.departAt[queue + position + 1] - terms.dwell);
    out.isDriving = since < arrives;
    out.position = out.isDriving ? position : position + 1;
    out.fromTick = ticks[trip] + (out.isDriving ? departed : arrives);
    out.toTick = ticks[trip] + arrives;
    return true;
  }

  /** Ticks that a journey lasts, to the arrival at the other terminal. */
  private lasts(route: number): number {
    const { lines, terms } = this;
    return Math.max(1, terms.departAt[lines.firstQueue[route + 1] - 1] - terms.dwell);
  }
}

/** How many of ascending ticks are no later than one. */
function before(ticks: Uint32Array, tick: number): number {
  let [low, high] = [0, ticks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ticks[middle] <= tick) low = middle + 1;
    else high = middle;
  }
  return low;
}

function mostAtOnce(ticks: Uint32Array, lasts: number): number {
  let most = 0;
  let first = 0;
  for (let trip = 0; trip < ticks.length; trip++) {
    while (ticks[first] + lasts <= ticks[trip]) first++;
    most = Math.max(most, trip - first + 1);
  }
  return most;
}
