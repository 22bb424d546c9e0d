/**
 * Campuses: canteens, shops and the card that is paid with there. Cards run empty and are topped up at machines; they are lost,
 * and another is to be had at an office, for a fee, after some days. Who has the card in the phone needs none of that.
 */
import type { Categories } from '../../../kernel/categories.ts';
import { Quantiles } from '../../../kernel/distributions.ts';
import type { Purpose } from '../../../kernel/random.ts';
import { TICKS_PER_DAY, TICKS_PER_MINUTE, TICKS_PER_SECOND } from '../../../kernel/time.ts';
import type { DayPlan } from '../../days.ts';
import type { Host } from '../../host.ts';
import { Catchments } from '../../kit/catchment.ts';
import { fitPlaces } from '../../kit/fitting.ts';
import { Members, type MemberField } from '../../kit/members.ts';
import { Tills } from '../../kit/tills.ts';
import type { LookAhead } from '../../look-ahead.ts';
import { familyValues } from '../../parameter-table.ts';
import type { OwnCard } from '../../payment/own-card.ts';
import { PAYMENT_TABLE } from '../../payment/parameters.ts';
import { Places } from '../../places.ts';
import type { Service, ServiceType } from '../service.ts';
import { CAMPUS_CARD, CAMPUS_FIGURES, CAMPUS_PROFILE, CAMPUS_SECTORS } from './declare.ts';
import { hoursOf, mealOf, type CampusHours } from './hours.ts';
import { CAMPUS_COUNTERS, CAMPUS_FACTS, CAMPUS_MEASURES } from './measures.ts';
import { CAMPUS_ADOPTION, CAMPUS_BY_MEAL, CAMPUS_TABLE, CAMPUS_TIMES, MEALS } from './parameters.ts';
import { staffOf, visitsByDay } from './staff.ts';
import { chooseStudents, studentsOf } from './students.ts';
import { CAMPUS_WORDS, MEAL_NAMES } from './words.ts';

/** Kinds of place of a campus, and its counters: the windows and the machines of the canteen, the tills, the office. */
const PLACES_OF_A_CAMPUS = 3;
const COUNTERS_OF_A_CAMPUS = 4;
/** What a person has to do at the office: nothing, ask for a card, or fetch it, from a day on that is added. */
const NOTHING = 0;
const APPLY = 1;
const FETCH = 2;
const CARD_FEN_MAX = 0xffff;
/** Bytes of the columns of a student: two of 16 bits. */
const STUDENT_BYTES = 4;
/** Draws of a person and day: which of three meals and the shop, and when. */
const DRAWS_A_DAY = 8;

export const campus: ServiceType = {
  id: 'campus',
  name: { en: 'Campuses', zh: '高校校园' },
  sectors: CAMPUS_SECTORS,
  group: { id: 'campuses', name: { en: 'campuses', zh: '高校校园' } },
  profiles: [CAMPUS_PROFILE],
  enrolments: [CAMPUS_CARD],
  flags: ['student', 'card'],
  accounts: ['cards'],
  figures: CAMPUS_FIGURES,
  parameters: [...CAMPUS_TIMES, ...CAMPUS_BY_MEAL, ...CAMPUS_TABLE.list, ...CAMPUS_ADOPTION],
  facilities: (city, parameters) => {
    const count = studentsOf(city, parameters) / parameters['campus.students_per_campus'];
    return count === 0 ? [] : [{ name: { en: 'a canteen', zh: '高校食堂' }, count }];
  },
  room: { activities: 3, slots: 2 },
  dimensions: { meal: MEALS.map((id) => ({ id, name: MEAL_NAMES[id] })) },
  counters: CAMPUS_COUNTERS,
  facts: CAMPUS_FACTS,
  measures: CAMPUS_MEASURES,
  units: {
    meals: { name: { en: 'meals', zh: '餐次' }, isCounted: true },
    cards: { name: { en: 'cards', zh: '张' }, isCounted: true },
    'h/student/year': { name: { en: 'hours a student a year', zh: '小时/生/年' } },
    'min/student/year': { name: { en: 'minutes a student a year', zh: '分钟/生/年' } },
    'yuan/student/year': { name: { en: 'yuan a student a year', zh: '元/生/年' } },
    'days/student/year': { name: { en: 'days a student a year', zh: '天/生/年' } },
  },
  stateBytes: ({ college_students: students }) => 100_000 + 8 * students.value,
  words: CAMPUS_WORDS,
  create: (host) => new Campus(host),
};

class Campus implements Service {
  readonly id = 'campus';
  readonly places: Places;
  readonly stationCount: number;
  private readonly p: ReturnType<typeof CAMPUS_TABLE.read>;
  private readonly sectors: readonly number[];
  private readonly enrolment: number;
  private readonly student: number;
  private readonly card: OwnCard;
  private readonly cardFen: MemberField;
  /** What a person has to do at the office, and from which day on. */
  private readonly office: MemberField;
  /** All students. */
  private readonly students: Members;
  private readonly map: Catchments;
  /** Campuses, and the servers of the counters of each. */
  private readonly count: number;
  private readonly servers: readonly number[];
  private readonly tills: Tills;
  /** By kind of day: which meals are had in the canteen, a bit each, and whether something is bought in the shop. */
  private readonly visits: readonly Categories[];
  private readonly prices: readonly Quantiles[];
  private readonly times: Readonly<Record<'serve' | 'goods' | 'machine' | 'apply' | 'fetch' | 'patience', Quantiles>>;
  private readonly toppedKind: number;
  private readonly mealCode: number;
  private readonly shopCode: number;
  private readonly officeCode: number;
  private readonly tillFen: number;
  private readonly walkTicks: number;
  private readonly walkToWindows: number;
  private readonly hours: CampusHours;
  private readonly facts: Readonly<Record<keyof typeof CAMPUS_FACTS, number>>;
  private readonly draw: Record<
    'member' | 'plan' | 'when' | 'place' | 'price' | 'service' | 'patience' | 'lose' | 'office' | 'ready',
    Purpose
  >;

  constructor(private readonly host: Host) {
    const { parameters, random, days, memory, city } = host;
    this.p = CAMPUS_TABLE.read(parameters);
    const { p } = this;
    this.hours = hoursOf(parameters);
    this.sectors = CAMPUS_SECTORS.map(({ id }) => host.sector(id));
    this.enrolment = host.enrolment('campus');
    this.student = host.flag('campus.student');
    this.draw = {
      member: random.purpose('campus.member'),
      plan: random.purpose('campus.plan'),
      when: random.purpose('campus.when'),
      place: random.purpose('campus.place'),
      price: random.purpose('campus.price'),
      service: random.purpose('campus.service'),
      patience: random.purpose('campus.patience'),
      lose: random.purpose('campus.lose'),
      office: random.purpose('campus.office'),
      ready: random.purpose('campus.ready'),
    };
    const members = new Float64Array(host.geography.neighbourhoods);
    this.students = new Members(host.people, chooseStudents(host, this.draw.member, members), STUDENT_BYTES, memory);
    this.cardFen = this.students.uint16();
    this.office = this.students.uint16();
    this.card = {
      flag: host.flag('campus.card'),
      balance: this.cardFen,
      most: CARD_FEN_MAX,
      account: host.ledger.account('campus.cards'),
    };
    host.payments.issue(this.card, this.sectors);
    if (!memory.isAttached) this.handOutCards();
    const perKind = 10_000 / p.students_per_campus;
    const perPlace = Array.from({ length: PLACES_OF_A_CAMPUS }, () => perKind);
    this.map = new Catchments(host.geography, perPlace, this.draw.place, host.scale, memory, members);
    this.count = this.map.count / PLACES_OF_A_CAMPUS;
    this.places = new Places(this.map.count, memory, city.districts.length);
    this.layOut();
    const lognormal = (seconds: number) => Quantiles.lognormal(seconds * TICKS_PER_SECOND, p.serve_cv);
    this.times = {
      serve: lognormal(p.serve_seconds),
      goods: lognormal(p.shop_goods_seconds),
      machine: lognormal(p.top_up_seconds),
      apply: lognormal(p.office_apply_seconds),
      fetch: lognormal(p.office_fetch_seconds),
      patience: Quantiles.lognormal(p.patience_minutes * TICKS_PER_MINUTE, p.patience_cv),
    };
    const mealYuan = familyValues(parameters, 'campus.meal_yuan', MEALS);
    // In tenths of a yuan, as prices are.
    this.prices = [...mealYuan, p.shop_basket_yuan].map((yuan) => Quantiles.lognormal(yuan * 10, p.price_cv));
    this.visits = visitsByDay(parameters);
    this.servers = staffOf(parameters, this.students.count / this.count);
    this.facts = Object.fromEntries(
      Object.keys(CAMPUS_FACTS).map((name) => [name, host.fact(`campus.${name}`)]),
    ) as Record<keyof typeof CAMPUS_FACTS, number>;
    this.tills = new Tills(host, {
      id: 'campus',
      servers: Array.from({ length: this.count * COUNTERS_OF_A_CAMPUS }, (_, counter) => this.serversAt(counter)),
      seatOf: (counter) => this.map.home[this.placeOf(counter)],
      sectorOf: (counter) => this.places.sector.get(this.placeOf(counter)),
      placeOf: (counter) => this.placeOf(counter),
      patienceOf: (person) => this.patienceOf(person),
      serve: (person, counter, waited) => this.serve(person, counter, waited),
      after: (person, counter, end) => this.after(person, counter, end),
      left: (person, counter, waited) => this.leave(person, counter, waited),
    });
    this.stationCount = this.tills.count;
    this.toppedKind = host.eventKind('campus.topped', (person) => this.tills.join(person, this.campusOf(person) * 2));
    const whereabouts = (person: number) => this.map.home[this.campusOf(person)];
    this.mealCode = days.addActivity((person) => this.enterCanteen(person), whereabouts);
    this.shopCode = days.addActivity((person) => this.enterShop(person), whereabouts);
    this.officeCode = days.addActivity((person) => this.enterOffice(person), whereabouts);
    days.addPlanner((person, day, plan) => this.plan(person, day, plan));
    this.tillFen = Math.round(PAYMENT_TABLE.read(parameters).till_float_yuan * 100);
    this.walkToWindows = Math.round(p.machine_walk_seconds * TICKS_PER_SECOND);
    this.walkTicks = Math.round(p.office_walk_minutes * TICKS_PER_MINUTE);
  }

  open(firstStation: number): void {
    this.tills.open(firstStation);
  }

  stationsOf(place: number): readonly [number, number] {
    const counters = place < this.count ? 2 : 1;
    return [this.tills.stationOf(place < this.count ? 2 * place : place + this.count), counters];
  }

  beingServed(place: number): number {
    const { tills, count } = this;
    if (place >= count) return tills.beingServed(place + count);
    return tills.beingServed(2 * place) + tills.beingServed(2 * place + 1);
  }

  factsOf(place: number) {
    const [windows, machines, shopTills, offices] = this.servers.map((servers) => Math.round(servers * 10) / 10);
    if (place >= this.count) return [{ key: 'servers', value: place < 2 * this.count ? shopTills : offices }];
    return [
      { key: 'servers', value: windows },
      { key: 'machines', value: machines },
      { key: 'queue_machines', value: this.tills.waitingAt(2 * place + 1) },
    ];
  }

  factsOfPerson(person: number) {
    if (!this.isStudent(person)) return [];
    return [
      { key: 'campus_card', value: this.hasCard(person) },
      { key: 'campus_card_yuan', value: this.cardFen.get(person) / 100 },
      ...(this.office.get(person) >= FETCH ? [{ key: 'new_card_ordered', value: true }] : []),
    ];
  }

  readonly ahead = (ids: Uint32Array, length: number, ahead: LookAhead): number => {
    const { days } = this.host;
    this.tills.ahead(ids, length, ahead);
    for (let i = 0; i < length; i++) {
      if (ids[i] >>> 24 !== days.stepKind) continue;
      const person = ids[i] & 0xffffff;
      if (days.activityOf(person) === this.mealCode) {
        ahead.stations.add(this.tills.stationOf(2 * this.campusOf(person)));
      }
    }
    return 0;
  };

  beginDay(day: number): void {
    this.host.payments.settleTills(this.places, this.tillFen, this.host.today);
    for (const sector of this.sectors) fitPlaces(this.host, this.places, sector);
    this.loseCards(day);
  }

  get state() {
    const { accepts, till, change } = this.places;
    return { cardFen: this.cardFen.values, office: this.office.values, accepts, till, change, free: this.tills.free };
  }

  /** All students have a card in hand on the first day. */
  private handOutCards(): void {
    const { flags } = this.host.people;
    const most = (this.p.top_up_yuan + this.p.top_up_below_yuan) * 100;
    for (const person of this.students.list) {
      flags.set(person, flags.get(person) | this.student | this.card.flag);
      this.cardFen.set(person, Math.floor(this.draw.member.uniform(person, 1) * most));
    }
  }

  private layOut(): void {
    const { map, places, host, p } = this;
    for (let i = 0; i < map.count; i++) {
      places.sector.set(i, this.sectors[map.kind[i]]);
      places.district.set(i, host.geography.homeDistrict[map.home[i]]);
      places.x[i] = map.x[i];
      places.y[i] = map.y[i];
    }
    const office = this.sectors[2];
    places.rankAndFit(host.rollout.purpose('campus.rank'), (sector) =>
      sector === office ? p.office_accepting_share : p.accepting_share,
    );
  }

  private serversAt(counter: number): number {
    const { count, servers } = this;
    if (counter < 2 * count) return servers[counter & 1];
    return counter < 3 * count ? servers[2] : servers[3];
  }

  private placeOf(counter: number): number {
    return counter < 2 * this.count ? counter >> 1 : counter - this.count;
  }

  private isStudent(person: number): boolean {
    return (this.host.people.flags.get(person) & this.student) !== 0;
  }
  private hasCard(person: number): boolean {
    return (this.host.people.flags.get(person) & this.card.flag) !== 0;
  }
  /** The campus of a student: that of the home, or one of those there. */
  private campusOf(person: number): number {
    return this.map.choose(0, this.host.people.home.get(person), this.draw.member.uniform(person, 2));
  }
  /** Whether a student has the card in the phone and the own canteen reads it. */
  private paysByPhone(person: number): boolean {
    const { people } = this.host;
    return people.isEnrolled(person, this.enrolment) && this.places.accepts.get(this.campusOf(person)) === 1;
  }
  private isOfficeDay(day: number): boolean {
    return !this.host.isWeekend(day) && !this.host.schoolDays.isHoliday(day);
  }

  /** Cards are lost overnight; and it is counted who begins a day of term without one, and without a phone that would do. */
  private loseCards(day: number): void {
    const { students, host, p, facts, office, card } = this;
    const { flags } = host.people;
    const daily = p.lost_share_year / 365;
    const isTerm = !host.schoolDays.isHoliday(day);
    let cardless = 0;
    for (const person of students.list) {
      const held = flags.get(person);
      if ((held & card.flag) !== 0) {
        if (!this.draw.lose.chance(person, day, daily)) continue;
        flags.set(person, held & ~card.flag);
        office.set(person, APPLY);
        host.facts.noted(facts.cardLost, person, 0, 0, 0);
      }
      if (isTerm && !this.paysByPhone(person)) cardless++;
    }
    host.facts.noted(facts.dayBegan, 0, students.count, cardless, 0);
  }

  private plan(person: number, day: number, plan: DayPlan): void {
    if (!this.isStudent(person)) return;
    const { host, draw } = this;
    if (this.office.get(person) !== NOTHING) this.planOffice(person, day, plan);
    const kind = host.schoolDays.isHoliday(day) ? 2 : host.isWeekend(day) ? 1 : 0;
    const u = draw.plan.uniform(person, day);
    const wanted = this.visits[kind].at(u);
    if (wanted === 0) return;
    let luck = this.visits[kind].within(u, wanted);
    for (let what = 0, left = wanted; left !== 0; what++, left >>= 1) {
      if ((left & 1) === 0) continue;
      if (what < MEALS.length) plan.add(this.hours.meals[what].at(luck), this.mealCode);
      else plan.add(this.hours.shop.at(luck), this.shopCode);
      if (left > 1) luck = draw.when.uniform(person, day * DRAWS_A_DAY + what);
    }
  }

  private planOffice(person: number, day: number, plan: DayPlan): void {
    const { draw, p } = this;
    if (!this.isOfficeDay(day)) return;
    const step = this.office.get(person);
    const u = draw.office.uniform(person, day);
    if (step >= FETCH) {
      if (day >= step - FETCH) plan.add(this.hours.office.at(u), this.officeCode);
    } else if (u < p.apply_share_day && !this.paysByPhone(person)) {
      plan.add(this.hours.office.at(u / p.apply_share_day), this.officeCode);
    }
  }

  private readonly patienceOf = (person: number): number => {
    return Math.ceil(this.times.patience.at(this.draw.patience.uniform(person, this.host.days.counter(person))));
  };

  private enterCanteen(person: number): void {
    const { host, p } = this;
    const canteen = this.campusOf(person);
    const timeOfDay = host.engine.now % TICKS_PER_DAY;
    if (!this.hours.meals[mealOf(timeOfDay)].isOpen(timeOfDay)) {
      this.turnAway(person, canteen);
      return;
    }
    const low = this.hasCard(person) && this.cardFen.get(person) < p.top_up_below_yuan * 100;
    this.tills.join(person, 2 * canteen + (low && !this.paysByPhone(person) ? 1 : 0));
  }

  private enterShop(person: number): void {
    const shop = this.campusOf(person) + this.count;
    if (this.hours.shop.isOpen(this.host.engine.now % TICKS_PER_DAY)) this.tills.join(person, shop + this.count);
    else this.turnAway(person, shop);
  }

  private enterOffice(person: number): void {
    const { host, count } = this;
    const office = this.campusOf(person) + 2 * count;
    host.people.ticks.add(person, 2 * this.walkTicks);
    if (this.hours.office.isOpen(host.engine.now % TICKS_PER_DAY)) this.tills.join(person, office + count);
    else {
      host.facts.noted(this.facts.officeVisited, person, 2 * this.walkTicks, 0, 0);
      this.turnAway(person, office);
    }
  }

  private turnAway(person: number, place: number): void {
    this.host.facts.walkedAway(this.places.sector.get(place), place, person, 0);
    this.host.days.done(person);
  }

  private serve(person: number, counter: number, waited: number): number {
    this.host.remember(person, waited);
    const { count } = this;
    if (counter >= 3 * count) return this.serveAtOffice(person, counter, waited);
    if (counter >= 2 * count) {
      return this.timeOf(this.times.goods, person) + Math.abs(this.sell(person, counter, MEALS.length));
    }
    return (counter & 1) === 1 ? this.topUp(person, waited) : this.serveMeal(person, counter, waited);
  }

  private serveMeal(person: number, counter: number, waited: number): number {
    const { host, facts } = this;
    const meal = mealOf(host.engine.now % TICKS_PER_DAY);
    const paid = this.sell(person, counter, meal);
    host.facts.noted(paid > 0 ? facts.ate : facts.missed, person, waited, meal, 0);
    return this.timeOf(this.times.serve, person) + Math.abs(paid);
  }

  /** @returns ticks that paying takes, as `Payments.pay` */
  private sell(person: number, counter: number, what: number): number {
    const { days, payments } = this.host;
    const n = days.counter(person);
    const fen = Math.max(1, Math.round(this.prices[what].at(this.draw.price.uniform(person, n)))) * 10;
    return payments.pay(this.places, this.placeOf(counter), person, fen, n, days.day.get(person));
  }

  private topUp(person: number, waited: number): number {
    const { host, facts } = this;
    const fen = Math.round(this.p.top_up_yuan * 100);
    const ticks = this.timeOf(this.times.machine, person, 1);
    host.payments.cards.topUp(person, fen, this.card);
    host.facts.noted(facts.machineUsed, person, fen, waited + ticks, 0);
    return ticks;
  }

  private serveAtOffice(person: number, counter: number, waited: number): number {
    const { host, facts, office, times } = this;
    const { days, payments, people } = host;
    const step = office.get(person);
    let ticks = this.timeOf(step === APPLY ? times.apply : times.fetch, person);
    if (step === APPLY) {
      const fen = Math.round(this.p.replacement_yuan * 100);
      const n = days.counter(person);
      const paid =
        fen === 0 ? 1 : payments.pay(this.places, this.placeOf(counter), person, fen, n, days.day.get(person));
      ticks += Math.abs(paid);
      if (paid > 0) {
        office.set(person, FETCH + this.readyDay(person, days.day.get(person)));
        host.facts.noted(facts.cardReplaced, person, fen, 0, 0);
      }
    } else {
      people.flags.set(person, people.flags.get(person) | this.card.flag);
      office.set(person, NOTHING);
    }
    host.facts.noted(facts.officeVisited, person, 2 * this.walkTicks + waited + ticks, 0, 0);
    return ticks;
  }

  /** The day on which a card that was asked for today is ready: some working days of the office later. */
  private readyDay(person: number, today: number): number {
    let left = 1 + this.draw.ready.below(person, today, Math.round(this.p.replacement_days_max));
    let day = today;
    while (left > 0) if (this.isOfficeDay(++day)) left--;
    return day;
  }

  /** @param nth of the services of the present step */
  private timeOf(times: Quantiles, person: number, nth = 0): number {
    return Math.ceil(times.at(this.draw.service.uniform(person, this.host.days.counter(person, nth)))) | 0;
  }

  private after(person: number, counter: number, end: number): void {
    const { host, count } = this;
    if (counter < 2 * count && (counter & 1) === 1) {
      host.people.ticks.add(person, this.walkToWindows);
      host.engine.schedule(end + this.walkToWindows, this.toppedKind, person);
    } else host.days.done(person, counter >= 3 * count ? end + this.walkTicks : end);
  }

  private leave(person: number, counter: number, waited: number): void {
    const { host, count, facts } = this;
    if (counter < 2 * count && (counter & 1) === 1) {
      // With what is left on the card, or in cash.
      this.tills.join(person, counter - 1);
      return;
    }
    const meal = mealOf(host.engine.now % TICKS_PER_DAY);
    if (counter < 2 * count) host.facts.noted(facts.missed, person, waited, meal, 0);
    if (counter >= 3 * count) host.facts.noted(facts.officeVisited, person, 2 * this.walkTicks + waited, 0, 0);
    host.days.done(person);
  }
}
