/**
 * Vehicles that run along lines. Passengers queue at stops, board one by one in the time their way of paying takes, and ride;
 * vehicles wait for the last to board, run late and bunch. Timetabled departures leave a terminal when a vehicle is there.
 */
import { Quantiles } from '../../kernel/distributions.ts';
import type { Purpose } from '../../kernel/random.ts';
import { TICKS_PER_DAY, TICKS_PER_MINUTE } from '../../kernel/time.ts';
import type { EventEntity, Host } from '../host.ts';
import type { LookAhead } from '../look-ahead.ts';
import { Places } from '../places.ts';
import { FleetAhead } from './fleet-ahead.ts';
import type { FleetTerms } from './fleet-terms.ts';
import { FleetTimes } from './fleet-times.ts';
import { valuesOfQueue, valuesOfRoute, valuesOfVehicle } from './fleet-values.ts';
import { STOPS_A_LINE_MAX, type Lines } from './lines.ts';
import { endOfRide, queueOfRide } from './ride.ts';
import { districtsOfStops } from './stop-districts.ts';
import { StopPatience } from './stop-patience.ts';
import { checkTripsADay, firstDeparture, nextDeparture, TRIPS_A_DAY_MAX } from './trips-a-day.ts';

const NONE = -1;
/** People on a vehicle that goes round ride on where it leaves again within this. */
const THROUGH_MAX = 20 * TICKS_PER_MINUTE;
/** Departures a terminal may owe before the oldest is cancelled. */
const OWED_MAX = 4;

/** As FLEET_STATES has them. */
const STATE = { terminal: 0, driving: 1, boarding: 2 } as const;

export class Fleet {
  /** Number of vehicles. */
  readonly size: number;
  readonly places: Places;
  readonly stationCount: number;
  readonly lines: Lines;
  /** What is paid in the vehicles is of this sector. */
  readonly sector: number;
  readonly capacity: number;
  readonly lineOf: Uint16Array;
  /** Route (see Lines), position along it, what it is doing (STATE), and the ticks between which it drives. */
  readonly route: Uint16Array;
  readonly position: Uint16Array;
  readonly doing: Uint8Array;
  readonly fromTick: Uint32Array;
  readonly toTick: Uint32Array;
  readonly load: Uint16Array;

  /** Passengers a vehicle of a line holds. */
  readonly capacityOf = (line: number): number => this.times.capacityOf(line);
  private readonly due: Uint32Array;
  private readonly departed: Uint32Array;
  private readonly trip: Uint32Array;
  private readonly boarded: Uint16Array;
  private readonly alightEnd: Uint32Array;
  /** Vehicles ready at the start of each route, as linked lists, and departures owed there. */
  private readonly readyFirst: Int32Array;
  private readonly readyNext: Int32Array;
  private readonly owed: Uint8Array;
  private readonly owedTick: Uint32Array;
  private readonly owedTrip: Uint32Array;
  private readonly nextTrip: Uint32Array;
  private readonly peakHeadway: Float64Array;
  private readonly times: FleetTimes;
  /** First queue of each route, and the first of the stations on board of each vehicle: a station for where people get off. */
  private readonly firstQueue: Int32Array;
  private readonly firstAboard: Int32Array;
  private readonly districtOfStop: Uint16Array;
  /** Last position along each route. */
  private readonly lastPosition: Uint16Array;
  private first = 0;

  private readonly kinds: Readonly<Record<'due' | 'arrive' | 'boarded' | 'ready', number>>;
  private readonly running: Quantiles;
  private readonly runDraw: Purpose;
  private readonly patience: StopPatience;
  private readonly gotOff: (person: number) => void;
  private readonly reader: FleetAhead;

  constructor(
    private readonly host: Host,
    private readonly terms: FleetTerms,
  ) {
    const { memory, random, city, geography } = host;
    const { lines, fleets, id } = terms;
    this.lines = lines;
    this.sector = terms.sector;
    this.capacity = terms.capacity;
    const n = fleets.reduce((a, b) => a + b, 0);
    const routes = lines.count * 2;
    this.size = n;
    this.firstQueue = lines.firstQueue;
    this.firstAboard = memory.fixed(Int32Array, n + 1);
    this.lastPosition = memory.fixed(Uint16Array, routes);
    for (let route = 0; route < routes; route++) this.lastPosition[route] = lines.stopsOf(route >> 1) - 1;
    this.districtOfStop = districtsOfStops(lines, geography, memory);
    this.times = new FleetTimes(host, terms, memory);
    this.lineOf = memory.fixed(Uint16Array, n);
    this.route = memory.column(Uint16Array, n);
    this.position = memory.column(Uint16Array, n);
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
    this.peakHeadway = memory.fixed(Float64Array, lines.count);
    this.places = new Places(n, memory, city.districts.length);
    this.placeFleet();
    this.stationCount = this.firstAboard[n];
    this.running = Quantiles.lognormal(terms.segment, terms.segmentCv);
    this.runDraw = random.purpose(`${id}.run`);
    const vehicleEntity: EventEntity = { name: 'vehicle', values: (vehicle) => valuesOfVehicle(this, vehicle) };
    const routeEntity: EventEntity = { name: 'route', values: (route) => valuesOfRoute(host, this, route) };
    const stopEntity: EventEntity = { name: 'stop', values: (queue) => valuesOfQueue(host, this, queue) };
    this.kinds = {
      due: host.eventKind(`${id}.due`, (route) => this.fallDue(route), routeEntity),
      arrive: host.eventKind(`${id}.arrive`, (vehicle) => this.arrive(vehicle), vehicleEntity),
      boarded: host.eventKind(`${id}.boarded`, (vehicle) => this.boardNext(vehicle), vehicleEntity),
      ready: host.eventKind(`${id}.ready`, (vehicle) => this.becomeReady(vehicle), vehicleEntity),
    };
    this.gotOff = terms.gotOff ?? ((person) => host.days.done(person));
    this.patience = new StopPatience(host, terms, stopEntity, (person, queue, waited) => {
      host.people.ticks.add(person, waited);
      host.facts.walkedAway(terms.sector, NONE, person, waited);
      this.goAnotherWay(person, lines.routeOfQueue[queue], lines.positionOf(queue));
    });
    this.reader = new FleetAhead(host, this, terms.rideOf, this.patience, this.kinds);
  }

  /** To be called when the queues exist: the service's stations begin at `firstStation`. */
  open(firstStation: number): void {
    this.first = firstStation;
    this.patience.open(firstStation);
    this.reader.open(firstStation);
  }

  /** See Service.ahead and Service.furtherAhead. */
  ahead(ids: Uint32Array, length: number, ahead: LookAhead): number {
    return this.reader.read(ids, length, ahead);
  }
  furtherAhead(): number {
    return this.reader.readFurther();
  }

  /** The day's departures of the lines that this worker runs begin. */
  beginRegionDay(day: number): void {
    const { host, terms } = this;
    for (let route = 0; route < this.lines.count * 2; route++) {
      if (!host.regions.isMine(this.lines.seat[route >> 1])) continue;
      this.nextTrip[route] = day * TRIPS_A_DAY_MAX;
      const own = this.times.departuresOf(route);
      if (own !== undefined) {
        if (own.length > 0) host.engine.schedule(day * TICKS_PER_DAY + own[0], this.kinds.due, route);
        continue;
      }
      const first = firstDeparture(
        terms.timetable,
        this.peakHeadway[route >> 1],
        route & 1,
        host.isWeekend(host.today),
      );
      host.engine.schedule(day * TICKS_PER_DAY + first, this.kinds.due, route);
    }
  }

  /** Columns of the digest. */
  get state() {
    const { route, position, doing, load, due, trip, nextTrip, owed, owedTick, places } = this;
    const { accepts, till } = places;
    return { route, position, doing, load, due, trip, nextTrip, owed, owedTick, accepts, till };
  }

  /** A person joins the queue where the ride begins. */
  wait(person: number, ride: number): void {
    const { queues, engine, progress } = this.host;
    const queue = queueOfRide(ride);
    progress.set(person, endOfRide(ride));
    queues.enqueue(this.first + queue, person, engine.now);
    this.patience.joined(queue, person);
  }

  /** Stations on board of a vehicle, first and number: one for each position at which people get off. */
  stationsOf(vehicle: number): readonly [first: number, count: number] {
    return [this.aboard(vehicle, 0), this.firstAboard[vehicle + 1] - this.firstAboard[vehicle]];
  }

  /** Whether a station is one on board. */
  isAboard(station: number): boolean {
    return station >= this.first + this.firstAboard[0] && station < this.first + this.firstAboard[this.size];
  }

  /** Stations of a stop, one a direction. */
  queuesOf(stop: number): readonly [number, number] {
    const [out, back] = this.lines.queuesOf(stop);
    return [this.first + out, this.first + back];
  }

  /** Stop where a vehicle is, or that it has left last. */
  stopOf(vehicle: number): number {
    return this.lines.stopAt(this.route[vehicle], this.position[vehicle]);
  }

  /** District of the stop where a vehicle is, or that it has left last. */
  districtOf(vehicle: number): number {
    return this.districtOfStop[this.stopOf(vehicle)];
  }

  /** Where a station of this fleet is on the map, or null for another's. */
  locate(station: number): { readonly x: number; readonly y: number } | null {
    const { lines } = this;
    const own = station - this.first;
    if (own < 0 || own >= this.stationCount) return null;
    if (own < this.firstAboard[0]) {
      const stop = lines.stopAt(lines.routeOfQueue[own], lines.positionOf(own));
      return { x: lines.x[stop], y: lines.y[stop] };
    }
    let vehicle = 0;
    while (own >= this.firstAboard[vehicle + 1]) vehicle++;
    const stop = this.stopOf(vehicle);
    return { x: lines.x[stop], y: lines.y[stop] };
  }

  /** Station of those on board who get off at a position. */
  aboard(vehicle: number, position: number): number {
    return this.first + this.firstAboard[vehicle] + position;
  }

  /** Station of the passengers at a position along a route. */
  queueOf(route: number, position: number): number {
    return this.first + this.firstQueue[route] + position;
  }

  /** Ticks behind the timetable, by where the vehicle is now. */
  lateTicks(vehicle: number): number {
    if (this.doing[vehicle] === STATE.terminal) return 0;
    return this.fromTick[vehicle] - (this.due[vehicle] + this.plannedTicks(vehicle, this.position[vehicle]));
  }

  /** Whether traffic is slow at a tick. */
  private isPeak(tick: number): boolean {
    const timeOfDay = tick % TICKS_PER_DAY;
    for (const { from, to } of this.terms.peaks) if (from <= timeOfDay && timeOfDay < to) return true;
    return false;
  }

  /** What the timetable allows from the terminal to a position: slow traffic where the trip begins in a peak. */
  private plannedTicks(vehicle: number, position: number): number {
    const slow = this.isPeak(this.due[vehicle]) ? this.terms.peakSlowdown : 1;
    return Math.round(this.times.plannedAt(this.route[vehicle], position, slow));
  }

  private placeFleet(): void {
    const { host, terms, lines, places } = this;
    let vehicle = 0;
    let station = lines.firstQueue[lines.count * 2];
    terms.fleets.forEach((fleet, line) => {
      const oneWay = this.times.plannedAt(line * 2, lines.stopsOf(line) - 1);
      this.peakHeadway[line] = (2 * (oneWay * 1.1 + terms.layover)) / fleet;
      if (!this.times.areOwn) checkTripsADay(terms.id, line, fleet, terms.timetable, this.peakHeadway[line]);
      for (let i = 0; i < fleet; i++, vehicle++) {
        this.lineOf[vehicle] = line;
        this.firstAboard[vehicle] = station;
        station += lines.stopsOf(line);
        this.park(vehicle, line * 2 + (this.times.isLoop(line * 2) ? 0 : i & 1));
        places.sector.set(vehicle, terms.sector);
        places.district.set(vehicle, terms.districtAlong(line, (i + 0.5) / fleet));
      }
    });
    this.firstAboard[vehicle] = station;
    places.rankAndFit(host.rollout.purpose(`${terms.id}.rank`), () => terms.equippedShare);
  }

  /** Ticks that a ride is planned to take. */
  plannedOf(ride: number): number {
    const { lines } = this;
    return Math.round(this.times.rideTicks(lines.routeOfRide(ride), lines.beginOf(ride), endOfRide(ride)));
  }

  /** Goes from a position to where the ride would have ended in another way: as long as planned, and longer. */
  private goAnotherWay(person: number, route: number, position: number): void {
    const { progress, people, days } = this.host;
    const ride = this.times.rideTicks(route, position, progress.get(person)) + (this.terms.onward?.(person) ?? 0);
    people.ticks.add(person, Math.round(ride + this.terms.otherWay));
    days.done(person);
  }

  /** A timetabled departure: a vehicle that is ready leaves, or the first to come will leave late. */
  private fallDue(route: number): void {
    const { engine } = this.host;
    const { now } = engine;
    const midnight = now - (now % TICKS_PER_DAY);
    const trip = this.nextTrip[route]++;
    const next = this.nextDue(route, now, midnight);
    if (next >= 0) engine.schedule(next, this.kinds.due, route);
    const from = this.readyFirst[route] !== NONE ? route : this.times.otherEnd(route);
    const vehicle = this.readyFirst[from];
    if (vehicle !== NONE) {
      this.readyFirst[from] = this.readyNext[vehicle];
      this.depart(vehicle, route, now, trip);
      return;
    }
    if (this.owed[route] === OWED_MAX) this.dropOwed(route);
    const at = route * OWED_MAX + this.owed[route]++;
    this.owedTick[at] = now;
    this.owedTrip[at] = trip;
  }

  /** When the departure after the one now is due, or −1 where it was the last of the day. */
  private nextDue(route: number, now: number, midnight: number): number {
    const own = this.times.departuresOf(route);
    if (own !== undefined) {
      const at = this.nextTrip[route] % TRIPS_A_DAY_MAX;
      return at < own.length ? midnight + own[at] : -1;
    }
    const isOff = this.host.isWeekend(this.host.today);
    const next = nextDeparture(this.terms.timetable, this.peakHeadway[route >> 1], now - midnight, isOff);
    return next < 0 ? -1 : midnight + next;
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
      if (this.load[vehicle] > 0) this.parkWithPeople(vehicle, route);
      else this.park(vehicle, route);
      return;
    }
    const at = route * OWED_MAX;
    const due = this.owedTick[at];
    const trip = this.owedTrip[at];
    this.dropOwed(route);
    this.depart(vehicle, route, due, trip);
  }

  /** Joins the end of the row of vehicles ready at the start of a route. */
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

  /** A vehicle that goes round, with people who ride on: it leaves next, or they get off where that would take too long. */
  private parkWithPeople(vehicle: number, route: number): void {
    const { now } = this.host.engine;
    const next = this.nextDue(route, now, now - (now % TICKS_PER_DAY));
    if (next < 0 || next - now > THROUGH_MAX) {
      this.unload(vehicle, route);
      this.park(vehicle, route);
      return;
    }
    this.position[vehicle] = 0;
    this.doing[vehicle] = STATE.terminal;
    this.readyNext[vehicle] = this.readyFirst[route];
    this.readyFirst[route] = vehicle;
  }

  private unload(vehicle: number, route: number): void {
    const { queues, engine, people } = this.host;
    for (let position = 1; position <= this.lastPosition[route]; position++) {
      const list = this.aboard(vehicle, position);
      for (let person = queues.dequeue(list); person >= 0; person = queues.dequeue(list)) {
        people.ticks.add(person, engine.now - queues.joined);
        this.goAnotherWay(person, route, 0);
      }
    }
    this.load[vehicle] = 0;
  }

  private depart(vehicle: number, route: number, due: number, trip: number): void {
    this.route[vehicle] = route;
    this.position[vehicle] = 0;
    this.due[vehicle] = due;
    this.trip[vehicle] = trip;
    this.departed[vehicle] = this.host.engine.now;
    this.callAt(vehicle);
  }

  private arrive(vehicle: number): void {
    this.position[vehicle]++;
    const alighting = this.alight(vehicle);
    if (this.position[vehicle] === this.lastPosition[this.route[vehicle]]) {
      this.endTrip(vehicle, alighting);
      return;
    }
    this.callAt(vehicle, alighting);
  }

  /** Lets off those whose stop this is. @returns how many */
  private alight(vehicle: number): number {
    const { queues, engine, people, facts } = this.host;
    const list = this.aboard(vehicle, this.position[vehicle]);
    const { rode } = this.terms.facts;
    let count = 0;
    for (let person = queues.dequeue(list); person >= 0; person = queues.dequeue(list)) {
      const ridden = engine.now - queues.joined;
      people.ticks.add(person, ridden);
      facts.noted(rode, person, ridden, 0, 0);
      count++;
      this.gotOff(person);
    }
    this.load[vehicle] -= count;
    return count;
  }

  private endTrip(vehicle: number, alighting: number): void {
    const { engine, facts } = this.host;
    const { terms } = this;
    const late = engine.now - (this.due[vehicle] + this.plannedTicks(vehicle, this.position[vehicle]));
    facts.noted(terms.facts.tripEnded, vehicle, engine.now - this.departed[vehicle], late, 0);
    if (!this.times.isLoop(this.route[vehicle])) this.route[vehicle] ^= 1;
    this.position[vehicle] = 0;
    this.doing[vehicle] = STATE.terminal;
    const layover = Math.max(1, Math.round(terms.layover + alighting * terms.alight));
    engine.schedule(engine.now + layover, this.kinds.ready, vehicle);
  }

  private callAt(vehicle: number, alighting = 0): void {
    const { now } = this.host.engine;
    this.doing[vehicle] = STATE.boarding;
    this.fromTick[vehicle] = now;
    this.boarded[vehicle] = 0;
    this.alightEnd[vehicle] = now + Math.round(alighting * this.terms.alight);
    this.boardNext(vehicle);
  }

  /** Takes on the next passenger, or leaves when nobody is left or the vehicle is full. */
  private readonly boardNext = (vehicle: number): void => {
    const { queues, engine, people, facts } = this.host;
    const { sector, pay, boarded } = this.terms;
    const queue = this.queueOf(this.route[vehicle], this.position[vehicle]);
    const room = this.capacityOf(this.lineOf[vehicle]);
    while (this.load[vehicle] < room) {
      const person = queues.dequeue(queue);
      if (person < 0) break;
      const waited = engine.now - queues.joined;
      people.ticks.add(person, waited);
      const ticks = pay(this.places, vehicle, person);
      if (ticks <= 0) {
        this.goAnotherWay(person, this.route[vehicle], this.position[vehicle]);
        if (ticks === 0) continue;
        // The driver and those behind have waited for the attempt.
        people.ticks.add(person, -ticks);
        engine.schedule(engine.now - ticks, this.kinds.boarded, vehicle);
        return;
      }
      facts.waited(sector, vehicle, person, waited);
      facts.served(sector, vehicle, person, ticks);
      boarded(person);
      this.load[vehicle]++;
      this.boarded[vehicle]++;
      queues.enqueue(this.aboard(vehicle, this.host.progress.get(person)), person, engine.now);
      engine.schedule(engine.now + ticks, this.kinds.boarded, vehicle);
      return;
    }
    this.leave(vehicle, queues.waiting.get(queue));
  };

  private readonly leave = (vehicle: number, leftBehind: number): void => {
    const { engine, facts } = this.host;
    const { terms, times } = this;
    const ready = Math.max(engine.now, this.alightEnd[vehicle]) + terms.doors;
    const position = this.position[vehicle];
    facts.noted(terms.facts.dwelt, vehicle, ready - this.fromTick[vehicle], this.boarded[vehicle], leftBehind);
    const start = !this.times.areOwn
      ? ready
      : Math.max(ready, this.due[vehicle] + this.plannedTicks(vehicle, position));
    const u = this.runDraw.uniform(this.route[vehicle] * STOPS_A_LINE_MAX + position, this.trip[vehicle]);
    const gap = times.runningFrom(this.route[vehicle], position) / terms.segment;
    // Times of a timetable hold the traffic of the day.
    const running = this.running.at(u) * gap * (!times.areOwn && this.isPeak(engine.now) ? terms.peakSlowdown : 1);
    this.doing[vehicle] = STATE.driving;
    this.fromTick[vehicle] = start;
    this.toTick[vehicle] = start + Math.max(1, Math.round(running));
    engine.schedule(this.toTick[vehicle], this.kinds.arrive, vehicle);
  };
}
