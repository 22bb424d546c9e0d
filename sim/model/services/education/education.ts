/**
 * Schools: meal money each month and fees each term are debited, paid by phone, or brought to a window of the school in its first
 * days: all at the same time, so that parents queue.
 */
import { Quantiles } from '../../../kernel/distributions.ts';
import type { Purpose } from '../../../kernel/random.ts';
import type { Uint8Field } from '../../../kernel/records.ts';
import { ROLE } from '../../city.ts';
import type { DayPlan } from '../../days.ts';
import type { Host } from '../../host.ts';
import { VISIT_PROGRESS } from '../../kit/visit.ts';
import { Windows } from '../../kit/windows.ts';
import { ACCOUNT } from '../../ledger.ts';
import type { Places } from '../../places.ts';
import type { Service, ServiceType } from '../service.ts';
import { monthsOf, NOTHING_DUE, termsOf, withOneMore } from './due.ts';
import { EDUCATION_COUNTERS, EDUCATION_FACTS, EDUCATION_MEASURES, STEPS, WAYS } from './measures.ts';
import { EDUCATION_HOURS, EDUCATION_TABLE, EDUCATION_TRIPS } from './parameters.ts';
import { EDUCATION_WORDS, STEP_NAMES, WAY_NAMES } from './words.ts';

const [DEBIT, BY_PHONE, AT_WINDOW] = WAYS.map((_, at) => at);

/** Numbers of payments within a step. */
const PAY_BY_PHONE = 0;
const PAY_AT_WINDOW = 1;

export const education: ServiceType = {
  id: 'education',
  name: { en: 'Schools', zh: '中小学' },
  sectors: [
    {
      id: 'schooloffice',
      name: { en: 'school office', zh: '学校缴费处' },
      acceptingShare: 'education.accepting_share',
      payment: { profile: 'counter', takesCard: false, takesBankCards: true, cashCost: 'handled' },
      // A mortar board.
      sign: 'M2 9l10-5 10 5-10 5zM6 11v5c3 3 9 3 12 0v-5M22 9v6',
    },
  ],
  parameters: [...EDUCATION_TABLE.list, ...EDUCATION_TRIPS.list, ...EDUCATION_HOURS.list],
  room: { activities: 1, payments: 2, columns: { due: 8 }, progress: () => VISIT_PROGRESS },
  accounts: ['debited'],
  dimensions: {
    fee_way: WAYS.map((id) => ({ id, name: WAY_NAMES[id] })),
    fee_step: STEPS.map((id) => ({ id, name: STEP_NAMES[id] })),
  },
  counters: EDUCATION_COUNTERS,
  facts: EDUCATION_FACTS,
  measures: EDUCATION_MEASURES,
  units: { trips: { name: { en: 'trips', zh: '次' }, isCounted: true } },
  words: EDUCATION_WORDS,
  create: (host) => new Education(host),
};

class Education implements Service {
  readonly id = 'education';
  readonly places: Places;
  readonly stationCount: number;
  private readonly p: ReturnType<typeof EDUCATION_TABLE.read>;
  private readonly sector: number;
  private readonly windows: Windows;
  /** Of a head of a household: what is due (due.ts). */
  private readonly due: Uint8Field;
  private readonly code: number;
  private readonly daysToPay: number;
  private readonly hours: Quantiles;
  /** First day of the run on which schools are open, or −1. */
  private readonly firstSchoolDay: number;
  private readonly facts: Readonly<Record<'schoolPaid' | 'calledAtSchool' | 'paidSchoolByPhone', number>>;
  private readonly draw: Record<'meals' | 'debit' | 'first' | 'retry' | 'minute' | 'school' | 'escort', Purpose>;

  constructor(private readonly host: Host) {
    const { parameters, random, days } = host;
    this.p = EDUCATION_TABLE.read(parameters);
    this.hours = Quantiles.weights(EDUCATION_HOURS.byHour(parameters), 60);
    this.sector = host.sector('schooloffice');
    this.due = host.column8('due');
    this.daysToPay = Math.round(this.p.days_to_pay);
    this.facts = {
      schoolPaid: host.fact('education.schoolPaid'),
      calledAtSchool: host.fact('education.calledAtSchool'),
      paidSchoolByPhone: host.fact('education.paidSchoolByPhone'),
    };
    this.draw = {
      meals: random.purpose('education.meals'),
      debit: random.purpose('education.debit'),
      first: random.purpose('education.first'),
      retry: random.purpose('education.retry'),
      minute: random.purpose('education.minute'),
      school: random.purpose('education.school'),
      escort: random.purpose('education.escort'),
    };
    this.firstSchoolDay = this.findFirstSchoolDay();
    this.windows = new Windows(host, {
      id: 'education',
      sector: this.sector,
      parameters: this.p,
      trip: EDUCATION_TRIPS.read(parameters),
      placeOf: (person) => this.schoolOf(person),
      pay: (person, place) => this.payAtWindow(person, place),
      facts: {
        came: host.fact('education.cameToSchool'),
        waited: host.fact('education.queuedAtSchool'),
        served: host.fact('education.servedAtSchool'),
        visited: host.fact('education.leftSchool'),
      },
    });
    this.places = this.windows.places;
    this.stationCount = this.windows.stationCount;
    this.code = days.addActivity(
      (person) => this.begin(person),
      (person) => this.windows.whereabouts(person),
    );
    days.addPlanner((person, day, plan) => this.plan(person, day, plan));
  }

  open(firstStation: number): void {
    this.windows.open(firstStation);
  }
  stationsOf(place: number): readonly [number, number] {
    return this.windows.stationsOf(place);
  }
  beingServed(place: number): number {
    return this.windows.beingServed(place);
  }
  factsOf(place: number) {
    return [
      { key: 'fee_windows', value: this.windows.windowsAt(place) },
      { key: 'fee_queue', value: this.windows.waitingAt(place) },
    ];
  }
  factsOfPerson(person: number) {
    const due = this.due.get(person);
    if (due === NOTHING_DUE) return [];
    return [
      { key: 'months_due', value: monthsOf(due) },
      { key: 'terms_due', value: termsOf(due) },
    ];
  }
  beginDay(): void {
    this.windows.beginDay();
  }
  beginRegionDay(): void {
    this.windows.beginRegionDay();
  }
  get state() {
    return { due: this.due, ...this.windows.state };
  }

  private findFirstSchoolDay(): number {
    const { schoolDays } = this.host;
    for (let day = 0; day < schoolDays.length; day++) if (schoolDays.numberInMonth(day) > 0) return day;
    return -1;
  }

  /** Money comes due with the first school day of a month; each household has a day on which it means to pay. */
  private plan(person: number, day: number, plan: DayPlan): void {
    const number = this.host.schoolDays.numberInMonth(day);
    if (number === 0 || !this.host.people.isHouseholdHead(person)) return;
    const before = this.due.get(person);
    const begins = number === 1 || day === this.firstSchoolDay;
    if (before === NOTHING_DUE && !begins) return;
    const own = this.dayOf(person);
    // In a run that begins within a month, who means to pay on a day that is over has paid.
    const due = begins && number <= own ? this.receive(person, day, before) : before;
    if (due === NOTHING_DUE || number < own) return;
    if (number > own && !this.draw.retry.chance(person, day, this.p.retry_share)) return;
    plan.add(this.hours.at(this.draw.minute.uniform(person, day)), this.code);
  }

  /** The school day of a month on which a household means to pay: the same each month. */
  private dayOf(person: number): number {
    const u = this.draw.first.uniform(person, 0);
    let day = 1;
    for (let left = 1 - this.p.first_day_share; day < this.daysToPay && u < left; day++) {
      left *= 1 - this.p.first_day_share;
    }
    return day;
  }

  /** What a month and perhaps a term cost is debited, or due from now on. @returns what is due then */
  private receive(person: number, day: number, before: number): number {
    const due = withOneMore(before, this.host.schoolDays.opensTerm(day));
    const fen = this.sumOf(person, due);
    if (fen === 0) return before;
    if (this.isDebited(person)) {
      const { ledger, facts } = this.host;
      ledger.transfer(ACCOUNT.residentBank, ledger.account('education.debited'), fen);
      facts.noted(this.facts.schoolPaid, person, DEBIT, 0, fen);
      return before;
    }
    this.due.set(person, due);
    return due;
  }

  private isDebited(person: number): boolean {
    return this.host.people.hasAccount(person) && this.draw.debit.chance(person, 0, this.p.debit_share);
  }

  /** Fen that what is due comes to for the pupils of a household. */
  private sumOf(head: number, due: number): number {
    const { people } = this.host;
    const mealFen = monthsOf(due) * Math.round(this.p.meal_yuan * 100);
    const termFen = termsOf(due) * Math.round(this.p.term_yuan * 100);
    const home = people.home.get(head);
    let sum = 0;
    for (let one = head + 1; one < people.count && !people.isHouseholdHead(one); one++) {
      if (people.home.get(one) !== home) break;
      if (people.age(one) !== 0 || people.role(one) !== ROLE.student) continue;
      sum += termFen + (this.draw.meals.chance(one, 0, this.p.meals_share) ? mealFen : 0);
    }
    return sum;
  }

  /** The school of a household's pupils: the same over the run. */
  private schoolOf(person: number): number {
    return this.windows.map.choose(0, this.host.people.home.get(person), this.draw.school.uniform(person, 0));
  }

  /** Metres of a trip made to pay: none where a pupil is brought anyway. */
  private metresOf(person: number): number {
    if (this.draw.escort.chance(person, 0, this.p.escort_share)) return 0;
    return this.windows.trips.toPlace(this.host.people.home.get(person), this.schoolOf(person));
  }

  /** Pays by phone where the school takes it and that works; else at the school. */
  private begin(person: number): void {
    const { people, days, facts, engine, payments } = this.host;
    const place = this.schoolOf(person);
    if (this.places.accepts.get(place) === 1 && people.hasWallet(person)) {
      const fen = this.sumOf(person, this.due.get(person));
      const counter = days.counter(person, PAY_BY_PHONE);
      const paid = payments.payOnPhone(this.places, place, person, fen, counter, days.day.get(person));
      people.ticks.add(person, Math.abs(paid));
      if (paid !== 0) facts.noted(this.facts.paidSchoolByPhone, person, Math.abs(paid), 0, 0);
      if (paid > 0) {
        this.clear(person, BY_PHONE, fen);
        days.done(person, engine.now + paid);
        return;
      }
    }
    this.windows.arrive(person, this.metresOf(person));
  }

  private payAtWindow(person: number, place: number): number {
    const { payments, days, facts, engine, visitBegan, schoolDays } = this.host;
    const day = days.day.get(person);
    const waited = engine.now - visitBegan.get(person);
    facts.noted(this.facts.calledAtSchool, person, waited, schoolDays.opensTerm(day) ? 1 : 0, 0);
    const fen = this.sumOf(person, this.due.get(person));
    const ticks = payments.pay(this.places, place, person, fen, days.counter(person, PAY_AT_WINDOW), day);
    if (ticks > 0) this.clear(person, AT_WINDOW, fen);
    return ticks;
  }

  private clear(person: number, way: number, fen: number): void {
    const { schoolDays, days, facts } = this.host;
    const number = schoolDays.numberInMonth(days.day.get(person));
    const isLate = number > this.daysToPay || monthsOf(this.due.get(person)) > 1;
    facts.noted(this.facts.schoolPaid, person, way, isLate ? 1 : 0, fen);
    this.due.set(person, NOTHING_DUE);
  }
}
