/**
 * Buses. Passengers queue at stops, board one by one in the time their way of paying takes, and ride; buses wait for
 * the last to board, run late and bunch. Timetabled departures leave a terminal when a bus is there.
 */
import { Quantiles } from '../../kernel/distributions.ts';
import type { Purpose } from '../../kernel/random.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_SECOND } from '../../kernel/time.ts';
import { fitPlaces } from '../fitting.ts';
import { apportion } from '../geography.ts';
import type { LookAhead } from '../look-ahead.ts';
import { FLAG } from '../people.ts';
import { Places } from '../places.ts';
import { SECTORS } from '../scenario.ts';
import type { World } from '../world.ts';
import { BusAhead } from './bus-ahead.ts';
import { BusLines } from './bus-lines.ts';
import { BUS_TABLE } from './bus-parameters.ts';
import { BusPatience } from './bus-patience.ts';
import { BusRiders, endOfRide, stopOfRide } from './bus-riders.ts';
import type { Fleet, Service, ServiceType } from './service.ts';

const SECTOR = SECTORS.indexOf('bus');
const NONE = -1;
/** Trips of a day are numbered below this: departures are a minute apart or more. */
const TRIPS_A_DAY_MAX = 1024;
/** Departures a terminal may owe before the oldest is cancelled. */
const OWED_MAX = 4;

const FIRST_DEPARTURE = 5.5 * TICKS_PER_HOUR;
const LAST_DEPARTURE = 22.5 * TICKS_PER_HOUR;
/** Headway by hour of the day relative to the peak's (assumed). */
const HEADWAY = [0, 0, 0, 0, 0, 2, 1.3, 1, 1, 1.3, 1.5, 1.5, 1.5, 1.5, 1.5, 1.4, 1.15, 1, 1, 1.3, 1.8, 2, 2.4, 3];
const WEEKEND_HEADWAY = 1.25;
const hourOf = (tick: number): number => Math.floor((tick % TICKS_PER_DAY) / TICKS_PER_HOUR);
/** Hours in which traffic is slow. */
const isPeak = (hour: number): boolean => (hour >= 7 && hour < 9) || (hour >= 17 && hour < 19);

/** What a bus is doing: FLEET_STATES. */
const STATE = { terminal: 0, driving: 1, boarding: 2 } as const;

export const bus: ServiceType = {
  id: 'bus',
  parameters: BUS_TABLE.list,
  create: (world) => new BusService(world),
};

class BusService implements Service, Fleet {
  readonly id = 'bus';
  readonly fleet = this;
  readonly places: Places;
  readonly stationCount: number;
  readonly size: number;
  readonly capacity: number;
  readonly lines: number;
  readonly stopsPerLine: number;
  readonly stopX: Float32Array;
  readonly stopY: Float32Array;
  readonly lineOf: Uint16Array;
  /** Route (line × 2, + 1 on the way back), position along it, state, and the ticks between which it drives. */
  readonly route: Uint16Array;
  readonly position: Uint8Array;
  readonly doing: Uint8Array;
  readonly fromTick: Uint32Array;
  readonly toTick: Uint32Array;
  readonly load: Uint16Array;

  private readonly due: Uint32Array;
  private readonly departed: Uint32Array;
  private readonly trip: Uint32Array;
  private readonly boarded: Uint16Array;
  private readonly alightEnd: Uint32Array;
  /** Buses ready at the start of each route, as linked lists, and departures owed there. */
  private readonly readyFirst: Int32Array;
  private readonly readyNext: Int32Array;
  private readonly owed: Uint8Array;
  private readonly owedTick: Uint32Array;
  private readonly owedTrip: Uint32Array;
  private readonly nextTrip: Uint32Array;
  private readonly peakHeadway: Float64Array;

  private readonly net: BusLines;
  private first = 0;
  private readonly p: ReturnType<typeof BUS_TABLE.read>;
  private readonly stops: number;
  private readonly segmentTicks: number;
  private readonly fareFen: number;
  private readonly riders: BusRiders;
  private readonly reader: BusAhead;
  private readonly kinds: { due: number; arrive: number; boarded: number; ready: number };
  private readonly outCode: number;
  private readonly backCode: number;
  private readonly running: Quantiles;
  private readonly patience: BusPatience;
  private readonly runDraw: Purpose;

  constructor(private readonly world: World) {
    const { parameters, random, city, geography, days, scale, memory } = world;
    this.p = BUS_TABLE.read(parameters);
    this.stops = this.p.stops_per_line;
    this.size = Math.max(1, Math.round(city.figures.buses.value / scale));
    const lines = Math.max(1, Math.min(this.size, Math.round(city.figures.bus_lines.value / scale)));
    this.net = new BusLines(geography, lines, this.stops, memory);
    this.lines = this.net.lines;
    this.stopsPerLine = this.stops;
    this.stopX = this.net.stopX;
    this.stopY = this.net.stopY;
    this.capacity = this.p.capacity;
    this.segmentTicks = this.p.segment_seconds * TICKS_PER_SECOND;
    this.fareFen = city.figures.bus_fare_fen.value;
    this.running = Quantiles.lognormal(this.segmentTicks, this.p.segment_cv);
    this.runDraw = random.purpose('bus.run');
    const n = this.size;
    const routes = this.lines * 2;
    this.lineOf = memory.fixed(Uint16Array, n);
    this.route = memory.column(Uint16Array, n);
    this.position = memory.column(Uint8Array, n);
    this.doing = memory.column(Uint8Array, n);
    this.fromTick = memory.column(Uint32Array, n);
    this.toTick = memory.column(Uint32Array, n);
    this.load = memory.column(Uint16Array, n);
    this.due = memory.column(Uint32Array, n);
    this.departed = memory.column(Uint32Array, n);
    this.trip = memory.column(Uint32Array, n);
    this.boarded = memory.column(Uint16Array, n);
    this.alightEnd = memory.column(Uint32Array, n);
    this.readyFirst = memory.column(Int32Array, routes).fill(NONE);
    this.readyNext = memory.column(Int32Array, n).fill(NONE);
    this.owed = memory.column(Uint8Array, routes);
    this.owedTick = memory.column(Uint32Array, routes * OWED_MAX);
    this.owedTrip = memory.column(Uint32Array, routes * OWED_MAX);
    this.nextTrip = memory.column(Uint32Array, routes);
    this.peakHeadway = memory.fixed(Float64Array, this.lines);
    this.places = new Places(n, memory);
    this.stationCount = (routes + n) * this.stops;
    this.placeFleet();
    this.riders = new BusRiders(world, this.net);
    this.kinds = {
      due: world.eventKind('bus.due', (route) => this.fallDue(route), 'route'),
      arrive: world.eventKind('bus.arrive', (vehicle) => this.arrive(vehicle), 'vehicle'),
      boarded: world.eventKind('bus.boarded', (vehicle) => this.boardNext(vehicle), 'vehicle'),
      ready: world.eventKind('bus.ready', (vehicle) => this.becomeReady(vehicle), 'vehicle'),
    };
    this.patience = new BusPatience(world, routes * this.stops, (person, stop, waited) => {
      world.people.ticks.add(person, waited);
      world.facts.walkedAway(SECTOR, NONE, person, waited);
      this.goAnotherWay(person, stop % this.stops);
    });
    const line = (person: number) => this.net.seatOf(this.net.lineOfHome[world.people.home.get(person)]);
    this.outCode = days.addActivity((person) => this.waitForBus(person, false), line);
    this.backCode = days.addActivity((person) => this.waitForBus(person, true), line);
    days.addPlanner((person, day, plan) => this.riders.plan(person, day, plan, this.outCode, this.backCode));
    this.reader = new BusAhead(world, this, this.riders, this.patience, this.kinds, [this.outCode, this.backCode]);
    const ownDiscount = city.figures.bus_card_discount_share.value;
    world.payments.addSector({
      sector: SECTOR,
      isBus: true,
      takesCard: true,
      ownDiscount,
      enrolment: FLAG.busEnrolled,
      timeFactor: 1,
      takesBankCards: false,
    });
  }

  open(firstStation: number): void {
    this.first = firstStation;
    this.patience.open(firstStation);
    this.reader.open(firstStation);
  }

  readonly ahead = (ids: Uint32Array, length: number, ahead: LookAhead): number => {
    return this.reader.read(ids, length, ahead);
  };

  readonly furtherAhead = (): number => {
    return this.reader.readFurther();
  };

  beginDay(): void {
    this.world.payments.settleTills(this.places, 0);
    fitPlaces(this.world, this.places, SECTOR);
  }

  beginRegionDay(day: number): void {
    for (let route = 0; route < this.lines * 2; route++) {
      if (!this.isMine(route >> 1)) continue;
      this.nextTrip[route] = day * TRIPS_A_DAY_MAX;
      // The two directions of a line start half a headway apart.
      const offset = Math.round(((route & 1) * this.headway(route, FIRST_DEPARTURE)) / 2);
      this.world.engine.schedule(day * TICKS_PER_DAY + FIRST_DEPARTURE + offset, this.kinds.due, route);
    }
  }

  /** Whether this worker runs a line. */
  private isMine(line: number): boolean {
    return this.world.regions.isMine(this.net.seatOf(line));
  }

  get state() {
    const { route, position, doing, load, due, trip, nextTrip, owed, owedTick, places } = this;
    return {
      route,
      position,
      doing,
      load,
      due,
      trip,
      nextTrip,
      owed,
      owedTick,
      accepts: places.accepts,
      till: places.till,
    };
  }

  stationsOf(vehicle: number): readonly [number, number] {
    return [this.aboard(vehicle, 0), this.stops];
  }

  queuesOf(stop: number): readonly [number, number] {
    const line = Math.floor(stop / this.stops);
    const position = stop % this.stops;
    return [this.queueOf(line * 2, position), this.queueOf(line * 2 + 1, this.stops - 1 - position)];
  }

  stopAt(route: number, position: number): number {
    return (route >> 1) * this.stops + ((route & 1) === 0 ? position : this.stops - 1 - position);
  }

  aboard(vehicle: number, position: number): number {
    return this.first + (this.lines * 2 + vehicle) * this.stops + position;
  }

  lateTicks(vehicle: number): number {
    if (this.doing[vehicle] === STATE.terminal) return 0;
    return this.fromTick[vehicle] - (this.due[vehicle] + this.plannedTicks(vehicle, this.position[vehicle]));
  }

  /** What the timetable allows from the terminal to a position: slow traffic where the trip begins in a peak. */
  private plannedTicks(vehicle: number, position: number): number {
    const slow = isPeak(hourOf(this.due[vehicle])) ? this.p.peak_slowdown : 1;
    return Math.round(position * (this.segmentTicks * slow + this.p.planned_dwell_seconds * TICKS_PER_SECOND));
  }

  /** Queue of passengers at a position along a route. */
  queueOf(route: number, position: number): number {
    return this.first + route * this.stops + position;
  }

  private placeFleet(): void {
    const { net, places, world } = this;
    const spare = Math.max(0, this.size - net.lines);
    const fleets = apportion(spare, net.people).map((count) => count + 1);
    const oneWay = (this.stops - 1) * (this.segmentTicks + this.p.planned_dwell_seconds * TICKS_PER_SECOND);
    const cycle = 2 * (oneWay * 1.1 + this.p.layover_minutes * TICKS_PER_MINUTE);
    let vehicle = 0;
    fleets.forEach((fleet, line) => {
      this.peakHeadway[line] = cycle / fleet;
      for (let i = 0; i < fleet && vehicle < this.size; i++, vehicle++) {
        this.lineOf[vehicle] = line;
        this.park(vehicle, line * 2 + (i & 1));
        places.sector.set(vehicle, SECTOR);
        places.district.set(vehicle, net.districtAlong(line, (i + 0.5) / fleet));
      }
    });
    places.rankAndFit(world.random.purpose('bus.rank'), () => this.p.equipped_share);
  }

  private waitForBus(person: number, back: boolean): void {
    const { queues, engine, progress } = this.world;
    const ride = this.riders.rideOf(person, back);
    const stop = stopOfRide(ride);
    progress.set(person, endOfRide(ride));
    queues.enqueue(this.first + stop, person, engine.now);
    this.patience.joined(stop, person);
  }

  /** Goes from a position to where the ride would have ended in another way: as long as planned, and longer. */
  private goAnotherWay(person: number, position: number): void {
    const stops = this.world.progress.get(person) - position;
    const ride = stops * (this.segmentTicks + this.p.planned_dwell_seconds * TICKS_PER_SECOND);
    this.world.people.ticks.add(person, Math.round(ride + this.p.other_way_minutes * TICKS_PER_MINUTE));
    this.world.days.done(person);
  }

  private headway(route: number, timeOfDay: number): number {
    const hour = Math.floor(timeOfDay / TICKS_PER_HOUR);
    const weekend = this.world.isWeekend(this.world.today) ? WEEKEND_HEADWAY : 1;
    return this.peakHeadway[route >> 1] * HEADWAY[hour] * weekend;
  }

  /** A timetabled departure: a bus that is ready leaves, or the first to come will leave late. */
  private fallDue(route: number): void {
    const { engine } = this.world;
    const { now } = engine;
    const midnight = now - (now % TICKS_PER_DAY);
    const next = now + Math.max(TICKS_PER_MINUTE, Math.round(this.headway(route, now - midnight)));
    if (next - midnight <= LAST_DEPARTURE) engine.schedule(next, this.kinds.due, route);
    const trip = this.nextTrip[route]++;
    const vehicle = this.readyFirst[route];
    if (vehicle !== NONE) {
      this.readyFirst[route] = this.readyNext[vehicle];
      this.depart(vehicle, route, now, trip);
      return;
    }
    if (this.owed[route] === OWED_MAX) this.dropOwed(route);
    const at = route * OWED_MAX + this.owed[route]++;
    this.owedTick[at] = now;
    this.owedTrip[at] = trip;
  }

  private dropOwed(route: number): void {
    const at = route * OWED_MAX;
    this.owedTick.copyWithin(at, at + 1, at + OWED_MAX);
    this.owedTrip.copyWithin(at, at + 1, at + OWED_MAX);
    this.owed[route]--;
  }

  private becomeReady(vehicle: number): void {
    const route = this.route[vehicle];
    if (this.owed[route] === 0) {
      this.park(vehicle, route);
      return;
    }
    const at = route * OWED_MAX;
    const due = this.owedTick[at];
    const trip = this.owedTrip[at];
    this.dropOwed(route);
    this.depart(vehicle, route, due, trip);
  }

  /** Joins the end of the row of buses ready at the start of a route. */
  private park(vehicle: number, route: number): void {
    this.route[vehicle] = route;
    this.position[vehicle] = 0;
    this.doing[vehicle] = STATE.terminal;
    this.readyNext[vehicle] = NONE;
    let last = this.readyFirst[route];
    if (last === NONE) {
      this.readyFirst[route] = vehicle;
      return;
    }
    while (this.readyNext[last] !== NONE) last = this.readyNext[last];
    this.readyNext[last] = vehicle;
  }

  private depart(vehicle: number, route: number, due: number, trip: number): void {
    this.route[vehicle] = route;
    this.position[vehicle] = 0;
    this.due[vehicle] = due;
    this.trip[vehicle] = trip;
    this.departed[vehicle] = this.world.engine.now;
    this.callAt(vehicle);
  }

  private arrive(vehicle: number): void {
    this.position[vehicle]++;
    const alighting = this.alight(vehicle);
    if (this.position[vehicle] === this.stops - 1) {
      this.endTrip(vehicle, alighting);
      return;
    }
    this.callAt(vehicle, alighting);
  }

  /** Lets off those whose stop this is. @returns how many */
  private alight(vehicle: number): number {
    const { queues, engine, people, facts, days } = this.world;
    const list = this.aboard(vehicle, this.position[vehicle]);
    let count = 0;
    for (let person = queues.dequeue(list); person >= 0; person = queues.dequeue(list)) {
      const ridden = engine.now - queues.joined;
      people.ticks.add(person, ridden);
      facts.rode(person, ridden);
      count++;
      days.done(person);
    }
    this.load[vehicle] -= count;
    return count;
  }

  private endTrip(vehicle: number, alighting: number): void {
    const { engine, facts } = this.world;
    const late = engine.now - (this.due[vehicle] + this.plannedTicks(vehicle, this.stops - 1));
    facts.tripEnded(vehicle, engine.now - this.departed[vehicle], late);
    this.route[vehicle] ^= 1;
    this.position[vehicle] = 0;
    this.doing[vehicle] = STATE.terminal;
    const emptying = alighting * this.p.alight_seconds * TICKS_PER_SECOND;
    const layover = Math.max(1, Math.round(this.p.layover_minutes * TICKS_PER_MINUTE + emptying));
    engine.schedule(engine.now + layover, this.kinds.ready, vehicle);
  }

  private callAt(vehicle: number, alighting = 0): void {
    const { now } = this.world.engine;
    this.doing[vehicle] = STATE.boarding;
    this.fromTick[vehicle] = now;
    this.boarded[vehicle] = 0;
    this.alightEnd[vehicle] = now + Math.round(alighting * this.p.alight_seconds * TICKS_PER_SECOND);
    this.boardNext(vehicle);
  }

  /** Takes on the next passenger, or leaves when nobody is left or the bus is full. */
  private readonly boardNext = (vehicle: number): void => {
    const { queues, engine, people, facts, payments, days } = this.world;
    const queue = this.queueOf(this.route[vehicle], this.position[vehicle]);
    while (this.load[vehicle] < this.p.capacity) {
      const person = queues.dequeue(queue);
      if (person < 0) break;
      const waited = engine.now - queues.joined;
      people.ticks.add(person, waited);
      const ticks = payments.pay(
        this.places,
        vehicle,
        person,
        this.fareFen,
        days.counter(person),
        days.day.get(person),
      );
      if (ticks <= 0) {
        this.goAnotherWay(person, this.position[vehicle]);
        if (ticks === 0) continue;
        // The driver and those behind have waited for the attempt.
        people.ticks.add(person, -ticks);
        engine.schedule(engine.now - ticks, this.kinds.boarded, vehicle);
        return;
      }
      facts.waited(SECTOR, vehicle, person, waited, -1);
      facts.served(SECTOR, vehicle, person, ticks, -1);
      this.wantTopUp(person);
      this.load[vehicle]++;
      this.boarded[vehicle]++;
      queues.enqueue(this.aboard(vehicle, this.world.progress.get(person)), person, engine.now);
      engine.schedule(engine.now + ticks, this.kinds.boarded, vehicle);
      return;
    }
    this.leave(vehicle, queues.waiting.get(queue));
  };

  private wantTopUp(person: number): void {
    const { people } = this.world;
    if ((people.flags.get(person) & FLAG.card) === 0) return;
    if (people.card.get(person) < this.p.top_up_below_yuan * 100) {
      people.flags.set(person, people.flags.get(person) | FLAG.needsTopUp);
    }
  }

  private readonly leave = (vehicle: number, leftBehind: number): void => {
    const { engine, facts } = this.world;
    const doors = Math.round(this.p.door_seconds * TICKS_PER_SECOND);
    const start = Math.max(engine.now, this.alightEnd[vehicle]) + doors;
    const position = this.position[vehicle];
    facts.dwelt(vehicle, start - this.fromTick[vehicle], this.boarded[vehicle], leftBehind);
    const hour = hourOf(engine.now);
    const u = this.runDraw.uniform(this.route[vehicle] * 64 + position, this.trip[vehicle]);
    const running = this.running.at(u) * (isPeak(hour) ? this.p.peak_slowdown : 1);
    this.doing[vehicle] = STATE.driving;
    this.fromTick[vehicle] = start;
    this.toTick[vehicle] = start + Math.max(1, Math.round(running));
    engine.schedule(this.toTick[vehicle], this.kinds.arrive, vehicle);
  };
}
