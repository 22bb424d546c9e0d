/**
 * Buses: a fleet on lines with fareboxes, boarded by people on their way to work, back, and elsewhere. What each rider pays, and
 * how, is decided at the door while everybody waits.
 */
import { Quantiles } from '../../../kernel/distributions.ts';
import { TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_SECOND } from '../../../kernel/time.ts';
import type { City } from '../../city.ts';
import { apportion } from '../../geography.ts';
import { FLAG } from '../../holdings.ts';
import type { Host } from '../../host.ts';
import { Fleet } from '../../kit/fleet.ts';
import type { Lines } from '../../kit/lines.ts';
import { fitPlaces } from '../../kit/fitting.ts';
import type { LookAhead } from '../../look-ahead.ts';
import { Places } from '../../places.ts';
import type { Service, ServiceType } from '../service.ts';
import { BUS_CARD, FAREBOX, BUS_SECTOR } from './declare.ts';
import { BUS_FIGURES } from './figures.ts';
import { busLayout } from './layout.ts';
import { BusLines } from './lines.ts';
import { hasPlatforms } from '../../network.ts';
import { NetworkLines } from './network-lines.ts';
import { BUS_COUNTERS, BUS_FACTS, BUS_MEASURES } from './measures.ts';
import {
  BUS_CARD_SHARE,
  BUS_CARD_TABLES,
  BUS_HEADWAYS,
  BUS_SHAPES,
  BUS_TABLE,
  FAREBOX_TABLE,
  OTHER_WEIGHT,
} from './parameters.ts';
import { NetworkTrips } from './network-trips.ts';
import { BusRiders } from './riders.ts';
import { LaidTrips, type Trips } from './trips.ts';
import { BUS_UNITS, BUS_WORDS } from './words.ts';

export const bus: ServiceType = {
  id: 'bus',
  name: { en: 'Buses', zh: '公交' },
  sectors: [BUS_SECTOR],
  profiles: [FAREBOX],
  enrolments: [BUS_CARD],
  flags: ['commuter'],
  cardHolders: BUS_CARD_SHARE,
  figures: BUS_FIGURES,
  parameters: [...BUS_TABLE.list, ...BUS_SHAPES, ...OTHER_WEIGHT, ...FAREBOX_TABLE.list, ...BUS_CARD_TABLES],
  facilities: ({ figures }) => [{ name: { en: 'a bus line', zh: '公交线路' }, count: figures['bus_lines'].value }],
  layout: busLayout,
  room: { activities: 4, slots: 2, payments: 2, progress: longestLine },
  counters: BUS_COUNTERS,
  facts: BUS_FACTS,
  measures: BUS_MEASURES,
  units: BUS_UNITS,
  stateBytes: ({ buses }) => 20_000 * buses.value,
  words: BUS_WORDS,
  create: (host) => new BusService(host),
};

/** Whether a city's network has lines that are paid for on boarding, which then run instead of lines laid out. */
function hasOwnLines({ network }: City): boolean {
  return network?.lines.some(({ mode }) => !hasPlatforms(mode)) === true;
}

function longestLine(parameters: Readonly<Record<string, number>>, city: City): number {
  const own = hasOwnLines(city) ? city.network!.lines.map(({ ways }) => ways[0]!.stops.length) : [];
  return Math.max(parameters['bus.longest_factor'] * parameters['bus.stops_per_line'], ...own);
}

/** Buses of each line: one, and of the others as many as there is to carry. */
function shareOut(spare: number, trips: Trips): number[] {
  const load = trips instanceof LaidTrips ? Array.from(trips.load) : [];
  const all = load.some((km) => km > 0) ? load : load.map(() => 1);
  return apportion(spare, all).map((count) => count + 1);
}

/** What a line of a network costs by its feed. */
function ownFare(net: BusLines | NetworkLines, line: number): number | null {
  return net instanceof NetworkLines ? net.fareOf(line) : null;
}

/** Activities: the way out and back, and each from the second line on. */
type Codes = Readonly<Record<'out' | 'back' | 'outOn' | 'backOn', number>>;

class BusService implements Service {
  readonly id = 'bus';
  readonly fleet: Fleet;
  /** All that is paid is paid in vehicles. */
  readonly places = new Places(0);
  readonly stationCount: number;
  private readonly p: ReturnType<typeof BUS_TABLE.read>;
  private readonly sector: number;
  private readonly fareFen: number;
  /** By line, fen. */
  private readonly fares: readonly number[];
  private readonly riders: BusRiders;
  private readonly rodeFree: number;
  private readonly codes: Codes;
  private readonly facts: Readonly<Record<'changed' | 'arrived', number>>;
  private readonly changeTicks: number;

  constructor(private readonly host: Host) {
    const { parameters, city, geography, days, scale, memory, random } = host;
    this.p = BUS_TABLE.read(parameters);
    this.sector = host.sector('bus');
    this.fareFen = city.figures['bus_fare_fen'].value;
    const size = Math.max(1, Math.round(city.figures['buses'].value / scale));
    const lines = Math.max(1, Math.min(size, Math.round(city.figures['bus_lines'].value / scale)));
    const draw = random.purpose('bus.line');
    const rides = city.figures['bus_rides_per_resident_day'].value;
    const net = hasOwnLines(city)
      ? new NetworkLines(geography, city.network!, scale, rides, draw, memory)
      : new BusLines(geography, lines, this.p, draw, memory);
    const trips =
      net instanceof NetworkLines ? new NetworkTrips(host, net, this.p) : new LaidTrips(host, net, this.p, rides);
    this.changeTicks = Math.round((this.p.change_km / 2) * this.p.walk_minutes_a_km * TICKS_PER_MINUTE);
    this.fleet = this.buildFleet(net, trips, size);
    this.fares = Array.from({ length: net.lines.count }, (_, line) => ownFare(net, line) ?? this.fareFen);
    this.stationCount = this.fleet.stationCount;
    this.rodeFree = host.fact('bus.rodeFree');
    this.facts = { changed: host.fact('bus.changed'), arrived: host.fact('bus.arrived') };
    this.riders = new BusRiders(host, trips, net instanceof NetworkLines ? net : undefined);
    this.codes = this.addActivities(net.lines);
    days.addPlanner((person, day, plan) => this.riders.plan(person, day, plan, this.codes.out, this.codes.back));
  }

  open(firstStation: number): void {
    this.fleet.open(firstStation);
  }
  stationsOf(): readonly [number, number] {
    return [0, 0];
  }
  readonly ahead = (ids: Uint32Array, length: number, ahead: LookAhead): number => {
    return this.fleet.ahead(ids, length, ahead);
  };
  readonly furtherAhead = (): number => {
    return this.fleet.furtherAhead();
  };
  beginDay(): void {
    this.host.payments.settleTills(this.fleet.places, 0, this.host.today);
    fitPlaces(this.host, this.fleet.places, this.sector);
  }
  beginRegionDay(day: number): void {
    this.fleet.beginRegionDay(day);
  }
  get state() {
    return this.fleet.state;
  }

  private buildFleet(net: BusLines | NetworkLines, trips: Trips, size: number): Fleet {
    const { p, host } = this;
    const seconds = (value: number) => value * TICKS_PER_SECOND;
    const minutes = (value: number) => value * TICKS_PER_MINUTE;
    const spare = Math.max(0, size - net.lines.count);
    const timetabled = net instanceof NetworkLines ? net.timetabled : undefined;
    return new Fleet(host, {
      id: 'bus',
      sector: this.sector,
      lines: net.lines,
      fleets: timetabled?.map(({ line }) => line.vehicles) ?? shareOut(spare, trips),
      districtAlong: (line, part) => net.districtAlong(line, part),
      equippedShare: p.equipped_share,
      timetable: {
        first: Math.round(p.first_departure_hour * TICKS_PER_HOUR),
        last: Math.round(p.last_departure_hour * TICKS_PER_HOUR),
        headway: BUS_HEADWAYS.byHour(host.parameters),
        weekend: p.headway_day_off_factor,
      },
      capacity: p.capacity,
      segment: seconds(p.segment_seconds),
      ...(net.gaps === undefined ? {} : { gaps: net.gaps }),
      timetabled,
      segmentCv: p.segment_cv,
      peakSlowdown: p.peak_slowdown,
      peaks: [p.morning_peak_hour, p.evening_peak_hour].map((from) => ({
        from: from * TICKS_PER_HOUR,
        to: (from + p.peak_hours) * TICKS_PER_HOUR,
      })),
      plannedDwell: seconds(p.planned_dwell_seconds),
      doors: Math.round(seconds(p.door_seconds)),
      alight: seconds(p.alight_seconds),
      layover: minutes(p.layover_minutes),
      patience: Quantiles.lognormal(minutes(p.patience_minutes), p.patience_cv),
      otherWay: minutes(p.other_way_minutes),
      rideOf: (person) => this.rideOf(person),
      rideNumber: (person) => (this.isSecond(person) ? 1 : 0),
      pay: this.pay,
      boarded: this.boarded,
      gotOff: this.gotOff,
      onward: (person) => this.onward(person),
      facts: { dwelt: host.fact('bus.dwelt'), tripEnded: host.fact('bus.tripEnded'), rode: host.fact('bus.rode') },
    });
  }

  private addActivities(lines: Lines): Codes {
    const { days } = this.host;
    const add = (isBack: boolean, second: boolean) =>
      days.addActivity(
        (person) => this.fleet.wait(person, this.riders.rideOf(person, isBack, second)),
        (person) => lines.seat[lines.lineOfRide(this.riders.rideOf(person, isBack, second))],
      );
    return { out: add(false, false), back: add(true, false), outOn: add(false, true), backOn: add(true, true) };
  }

  private isBack(activity: number): boolean {
    return activity === this.codes.back || activity === this.codes.backOn;
  }
  private isSecond(person: number): boolean {
    const activity = this.host.days.activityOf(person);
    return activity === this.codes.outOn || activity === this.codes.backOn;
  }

  private rideOf(person: number): number {
    const activity = this.host.days.activityOf(person);
    const { out, back, outOn, backOn } = this.codes;
    if (activity === out || activity === back) return this.riders.rideOf(person, activity === back, false);
    return activity === outOn || activity === backOn ? this.riders.rideOf(person, activity === backOn, true) : -1;
  }

  /** A ride is over: where the line is changed another begins a walk later, else the trip is made. */
  private readonly gotOff = (person: number): void => {
    const { days, people, facts, engine } = this.host;
    const isBack = this.isBack(days.activityOf(person));
    const isSecond = this.isSecond(person);
    if (isSecond || this.riders.rideOf(person, isBack, true) < 0) {
      facts.noted(this.facts.arrived, person, isSecond ? 1 : 0, 0, 0);
      days.done(person);
      return;
    }
    facts.noted(this.facts.changed, person, 0, 0, 0);
    people.ticks.add(person, this.changeTicks);
    days.goOn(person, isBack ? this.codes.backOn : this.codes.outOn, engine.now + this.changeTicks);
  };

  /** Ticks that the rest of a trip is planned to take when a ride is over, or could not be made. */
  private onward(person: number): number {
    if (this.isSecond(person)) return 0;
    const ride = this.riders.rideOf(person, this.isBack(this.host.days.activityOf(person)), true);
    return ride < 0 ? 0 : this.changeTicks + this.fleet.plannedOf(ride);
  }

  private readonly pay = (places: Places, vehicle: number, person: number): number => {
    const { payments, days } = this.host;
    const fare = this.fares[this.fleet.lineOf[vehicle]];
    return payments.pay(
      places,
      vehicle,
      person,
      fare,
      days.counter(person, this.isSecond(person) ? 1 : 0),
      days.day.get(person),
    );
  };

  /** Whoever pays, and has little left on the card, will top it up at the end of the day. */
  private readonly boarded = (person: number): void => {
    const { people, payments, facts } = this.host;
    if (payments.isFree) {
      facts.noted(this.rodeFree, person, 0, 0, 0);
      return;
    }
    const flags = people.flags.get(person);
    if ((flags & FLAG.card) === 0 || people.card.get(person) >= this.p.top_up_below_yuan * 100) return;
    people.flags.set(person, flags | FLAG.needsTopUp);
  };
}
