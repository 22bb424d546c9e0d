/**
 * Hospitals. A visit is a route through counters: registration, doctor, cashier and examination, cashier and pharmacy.
 * Who pays on the phone, or later, is spared the cashier: the walk there and the queue, and those behind wait less.
 */
import { Quantiles } from '../../../kernel/distributions.ts';
import type { Purpose } from '../../../kernel/random.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_SECOND } from '../../../kernel/time.ts';
import type { DayPlan } from '../../days.ts';
import { STANDING } from '../../holdings.ts';
import type { Host } from '../../host.ts';
import { Catchments } from '../../kit/catchment.ts';
import { fitInOrder, fitPlaces } from '../../kit/fitting.ts';
import { HOME, Visit, VISIT_PROGRESS } from '../../kit/visit.ts';
import { familyValues } from '../../parameter-table.ts';
import { PAYMENT_TABLE } from '../../payment/parameters.ts';
import { Places } from '../../places.ts';
import type { Service, ServiceType } from '../service.ts';
import { HOSPITAL_FIGURES, HOSPITAL_LINK, HOSPITAL_SECTOR } from './declare.ts';
import { HOSPITAL_COUNTERS, HOSPITAL_FACTS, HOSPITAL_MEASURES, STAGES } from './measures.ts';
import {
  APPOINTMENT_HOURS,
  HOSPITAL_BY_AGE,
  HOSPITAL_BY_STAGE,
  HOSPITAL_HOURS,
  HOSPITAL_LINK_TABLES,
  HOSPITAL_TABLE,
} from './parameters.ts';
import { PAY_LATER_SHARE, payLater } from './pay-later.ts';
import { HOSPITAL_WORDS, STAGE_NAMES } from './words.ts';

const REGISTRATION = STAGES.indexOf('registration');
const DOCTOR = STAGES.indexOf('doctor');
const CASHIER = STAGES.indexOf('cashier');
const EXAMINATION = STAGES.indexOf('examination');
const PHARMACY = STAGES.indexOf('pharmacy');

/** Examinations that a visit can have, each with a bill of its own. */
const EXAMINATIONS = [0, 1, 2, 3] as const;
const EXAMINATIONS_MAX = EXAMINATIONS.length;

/**
 * The route of a visit, leg by leg: where a patient is, and which bill is settled there. After the doctor come paying for the first
 * examination and having it, the same for the second, and so on.
 */
const LEG = {
  registration: 0,
  doctor: 1,
  payExamination: 2,
  payDrugs: 2 + 2 * EXAMINATIONS_MAX,
  pharmacy: 3 + 2 * EXAMINATIONS_MAX,
  payAll: 4 + 2 * EXAMINATIONS_MAX,
};
const STAGE_OF_LEG = [
  REGISTRATION,
  DOCTOR,
  ...EXAMINATIONS.flatMap(() => [CASHIER, EXAMINATION]),
  CASHIER,
  PHARMACY,
  CASHIER,
];
/** Which examination a leg is paid for or is had at; −1 for other legs. */
const EXAMINATION_OF_LEG = STAGE_OF_LEG.map((_, leg) =>
  leg < LEG.payExamination || leg >= LEG.payDrugs ? -1 : (leg - LEG.payExamination) >> 1,
);
/** Number of a payment of a visit: its leg; at a counter or machine by so much higher. */
const AT_COUNTER = 16;
/** Numbers of what is drawn for a visit: of bills those of examinations, then of drugs; of its course. */
const DRUGS_BILL = EXAMINATIONS_MAX;

/** Hours whose waits are compared with what was observed at peak hours: those with the most arrivals. */
const PEAK_BEGINS = 8 * TICKS_PER_HOUR;
const PEAK_ENDS = 11 * TICKS_PER_HOUR;
/** Stages at which windows open and close with the queue. */
const WINDOWS = [REGISTRATION, CASHIER];

export const hospital: ServiceType = {
  id: 'hospital',
  name: { en: 'Hospitals', zh: '医院' },
  sectors: [HOSPITAL_SECTOR],
  enrolments: [HOSPITAL_LINK],
  figures: HOSPITAL_FIGURES,
  parameters: [
    ...HOSPITAL_BY_STAGE,
    ...HOSPITAL_TABLE.list,
    ...HOSPITAL_HOURS.list,
    ...APPOINTMENT_HOURS.list,
    ...HOSPITAL_BY_AGE,
    ...HOSPITAL_LINK_TABLES,
  ],
  facilities: ({ figures }) => [{ name: { en: 'a hospital', zh: '医院' }, count: figures['hospitals'].value }],
  room: { activities: 1, slots: 1, payments: 2 * AT_COUNTER, progress: () => VISIT_PROGRESS },
  dimensions: { stage: STAGES.map((id) => ({ id, name: STAGE_NAMES[id] })) },
  counters: HOSPITAL_COUNTERS,
  facts: HOSPITAL_FACTS,
  measures: HOSPITAL_MEASURES,
  policies: [payLater],
  units: { visits: { name: { en: 'visits', zh: '人次' }, isCounted: true } },
  stateBytes: ({ hospitals }) => 2_000 * hospitals.value,
  words: HOSPITAL_WORDS,
  create: (host) => new Hospital(host),
};

class Hospital implements Service {
  readonly id = 'hospital';
  readonly places: Places;
  readonly stationCount: number;
  /** 1 where the hospital collects once, at the end of a visit. */
  readonly payLater: Uint8Array;
  /** Order in which hospitals begin to do so: not that in which they are fitted. */
  private readonly laterRank: Uint32Array;
  private readonly visit: Visit;
  private readonly sector: number;
  private readonly enrolment: number;
  private readonly map: Catchments;
  private readonly p: ReturnType<typeof HOSPITAL_TABLE.read>;
  private readonly servers: readonly number[];
  private readonly visitRate: readonly number[];
  private readonly bill: Quantiles;
  private readonly hours: Quantiles;
  /** Share of a day's visits that begin in the busiest hour. */
  private readonly busiestShare: number;
  private readonly appointmentHours: Quantiles;
  private readonly code: number;
  private readonly tillFen: number;
  /** Payment of a small sum in cash, to reckon with when staffing. */
  private readonly cashSeconds: number;
  private readonly draw: Record<'plan' | 'choose' | 'bill' | 'course' | 'enrol' | 'machine', Purpose>;

  constructor(private readonly host: Host) {
    const { parameters, random, city, geography, days, people, scale, memory } = host;
    this.p = HOSPITAL_TABLE.read(parameters);
    const hours = HOSPITAL_HOURS.byHour(parameters);
    this.hours = Quantiles.weights(hours, 60);
    this.appointmentHours = Quantiles.weights(APPOINTMENT_HOURS.byHour(parameters), 60);
    this.busiestShare = Math.max(...hours) / hours.reduce((sum, weight) => sum + weight, 0);
    this.sector = host.sector('hospital');
    this.enrolment = host.enrolment('hospital');
    const per10000 = (city.figures['hospitals'].value * 10_000) / (people.count * scale);
    this.map = new Catchments(geography, [per10000], random.purpose('hospital.place'), scale, memory);
    this.places = new Places(this.map.count, memory, city.districts.length);
    this.payLater = memory.column(Uint8Array, this.map.count);
    this.laterRank = memory.fixed(Uint32Array, this.map.count);
    this.draw = {
      plan: random.purpose('hospital.plan'),
      choose: random.purpose('hospital.choose'),
      bill: random.purpose('hospital.bill'),
      course: random.purpose('hospital.course'),
      enrol: random.purpose('hospital.enrol'),
      machine: random.purpose('hospital.machine'),
    };
    const payment = PAYMENT_TABLE.read(parameters);
    this.tillFen = Math.round(payment.till_float_yuan * 100);
    this.cashSeconds = payment.shop_cash_small_seconds;
    this.visitRate = this.ratesByAge(city.figures['hospital_visits_per_resident_year'].value / 365);
    const seconds = familyValues(parameters, 'hospital.service_seconds', STAGES);
    this.servers = this.staff(seconds, familyValues(parameters, 'hospital.peak_load', STAGES));
    this.bill = Quantiles.lognormal(1, this.p.bill_cv);
    this.visit = this.buildVisit(seconds);
    this.stationCount = this.visit.stationCount;
    this.code = days.addActivity(
      (person) => this.enter(person),
      (person) => this.map.home[this.hospitalOf(person)],
    );
    days.addPlanner((person, day, plan) => this.plan(person, day, plan));
    this.layOut();
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
      { key: 'pay_later', value: this.payLater[place] === 1 },
      { key: 'windows', value: this.visit.serversAt(place, CASHIER) },
      { key: 'doctors', value: this.visit.serversAt(place, DOCTOR) },
      ...STAGES.map((stage, i) => ({ key: `queue_${stage}`, value: this.visit.waitingAt(place, i) })),
    ];
  }

  beginRegionDay(): void {
    this.visit.beginRegionDay();
  }

  beginDay(): void {
    this.host.payments.settleTills(this.places, this.tillFen, this.host.today);
    fitPlaces(this.host, this.places, this.sector);
    this.fitPayLater();
  }

  get state() {
    const { payLater } = this;
    const { reacted } = this.visit;
    const { accepts, till, change } = this.places;
    return { payLater, reacted, accepts, till, change };
  }

  private buildVisit(seconds: readonly number[]): Visit {
    const { host, p } = this;
    return new Visit(host, {
      id: 'hospital',
      sector: this.sector,
      places: this.places,
      seatOf: (place) => this.map.home[place],
      placeOf: (person) => this.hospitalOf(person),
      stages: STAGE_OF_LEG,
      servers: this.servers,
      service: seconds.map((s) => Quantiles.lognormal(s * TICKS_PER_SECOND, p.service_cv)),
      shiftService: seconds.map((s, stage) => ({
        mean: (s + this.payingSeconds(stage)) * TICKS_PER_SECOND,
        cv: p.service_cv,
      })),
      patience: Quantiles.lognormal(p.patience_minutes * TICKS_PER_MINUTE, p.patience_cv),
      walk: Quantiles.lognormal(p.walk_minutes * TICKS_PER_MINUTE, p.walk_cv),
      nextLeg: (person, place, leg) => this.nextLeg(person, place, leg),
      isBill: (leg) => leg === LEG.registration || STAGE_OF_LEG[leg] === CASHIER,
      mayPayOnPhone: (person, place) => this.mayPayOnPhone(person, place),
      payOnPhone: (person, place, leg) => this.payOnPhone(person, place, leg),
      payAtCounter: (person, place, leg) => this.payAtCounter(person, place, leg),
      payBeside: (person, place, leg) => this.payAtMachine(person, place, leg),
      reaction: this.reaction(),
      isEntrance: (leg) => leg === LEG.registration,
      facts: {
        waited: host.fact('hospital.stageWaited'),
        served: host.fact('hospital.stageServed'),
        visited: host.fact('hospital.visited'),
      },
      peak: { from: PEAK_BEGINS, to: PEAK_ENDS, waited: host.fact('hospital.peakWaited') },
    });
  }

  /** How windows open and close with their queues: at least one can be opened where any may, and one stays open. */
  private reaction() {
    const { p, servers } = this;
    const atWindows = (count: (servers: number) => number) =>
      servers.map((planned, stage) => (WINDOWS.includes(stage) ? count(planned) : 0));
    return {
      more: atWindows((planned) => Math.ceil(p.windows_more_share * planned)),
      fewer: atWindows((planned) => {
        return Math.max(0, Math.min(Math.round(p.windows_fewer_share * planned), Math.floor(planned) - 1));
      }),
      openQueue: p.windows_open_queue,
      from: Math.round(p.opens_hour * TICKS_PER_HOUR),
      every: Math.round(p.windows_review_minutes * TICKS_PER_MINUTE),
    };
  }

  private layOut(): void {
    const { places, map, host } = this;
    for (let i = 0; i < map.count; i++) {
      places.sector.set(i, this.sector);
      places.district.set(i, host.geography.homeDistrict[map.home[i]]);
      places.x[i] = map.x[i];
      places.y[i] = map.y[i];
    }
    places.rankAndFit(host.rollout.purpose('hospital.rank'), () => this.p.accepting_share);
    const joining = host.rollout.purpose('hospital.pay-later');
    for (let i = 0; i < map.count; i++) this.laterRank[i] = joining.bits(i, 0);
    const order = places.inRankOrder(() => true, this.laterRank);
    const first = Math.round(this.p.pay_later_share * places.count);
    for (let k = 0; k < first; k++) this.payLater[order[k]] = 1;
    const { levers } = host;
    const payLaterAtRest = levers.atRest(PAY_LATER_SHARE);
    for (let district = 0; district < levers.districts; district++) {
      const members = order.filter((place) => places.district.get(place) === district);
      const joined = members.reduce((sum, place) => sum + this.payLater[place], 0);
      payLaterAtRest[this.sector * levers.districts + district] = joined / Math.max(1, members.length);
    }
  }

  /** Visits of a person on the average day, by age band: the weights over all residents average to the city's figure. */
  private ratesByAge(perDay: number): number[] {
    const { people, parameters } = this.host;
    const weights = HOSPITAL_BY_AGE.map(({ id }) => parameters[id]);
    let sum = 0;
    for (let person = 0; person < people.count; person++) sum += weights[people.age(person)];
    return weights.map((weight) => (perDay * weight * people.count) / sum);
  }

  /**
   * Servers at each stage: enough for the busiest hour of a working day at the load asked for, and one in a
   * hospital of the city's size. Not rounded: the load is the same at every scale.
   */
  private staff(seconds: readonly number[], peakLoad: readonly number[]): number[] {
    const { people, city, scale } = this.host;
    // Of a hospital here relative to one of the city.
    const size = city.figures['hospitals'].value / scale / this.map.count;
    let visits = 0;
    for (let person = 0; person < people.count; person++) visits += this.visitRate[people.age(person)];
    const perHour = ((visits * this.p.working_day_factor) / this.map.count) * this.busiestShare;
    const { examination_share, further_examination_share: further, drugs_share: drugs } = this.p;
    const examined = EXAMINATIONS.reduce<number>((sum) => examination_share + further * sum, 0);
    const atWindows = 1 - this.p.machine_share;
    const perVisit = [atWindows, 1, (examined + drugs) * atWindows, examined, drugs];
    return STAGES.map((_, stage) => {
      const load = (perHour * perVisit[stage] * (seconds[stage] + this.payingSeconds(stage))) / 3600;
      return Math.max(1, load / peakLoad[stage] / size) * size;
    });
  }

  /** Seconds that a payment takes at a stage, to reckon with when staffing. */
  private payingSeconds(stage: number): number {
    return stage === REGISTRATION || stage === CASHIER ? this.cashSeconds * this.p.counter_time_factor : 0;
  }

  private fitPayLater(): void {
    const { host, places, sector, laterRank, payLater } = this;
    const { districts } = host.levers;
    const cells = (column: Float64Array) => column.subarray(sector * districts, (sector + 1) * districts);
    const [share, atRest] = [cells(host.levers.column(PAY_LATER_SHARE)), cells(host.levers.atRest(PAY_LATER_SHARE))];
    if (share.every((asked, district) => asked <= atRest[district])) return;
    const quotas = places
      .byDistrict(sector, districts, laterRank)
      .map((members, district) => ({ members, share: share[district] }))
      .filter((_, district) => share[district] > atRest[district]);
    fitInOrder(
      quotas,
      laterRank,
      (place) => payLater[place] === 1,
      (place) => (payLater[place] = 1),
    );
  }

  private plan(person: number, day: number, plan: DayPlan): void {
    const factor = this.host.isWeekend(day) ? (7 - 5 * this.p.working_day_factor) / 2 : this.p.working_day_factor;
    const rate = this.visitRate[this.host.people.age(person)] * factor;
    const u = this.draw.plan.uniform(person, day);
    if (u >= rate) return;
    const [v, appointed] = [u / rate, this.p.appointment_share];
    const minute =
      v < appointed ? this.appointmentHours.at(v / appointed) : this.hours.at((v - appointed) / (1 - appointed));
    plan.add(minute, this.code);
  }

  private hospitalOf(person: number): number {
    const { people, days } = this.host;
    return this.map.choose(0, people.home.get(person), this.draw.choose.uniform(person, days.day.get(person)));
  }

  private enter(person: number): void {
    const { engine, facts, days, people, payments } = this.host;
    const place = this.hospitalOf(person);
    const timeOfDay = engine.now % TICKS_PER_DAY;
    if (timeOfDay < this.p.opens_hour * TICKS_PER_HOUR || timeOfDay >= this.p.closes_hour * TICKS_PER_HOUR) {
      facts.walkedAway(this.sector, place, person, 0);
      days.done(person);
      return;
    }
    const joins = people.hasWallet(payments.payers.payerFor(person)) && !people.isEnrolled(person, this.enrolment);
    if (joins && this.places.accepts.get(place) === 1) {
      const share = this.p.enrol_at_visit_share * Math.min(1, people.trust.get(person) / 128);
      if (this.draw.enrol.chance(person, days.day.get(person), share)) {
        people.setStanding(person, this.enrolment, STANDING.enrolled);
        facts.enrolled(person, this.enrolment);
      }
    }
    this.visit.begin(person);
  }

  /** @returns ticks taken; 0 or minus the ticks lost where the patient has to go to the counter */
  private payOnPhone(person: number, place: number, leg: number): number {
    const { payments, days } = this.host;
    const n = days.counter(person, leg);
    return payments.payOnPhone(this.places, place, person, this.billOf(person, leg), n, days.day.get(person));
  }

  /** What is due at a leg, fen. */
  private billOf(person: number, leg: number): number {
    if (leg === LEG.registration) return Math.round(this.p.registration_yuan * 100);
    let yuan = 0;
    const n = this.host.days.counter(person);
    const all = leg === LEG.payAll;
    for (let examination = 0; examination < EXAMINATIONS_MAX; examination++) {
      if (!all && examination !== EXAMINATION_OF_LEG[leg]) continue;
      if (!this.isExamined(person, examination)) continue;
      yuan += this.p.examination_yuan * this.bill.at(this.draw.bill.uniform(person, n + examination));
    }
    if ((all || leg === LEG.payDrugs) && this.getsDrugs(person)) {
      yuan += this.p.drugs_yuan * this.bill.at(this.draw.bill.uniform(person, n + DRUGS_BILL));
    }
    return Math.max(1, Math.round(yuan * 10)) * 10;
  }

  /** Whether a visit has so many examinations and one more: each of them leads to another with the same chance. */
  private isExamined(person: number, before: number): boolean {
    let share = this.p.examination_share;
    for (let i = 0; i < before; i++) share *= this.p.further_examination_share;
    return this.draw.course.chance(person, this.host.days.counter(person), share);
  }

  private getsDrugs(person: number): boolean {
    return this.draw.course.chance(person, this.host.days.counter(person, 1), this.p.drugs_share);
  }

  /** @returns ticks taken; 0 or minus the ticks lost where nothing the patient has is accepted */
  private payAtCounter(person: number, place: number, leg: number): number {
    const { payments, days } = this.host;
    const n = days.counter(person, leg + AT_COUNTER);
    return payments.pay(this.places, place, person, this.billOf(person, leg), n, days.day.get(person));
  }

  /** @returns ticks taken at a self-service machine; 0 where the patient goes to the window */
  private payAtMachine(person: number, place: number, leg: number): number {
    const { payments, days } = this.host;
    const n = days.counter(person, leg);
    if (!this.draw.machine.chance(person, n, this.p.machine_share)) return 0;
    const paid = payments.payByCard(
      this.places,
      place,
      person,
      this.billOf(person, leg),
      n + AT_COUNTER,
      days.day.get(person),
    );
    return paid === 0 ? 0 : paid + Math.round(this.p.machine_seconds * TICKS_PER_SECOND);
  }

  /** Whether the bill of a leg can be settled without going to a counter. */
  private mayPayOnPhone(person: number, place: number): boolean {
    return this.places.accepts.get(place) === 1 && this.host.people.isEnrolled(person, this.enrolment);
  }

  private nextLeg(person: number, place: number, after: number): number {
    const later = this.payLater[place] === 1;
    for (let leg = after + 1; leg < STAGE_OF_LEG.length; leg++) {
      const examination = EXAMINATION_OF_LEG[leg];
      if (examination >= 0 && !this.isExamined(person, examination)) continue;
      if ((leg === LEG.payDrugs || leg === LEG.pharmacy) && !this.getsDrugs(person)) continue;
      if (leg === LEG.payAll && (!later || !(this.isExamined(person, 0) || this.getsDrugs(person)))) continue;
      if (leg !== LEG.payAll && STAGE_OF_LEG[leg] === CASHIER && later) continue;
      return leg;
    }
    return HOME;
  }
}
