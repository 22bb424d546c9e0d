/**
 * Hospitals. A visit is a route through counters: registration, doctor, cashier and examination, cashier and pharmacy.
 * Who pays on the phone, or later, is spared the cashier: the walk there and the queue, and those behind wait less.
 */
import { Quantiles } from '../../kernel/distributions.ts';
import type { Purpose } from '../../kernel/random.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_SECOND } from '../../kernel/time.ts';
import type { Uint16Field, Uint32Field, Uint8Field } from '../../kernel/records.ts';
import type { DayPlan } from '../days.ts';
import { STAGES } from '../facts.ts';
import { fitPlaces, wantedPlaces } from '../fitting.ts';
import { familyValues } from '../parameter-table.ts';
import { PAYMENT_TABLE } from '../payment-parameters.ts';
import { FLAG } from '../people.ts';
import { Places } from '../places.ts';
import { PAY_LATER_SHARE } from '../policy/kinds/pay-later.ts';
import { SECTORS } from '../scenario.ts';
import type { World } from '../world.ts';
import { HOSPITAL_BY_STAGE, HOSPITAL_TABLE } from './hospital-parameters.ts';
import type { Service, ServiceType } from './service.ts';
import { ShopMap } from '../shop-map.ts';

const SECTOR = SECTORS.indexOf('hospital');
const REGISTRATION = STAGES.indexOf('registration');
const DOCTOR = STAGES.indexOf('doctor');
const CASHIER = STAGES.indexOf('cashier');
const EXAMINATION = STAGES.indexOf('examination');
const PHARMACY = STAGES.indexOf('pharmacy');

/** The route of a visit, leg by leg: where a patient is, and which bill is settled there. */
const LEG = {
  registration: 0,
  doctor: 1,
  payExamination: 2,
  examination: 3,
  payDrugs: 4,
  pharmacy: 5,
  payAll: 6,
  end: 7,
};
const STAGE_OF_LEG = [REGISTRATION, DOCTOR, CASHIER, EXAMINATION, CASHIER, PHARMACY, CASHIER];

/** Set beside the leg of a patient who has chosen to pay at the counter and walks there. */
const AT_COUNTER = 8;
/** Set beside the leg of a patient whose money was not accepted at a counter: the visit is broken off. */
const REFUSED = 16;

/** Arrivals by hour (assumed, mornings are busy), and the share of a day's visits in the busiest hour. */
const HOURS = [0, 0, 0, 0, 0, 0, 0, 8, 17, 16, 12, 6, 2, 5, 12, 11, 7, 3, 0, 0, 0, 0, 0, 0];
const OPENS = 7 * TICKS_PER_HOUR;
const CLOSES = 18 * TICKS_PER_HOUR;
const BUSIEST_SHARE = 17 / 99;
/** Visits by age band relative to each other (assumed). */
const AGE_WEIGHT = [1.1, 0.5, 0.7, 0.8, 1.1, 1.8, 2.2];

export const hospital: ServiceType = {
  id: 'hospital',
  parameters: [...HOSPITAL_BY_STAGE, ...HOSPITAL_TABLE.list],
  create: (world) => new Hospital(world),
};

class Hospital implements Service {
  readonly id = 'hospital';
  readonly places: Places;
  readonly stationCount: number;
  /** 1 where the hospital collects once, at the end of a visit. */
  readonly payLater: Uint8Array;
  /** Leg of each person's visit, the tick it began, and the ticks walked since. */
  private readonly leg: Uint8Field;
  private readonly began: Uint32Field;
  private readonly walked: Uint16Field;
  private first = 0;
  private readonly map: ShopMap;
  private readonly p: ReturnType<typeof HOSPITAL_TABLE.read>;
  private readonly servers: readonly number[];
  private readonly visitRate: readonly number[];
  private readonly service: readonly Quantiles[];
  private readonly walk: Quantiles;
  private readonly bill: Quantiles;
  private readonly patience: Quantiles;
  private readonly hours = Quantiles.weights(HOURS, 60);
  private readonly kinds: { arrive: number; done: number; patience: number };
  private readonly code: number;
  private readonly tillFen: number;
  /** Payment of a small sum in cash, to reckon with when staffing. */
  private readonly cashSeconds: number;
  private readonly draw: Record<
    'plan' | 'choose' | 'service' | 'walk' | 'bill' | 'course' | 'patience' | 'enrol',
    Purpose
  >;

  constructor(private readonly world: World) {
    const { parameters, random, city, geography, days, people, scale, memory } = world;
    this.p = HOSPITAL_TABLE.read(parameters);
    const per10000 = (city.figures.hospitals.value * 10_000) / (people.count * scale);
    this.map = new ShopMap(geography, [per10000], random.purpose('hospital.place'), scale, memory);
    this.places = new Places(this.map.count, memory);
    this.payLater = memory.column(Uint8Array, this.map.count);
    this.stationCount = this.map.count * STAGES.length;
    this.leg = world.progress;
    this.began = people.records.uint32();
    this.walked = people.records.uint16();
    this.draw = {
      plan: random.purpose('hospital.plan'),
      choose: random.purpose('hospital.choose'),
      service: random.purpose('hospital.service'),
      walk: random.purpose('hospital.walk'),
      bill: random.purpose('hospital.bill'),
      course: random.purpose('hospital.course'),
      patience: random.purpose('hospital.patience'),
      enrol: random.purpose('hospital.enrol'),
    };
    const payment = PAYMENT_TABLE.read(parameters);
    this.tillFen = Math.round(payment.till_float_yuan * 100);
    this.cashSeconds = payment.shop_cash_small_seconds;
    this.visitRate = this.ratesByAge(city.figures.hospital_visits_per_resident_year.value / 365);
    const seconds = familyValues(parameters, 'hospital.service_seconds', STAGES);
    this.service = seconds.map((s) => Quantiles.lognormal(s * TICKS_PER_SECOND, this.p.service_cv));
    this.servers = this.staff(seconds, familyValues(parameters, 'hospital.peak_load', STAGES));
    this.walk = Quantiles.lognormal(this.p.walk_minutes * TICKS_PER_MINUTE, this.p.walk_cv);
    this.bill = Quantiles.lognormal(1, this.p.bill_cv);
    this.patience = Quantiles.lognormal(this.p.patience_minutes * TICKS_PER_MINUTE, this.p.patience_cv);

    this.kinds = {
      arrive: world.eventKind('hospital.arrive', (person) => this.goOn(person)),
      done: world.eventKind('hospital.done', (person) => this.endService(person)),
      patience: world.eventKind('hospital.patience', (person) => this.losePatience(person)),
    };
    this.code = days.addActivity(
      (person) => this.enter(person),
      (person) => this.map.home[this.hospitalOf(person)],
    );
    days.addPlanner((person, day, plan) => this.plan(person, day, plan));
    this.layOut();
    world.payments.addSector({
      sector: SECTOR,
      isBus: false,
      takesCard: false,
      ownDiscount: 0,
      // The link is needed to pay away from the counter; a wallet will do at it.
      enrolment: 0,
      timeFactor: this.p.counter_time_factor,
      takesBankCards: true,
    });
  }

  open(firstStation: number): void {
    this.first = firstStation;
    for (let i = 0; i < this.stationCount; i++) {
      this.world.queues.setServers(firstStation + i, this.servers[i % STAGES.length]);
    }
  }

  stationsOf(place: number): readonly [number, number] {
    return [this.first + place * STAGES.length, STAGES.length];
  }

  beingServed(place: number): number {
    const first = this.first + place * STAGES.length;
    return STAGES.reduce((sum, _, stage) => sum + this.world.queues.busy.get(first + stage), 0);
  }

  factsOf(place: number) {
    const { waiting } = this.world.queues;
    const first = this.first + place * STAGES.length;
    return [
      { key: 'pay_later', value: this.payLater[place] },
      { key: 'windows', value: this.servers[CASHIER] },
      { key: 'doctors', value: this.servers[DOCTOR] },
      ...STAGES.map((stage, i) => ({ key: `queue_${stage}`, value: waiting.get(first + i) })),
    ];
  }

  beginDay(): void {
    this.world.payments.settleTills(this.places, this.tillFen);
    fitPlaces(this.world, this.places, SECTOR);
    this.fitPayLater();
  }

  get state() {
    const { payLater, began, walked } = this;
    const { accepts, till, change } = this.places;
    return { payLater, began, walked, accepts, till, change };
  }

  private layOut(): void {
    const { places, map, world } = this;
    for (let i = 0; i < map.count; i++) {
      places.sector.set(i, SECTOR);
      places.district.set(i, world.geography.homeDistrict[map.home[i]]);
      places.x[i] = map.x[i];
      places.y[i] = map.y[i];
    }
    places.rankAndFit(world.random.purpose('hospital.rank'), () => this.p.accepting_share);
    const order = places.inRankOrder(() => true);
    const first = Math.round(this.p.pay_later_share * places.count);
    for (let k = 0; k < first; k++) this.payLater[order[k]] = 1;
    const { levers } = world;
    const payLaterAtRest = levers.atRest(PAY_LATER_SHARE);
    for (let district = 0; district < levers.districts; district++) {
      const members = order.filter((place) => places.district.get(place) === district);
      const joined = members.reduce((sum, place) => sum + this.payLater[place], 0);
      payLaterAtRest[SECTOR * levers.districts + district] = joined / Math.max(1, members.length);
    }
  }

  /** Visits of a person on the average day, by age band: the weights over all residents average to the city's figure. */
  private ratesByAge(perDay: number): number[] {
    const { people } = this.world;
    let sum = 0;
    for (let person = 0; person < people.count; person++) sum += AGE_WEIGHT[people.age(person)];
    return AGE_WEIGHT.map((weight) => (perDay * weight * people.count) / sum);
  }

  /** Servers at each stage: enough for the busiest hour of a working day at the load asked for, and at least one. */
  private staff(seconds: readonly number[], peakLoad: readonly number[]): number[] {
    const { people } = this.world;
    let visits = 0;
    for (let person = 0; person < people.count; person++) visits += this.visitRate[people.age(person)];
    const perHour = ((visits * this.p.working_day_factor) / this.map.count) * BUSIEST_SHARE;
    const { examination_share: examined, drugs_share: drugs } = this.p;
    const payingSeconds = this.cashSeconds * this.p.counter_time_factor;
    const perVisit = [1, 1, examined + drugs, examined, drugs];
    return STAGES.map((_, stage) => {
      const paying = stage === REGISTRATION || stage === CASHIER ? payingSeconds : 0;
      const load = (perHour * perVisit[stage] * (seconds[stage] + paying)) / 3600;
      return Math.max(1, Math.round(load / peakLoad[stage]));
    });
  }

  private fitPayLater(): void {
    const { levers } = this.world;
    const [share, atRest] = [levers.column(PAY_LATER_SHARE), levers.atRest(PAY_LATER_SHARE)];
    const order = this.places.inRankOrder(() => true);
    for (let district = 0; district < levers.districts; district++) {
      const cell = SECTOR * levers.districts + district;
      if (share[cell] <= atRest[cell]) continue;
      const members = order.filter((place) => this.places.district.get(place) === district);
      const wanted = wantedPlaces(share[cell], this.places, members);
      for (let k = 0; k < wanted; k++) this.payLater[members[k]] = 1;
    }
  }

  private plan(person: number, day: number, plan: DayPlan): void {
    const factor = this.world.isWeekend(day) ? (7 - 5 * this.p.working_day_factor) / 2 : this.p.working_day_factor;
    const rate = this.visitRate[this.world.people.age(person)] * factor;
    const u = this.draw.plan.uniform(person, day);
    if (u < rate) plan.add(this.hours.at(u / rate), this.code);
  }

  private hospitalOf(person: number): number {
    const { people, days } = this.world;
    return this.map.choose(0, people.home.get(person), this.draw.choose.uniform(person, days.day.get(person)));
  }

  private enter(person: number): void {
    const { engine, facts, days, people } = this.world;
    const place = this.hospitalOf(person);
    const timeOfDay = engine.now % TICKS_PER_DAY;
    if (timeOfDay < OPENS || timeOfDay >= CLOSES) {
      facts.walkedAway(SECTOR, place, person, 0);
      days.done(person);
      return;
    }
    this.leg.set(person, LEG.registration);
    this.began.set(person, engine.now);
    this.walked.set(person, 0);
    const joins = people.flags.get(person) & FLAG.wallet && !(people.flags.get(person) & FLAG.hospitalEnrolled);
    if (joins && this.places.accepts.get(place) === 1) {
      const share = this.p.enrol_at_visit_share * Math.min(1, people.trust.get(person) / 128);
      if (this.draw.enrol.chance(person, days.day.get(person), share)) {
        people.flags.set(person, people.flags.get(person) | FLAG.hospitalEnrolled);
        facts.enrolled(person, SECTOR);
      }
    }
    this.goOn(person);
  }

  /** The patient reaches the next leg: joins its queue, or pays on the phone and goes straight on. */
  private goOn(person: number): void {
    const place = this.hospitalOf(person);
    const leg = this.leg.get(person) & ~AT_COUNTER;
    const decided = (this.leg.get(person) & AT_COUNTER) !== 0;
    this.leg.set(person, leg);
    if (decided || !this.mayPayOnPhone(person, place, leg)) {
      this.joinQueue(person, place, STAGE_OF_LEG[leg]);
      return;
    }
    const ticks = this.payOnPhone(person, place, leg);
    if (ticks > 0) {
      this.world.people.ticks.add(person, ticks);
      this.walkOn(person, place, ticks);
      return;
    }
    // To the counter, after the ticks lost on an attempt that failed; whoever comes in stands before it already.
    this.world.people.ticks.add(person, -ticks);
    this.leg.set(person, leg | AT_COUNTER);
    if (leg !== LEG.registration) this.walkTo(person, leg, -ticks);
    else if (ticks === 0) this.goOn(person);
    else this.world.engine.schedule(this.world.engine.now - ticks, this.kinds.arrive, person);
  }

  /** @returns ticks taken; 0 or minus the ticks lost where the patient has to go to the counter */
  private payOnPhone(person: number, place: number, leg: number): number {
    const { payments, days } = this.world;
    const n = days.counter(person, LEG_BILL[leg]);
    return payments.payOnPhone(this.places, place, person, this.billOf(person, leg), n, days.day.get(person));
  }

  /** What is due at a leg, fen. */
  private billOf(person: number, leg: number): number {
    if (leg === LEG.registration) return Math.round(this.p.registration_yuan * 100);
    let yuan = 0;
    const n = this.world.days.counter(person);
    if (leg !== LEG.payDrugs && this.isExamined(person)) {
      yuan += this.p.examination_yuan * this.bill.at(this.draw.bill.uniform(person, n));
    }
    if (leg !== LEG.payExamination && this.getsDrugs(person)) {
      yuan += this.p.drugs_yuan * this.bill.at(this.draw.bill.uniform(person, n + 1));
    }
    return Math.max(1, Math.round(yuan * 10)) * 10;
  }

  private isExamined(person: number): boolean {
    return this.draw.course.chance(person, this.world.days.counter(person), this.p.examination_share);
  }

  private getsDrugs(person: number): boolean {
    return this.draw.course.chance(person, this.world.days.counter(person, 1), this.p.drugs_share);
  }

  private joinQueue(person: number, place: number, stage: number): void {
    const { queues, engine } = this.world;
    const station = this.first + place * STAGES.length + stage;
    if (queues.join(station, person, engine.now)) this.serve(person, station, 0);
    else engine.schedule(engine.now + this.patienceOf(person), this.kinds.patience, person);
  }

  private patienceOf(person: number): number {
    const n = this.world.days.counter(person) + this.leg.get(person);
    return Math.ceil(this.patience.at(this.draw.patience.uniform(person, n)));
  }

  private losePatience(person: number): void {
    const { queues, engine, people, facts, days, regions } = this.world;
    const station = queues.at(person) - this.first;
    if (station < 0 || station >= this.stationCount) return;
    if (!regions.isMine(this.map.home[Math.floor(station / STAGES.length)])) return;
    const waited = engine.now - queues.since(person);
    if (waited < this.patienceOf(person)) return;
    queues.leave(person);
    people.ticks.add(person, waited);
    facts.walkedAway(SECTOR, Math.floor(station / STAGES.length), person, waited);
    days.done(person);
  }

  private serve(person: number, station: number, waited: number): void {
    const { world } = this;
    const index = station - this.first;
    const stage = index % STAGES.length;
    const place = Math.floor(index / STAGES.length);
    const n = world.days.counter(person) + this.leg.get(person);
    let ticks = Math.ceil(this.service[stage].at(this.draw.service.uniform(person, n)));
    world.facts.waited(SECTOR, place, person, waited, stage);
    if (stage === REGISTRATION || stage === CASHIER) {
      ticks += this.payAtCounter(person, place);
      world.remember(person, waited);
    }
    world.people.ticks.add(person, waited + ticks);
    world.facts.served(SECTOR, place, person, ticks, stage);
    world.engine.schedule(world.engine.now + ticks, this.kinds.done, person);
  }

  /** @returns ticks the attempt takes; a patient whose money is not accepted will leave after it */
  private payAtCounter(person: number, place: number): number {
    const { payments, days } = this.world;
    const leg = this.leg.get(person);
    const n = days.counter(person, LEG_BILL[leg] + 4);
    const ticks = payments.pay(this.places, place, person, this.billOf(person, leg), n, days.day.get(person));
    if (ticks <= 0) this.leg.set(person, leg | REFUSED);
    return Math.abs(ticks);
  }

  private endService(person: number): void {
    const { world } = this;
    const station = world.queues.servedAt(person);
    const index = station - this.first;
    const next = world.queues.release(station);
    if (next >= 0) this.serve(next, station, world.engine.now - world.queues.joined);
    this.walkOn(person, Math.floor(index / STAGES.length), 0);
  }

  /** On to the next leg of the route, after `delay` ticks and a walk; or home. */
  private walkOn(person: number, place: number, delay: number): void {
    const { engine, facts, days } = this.world;
    if ((this.leg.get(person) & REFUSED) !== 0) {
      days.done(person);
      return;
    }
    const leg = this.nextLeg(person, place);
    this.leg.set(person, leg);
    if (leg === LEG.end) {
      const ticks = engine.now + delay - this.began.get(person);
      facts.visited(place, person, ticks, this.walked.get(person));
      days.done(person);
      return;
    }
    // Who may pay on the phone tries that before walking to the cashier.
    if (this.mayPayOnPhone(person, place, leg)) {
      engine.schedule(engine.now + Math.max(1, delay), this.kinds.arrive, person);
    } else this.walkTo(person, leg, delay);
  }

  private walkTo(person: number, leg: number, delay: number): void {
    const { engine, people, days } = this.world;
    const walking = Math.round(this.walk.at(this.draw.walk.uniform(person, days.counter(person) + leg)));
    this.walked.set(person, Math.min(0xffff, this.walked.get(person) + walking));
    people.ticks.add(person, walking);
    engine.schedule(engine.now + Math.max(1, delay + walking), this.kinds.arrive, person);
  }

  /** Whether the bill of a leg can be settled without going to a counter. */
  private mayPayOnPhone(person: number, place: number, leg: number): boolean {
    if (leg !== LEG.registration && STAGE_OF_LEG[leg] !== CASHIER) return false;
    return this.places.accepts.get(place) === 1 && (this.world.people.flags.get(person) & FLAG.hospitalEnrolled) !== 0;
  }

  private nextLeg(person: number, place: number): number {
    const later = this.payLater[place] === 1;
    for (let leg = this.leg.get(person) + 1; leg < LEG.end; leg++) {
      if ((leg === LEG.payExamination || leg === LEG.examination) && !this.isExamined(person)) continue;
      if ((leg === LEG.payDrugs || leg === LEG.pharmacy) && !this.getsDrugs(person)) continue;
      if ((leg === LEG.payExamination || leg === LEG.payDrugs) && later) continue;
      if (leg === LEG.payAll && (!later || !(this.isExamined(person) || this.getsDrugs(person)))) continue;
      return leg;
    }
    return LEG.end;
  }
}

/** Number of the bill settled at each leg, for the counter of its payment. */
const LEG_BILL = [0, 0, 1, 0, 2, 0, 3];
