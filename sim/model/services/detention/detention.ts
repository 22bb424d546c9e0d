/**
 * Living expenses for people in detention: their families travel to the centre and pay in at a window, or pay by phone where the
 * centre takes it.
 */
import { Quantiles } from '../../../kernel/distributions.ts';
import type { Purpose } from '../../../kernel/random.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_SECOND } from '../../../kernel/time.ts';
import type { DayPlan } from '../../days.ts';
import type { Host } from '../../host.ts';
import { Catchments } from '../../kit/catchment.ts';
import { fitPlaces } from '../../kit/fitting.ts';
import { layPlaces, placeSize, realResidents, Trips } from '../../kit/sites.ts';
import { HOME, Visit, VISIT_PROGRESS } from '../../kit/visit.ts';
import { PAYMENT_TABLE } from '../../payment/parameters.ts';
import type { Places } from '../../places.ts';
import type { Service, ServiceType } from '../service.ts';
import { DETENTION_COUNTERS, DETENTION_FACTS, DETENTION_MEASURES } from './measures.ts';
import { DETENTION_TABLE, DETENTION_TRIPS } from './parameters.ts';
import { DETENTION_WORDS } from './words.ts';

/** Arrivals by hour (assumed); a centre takes deposits from the first to the last. */
const HOURS = [0, 0, 0, 0, 0, 0, 0, 0, 6, 14, 14, 7, 0, 0, 10, 10, 5, 0, 0, 0, 0, 0, 0, 0];
const OPENS = 8 * TICKS_PER_HOUR;
const CLOSES = 17 * TICKS_PER_HOUR;
const WORKING_DAYS_A_MONTH = 250 / 12;

/** Numbers of payments within a step. */
const PAY_BY_PHONE = 0;
const PAY_AT_WINDOW = 1;

export const detention: ServiceType = {
  id: 'detention',
  name: { en: 'Detention centres', zh: '看守所' },
  sectors: [
    {
      id: 'detention',
      name: { en: 'detention centre', zh: '看守所' },
      acceptingShare: 'detention.accepting_share',
      payment: { profile: 'counter', takesCard: false, takesBankCards: true, cashCost: 'handled' },
      // A barred window.
      sign: 'M5 5h14v14H5zM9 5v14M12 5v14M15 5v14',
    },
  ],
  flags: ['family'],
  parameters: [...DETENTION_TABLE.list, ...DETENTION_TRIPS.list],
  room: { activities: 1, payments: 2, progress: () => VISIT_PROGRESS },
  counters: DETENTION_COUNTERS,
  facts: DETENTION_FACTS,
  measures: DETENTION_MEASURES,
  units: {
    deposits: { name: { en: 'deposits', zh: '笔' }, isCounted: true },
    trips: { name: { en: 'trips', zh: '次' }, isCounted: true },
    km: { name: { en: 'km', zh: '公里' }, isCounted: true },
    'li/year': { name: { en: 'li a year', zh: '里/年' } },
  },
  words: DETENTION_WORDS,
  create: (host) => new Detention(host),
};

class Detention implements Service {
  readonly id = 'detention';
  readonly places: Places;
  readonly stationCount: number;
  private readonly p: ReturnType<typeof DETENTION_TABLE.read>;
  private readonly sector: number;
  private readonly map: Catchments;
  private readonly trips: Trips;
  private readonly visit: Visit;
  private readonly family: number;
  private readonly code: number;
  private readonly tillFen: number;
  private readonly fen: number;
  private readonly hours = Quantiles.weights(HOURS, 60);
  private readonly facts: Readonly<Record<'cameToCentre' | 'deposited', number>>;
  private readonly draw: Record<'plan' | 'held', Purpose>;

  constructor(private readonly host: Host) {
    const { parameters, random, geography, memory, scale, days } = host;
    this.p = DETENTION_TABLE.read(parameters);
    this.sector = host.sector('detention');
    this.family = host.flag('detention.family');
    this.facts = { cameToCentre: host.fact('detention.cameToCentre'), deposited: host.fact('detention.deposited') };
    this.draw = { plan: random.purpose('detention.plan'), held: random.purpose('detention.held') };
    const per10000 = this.p.per_10000_residents;
    this.map = new Catchments(geography, [per10000], random.purpose('detention.place'), scale, memory);
    const real = (per10000 * realResidents(host)) / 10_000;
    this.trips = new Trips(geography, this.map, real, DETENTION_TRIPS.read(parameters));
    this.places = layPlaces(host, this.map, this.sector);
    this.places.rankAndFit(host.rollout.purpose('detention.rank'), () => this.p.accepting_share);
    this.tillFen = Math.round(PAYMENT_TABLE.read(parameters).till_float_yuan * 100);
    this.fen = Math.round(this.p.deposit_yuan * 100);
    if (!memory.isAttached) this.nameFamilies();
    this.visit = this.buildVisit();
    this.stationCount = this.visit.stationCount;
    this.code = days.addActivity(
      (person) => this.begin(person),
      (person) => this.map.home[this.centreOf(person)],
    );
    days.addPlanner((person, day, plan) => this.plan(person, day, plan));
  }

  open(firstStation: number): void {
    this.visit.open(firstStation);
  }
  stationsOf(place: number): readonly [number, number] {
    return this.visit.stationsOf(place);
  }
  beingServed(place: number): number {
    return this.visit.beingServed(place);
  }
  factsOf(place: number) {
    return [
      { key: 'deposit_windows', value: this.visit.serversAt(place, 0) },
      { key: 'deposit_queue', value: this.visit.waitingAt(place, 0) },
    ];
  }
  factsOfPerson(person: number) {
    return this.isFamily(person) ? [{ key: 'pays_for_detainee', value: true }] : [];
  }
  beginDay(): void {
    this.host.payments.settleTills(this.places, this.tillFen);
    fitPlaces(this.host, this.places, this.sector);
  }
  beginRegionDay(): void {
    this.visit.beginRegionDay();
  }
  get state() {
    const { accepts, till, change } = this.places;
    return { accepts, till, change };
  }

  /** Which heads of households have somebody in detention: so many in all as are held. */
  private nameFamilies(): void {
    const { people, random } = this.host;
    const families = random.purpose('detention.family');
    let heads = 0;
    for (let person = 0; person < people.count; person++) heads += people.isHouseholdHead(person) ? 1 : 0;
    const share = (this.p.held_per_100000 * people.count) / 100_000 / Math.max(1, heads);
    for (let person = 0; person < people.count; person++) {
      if (!people.isHouseholdHead(person) || !families.chance(person, 0, share)) continue;
      people.flags.set(person, people.flags.get(person) | this.family);
    }
  }

  private isFamily(person: number): boolean {
    return (this.host.people.flags.get(person) & this.family) !== 0;
  }

  private buildVisit(): Visit {
    const { host, p } = this;
    const size = placeSize(host, this.map, p.per_10000_residents);
    const paying = PAYMENT_TABLE.read(host.parameters).shop_cash_small_seconds;
    return new Visit(host, {
      id: 'detention',
      sector: this.sector,
      places: this.places,
      seatOf: (place) => this.map.home[place],
      placeOf: (person) => this.centreOf(person),
      stages: [0],
      servers: [p.windows * size],
      service: [Quantiles.lognormal(p.service_seconds * TICKS_PER_SECOND, p.service_cv)],
      shiftService: [{ mean: (p.service_seconds + paying) * TICKS_PER_SECOND, cv: p.service_cv }],
      patience: Quantiles.lognormal(p.patience_minutes * TICKS_PER_MINUTE, p.patience_cv),
      walk: Quantiles.lognormal(1, 0),
      nextLeg: () => HOME,
      isBill: () => true,
      mayPayOnPhone: () => false,
      payOnPhone: () => 0,
      payAtCounter: (person, place) => this.payAtWindow(person, place),
      isEntrance: () => true,
      facts: {
        waited: host.fact('detention.queuedAtCentre'),
        served: host.fact('detention.servedAtCentre'),
        visited: host.fact('detention.leftCentre'),
      },
    });
  }

  private plan(person: number, day: number, plan: DayPlan): void {
    if (!this.isFamily(person) || this.host.isWeekend(day)) return;
    const rate = Math.min(1, this.p.deposits_per_month / WORKING_DAYS_A_MONTH);
    const u = this.draw.plan.uniform(person, day);
    if (u < rate) plan.add(this.hours.at(u / rate), this.code);
  }

  private isNear(person: number): boolean {
    return this.draw.held.chance(person, 0, this.p.near_share);
  }

  /** Neighbourhood by which the centre is found: that of the family, or that of anybody in the city. */
  private seatOf(person: number): number {
    const { people } = this.host;
    const who = this.isNear(person) ? person : this.draw.held.below(person, 1, people.count);
    return people.home.get(who);
  }

  private centreOf(person: number): number {
    return this.map.choose(0, this.seatOf(person), this.draw.held.uniform(person, 2));
  }

  private metresOf(person: number): number {
    const home = this.host.people.home.get(person);
    if (this.isNear(person)) return this.trips.toPlace(home, this.centreOf(person));
    return this.trips.toNeighbourhood(home, this.seatOf(person));
  }

  /** Pays by phone where the centre takes it and that works; else travels. */
  private begin(person: number): void {
    const { people, days, facts, engine, payments } = this.host;
    const place = this.centreOf(person);
    if (this.places.accepts.get(place) === 1 && people.hasWallet(person)) {
      const counter = days.counter(person, PAY_BY_PHONE);
      const paid = payments.payOnPhone(this.places, place, person, this.fen, counter, days.day.get(person));
      people.ticks.add(person, Math.abs(paid));
      if (paid > 0) {
        facts.noted(this.facts.deposited, person, 1, paid, 0);
        days.done(person, engine.now + paid);
        return;
      }
    }
    const metres = this.metresOf(person);
    const ticks = this.trips.ticks(metres);
    people.ticks.add(person, ticks);
    facts.noted(this.facts.cameToCentre, person, ticks, Math.round(metres), 0);
    const timeOfDay = engine.now % TICKS_PER_DAY;
    if (timeOfDay >= OPENS && timeOfDay < CLOSES) {
      this.visit.begin(person);
      return;
    }
    facts.walkedAway(this.sector, place, person, 0);
    days.done(person);
  }

  private payAtWindow(person: number, place: number): number {
    const { payments, days, facts } = this.host;
    const counter = days.counter(person, PAY_AT_WINDOW);
    const ticks = payments.pay(this.places, place, person, this.fen, counter, days.day.get(person));
    if (ticks > 0) facts.noted(this.facts.deposited, person, 0, ticks, 0);
    return ticks;
  }
}
