/**
 * Platforms and trains. A train is where its timetable says, so that only its load need be kept: an event is needed where
 * somebody waits for it, and none for trains that nobody boards.
 */
import type { Purpose } from '../../../kernel/random.ts';
import { TICKS_PER_DAY } from '../../../kernel/time.ts';
import type { LocalName } from '../../city.ts';
import type { Host } from '../../host.ts';
import { endOfRide, queueOfRide } from '../../kit/ride.ts';
import { TimetabledFleet } from '../../kit/timetabled-fleet.ts';
import { dayKindOf, type TimetabledLine } from '../../kit/timetabled-lines.ts';
import { CROWDING } from './measures.ts';
import type { Network } from './network.ts';
import { departures, nextDeparture, type ServiceHours } from './timetable.ts';

export interface TrainTerms {
  /** People whom a train of the city holds. */
  readonly capacity: number;
  readonly hours: ServiceHours;
  readonly peakHeadwayMinutes: number;
  /** By hour of the day: headway relative to the peak's, and on days off relative to working days. */
  readonly headwayFactors: readonly number[];
  readonly dayOffFactor: number;
  /** Lines with departures and trains of their own. */
  readonly timetabled?: readonly TimetabledLine[] | undefined;
  /** The ride that a person who waits has come for. */
  readonly rideOf: (person: number) => number;
  /** Somebody has boarded a train that will be at the end of the ride at a tick. */
  readonly boarded: (person: number, arrival: number) => void;
  /** Somebody has to give up: no train comes any more. */
  readonly gaveUp: (person: number) => void;
}

/** Standard deviations of chance that a sample's train has room for, beside its share of the train's room. */
const MARGIN = 2;

export class Trains {
  /** Queues: those of `Lines`. */
  readonly stationCount: number;
  readonly kind: number;
  /** People on board between each two stops, of each train of the day: by queue at which the stretch begins, then trip. */
  readonly load: Uint16Array;
  private readonly workday: Uint32Array;
  private readonly dayOff: Uint32Array;
  private readonly trips: number;
  /** By line: passengers of the sample whom a train holds, and what chance adds to their share. */
  private readonly share: readonly number[];
  private readonly margin: readonly number[];
  private readonly room: Purpose;
  private readonly facts: { readonly boarded: number; readonly full: number };
  first = 0;

  constructor(
    private readonly host: Host,
    private readonly network: Network,
    private readonly terms: TrainTerms,
  ) {
    const { memory, random, scale } = host;
    const { lines } = network;
    this.stationCount = 2 * lines.stops;
    const { hours, peakHeadwayMinutes, headwayFactors, dayOffFactor } = terms;
    this.workday = departures(hours, peakHeadwayMinutes, headwayFactors);
    this.dayOff = departures(
      hours,
      peakHeadwayMinutes,
      headwayFactors.map((factor) => factor * dayOffFactor),
    );
    this.trips = Math.max(1, ...this.timetables().map(({ length }) => length));
    this.load = memory.column(Uint16Array, this.stationCount * this.trips);
    this.share = Array.from(
      { length: lines.count },
      (_, line) => (terms.timetabled?.[line].line.capacity ?? terms.capacity) / scale,
    );
    this.margin = this.share.map((share) => MARGIN * Math.sqrt(share * (1 - 1 / scale)));
    this.room = random.purpose('metro.room');
    this.facts = { boarded: host.fact('metro.boarded'), full: host.fact('metro.full') };
    this.kind = host.eventKind('metro.call', (queue) => this.call(queue), {
      name: 'platform',
      values: (queue) => [
        ['route', lines.routeOfQueue[queue]],
        ['position', lines.positionOf(queue)],
        ['waiting', host.queues.waiting.get(this.first + queue)],
      ],
    });
  }

  /** To be called when the queues exist. */
  open(firstStation: number): void {
    this.first = firstStation;
  }

  /** Midnight: trains of the lines that this worker simulates are empty. */
  beginRegionDay(): void {
    const { network, host, load, trips } = this;
    const { lines } = network;
    for (let line = 0; line < lines.count; line++) {
      if (!host.regions.isMine(lines.seat[line])) continue;
      load.fill(0, lines.firstQueue[2 * line] * trips, lines.firstQueue[2 * line + 2] * trips);
    }
  }

  /** A person comes to a platform. */
  wait(person: number, ride: number): void {
    const { queues, engine } = this.host;
    const queue = queueOfRide(ride);
    const call = this.nextCall(queue, engine.now);
    if (call < 0) {
      this.terms.gaveUp(person);
      return;
    }
    const isFirst = queues.waiting.get(this.first + queue) === 0;
    queues.enqueue(this.first + queue, person, engine.now);
    if (isFirst) engine.schedule(call, this.kind, queue);
  }

  /** Station of those who wait for a ride. */
  stationOf(ride: number): number {
    return this.first + queueOfRide(ride);
  }

  waitingAt(queue: number): number {
    return this.host.queues.waiting.get(this.first + queue);
  }

  /** The trains for whoever draws them. */
  fleet(nameOf: (line: number) => LocalName): TimetabledFleet {
    const { network, terms, trips } = this;
    const { lines, departAt, dwell } = network;
    return new TimetabledFleet({
      ...{ lines, departAt, dwell, nameOf },
      timetablesOf: (route) => {
        const own = terms.timetabled?.[route >> 1];
        if (own === undefined) return [this.workday, this.dayOff];
        return Object.values(own.departures).map((ways) => ways[route & 1]);
      },
      departuresOf: (route) => this.ticksOf(route),
      loadAt: (queue, trip) => this.load[queue * trips + trip],
      capacityOf: (line) => this.share[line],
    });
  }

  /** Trains along a route on the day under way. */
  private ticksOf(route: number): Uint32Array {
    const { host, terms } = this;
    const own = terms.timetabled?.[route >> 1];
    if (own !== undefined) return own.departures[dayKindOf(host, host.today)][route & 1];
    return host.isWeekend(host.today) ? this.dayOff : this.workday;
  }

  private timetables(): Uint32Array[] {
    const { timetabled } = this.terms;
    if (timetabled === undefined) return [this.workday, this.dayOff];
    return timetabled.flatMap(({ departures: { weekday, saturday, sunday } }) => [...weekday, ...saturday, ...sunday]);
  }

  /** When the next train leaves a platform after a tick, or −1 where none does today. */
  private nextCall(queue: number, after: number): number {
    const midnight = after - (after % TICKS_PER_DAY);
    const offset = this.network.departAt[queue];
    const ticks = this.ticksOf(this.network.lines.routeOfQueue[queue]);
    const trip = nextDeparture(ticks, after - midnight - offset);
    return trip < ticks.length ? midnight + ticks[trip] + offset : -1;
  }

  /** A train leaves a platform with those for whom it has room. */
  private call(queue: number): void {
    const { host, network, terms, load, trips } = this;
    const { queues, engine, people, facts } = host;
    const { lines } = network;
    const { now } = engine;
    const station = this.first + queue;
    const route = lines.routeOfQueue[queue];
    const share = this.share[route >> 1];
    const trip = nextDeparture(this.ticksOf(route), (now % TICKS_PER_DAY) - network.departAt[queue] - 1);
    // Of a train in a sample of the city: its share of the room, and what chance adds to the share of its riders.
    const room = Math.max(1, Math.floor(share + this.margin[route >> 1] + this.room.uniform(queue, trip) / 2));
    const firstLoad = queue * trips + trip;
    while (load[firstLoad] < room) {
      const person = queues.dequeue(station);
      if (person < 0) break;
      const waited = now - queues.joined;
      const ride = terms.rideOf(person);
      const end = lines.queueAt(route, endOfRide(ride));
      for (let stretch = queue; stretch < end; stretch++) load[stretch * trips + trip]++;
      const ticks = network.ticksOf(ride);
      people.ticks.add(person, waited + ticks);
      // A passenger can be more than a train has room for at a very coarse scale.
      const crowding = Math.min(CROWDING, Math.round((CROWDING * load[firstLoad]) / share));
      facts.noted(this.facts.boarded, person, waited, crowding, ticks);
      terms.boarded(person, now + ticks);
    }
    const left = queues.waiting.get(station);
    if (left === 0) return;
    facts.noted(this.facts.full, queue, left, 0, 0);
    const next = this.nextCall(queue, now);
    if (next >= 0) {
      engine.schedule(next, this.kind, queue);
      return;
    }
    for (let person = queues.dequeue(station); person >= 0; person = queues.dequeue(station)) {
      people.ticks.add(person, now - queues.joined);
      facts.walkedAway(this.sector, -1, person, now - queues.joined);
      terms.gaveUp(person);
    }
  }

  private get sector(): number {
    return this.host.sector('metro');
  }
}
