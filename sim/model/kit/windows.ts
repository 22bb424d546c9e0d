/**
 * Places to which people travel on purpose, with windows and one queue at which they pay and go: counters for bills, centres of
 * detention, schools.
 */
import { Quantiles } from '../../kernel/distributions.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_SECOND } from '../../kernel/time.ts';
import type { Host } from '../host.ts';
import { PAYMENT_TABLE } from '../payment/parameters.ts';
import type { Places } from '../places.ts';
import { Catchments } from './catchment.ts';
import { fitPlaces } from './fitting.ts';
import { layPlaces, placeSize, realResidents, Trips } from './sites.ts';
import { HOME, Visit } from './visit.ts';

/** Parameters of such a service: how many places there are, and what their windows are like. */
export interface WindowParameters {
  readonly per_10000_residents: number;
  /** Of a place of real size; one that stands for part of a place has that part of them. */
  readonly windows: number;
  /** Payment not included. */
  readonly service_seconds: number;
  readonly service_cv: number;
  readonly patience_minutes: number;
  readonly patience_cv: number;
  /** Share of the places that take mobile payment on the first day. */
  readonly accepting_share: number;
  /** Hours between which people are let in; whoever is in is served. */
  readonly opens_hour: number;
  readonly closes_hour: number;
}

export interface WindowTerms {
  /** Id of the service: kinds of events and random numbers begin with it. */
  readonly id: string;
  readonly sector: number;
  readonly parameters: WindowParameters;
  readonly trip: { readonly trip_detour: number; readonly trip_kmh: number };
  /** Place of a person's present visit. */
  readonly placeOf: (person: number) => number;
  /** @returns ticks taken; 0 or minus the ticks lost where nothing the person has is accepted */
  readonly pay: (person: number, place: number) => number;
  /**
   * Numbers of facts: somebody came (person, ticks and metres of the trip there and back); somebody is served after a wait, and for
   * how long; a visit has ended.
   */
  readonly facts: Readonly<Record<'came' | 'waited' | 'served' | 'visited', number>>;
}

export class Windows {
  readonly map: Catchments;
  readonly places: Places;
  readonly trips: Trips;
  readonly stationCount: number;
  private readonly visit: Visit;
  private readonly tillFen: number;
  private readonly opens: number;
  private readonly closes: number;

  constructor(
    private readonly host: Host,
    private readonly terms: WindowTerms,
  ) {
    const { id, sector, parameters: p, trip } = terms;
    const { geography, random, scale, memory, parameters } = host;
    this.map = new Catchments(geography, [p.per_10000_residents], random.purpose(`${id}.place`), scale, memory);
    this.trips = new Trips(geography, this.map, (p.per_10000_residents * realResidents(host)) / 10_000, trip);
    this.places = layPlaces(host, this.map, sector);
    this.places.rankAndFit(host.rollout.purpose(`${id}.rank`), () => p.accepting_share);
    this.tillFen = Math.round(PAYMENT_TABLE.read(parameters).till_float_yuan * 100);
    this.opens = p.opens_hour * TICKS_PER_HOUR;
    this.closes = p.closes_hour * TICKS_PER_HOUR;
    this.visit = this.buildVisit();
    this.stationCount = this.visit.stationCount;
  }

  /** To be called when the queues exist: the stations begin at `firstStation`. */
  open(firstStation: number): void {
    this.visit.open(firstStation);
  }
  stationsOf(place: number): readonly [first: number, count: number] {
    return this.visit.stationsOf(place);
  }
  beingServed(place: number): number {
    return this.visit.beingServed(place);
  }
  /** Windows open now, and people in the queue. */
  windowsAt(place: number): number {
    return this.visit.serversAt(place, 0);
  }
  waitingAt(place: number): number {
    return this.visit.waitingAt(place, 0);
  }
  beginDay(): void {
    this.host.payments.settleTills(this.places, this.tillFen, this.host.today);
    fitPlaces(this.host, this.places, this.terms.sector);
  }
  beginRegionDay(): void {
    this.visit.beginRegionDay();
  }
  /** What belongs to the state of the service. */
  get state() {
    const { accepts, till, change } = this.places;
    return { accepts, till, change };
  }

  /** Neighbourhood in which a person's present visit takes place. */
  whereabouts(person: number): number {
    return this.map.home[this.terms.placeOf(person)];
  }

  /**
   * A person has come, by a trip of so many metres there and back: joins the queue, or stands before a closed door. The trip counts
   * as the person's time; the clock does not wait for it, as the minute drawn is that of arriving.
   */
  arrive(person: number, metres: number): void {
    const { people, days, facts, engine } = this.host;
    const { sector, placeOf } = this.terms;
    const ticks = this.trips.ticks(metres);
    people.ticks.add(person, ticks);
    facts.noted(this.terms.facts.came, person, ticks, Math.round(metres), 0);
    const timeOfDay = engine.now % TICKS_PER_DAY;
    if (timeOfDay >= this.opens && timeOfDay < this.closes) {
      this.visit.begin(person);
      return;
    }
    facts.walkedAway(sector, placeOf(person), person, 0);
    days.done(person);
  }

  private buildVisit(): Visit {
    const { host, terms } = this;
    const { parameters: p } = terms;
    const paying = PAYMENT_TABLE.read(host.parameters).shop_cash_small_seconds;
    const { waited, served, visited } = terms.facts;
    return new Visit(host, {
      id: terms.id,
      sector: terms.sector,
      places: this.places,
      seatOf: (place) => this.map.home[place],
      placeOf: terms.placeOf,
      stages: [0],
      servers: [p.windows * placeSize(host, this.map, p.per_10000_residents)],
      service: [Quantiles.lognormal(p.service_seconds * TICKS_PER_SECOND, p.service_cv)],
      shiftService: [{ mean: (p.service_seconds + paying) * TICKS_PER_SECOND, cv: p.service_cv }],
      patience: Quantiles.lognormal(p.patience_minutes * TICKS_PER_MINUTE, p.patience_cv),
      walk: Quantiles.lognormal(1, 0),
      nextLeg: () => HOME,
      isBill: () => true,
      mayPayOnPhone: () => false,
      payOnPhone: () => 0,
      payAtCounter: terms.pay,
      isEntrance: () => true,
      facts: { waited, served, visited },
    });
  }
}
