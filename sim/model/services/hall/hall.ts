/**
 * Government halls. A visit: a number is drawn, one queue for all windows; where a fee is due, the cashier's window, which may be
 * that of a bank away from the hall, or the phone. Some matters may be filed from home instead.
 */
import { Quantiles } from '../../../kernel/distributions.ts';
import type { Purpose } from '../../../kernel/random.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_SECOND } from '../../../kernel/time.ts';
import type { DayPlan } from '../../days.ts';
import type { Host } from '../../host.ts';
import { Catchments } from '../../kit/catchment.ts';
import { fitPlaces } from '../../kit/fitting.ts';
import { layPlaces, placeSize, realResidents, serversFor, Trips } from '../../kit/sites.ts';
import { HOME, Visit, VISIT_PROGRESS } from '../../kit/visit.ts';
import { familyValues } from '../../parameter-table.ts';
import { PAYMENT_TABLE } from '../../payment/parameters.ts';
import type { Places } from '../../places.ts';
import type { Service, ServiceType } from '../service.ts';
import { FILE_ONLINE_SHARE, fileOnline } from './file-online.ts';
import { HALL_COUNTERS, HALL_FACTS, HALL_MEASURES, STAGES, STEPS } from './measures.ts';
import { HALL_BY_STAGE, HALL_HOURS, HALL_TABLE, HALL_TRIPS } from './parameters.ts';
import { HALL_WORDS, STEP_NAMES } from './words.ts';

/** The route: a window, then the cashier where a fee is due. Legs and stages are numbered alike. */
const WINDOW = STAGES.indexOf('window');
const CASHIER = STAGES.indexOf('cashier');

/** Working days of a year. */
const DAYS_OPEN = 250;

/** Numbers of payments within a step: on the phone in the hall, at the cashier, and from home. */
const PAY_ON_PHONE = 0;
const PAY_AT_CASHIER = 1;
const PAY_FROM_HOME = 2;

export const hall: ServiceType = {
  id: 'hall',
  name: { en: 'Government halls', zh: '政务大厅' },
  sectors: [
    {
      id: 'hall',
      name: { en: 'government hall', zh: '政务大厅' },
      acceptingShare: 'hall.accepting_share',
      payment: { profile: 'counter', takesCard: false, takesBankCards: true, cashCost: 'handled' },
      // A gable on columns.
      sign: 'M4 19h16M6 18v-8M10 18v-8M14 18v-8M18 18v-8M3 9l9-5 9 5z',
    },
  ],
  parameters: [...HALL_BY_STAGE, ...HALL_TABLE.list, ...HALL_TRIPS.list, ...HALL_HOURS.list],
  room: { activities: 1, payments: 3, progress: () => VISIT_PROGRESS },
  dimensions: { hall_step: STEPS.map((id) => ({ id, name: STEP_NAMES[id] })) },
  counters: HALL_COUNTERS,
  facts: HALL_FACTS,
  measures: HALL_MEASURES,
  policies: [fileOnline],
  units: {
    visits: { name: { en: 'visits', zh: '人次' }, isCounted: true },
    km: { name: { en: 'km', zh: '公里' }, isCounted: true },
  },
  words: HALL_WORDS,
  create: (host) => new Halls(host),
};

class Halls implements Service {
  readonly id = 'hall';
  readonly places: Places;
  readonly stationCount: number;
  private readonly p: ReturnType<typeof HALL_TABLE.read>;
  private readonly sector: number;
  private readonly map: Catchments;
  private readonly trips: Trips;
  private readonly visit: Visit;
  /** Walk to the cashier's window relative to the mean walk within a hall. */
  private readonly walkFactor: readonly number[];
  private readonly code: number;
  private readonly tillFen: number;
  /** Visits of an adult on a working day. */
  private readonly rate: number;
  private readonly openOnline: Float64Array;
  private readonly hours: Quantiles;
  /** Share of a day's visits that begin in the busiest hour. */
  private readonly busiestShare: number;
  private readonly fee: Quantiles;
  private readonly onlineTicks: Quantiles;
  private readonly facts: Readonly<Record<'travelled' | 'filed', number>>;
  private readonly draw: Record<'plan' | 'choose' | 'due' | 'fee' | 'online' | 'filing', Purpose>;

  constructor(private readonly host: Host) {
    const { parameters, geography, random, scale, memory, days, levers, people } = host;
    this.p = HALL_TABLE.read(parameters);
    const hours = HALL_HOURS.byHour(parameters);
    this.hours = Quantiles.weights(hours, 60);
    this.busiestShare = Math.max(...hours) / hours.reduce((sum, weight) => sum + weight, 0);
    this.sector = host.sector('hall');
    this.draw = {
      plan: random.purpose('hall.plan'),
      choose: random.purpose('hall.choose'),
      due: random.purpose('hall.due'),
      fee: random.purpose('hall.fee'),
      online: random.purpose('hall.online'),
      filing: random.purpose('hall.filing'),
    };
    this.facts = { travelled: host.fact('hall.cameToHall'), filed: host.fact('hall.filedOnline') };
    const { per_10000_residents: per10000 } = this.p;
    this.map = new Catchments(geography, [per10000], random.purpose('hall.place'), scale, memory);
    this.trips = new Trips(geography, this.map, (per10000 * realResidents(host)) / 10_000, HALL_TRIPS.read(parameters));
    this.places = layPlaces(host, this.map, this.sector);
    this.places.rankAndFit(host.rollout.purpose('hall.rank'), () => this.p.accepting_share);
    this.walkFactor = this.layBanks();
    this.tillFen = Math.round(PAYMENT_TABLE.read(parameters).till_float_yuan * 100);
    this.fee = Quantiles.lognormal(this.p.fee_yuan * 100, this.p.fee_cv);
    this.onlineTicks = Quantiles.lognormal(this.p.online_minutes * TICKS_PER_MINUTE, this.p.service_cv);
    let adults = 0;
    for (let person = 0; person < people.count; person++) adults += people.age(person) > 0 ? 1 : 0;
    const visitsPerResident = (this.p.items_per_resident_year * this.p.visits_per_item) / DAYS_OPEN;
    this.rate = (visitsPerResident * people.count) / Math.max(1, adults);
    this.openOnline = levers.column(FILE_ONLINE_SHARE);
    const atRest = levers.atRest(FILE_ONLINE_SHARE);
    atRest.fill(this.p.online_share, this.sector * levers.districts, (this.sector + 1) * levers.districts);
    this.visit = this.buildVisit((visitsPerResident * people.count) / this.map.count);
    this.stationCount = this.visit.stationCount;
    this.code = days.addActivity(
      (person) => this.begin(person),
      (person) => this.map.home[this.hallOf(person)],
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
      { key: 'open_windows', value: this.visit.serversAt(place, WINDOW) },
      { key: 'numbers_waiting', value: this.visit.waitingAt(place, WINDOW) },
      { key: 'cashier_waiting', value: this.visit.waitingAt(place, CASHIER) },
      { key: 'cashier_place', value: this.walkFactor[place] === 1 ? 'in_hall' : 'at_bank' },
    ];
  }
  beginDay(): void {
    this.host.payments.settleTills(this.places, this.tillFen, this.host.today);
    fitPlaces(this.host, this.places, this.sector);
  }
  beginRegionDay(): void {
    this.visit.beginRegionDay();
  }
  get state() {
    const { accepts, till, change } = this.places;
    return { accepts, till, change };
  }

  /** Where the cashier's window is a bank's: the first of a keyed order of its own. */
  private layBanks(): number[] {
    const order = this.host.rollout.purpose('hall.bank');
    const ranks = Uint32Array.from({ length: this.places.count }, (_, place) => order.bits(place, 0));
    const away = new Set(
      this.places.inRankOrder(() => true, ranks).slice(0, Math.round(this.p.bank_share * this.places.count)),
    );
    const factor = this.p.bank_walk_minutes / this.p.walk_minutes;
    return Array.from({ length: this.places.count }, (_, place) => (away.has(place) ? factor : 1));
  }

  /** @param visits of a hall on a working day */
  private buildVisit(visits: number): Visit {
    const { host, p } = this;
    const { parameters } = host;
    const size = placeSize(host, this.map, p.per_10000_residents);
    const seconds = familyValues(parameters, 'hall.service_seconds', STAGES);
    const load = familyValues(parameters, 'hall.peak_load', STAGES);
    const paying = [0, PAYMENT_TABLE.read(parameters).shop_cash_small_seconds];
    const perVisit = [1, p.fee_share];
    return new Visit(host, {
      id: 'hall',
      sector: this.sector,
      places: this.places,
      seatOf: (place) => this.map.home[place],
      placeOf: (person) => this.hallOf(person),
      stages: [WINDOW, CASHIER],
      servers: STAGES.map((_, stage) =>
        serversFor(visits * this.busiestShare * perVisit[stage], seconds[stage] + paying[stage], load[stage], size),
      ),
      service: seconds.map((s) => Quantiles.lognormal(s * TICKS_PER_SECOND, p.service_cv)),
      shiftService: seconds.map((s, stage) => ({ mean: (s + paying[stage]) * TICKS_PER_SECOND, cv: p.service_cv })),
      patience: Quantiles.lognormal(p.patience_minutes * TICKS_PER_MINUTE, p.patience_cv),
      walk: Quantiles.lognormal(p.walk_minutes * TICKS_PER_MINUTE, p.walk_cv),
      walkFactor: (place) => this.walkFactor[place],
      nextLeg: (person, _place, leg) => (leg === WINDOW && this.isFeeDue(person) ? CASHIER : HOME),
      isBill: (leg) => leg === CASHIER,
      mayPayOnPhone: (person, place) => this.places.accepts.get(place) === 1 && host.people.hasWallet(person),
      payOnPhone: (person, place) =>
        this.pay(host.payments.payOnPhone.bind(host.payments), place, person, PAY_ON_PHONE),
      payAtCounter: (person, place) => this.pay(host.payments.pay, place, person, PAY_AT_CASHIER),
      isEntrance: (leg) => leg === WINDOW,
      facts: {
        waited: host.fact('hall.numberCalled'),
        served: host.fact('hall.numberServed'),
        visited: host.fact('hall.leftHall'),
      },
    });
  }

  private plan(person: number, day: number, plan: DayPlan): void {
    if (this.host.people.age(person) === 0 || this.host.isWeekend(day)) return;
    const u = this.draw.plan.uniform(person, day);
    if (u < this.rate) plan.add(this.hours.at(u / this.rate), this.code);
  }

  private hallOf(person: number): number {
    const { people, days } = this.host;
    return this.map.choose(0, people.home.get(person), this.draw.choose.uniform(person, days.day.get(person)));
  }

  /** Files the matter from home where that is open and succeeds; else goes to the hall. */
  private begin(person: number): void {
    const { engine, facts, days, people } = this.host;
    if (this.mayFile(person) && this.file(person)) {
      days.done(person);
      return;
    }
    const place = this.hallOf(person);
    const metres = this.trips.toPlace(people.home.get(person), place);
    const ticks = this.trips.ticks(metres);
    people.ticks.add(person, ticks);
    facts.noted(this.facts.travelled, person, ticks, Math.round(metres), 0);
    const timeOfDay = engine.now % TICKS_PER_DAY;
    if (timeOfDay >= this.p.opens_hour * TICKS_PER_HOUR && timeOfDay < this.p.closes_hour * TICKS_PER_HOUR) {
      this.visit.begin(person);
      return;
    }
    facts.walkedAway(this.sector, place, person, 0);
    days.done(person);
  }

  /** Whether the matter may be filed from home, and the person can: filing needs the identity that the wallet has established. */
  private mayFile(person: number): boolean {
    const { people, levers, days } = this.host;
    const cell = this.sector * levers.districts + people.district(person);
    return people.hasWallet(person) && this.draw.online.chance(person, days.day.get(person), this.openOnline[cell]);
  }

  /** @returns whether the matter is done: it may be turned back, or the fee may not be paid */
  private file(person: number): boolean {
    const { people, facts, days, payments } = this.host;
    const n = days.counter(person);
    let ticks = Math.round(this.onlineTicks.at(this.draw.filing.uniform(person, n)));
    let isDone = !this.draw.filing.chance(person, n + 1, this.p.online_failure_share);
    if (isDone && this.isFeeDue(person)) {
      const counter = days.counter(person, PAY_FROM_HOME);
      const paid = payments.payRemotely(this.sector, person, this.feeOf(person), counter, days.day.get(person));
      ticks += Math.abs(paid);
      isDone = paid > 0;
    }
    people.ticks.add(person, ticks);
    facts.noted(this.facts.filed, person, ticks, isDone ? 1 : 0, 0);
    return isDone;
  }

  private isFeeDue(person: number): boolean {
    return this.draw.due.chance(person, this.host.days.counter(person), this.p.fee_share);
  }

  /** Fen, in whole yuan. */
  private feeOf(person: number): number {
    return (
      Math.max(1, Math.round(this.fee.at(this.draw.fee.uniform(person, this.host.days.counter(person))) / 100)) * 100
    );
  }

  private pay(by: Host['payments']['pay'], place: number, person: number, payment: number): number {
    const { days } = this.host;
    return by(this.places, place, person, this.feeOf(person), days.counter(person, payment), days.day.get(person));
  }
}
