/** The observer behind the measures: counts facts by day, and looks at how things stand at each day's end. */
import { BINS, binOf } from '../../kernel/histogram.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR } from '../../kernel/time.ts';
import { STANDING_GROUPS, standingGroup } from '../adoption/standing-groups.ts';
import { ENROLMENTS, isSector, SECTORS } from '../catalogue.ts';
import { AGE_BANDS } from '../city.ts';
import type { Decision, Observer } from '../facts.ts';
import { ACCOUNT } from '../ledger.ts';
import type { People } from '../people.ts';
import { INCOME_BANDS } from '../people-parameters.ts';
import { CHANGES_OF_METHOD, changeOfMethod, METHODS } from '../payment/methods.ts';
import type { World } from '../world.ts';
import { FACTS } from './facts-of-services.ts';
import { HOURS_PER_DAY, layoutFor, type Layout } from './layout.ts';

const M = METHODS.length;
const CHANGES = CHANGES_OF_METHOD.length;
const CASH = METHODS.indexOf('cash');
const AGES = AGE_BANDS.length;
const GROUPS = STANDING_GROUPS.length;

export class Tally implements Observer {
  readonly layout: Layout;
  /** Counters of the day under way, of what this worker has seen; the leader's, once the day is closed, of all. */
  readonly day: Float64Array;
  /** Counters of the run up to the last day's end. */
  readonly run: Float64Array;
  private readonly people: People;
  private readonly at: Layout['at'];
  /** Counters of each worker. */
  private readonly days: Float64Array;
  /** Ticks that people of an age band, of an income band and of a district had spent by the last day's end. */
  private readonly ticksBefore: Float64Array;

  constructor(private readonly world: World) {
    this.people = world.people;
    this.layout = layoutFor(world.city.districts.length);
    this.at = this.layout.at;
    const { length, districts } = this.layout;
    const { index, count } = world.team;
    this.days = world.memory.column(Float64Array, length * count);
    this.day = this.days.subarray(length * index, length * (index + 1));
    this.run = world.memory.column(Float64Array, length);
    this.ticksBefore = world.memory.column(Float64Array, AGES + INCOME_BANDS + districts);
  }

  payment(
    sector: number,
    place: number,
    person: number,
    method: number,
    fen: number,
    ticks: number,
    ready: boolean,
    decision: Decision,
  ): void {
    const { day, people, at, world } = this;
    const hour = Math.floor((world.engine.now % TICKS_PER_DAY) / TICKS_PER_HOUR);
    const cell = sector * M + method;
    day[at.payments + cell]++;
    day[at.paymentFen + cell] += fen;
    day[at.paymentTicks + cell] += ticks;
    if (ready) day[at.readyPayments + cell]++;
    if (decision.failed >= 0 && decision.failed !== method) {
      const change = sector * CHANGES + changeOfMethod(decision.failed, method);
      day[at.changed + change]++;
      day[at.changedTicks + change] += ticks;
    }
    day[at.paymentsByHour + (sector * HOURS_PER_DAY + hour) * M + method]++;
    if (place >= 0) this.countFootfall(sector, place, method, hour);
    day[at.paymentsByAge + people.age(person) * M + method]++;
    day[at.paymentsByDistrict + people.district(person) * M + method]++;
  }
  /** A payment at a place counts in the place's district; in a vehicle, in that of the stop where the ride begins. */
  private countFootfall(sector: number, place: number, method: number, hour: number): void {
    const { day, at, layout, world } = this;
    const fleet = world.fleetOf[sector];
    const district = fleet === undefined ? world.placesOf[sector].district.get(place) : fleet.districtOf(place);
    const cell = (sector * HOURS_PER_DAY + hour) * layout.districts + district;
    day[at.footfall + cell]++;
    if (method !== CASH) day[at.footfallRecorded + cell]++;
  }
  failed(sector: number, _place: number, _person: number, method: number): void {
    this.day[this.at.failures + sector * M + method]++;
  }
  refused(sector: number, _place: number, person: number): void {
    const { day, at, people } = this;
    day[at.refusals + sector]++;
    day[at.refusalsByAge + people.age(person)]++;
    day[at.refusalsByIncome + people.income(person)]++;
    day[at.refusalsByDistrict + people.district(person)]++;
  }
  readonly waited = (sector: number, _place: number, _person: number, ticks: number): void => {
    const { day, at } = this;
    day[at.waits + sector]++;
    day[at.waitTicks + sector] += ticks;
    day[at.waitBins + sector * BINS + binOf(ticks)]++;
  };
  readonly served = (sector: number, _place: number, _person: number, ticks: number): void => {
    const { day, at } = this;
    day[at.serviceTicks + sector] += ticks;
    day[at.serviceBins + sector * BINS + binOf(ticks)]++;
  };
  walkedAway(sector: number, _place: number, _person: number, ticks: number): void {
    this.day[(ticks === 0 ? this.at.closed : this.at.walkaways) + sector]++;
  }
  changeShort(sector: number): void {
    this.day[this.at.changeShort + sector]++;
  }
  boughtCard(): void {
    this.day[this.at.cardsBought]++;
  }
  toppedUp(_person: number, fen: number): void {
    this.day[this.at.topUps]++;
    this.day[this.at.topUpFen] += fen;
  }
  enrolled(_person: number, enrolment: number): void {
    this.day[this.at.enrolments + enrolment]++;
  }
  lapsed(_person: number, enrolment: number): void {
    this.day[this.at.lapses + enrolment]++;
  }
  accepts(): void {
    // Acceptance is counted from the places themselves at the day's end.
  }
  noted(fact: number, _subject: number, a: number, b: number, c: number): void {
    const { service, declared } = FACTS[fact];
    declared.count(this.day, this.layout.atOfService[service], a, b, c);
  }

  /** Completes the day's counters with how things stand now, and adds them to the run's. All workers do this together. */
  closeDay(): void {
    const { team } = this.world;
    this.countPeople(this.day);
    if (team.leads) {
      this.countPlaces(this.day);
      this.countMoney(this.day);
      const { incomes, today } = this.world;
      const { byBank, inCash } = incomes!.paidOn(today);
      this.day[this.at.incomeBankFen] += byBank;
      this.day[this.at.incomeCashFen] += inCash;
    }
    team.meet();
    if (team.leads) this.addUp();
    team.meet();
  }

  /**
   * Counters of the run up to now: of all workers, while none is at work, with how things stand now.
   * @param into a full set of counters, overwritten
   */
  soFar(into: Float64Array): void {
    const { run, days, layout } = this;
    const isOver = this.world.hasEnded;
    for (const { offset, length, isState } of Object.values(layout.blocks)) {
      for (let i = offset; i < offset + length; i++) into[i] = isState ? 0 : run[i];
      if (isState || isOver) continue;
      for (let row = 0; row < days.length; row += layout.length) {
        for (let i = offset; i < offset + length; i++) into[i] += days[row + i];
      }
    }
    const { ticksByAge, ticksByIncome, ticksByDistrict } = this.at;
    into.fill(0, ticksByAge, ticksByAge + AGES);
    into.fill(0, ticksByIncome, ticksByIncome + INCOME_BANDS);
    into.fill(0, ticksByDistrict, ticksByDistrict + layout.districts);
    this.countPeople(into, 0, this.people.count);
    this.countPlaces(into);
    // Of the days that are over; before the first is, as it stands now.
    if (into[this.at.looks] === 0) this.countMoney(into);
  }

  private addUp(): void {
    const { day, days, run, layout } = this;
    for (let i = layout.length; i < days.length; i++) day[i % layout.length] += days[i];
    this.sinceYesterday(this.at.ticksByAge, 0, AGES);
    this.sinceYesterday(this.at.ticksByIncome, AGES, INCOME_BANDS);
    this.sinceYesterday(this.at.ticksByDistrict, AGES + INCOME_BANDS, layout.districts);
    for (const { offset, length, isState } of Object.values(layout.blocks)) {
      for (let i = offset; i < offset + length; i++) run[i] = isState ? day[i] : run[i] + day[i];
    }
  }

  /** Begins a new day of counting. */
  openDay(): void {
    this.day.fill(0);
  }

  private countPeople(into: Float64Array, first = this.world.firstResident, end = this.world.endResident): void {
    const { people, at } = this;
    const { districts } = this.layout;
    const cells = AGES * districts;
    const enrolments = ENROLMENTS.length;
    for (let person = first; person < end; person++) {
      const age = people.age(person);
      const district = people.district(person);
      const cell = age * districts + district;
      const income = people.income(person);
      into[at.people + cell]++;
      into[at.peopleByIncome + income]++;
      if (!people.hasRecord(person)) into[at.unrecorded + cell]++;
      for (let enrolment = 0; enrolment < enrolments; enrolment++) {
        if (people.isEnrolled(person, enrolment)) into[at.enrolled + enrolment * cells + cell]++;
        into[at.standings + enrolment * GROUPS + standingGroup(this.world, person, enrolment)]++;
      }
      const ticks = people.ticks.get(person);
      into[at.ticksByAge + age] += ticks;
      into[at.ticksByIncome + income] += ticks;
      into[at.ticksByDistrict + district] += ticks;
    }
  }

  /** Counters hold totals of the run: leaves what the day has added to them. */
  private sinceYesterday(from: number, before: number, count: number): void {
    for (let i = 0; i < count; i++) {
      const total = this.day[from + i];
      if (total < this.ticksBefore[before + i]) throw new Error('the ticks that a person has spent passed 2³²');
      this.day[from + i] = total - this.ticksBefore[before + i];
      this.ticksBefore[before + i] = total;
    }
  }

  /** What lies in hands and tills. The books stand still: nobody books between a day's last event and midnight. */
  private countMoney(into: Float64Array): void {
    const { ledger } = this.world;
    const { balance } = ledger;
    into[this.at.looks]++;
    into[this.at.handFen] += balance[ACCOUNT.residentCash];
    into[this.at.homeFen] += balance[ACCOUNT.residentHome];
    into[this.at.depositFen] += balance[ACCOUNT.residentBank];
    for (let sector = 0; sector < SECTORS.length; sector++) {
      into[this.at.tillFen + sector] += balance[ledger.till(sector)];
    }
  }

  private countPlaces(into: Float64Array): void {
    const { districts } = this.layout;
    for (const places of this.world.places) {
      for (let place = 0; place < places.count; place++) {
        if (!isSector(places.sector.get(place))) continue;
        const cell = places.sector.get(place) * districts + places.district.get(place);
        into[this.at.places + cell]++;
        into[this.at.accepting + cell] += places.accepts.get(place);
      }
    }
  }
}
