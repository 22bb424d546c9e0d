/**
 * The metro: from home through ticket machine and gate to a train, to another line's where that is needed, and out through a
 * gate. Whoever has neither card nor code buys a token first.
 */
import { TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_SECOND } from '../../../kernel/time.ts';
import type { DigestColumn } from '../../../kernel/digest.ts';
import { FLAG, STANDING } from '../../holdings.ts';
import type { Host } from '../../host.ts';
import { fitPlaces } from '../../kit/fitting.ts';
import type { LookAhead } from '../../look-ahead.ts';
import type { TimetabledFleet } from '../../kit/timetabled-fleet.ts';
import { timetabledLines, type TimetabledLine } from '../../kit/timetabled-lines.ts';
import { hasPlatforms } from '../../network.ts';
import type { Places } from '../../places.ts';
import type { Service, ServiceType } from '../service.ts';
import { MEDIA, METRO_CODE, METRO_PROFILES, METRO_SECTORS } from './declare.ts';
import { METRO_FIGURES } from './figures.ts';
import { gateReaders } from './gate-readers.ts';
import { Halls } from './halls.ts';
import { METRO_COUNTERS, METRO_FACTS, METRO_MEASURES } from './measures.ts';
import { Network } from './network.ts';
import { openCodes, OPEN_CODES } from './open-codes.ts';
import { METRO_HEADWAYS, METRO_SHAPES, METRO_TABLE } from './parameters.ts';
import { Riders } from './riders.ts';
import { Trains } from './trains.ts';
import { METRO_UNITS, METRO_WORDS } from './words.ts';

const FEN_A_YUAN = 100;
/** Loads of all trains of the largest network, and its halls. */
const STATE_BYTES = 16_000_000;

export const metro: ServiceType = {
  id: 'metro',
  name: { en: 'Metro', zh: '地铁' },
  sectors: METRO_SECTORS,
  group: { id: 'underground', name: { en: 'metro gates and machines', zh: '地铁闸机与售票机' } },
  profiles: METRO_PROFILES,
  enrolments: [METRO_CODE],
  flags: ['commuter'],
  figures: METRO_FIGURES,
  parameters: [...METRO_TABLE.list, ...METRO_SHAPES],
  // Few have more than the other services' days have room for. Progress holds the medium.
  room: { activities: 4, slots: 1, payments: 3, progress: () => MEDIA.length },
  dimensions: { medium: MEDIA },
  counters: METRO_COUNTERS,
  facts: METRO_FACTS,
  measures: METRO_MEASURES,
  policies: [openCodes, gateReaders],
  units: METRO_UNITS,
  stateBytes: () => STATE_BYTES,
  words: METRO_WORDS,
  create: (host) => new Metro(host),
};

class Metro implements Service {
  readonly id = 'metro';
  readonly places: Places;
  readonly stationCount: number;
  readonly timetabled: TimetabledFleet;
  private readonly p: ReturnType<typeof METRO_TABLE.read>;
  private readonly network: Network;
  private readonly riders: Riders;
  private readonly halls: Halls;
  private readonly trains: Trains;
  private readonly fareFen: number;
  /** Lines with timetables, where the city has such. */
  private readonly ownLines: readonly TimetabledLine[] | undefined;
  private readonly openCodes: Float64Array;
  private readonly sectors: readonly number[];
  private readonly enrolment: number;
  private readonly floatFen: number;
  /** Activities: the way out and back, and each from the second line on. */
  private readonly codes: {
    readonly out: number;
    readonly back: number;
    readonly outOn: number;
    readonly backOn: number;
  };
  private readonly kinds: {
    readonly machine: number;
    readonly gate: number;
    readonly platform: number;
    readonly exit: number;
  };
  private readonly changed: number;
  private readonly walk: number;
  private readonly transfer: number;

  constructor(private readonly host: Host) {
    const { parameters, city, geography, memory, days, start } = host;
    const { figures } = city;
    const p = METRO_TABLE.read(parameters);
    this.p = p;
    this.walk = Math.round(p.platform_walk_seconds * TICKS_PER_SECOND);
    this.transfer = Math.round(p.transfer_minutes * TICKS_PER_MINUTE);
    this.fareFen = figures['metro_fare_fen'].value;
    const headway = figures['metro_peak_headway_minutes'].value;
    const rides = figures['metro_rides_per_resident_day'].value;
    // Of a city whose rides are not known, nothing runs.
    const lines = rides > 0 ? city : { ...city, metro: [] };
    const own = rides > 0 ? timetabledLines(city.network, hasPlatforms, geography, false) : [];
    this.ownLines = own.length > 0 ? own : undefined;
    this.network = new Network(
      lines,
      geography,
      start,
      {
        kmAnHour: p.speed_kmh,
        dwell: Math.round(p.dwell_seconds * TICKS_PER_SECOND),
        transfer: this.transfer,
        headway: headway * TICKS_PER_MINUTE,
        timetabled: this.ownLines,
      },
      memory,
    );
    this.riders = new Riders(host, this.network, p, rides, this.ownLines);
    this.openCodes = host.levers.column(OPEN_CODES);
    this.sectors = [host.sector('metro'), host.sector('ticketing')];
    this.enrolment = host.enrolment('metro');
    this.floatFen = Math.round(p.machine_float_yuan * FEN_A_YUAN);
    this.changed = host.fact('metro.changed');
    const { engine } = host;
    this.kinds = {
      machine: host.eventKind('metro.machine', (person) => this.halls.toMachine(person)),
      gate: host.eventKind('metro.gate', (person) => this.halls.toGate(person, 'in')),
      platform: host.eventKind('metro.platform', (person) => this.trains.wait(person, this.rideOf(person))),
      exit: host.eventKind('metro.exit', (person) => this.halls.toGate(person, 'out')),
    };
    this.halls = new Halls(host, {
      parameters: p,
      lines: this.network.lines,
      demand: this.network.byStop(this.riders.demand),
      fareOf: (person) => this.fareOf(person),
      entranceOf: (person) => this.network.firstStopOf(this.rideOf(person)),
      exitOf: (person) => this.network.lastStopOf(this.rideOf(person)),
      hasToken: (person, end) => engine.schedule(end, this.kinds.gate, person),
      isIn: (person, end) => this.walkTo(this.kinds.platform, person, end, this.walk),
      isOut: (person, end) => days.done(person, end),
      refused: (person, end) => engine.schedule(end, this.kinds.machine, person),
      gaveUp: (person) => this.goAnotherWay(person),
    });
    this.trains = new Trains(host, this.network, {
      capacity: p.train_capacity,
      hours: {
        first: Math.round(p.first_departure_hour * TICKS_PER_HOUR),
        last: Math.round(p.last_departure_hour * TICKS_PER_HOUR),
      },
      peakHeadwayMinutes: headway,
      headwayFactors: METRO_HEADWAYS.byHour(host.parameters),
      dayOffFactor: p.headway_day_off_factor,
      timetabled: this.ownLines,
      rideOf: (person) => this.rideOf(person),
      boarded: (person, arrival) => this.arrive(person, arrival),
      gaveUp: (person) => this.goAnotherWay(person),
    });
    this.timetabled = this.trains.fleet((line) => {
      const name = this.network.names[line];
      return { en: name, zh: name };
    });
    this.places = this.halls.places;
    this.stationCount = this.halls.stationCount + this.trains.stationCount;
    this.codes = this.addActivities();
    days.addPlanner((person, day, plan) => this.riders.plan(person, day, plan, this.codes.out, this.codes.back));
  }

  open(firstStation: number): void {
    this.halls.open(firstStation);
    this.trains.open(firstStation + this.halls.stationCount);
  }
  stationsOf(place: number): readonly [number, number] {
    return this.halls.stationsOf(place);
  }
  beingServed(place: number): number {
    return this.halls.beingServed(place);
  }
  factsOf(place: number) {
    const told = this.halls.factsOf(place);
    if (place >= this.halls.count) return told;
    const [from, end] = this.halls.stopsOf(place);
    let waiting = 0;
    for (let stop = from; stop < end; stop++) {
      for (const queue of this.network.lines.queuesOf(stop)) waiting += this.trains.waitingAt(queue);
    }
    return [...told, { key: 'on_platforms', value: waiting }];
  }
  readonly ahead = (ids: Uint32Array, length: number, ahead: LookAhead): number => {
    const { days } = this.host;
    for (let i = 0; i < length; i++) {
      const kind = ids[i] >>> 24;
      const entity = ids[i] & 0xffffff;
      if (kind === this.kinds.platform) ahead.stations.add(this.trains.stationOf(this.rideOf(entity)));
      else if (kind === this.trains.kind) ahead.everybody.add(this.trains.first + entity);
      else if (kind === this.halls.kinds.free) ahead.firsts.add(this.halls.first + entity);
      else if (kind === days.stepKind) {
        const activity = days.activityOf(entity);
        if (activity === this.codes.outOn || activity === this.codes.backOn) {
          ahead.stations.add(this.trains.stationOf(this.rideOf(entity)));
        }
      }
    }
    return 0;
  };
  beginDay(): void {
    this.host.payments.settleTills(this.places, this.floatFen, this.host.today);
    for (const sector of this.sectors) fitPlaces(this.host, this.places, sector);
    this.halls.setReaders();
  }
  beginRegionDay(): void {
    this.trains.beginRegionDay();
  }
  get state(): Readonly<Record<string, DigestColumn>> {
    const { accepts, till, change } = this.places;
    return { accepts, till, change, free: this.halls.free, load: this.trains.load };
  }

  private addActivities() {
    const { days } = this.host;
    const { lines } = this.network;
    const add = (isBack: boolean, second: boolean) =>
      days.addActivity(
        (person) => (second ? this.change(person) : this.enter(person)),
        (person) => {
          const ride = this.rideAt(person, isBack, second);
          return lines.seat[lines.lineOf(this.network.firstStopOf(ride))];
        },
      );
    return { out: add(false, false), back: add(true, false), outOn: add(false, true), backOn: add(true, true) };
  }

  private isBack(person: number): boolean {
    const activity = this.host.days.activityOf(person);
    return activity === this.codes.back || activity === this.codes.backOn;
  }

  private isSecond(person: number): boolean {
    const activity = this.host.days.activityOf(person);
    return activity === this.codes.outOn || activity === this.codes.backOn;
  }

  /** The ride that a person is on, or comes for: see kit/ride.ts. */
  private rideOf(person: number): number {
    return this.rideAt(person, this.isBack(person), this.isSecond(person));
  }

  private rideAt(person: number, isBack: boolean, second: boolean): number {
    const { stations } = this.network;
    const trip = this.riders.tripOf(person, isBack);
    return this.network.rideOf(Math.floor(trip / stations), trip % stations, second);
  }

  private fareOf(person: number): number {
    const own = this.ownFare(person);
    if (own !== null) return own;
    const km = this.network.km[this.riders.tripOf(person, this.isBack(person))];
    return this.fareFen + FEN_A_YUAN * Math.floor(km / this.p.fare_km_a_yuan);
  }

  /** Fare of a trip on lines whose feed has one: the higher of both, as a change is free. Null where it has none. */
  private ownFare(person: number): number | null {
    if (this.ownLines === undefined) return null;
    const fares = [false, true].map((second) => {
      const ride = this.rideAt(person, this.isBack(person), second);
      return ride < 0 ? null : this.ownLines![this.network.lines.lineOf(this.network.firstStopOf(ride))].line.fare_fen;
    });
    const known = fares.filter((fare) => fare !== null);
    return known.length === 0 ? null : Math.max(...known);
  }

  /** A person comes into a station. */
  private enter(person: number): void {
    const { people, facts } = this.host;
    if (this.openCodes[this.halls.cellOf(person)] > 0 && this.halls.readsCodes(person)) {
      const isNew = people.hasWallet(person) && people.standing(person, this.enrolment) < STANDING.lapsed;
      if (isNew) {
        people.setStanding(person, this.enrolment, STANDING.enrolled);
        facts.enrolled(person, this.enrolment);
      }
    }
    this.halls.enter(person);
    this.wantTopUp(person);
  }

  /** A person has come from one line to another's platform. */
  private change(person: number): void {
    this.host.facts.noted(this.changed, person, 0, 0, 0);
    this.trains.wait(person, this.rideOf(person));
  }

  /** Somebody who has boarded will be at the ride's end at a tick: there another line is, or the way out. */
  private arrive(person: number, tick: number): void {
    const { days, people } = this.host;
    const isBack = this.isBack(person);
    if (this.isSecond(person) || this.rideAt(person, isBack, true) < 0) {
      this.walkTo(this.kinds.exit, person, tick, this.walk);
      return;
    }
    people.ticks.add(person, this.transfer);
    days.goOn(person, isBack ? this.codes.backOn : this.codes.outOn, tick + this.transfer);
  }

  private walkTo(kind: number, person: number, from: number, ticks: number): void {
    this.host.people.ticks.add(person, ticks);
    this.host.engine.schedule(from + Math.max(1, ticks), kind, person);
  }

  /** As long as what is left of the way by train, and longer. */
  private goAnotherWay(person: number): void {
    const { people, days } = this.host;
    const isBack = this.isBack(person);
    const second = this.rideAt(person, isBack, true);
    const isSecond = this.isSecond(person);
    const ticks =
      (isSecond ? 0 : this.network.ticksOf(this.rideAt(person, isBack, false))) +
      (second < 0 ? 0 : this.network.ticksOf(second));
    people.ticks.add(person, Math.round(ticks + this.p.other_way_minutes * TICKS_PER_MINUTE));
    days.done(person);
  }

  /** Whoever has little left on the card will top it up at the end of the day. */
  private wantTopUp(person: number): void {
    const { people } = this.host;
    const flags = people.flags.get(person);
    if ((flags & FLAG.card) === 0 || people.hasSeniorCard(person)) return;
    if (people.card.get(person) >= this.p.top_up_below_yuan * FEN_A_YUAN) return;
    people.flags.set(person, flags | FLAG.needsTopUp);
  }
}
