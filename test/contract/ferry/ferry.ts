/** How ferries move, and what happens at piers. */
import { Quantiles } from '../../../sim/kernel/distributions.ts';
import type { Purpose } from '../../../sim/kernel/random.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_SECOND } from '../../../sim/kernel/time.ts';
import type { DayPlan } from '../../../sim/model/days.ts';
import type { Host } from '../../../sim/model/host.ts';
import { Bills } from '../../../sim/model/kit/bills.ts';
import { fitPlaces } from '../../../sim/model/kit/fitting.ts';
import { Fleet } from '../../../sim/model/kit/fleet.ts';
import { Lines, type LaidLine } from '../../../sim/model/kit/lines.ts';
import { packRide } from '../../../sim/model/kit/ride.ts';
import { HOME, Visit } from '../../../sim/model/kit/visit.ts';
import { Places } from '../../../sim/model/places.ts';
import type { LookAhead } from '../../../sim/model/look-ahead.ts';
import type { Service, ServiceType } from '../../../sim/model/services/service.ts';
import { COUNTERS, FARE_OFF, FERRY, FERRY_TABLE } from './declare.ts';

/** Landings of the lines. */
const LANDINGS = [2, 5, 13];
const HOURS = [0, 0, 0, 0, 0, 0, 2, 6, 5, 2, 1, 1, 2, 1, 1, 1, 2, 6, 5, 2, 1, 0, 0, 0];
const OPENS = 7 * TICKS_PER_HOUR;
const CLOSES = 23 * TICKS_PER_HOUR;
const WINDOW = COUNTERS.indexOf('window');

export const ferry: ServiceType = { ...FERRY, create: (host) => new FerryService(host) };

export class FerryService implements Service {
  readonly id = 'ferry';
  /** Piers, one a line, at its first landing. */
  readonly places: Places;
  readonly fleet: Fleet;
  readonly stationCount: number;
  private readonly p: ReturnType<typeof FERRY_TABLE.read>;
  private readonly sector: Readonly<Record<'ferry' | 'pier', number>>;
  private readonly lines: Lines;
  private readonly homes: number;
  private readonly visit: Visit;
  private readonly bills: Bills;
  private readonly owed;
  private readonly regular: number;
  private readonly outCode: number;
  private readonly backCode: number;
  private readonly hours = Quantiles.weights(HOURS, 60);
  private readonly fareOff: Float64Array;
  private readonly draw: Readonly<Record<'plan' | 'landing' | 'regular', Purpose>>;

  constructor(protected readonly host: Host) {
    const { days, parameters, geography, memory, people, random } = host;
    this.p = FERRY_TABLE.read(parameters);
    this.sector = { ferry: host.sector('ferry'), pier: host.sector('pier') };
    this.homes = geography.neighbourhoods;
    this.lines = new Lines(this.lay(host.city.figures['ferry_lines']!.value), memory);
    this.regular = host.flag('ferry.regular');
    this.fareOff = host.levers.column(FARE_OFF);
    this.draw = {
      plan: random.purpose('ferry.plan'),
      landing: random.purpose('ferry.landing'),
      regular: random.purpose('ferry.regular'),
    };
    for (let person = 0; person < people.count; person++) {
      if (!this.draw.regular.chance(person, 0, this.p.regular_share)) continue;
      people.flags.set(person, people.flags.get(person) | this.regular);
    }
    this.places = this.buildPiers();
    this.fleet = this.buildFleet();
    this.owed = host.column32('owed');
    this.visit = this.buildVisit();
    this.stationCount = this.fleet.stationCount + this.visit.stationCount;
    const seat = (person: number) => this.lines.seat[this.lineOf(person)]!;
    this.outCode = days.addActivity((person) => this.fleet.wait(person, this.rideOf(person, false)), seat);
    this.backCode = days.addActivity((person) => this.fleet.wait(person, this.rideOf(person, true)), seat);
    days.addPlanner((person, day, plan) => this.plan(person, day, plan));
    this.bills = new Bills(host, {
      id: 'ferry',
      sector: this.sector.pier,
      everyDays: this.p.bill_days,
      sum: Quantiles.lognormal(this.p.season_yuan * 100, 0.1),
      minute: Quantiles.weights([0, 0, 0, 0, 0, 0, 0, 1, 1, 1], 60),
      isBilled: (person) => this.isRegular(person),
      owed: this.owed,
      billed: host.fact('ferry.billed'),
    });
    days.addErrand(
      (person) => this.bills.owedBy(person) > 0,
      (person) => this.enter(person),
      (person) => this.whereToPay(person),
    );
  }

  open(firstStation: number): void {
    this.fleet.open(firstStation);
    this.visit.open(firstStation + this.fleet.stationCount);
  }
  stationsOf(place: number): readonly [number, number] {
    return this.visit.stationsOf(place);
  }
  beingServed(place: number): number {
    return this.visit.beingServed(place);
  }
  factsOf(place: number) {
    const crowd = this.visit.waitingAt(place, WINDOW);
    return [
      { key: 'windows', value: 1 },
      { key: 'state_of_pier', value: crowd > 0 ? 'crowded' : 'calm' },
    ];
  }
  factsOfPerson(person: number) {
    return [
      { key: 'has_season', value: this.isRegular(person) },
      { key: 'owed_fen', value: this.bills.owedBy(person) },
    ];
  }
  ahead(ids: Uint32Array, length: number, ahead: LookAhead): number {
    return this.fleet.ahead(ids, length, ahead);
  }
  furtherAhead(): number {
    return this.fleet.furtherAhead();
  }
  beginDay(): void {
    const { host, places, fleet, sector } = this;
    host.payments.settleTills(places, 50_000, host.today);
    host.payments.settleTills(fleet.places, 0, host.today);
    fitPlaces(host, places, sector.pier);
    fitPlaces(host, fleet.places, sector.ferry);
  }
  beginRegionDay(day: number): void {
    this.fleet.beginRegionDay(day);
    this.visit.beginRegionDay();
  }
  get state() {
    const { accepts, till, change } = this.places;
    const boats = Object.fromEntries(
      Object.entries(this.fleet.state).map(([name, column]) => [`boat.${name}`, column]),
    );
    return { owed: this.owed, accepts, till, change, ...boats };
  }

  /** Neighbourhood of the pier where a person pays what is owed. */
  protected whereToPay(person: number): number {
    return this.lines.seat[this.lineOf(person)]!;
  }

  /** Each line has its part of the neighbourhoods, and its landings at even steps along them. */
  private lay(lines: number): LaidLine[] {
    const { homeX, homeY } = this.host.geography;
    return LANDINGS.slice(0, lines).map((landings, line) => {
      const from = Math.floor((line * this.homes) / lines);
      const to = Math.floor(((line + 1) * this.homes) / lines);
      const homes = Array.from({ length: landings }, (_, i) => from + Math.floor((i * (to - from)) / landings));
      return { x: homes.map((home) => homeX[home]! + 0.3), y: homes.map((home) => homeY[home]!), seat: from };
    });
  }

  private lineOf(person: number): number {
    return Math.floor((this.host.people.home.get(person) * this.lines.count) / this.homes);
  }

  private isRegular(person: number): boolean {
    return (this.host.people.flags.get(person) & this.regular) !== 0;
  }

  private buildPiers(): Places {
    const { host, lines, sector } = this;
    const places = new Places(lines.count, host.memory, host.city.districts.length);
    for (let line = 0; line < lines.count; line++) {
      places.sector.set(line, sector.pier);
      places.district.set(line, host.geography.homeDistrict[lines.seat[line]!]!);
      places.x[line] = lines.x[lines.firstStop[line]!]!;
      places.y[line] = lines.y[lines.firstStop[line]!]!;
    }
    places.rankAndFit(host.rollout.purpose('ferry.pier-rank'), () => this.p.pier_accepting_share);
    return places;
  }

  private buildFleet(): Fleet {
    const { host, p, lines, sector } = this;
    return new Fleet(host, {
      id: 'ferry',
      sector: sector.ferry,
      lines,
      fleets: Array.from({ length: lines.count }, () => Math.round(p.boats)),
      districtAlong: (line) => host.geography.homeDistrict[lines.seat[line]!]!,
      equippedShare: p.equipped_share,
      timetable: { first: 6 * TICKS_PER_HOUR, last: 22 * TICKS_PER_HOUR, headway: HOURS.map(() => 1), weekend: 1 },
      capacity: 8,
      segment: 4 * TICKS_PER_MINUTE,
      segmentCv: 0.2,
      peakSlowdown: 1,
      peaks: [],
      plannedDwell: 30 * TICKS_PER_SECOND,
      doors: 5 * TICKS_PER_SECOND,
      alight: TICKS_PER_SECOND,
      layover: 3 * TICKS_PER_MINUTE,
      patience: Quantiles.lognormal(p.patience_minutes * TICKS_PER_MINUTE, 0.5),
      otherWay: 10 * TICKS_PER_MINUTE,
      rideOf: (person) => {
        const activity = host.days.activityOf(person);
        const rides = activity === this.outCode || activity === this.backCode;
        return rides ? this.rideOf(person, activity === this.backCode) : -1;
      },
      pay: (places, boat, person) => this.payFare(places, boat, person),
      boarded: () => {},
      facts: {
        dwelt: host.fact('ferry.dwelt'),
        tripEnded: host.fact('ferry.tripEnded'),
        rode: host.fact('ferry.rode'),
      },
    });
  }

  private payFare(places: Places, boat: number, person: number): number {
    const { payments, days, levers } = this.host;
    const cell = this.sector.ferry * levers.districts + places.district.get(boat);
    const fen = Math.round(this.p.fare_yuan * 100 * (1 - this.fareOff[cell]!));
    return payments.pay(places, boat, person, fen, days.counter(person), days.day.get(person));
  }

  private buildVisit(): Visit {
    const { host, p, places, sector } = this;
    const service = Quantiles.lognormal(p.counter_seconds * TICKS_PER_SECOND, 0.5);
    return new Visit(host, {
      id: 'ferry.pier',
      sector: sector.pier,
      places,
      seatOf: (pier) => this.lines.seat[pier]!,
      placeOf: (person) => this.lineOf(person),
      stages: [0, WINDOW],
      // One at the window works a part of each shift.
      servers: [1, 1.5],
      service: [service, service],
      shiftService: [0, 1].map(() => ({ mean: (p.counter_seconds + 15) * TICKS_PER_SECOND, cv: 0.5 })),
      patience: Quantiles.lognormal(p.patience_minutes * TICKS_PER_MINUTE, 0.5),
      walk: Quantiles.lognormal(TICKS_PER_MINUTE, 0.5),
      nextLeg: (_person, _pier, leg) => (leg === 0 ? 1 : HOME),
      isBill: (leg) => leg === 1,
      mayPayOnPhone: () => false,
      payOnPhone: () => 0,
      payAtCounter: (person, pier) => this.payOwed(person, pier),
      isEntrance: (leg) => leg === 0,
      facts: {
        waited: host.fact('ferry.counterWaited'),
        served: host.fact('ferry.counterServed'),
        visited: host.fact('ferry.visited'),
      },
    });
  }

  private payOwed(person: number, pier: number): number {
    const { payments, days } = this.host;
    const fen = this.bills.owedBy(person);
    const ticks = payments.pay(this.places, pier, person, fen, days.counter(person, 1), days.day.get(person));
    if (ticks > 0) this.bills.clear(person);
    return ticks;
  }

  private plan(person: number, day: number, plan: DayPlan): void {
    const u = this.draw.plan.uniform(person, day * 2);
    if (u >= this.p.trip_share) return;
    const out = this.hours.at(u / this.p.trip_share);
    plan.add(out, this.outCode);
    plan.add(Math.min(out + 60 + 180 * this.draw.plan.uniform(person, day * 2 + 1), 1300), this.backCode);
  }

  private rideOf(person: number, back: boolean): number {
    const { people, days } = this.host;
    const line = this.lineOf(person);
    const landings = this.lines.stopsOf(line);
    const home = people.home.get(person) % landings;
    const day = days.day.get(person);
    const away = (home + 1 + this.draw.landing.below(person, day, landings - 1)) % landings;
    const [from, to] = back ? [away, home] : [home, away];
    const forth = to > from;
    const queue = this.lines.queueAt(line * 2 + (forth ? 0 : 1), forth ? from : landings - 1 - from);
    return packRide(queue, forth ? to : landings - 1 - to);
  }

  private enter(person: number): void {
    const { engine, facts, days } = this.host;
    const timeOfDay = engine.now % TICKS_PER_DAY;
    if (timeOfDay < OPENS || timeOfDay >= CLOSES) {
      facts.walkedAway(this.sector.pier, this.lineOf(person), person, 0);
      days.done(person);
      return;
    }
    this.visit.begin(person);
  }
}
