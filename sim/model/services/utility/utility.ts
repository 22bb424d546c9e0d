/**
 * Household bills: power, water, gas, telephone, and heating where there is any. They are debited, paid by phone from home, or
 * taken to a counter or to a shop near home: a trip and a queue, in the hours in which somebody can go.
 */
import { Quantiles } from '../../../kernel/distributions.ts';
import type { Purpose } from '../../../kernel/random.ts';
import type { Uint16Field } from '../../../kernel/records.ts';
import { TICKS_PER_SECOND } from '../../../kernel/time.ts';
import type { Agent, Commission } from '../../agent.ts';
import { ROLE } from '../../city.ts';
import type { DayPlan } from '../../days.ts';
import type { Host } from '../../host.ts';
import { VISIT_PROGRESS } from '../../kit/visit.ts';
import { Windows } from '../../kit/windows.ts';
import { ACCOUNT } from '../../ledger.ts';
import { familyValues } from '../../parameter-table.ts';
import { Agency } from '../../payment/agency.ts';
import type { Places } from '../../places.ts';
import type { Service, ServiceType } from '../service.ts';
import { BILLS_BY_PHONE_SHARE, billsByPhone } from './bills-by-phone.ts';
import { Cycle, unpaidOf, withOneMore } from './cycle.ts';
import { OUTSIDE, STEPS, UTILITY_COUNTERS, UTILITY_FACTS, UTILITY_MEASURES, WAYS } from './measures.ts';
import {
  BILLS,
  HEATING,
  HEATING_EVERY_DAYS,
  REGULAR_BILLS,
  UTILITY_BY_BILL,
  UTILITY_TABLE,
  UTILITY_TRIPS,
  UTILITY_COUNTER_HOURS,
  UTILITY_HOME_HOURS,
} from './parameters.ts';
import { STEP_NAMES, UTILITY_WORDS, WAY_NAMES } from './words.ts';

const [DEBIT, FROM_HOME, AT_COUNTER, IN_SHOP] = WAYS.map((_, at) => at);
/** Set in the column of what is unpaid where the household would rather go somewhere than pay by phone. */
const TO_COUNTER = 0x8000;

/** Numbers of payments within a step. */
const PAY_FROM_HOME = 0;
const PAY_AT_COUNTER = 1;
/** No activity: where no shop takes bills. */
const NONE = -1;

export const utility: ServiceType = {
  id: 'utility',
  name: { en: 'Household bills', zh: '家庭账单' },
  sectors: [
    {
      id: 'utility',
      name: { en: 'counter for household bills', zh: '缴费网点' },
      acceptingShare: 'utility.accepting_share',
      payment: { profile: 'counter', takesCard: false, takesBankCards: true, cashCost: 'handled' },
      // A flash.
      sign: 'M13 3L6 13h5l-1 8 7-11h-5z',
    },
  ],
  flags: ['debit'],
  figures: {
    heated_households_share: {
      unit: 'share',
      low: 0,
      high: 1,
      whole: false,
      otherwise: { value: 0, low: 0, high: 1, source: 'no district heating unless the city says so' },
    },
  },
  parameters: [
    ...UTILITY_BY_BILL,
    ...UTILITY_TABLE.list,
    ...UTILITY_TRIPS.list,
    ...UTILITY_COUNTER_HOURS.list,
    ...UTILITY_HOME_HOURS.list,
  ],
  room: { activities: 3, payments: 2, columns: { unpaid: 16 }, progress: () => VISIT_PROGRESS },
  accounts: ['debited'],
  dimensions: {
    bill_way: WAYS.map((id) => ({ id, name: WAY_NAMES[id] })),
    bill_place: OUTSIDE.map((id) => ({ id, name: WAY_NAMES[id] })),
    bill_step: STEPS.map((id) => ({ id, name: STEP_NAMES[id] })),
  },
  counters: UTILITY_COUNTERS,
  facts: UTILITY_FACTS,
  measures: UTILITY_MEASURES,
  policies: [billsByPhone],
  units: {
    bills: { name: { en: 'bills', zh: '张' }, isCounted: true },
    trips: { name: { en: 'trips', zh: '次' }, isCounted: true },
    km: { name: { en: 'km', zh: '公里' }, isCounted: true },
  },
  words: UTILITY_WORDS,
  create: (host) => new Utility(host),
};

/** The service at whose tills bills are taken; undefined where there is none. @throws Error for several: nothing says which it is */
function soleAgent(agents: readonly Agent[]): Agent | undefined {
  if (agents.length <= 1) return agents[0];
  throw new Error(
    `utility: found ${agents.length} services whose tills take what others are owed, expected one at most`,
  );
}

class Utility implements Service {
  readonly id = 'utility';
  readonly places: Places;
  readonly stationCount: number;
  private readonly p: ReturnType<typeof UTILITY_TABLE.read>;
  private readonly sector: number;
  private readonly windows: Windows;
  /** Of a head of a household: unpaid bills by kind (cycle.ts), and whether they are taken to a counter. */
  private readonly unpaid: Uint16Field;
  private readonly cycle: Cycle;
  private readonly heatedShare: number;
  private readonly billOf: readonly Quantiles[];
  private readonly debit: number;
  private readonly homeCode: number;
  private readonly counterCode: number;
  /** Shops that take bills, if there are any: the activity of going there, and what is paid there for this sector. */
  private readonly agent: Agent | undefined;
  private readonly shopCode: number;
  private readonly agency: Agency;
  private readonly shopService: Quantiles;
  private readonly openByPhone: Float64Array;
  /** Share of bills so many days old that are still unpaid when the run begins. */
  private readonly stillUnpaid: readonly number[];
  private readonly counterHours: Quantiles;
  private readonly homeHours: Quantiles;
  private readonly facts: Readonly<Record<'billPaid' | 'sawToBills' | 'cameToShop' | 'servedInShop', number>>;
  private readonly draw: Record<
    'notice' | 'minute' | 'choose' | 'sum' | 'open' | 'first' | 'heated' | 'shop' | 'till',
    Purpose
  >;

  constructor(private readonly host: Host) {
    const { parameters, random, memory, days, levers, people, city } = host;
    this.p = UTILITY_TABLE.read(parameters);
    this.counterHours = Quantiles.weights(UTILITY_COUNTER_HOURS.byHour(parameters), 60);
    this.homeHours = Quantiles.weights(UTILITY_HOME_HOURS.byHour(parameters), 60);
    this.sector = host.sector('utility');
    this.debit = host.flag('utility.debit');
    this.unpaid = host.column16('unpaid');
    this.facts = {
      billPaid: host.fact('utility.billPaid'),
      sawToBills: host.fact('utility.sawToBills'),
      cameToShop: host.fact('utility.cameToShop'),
      servedInShop: host.fact('utility.servedInShop'),
    };
    this.draw = {
      notice: random.purpose('utility.notice'),
      minute: random.purpose('utility.minute'),
      choose: random.purpose('utility.choose'),
      sum: random.purpose('utility.sum'),
      open: random.purpose('utility.open'),
      first: random.purpose('utility.first'),
      heated: random.purpose('utility.heated'),
      shop: random.purpose('utility.shop'),
      till: random.purpose('utility.till'),
    };
    const every = familyValues(parameters, 'utility.every_days', REGULAR_BILLS).map(Math.round);
    this.cycle = new Cycle([...every, HEATING_EVERY_DAYS], random.purpose('utility.cycle'));
    this.heatedShare = city.figures['heated_households_share'].value;
    this.billOf = familyValues(parameters, 'utility.bill_yuan', BILLS).map((yuan) =>
      Quantiles.lognormal(yuan * 100, this.p.bill_cv),
    );
    this.stillUnpaid = this.unpaidByAge();
    const trip = UTILITY_TRIPS.read(parameters);
    this.windows = new Windows(host, {
      id: 'utility',
      sector: this.sector,
      parameters: this.p,
      trip,
      placeOf: (person) => this.counterOf(person),
      pay: (person, place) => this.payAtCounter(person, place),
      facts: {
        came: host.fact('utility.cameToCounter'),
        waited: host.fact('utility.queuedForBill'),
        served: host.fact('utility.servedForBill'),
        visited: host.fact('utility.leftCounter'),
      },
    });
    this.places = this.windows.places;
    this.stationCount = this.windows.stationCount;
    this.openByPhone = levers.column(BILLS_BY_PHONE_SHARE);
    const atRest = levers.atRest(BILLS_BY_PHONE_SHARE);
    atRest.fill(this.p.by_phone_share, this.sector * levers.districts, (this.sector + 1) * levers.districts);
    if (!memory.isAttached) this.signDebits();
    this.homeCode = days.addActivity(
      (person) => this.payFromHome(person),
      (person) => people.home.get(person),
    );
    this.counterCode = days.addActivity(
      (person) => this.goToCounter(person),
      (person) => this.windows.whereabouts(person),
    );
    this.shopService = Quantiles.lognormal(this.p.in_shop_seconds * TICKS_PER_SECOND, this.p.service_cv);
    this.agency = new Agency(host.payments, host.ledger, this.sector);
    this.agent = soleAgent(host.agents);
    this.shopCode = this.goesToShop({ ...trip, trip_kmh: this.p.to_shop_kmh });
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
      { key: 'bill_windows', value: this.windows.windowsAt(place) },
      { key: 'bill_queue', value: this.windows.waitingAt(place) },
    ];
  }
  factsOfPerson(person: number) {
    if (!this.host.people.isHouseholdHead(person)) return [];
    const unpaid = this.unpaid.get(person);
    return [
      { key: 'unpaid_bills', value: BILLS.reduce((sum, _, kind) => sum + unpaidOf(unpaid, kind), 0) },
      { key: 'bills_debited', value: this.isDebited(person) },
    ];
  }
  beginDay(): void {
    this.windows.beginDay();
  }
  beginRegionDay(): void {
    this.windows.beginRegionDay();
  }
  get state() {
    return { unpaid: this.unpaid, ...this.windows.state };
  }

  /** Which heads of households have their bills debited. */
  private signDebits(): void {
    const { people, random } = this.host;
    const signs = random.purpose('utility.debit');
    for (let person = 0; person < people.count; person++) {
      if (!people.isHouseholdHead(person) || !people.hasAccount(person)) continue;
      if (signs.chance(person, 0, this.p.debit_share)) people.flags.set(person, people.flags.get(person) | this.debit);
    }
  }

  private unpaidByAge(): number[] {
    const shares = [1];
    while (shares.length < HEATING_EVERY_DAYS) shares.push(shares[shares.length - 1] * (1 - this.p.notice_share));
    return shares;
  }

  /** @returns the activity of paying bills in a shop, or NONE */
  private goesToShop(trip: Commission['trip']): number {
    if (this.agent === undefined) return NONE;
    return this.agent.take({
      trip,
      came: (person, ticks, metres) => this.host.facts.noted(this.facts.cameToShop, person, ticks, metres, 0),
      serve: (person, places, shop, waited) => this.payInShop(person, places, shop, waited),
    });
  }

  private isDebited(person: number): boolean {
    return (this.host.people.flags.get(person) & this.debit) !== 0;
  }

  private counterOf(person: number): number {
    const { people, days } = this.host;
    return this.windows.map.choose(0, people.home.get(person), this.draw.choose.uniform(person, days.day.get(person)));
  }

  /** Bills come; and where some are unpaid, somebody may see to them. */
  private plan(person: number, day: number, plan: DayPlan): void {
    const { people } = this.host;
    if (!people.isHouseholdHead(person)) return;
    const number = this.cycle.numberOf(person);
    const unpaid = this.receive(person, number, day);
    if ((unpaid & ~TO_COUNTER) === 0) return;
    const share = this.isReminded(unpaid, number, day) ? this.p.reminded_notice_share : this.p.notice_share;
    const u = this.draw.notice.uniform(person, day);
    if (u >= share) return;
    const v = this.draw.minute.uniform(person, day);
    if ((unpaid & TO_COUNTER) === 0 && this.mayPayByPhone(person)) plan.add(this.homeHours.at(v), this.homeCode);
    else if (this.agent !== undefined && this.draw.shop.chance(person, day, this.p.in_shop_share)) {
      plan.add(this.agent.minuteAt(v), this.shopCode);
    } else {
      // Counters are open while people work; shops are in the evening too.
      const isAtWork = people.role(person) === ROLE.worker && !this.host.isWeekend(day);
      if (isAtWork && u >= share * this.p.working_day_factor) return;
      plan.add(this.counterHours.at(v), this.counterCode);
    }
  }

  /** The bills of a day: debited, or added to what is unpaid. @returns what is unpaid then */
  private receive(person: number, number: number, day: number): number {
    const before = this.unpaid.get(person);
    // On the first day bills may be left from before, whether one comes or not.
    if (day > 0 && !this.cycle.anyComes(number, day)) return before;
    let unpaid = before;
    const kinds = this.isHeated(person) ? BILLS.length : HEATING;
    for (let kind = 0; kind < kinds; kind++) {
      const since = this.cycle.daysSince(number, kind, day);
      const comes = since === 0;
      if (!comes && day > 0) continue;
      if (this.isDebited(person)) {
        if (comes) this.bookDebit(person, kind, day);
      } else if (comes || this.isLeft(person, kind, since)) unpaid = withOneMore(unpaid, kind);
    }
    if (unpaid !== before) this.unpaid.set(person, unpaid);
    return unpaid;
  }

  private isHeated(person: number): boolean {
    return this.heatedShare > 0 && this.draw.heated.chance(person, 0, this.heatedShare);
  }

  /** Whether a bill from before the first day is still unpaid. */
  private isLeft(person: number, kind: number, age: number): boolean {
    return this.draw.first.chance(person, kind, this.stillUnpaid[age]);
  }

  private bookDebit(person: number, kind: number, day: number): void {
    const { ledger, facts } = this.host;
    ledger.transfer(ACCOUNT.residentBank, ledger.account('utility.debited'), this.sumOf(person, kind, day));
    facts.noted(this.facts.billPaid, person, DEBIT, 0, 0);
  }

  /** Fen of the bill of a kind that came on a day, in whole jiao. */
  private sumOf(person: number, kind: number, day: number): number {
    const u = this.draw.sum.uniform(person, (day + HEATING_EVERY_DAYS) * BILLS.length + kind);
    return Math.max(1, Math.round(this.billOf[kind].at(u) / 10)) * 10;
  }

  private isReminded(unpaid: number, number: number, day: number): boolean {
    const limit = this.p.days_to_pay + this.p.reminder_days;
    for (let kind = 0; kind < BILLS.length; kind++) {
      const bills = unpaidOf(unpaid, kind);
      if (bills > 0 && this.cycle.age(number, kind, bills - 1, day) > limit) return true;
    }
    return false;
  }

  private mayPayByPhone(person: number): boolean {
    const { people, levers } = this.host;
    const cell = this.sector * levers.districts + people.district(person);
    return people.hasWallet(person) && this.draw.open.chance(person, 0, this.openByPhone[cell]);
  }

  /** What a household owes with its surcharges, fen; with a way, all of it is told to have been paid in that way. */
  private due(person: number, way = -1): number {
    const { days, facts } = this.host;
    const day = days.day.get(person);
    const number = this.cycle.numberOf(person);
    const unpaid = this.unpaid.get(person);
    let sum = 0;
    for (let kind = 0; kind < BILLS.length; kind++) {
      for (let back = unpaidOf(unpaid, kind) - 1; back >= 0; back--) {
        const age = this.cycle.age(number, kind, back, day);
        const fen = this.sumOf(person, kind, day - age);
        const isLate = age > this.p.days_to_pay;
        const surcharge = isLate ? Math.round(fen * this.p.late_fee_share) : 0;
        sum += fen + surcharge;
        if (way >= 0) facts.noted(this.facts.billPaid, person, way, isLate ? 1 : 0, surcharge);
      }
    }
    return sum;
  }

  private clear(person: number, way: number): void {
    this.due(person, way);
    this.unpaid.set(person, 0);
  }

  private payFromHome(person: number): void {
    const { days, people, payments, facts, engine } = this.host;
    const counter = days.counter(person, PAY_FROM_HOME);
    const ticks = payments.payRemotely(this.sector, person, this.due(person), counter, days.day.get(person));
    if (ticks > 0) this.clear(person, FROM_HOME);
    // Rather with cash: to a counter or a shop, another day. After a failure it is tried again.
    else if (ticks === 0) this.unpaid.set(person, this.unpaid.get(person) | TO_COUNTER);
    people.ticks.add(person, Math.abs(ticks));
    facts.noted(this.facts.sawToBills, person, Math.abs(ticks), 0, 0);
    days.done(person, engine.now + Math.abs(ticks));
  }

  private goToCounter(person: number): void {
    const home = this.host.people.home.get(person);
    this.windows.arrive(person, this.windows.trips.toPlace(home, this.counterOf(person)));
  }

  private payAtCounter(person: number, place: number): number {
    const { payments, days } = this.host;
    const counter = days.counter(person, PAY_AT_COUNTER);
    const ticks = payments.pay(this.places, place, person, this.due(person), counter, days.day.get(person));
    if (ticks > 0) this.clear(person, AT_COUNTER);
    return ticks;
  }

  private payInShop(person: number, shops: Places, shop: number, waited: number): number {
    const { days, facts } = this.host;
    const n = days.counter(person, PAY_AT_COUNTER);
    const paid = this.agency.pay(shops, shop, person, this.due(person), n, days.day.get(person));
    if (paid > 0) this.clear(person, IN_SHOP);
    const ticks = Math.ceil(this.shopService.at(this.draw.till.uniform(person, n))) + Math.abs(paid);
    facts.noted(this.facts.servedInShop, person, waited, ticks, 0);
    return ticks;
  }
}
