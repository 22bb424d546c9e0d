/**
 * The moment of payment: one mechanism for every service.
 *
 * Which methods are accepted here, held and feasible; which one this person picks; how long it takes; whether it fails
 * and what happens then; and the booking. Payment is booked when it begins, its time is then served.
 */
import { exp } from '../kernel/exact-math.ts';
import { Quantiles } from '../kernel/distributions.ts';
import type { Purpose, RandomSource } from '../kernel/random.ts';
import { TICKS_PER_SECOND } from '../kernel/time.ts';
import { PAYMENT_STATES, type Decision, type Facts } from './facts.ts';
import { ACCOUNT, type Ledger } from './ledger.ts';
import { PAYMENT_TABLE } from './payment-parameters.ts';
import { FLAG, type People } from './people.ts';
import type { Places } from './places.ts';
import type { Levers } from './policy/levers.ts';

const CASH = 0;
const CARD = 1;
const MOBILE = 2;

/** Codes of PAYMENT_STATES. */
const STATE = Object.fromEntries(PAYMENT_STATES.map((name, code) => [name, code])) as Record<
  (typeof PAYMENT_STATES)[number],
  number
>;

/** How a sector takes money. */
export interface SectorTerms {
  readonly sector: number;
  /** Boarding times and the bus card's own enrolment apply. */
  readonly isBus: boolean;
  readonly takesCard: boolean;
  /** Share taken off for card and mobile payers by the operator itself. */
  readonly ownDiscount: number;
  /** Which enrolment mobile payment needs here beside the wallet, as a FLAG, or 0. */
  readonly enrolment: number;
  /** Multiplies the till times of every method. */
  readonly timeFactor: number;
  /** Whoever has too little cash pays with a bank card, booked as a withdrawal followed by cash. */
  readonly takesBankCards: boolean;
}

/** Notes a customer may hand over, fen; those above 20 yuan are no use as change. */
const NOTES = [500, 1000, 2000, 5000, 10000];
const CHANGE_NOTE_MAX = 2000;

/** What the columns of a place can hold, fen: the value of a day counts no further, a fuller till is a fault. */
const VALUE_MAX = 0xffffffff;
const TILL_MAX = 0x7fffffff;

export class Payments {
  /** How the last payment was decided; overwritten by the next. */
  readonly decision: Decision = { state: new Uint8Array(3), probability: new Float64Array(3), failed: -1 };

  private readonly weight = new Float64Array(3);
  private readonly price = new Int32Array(3);
  private readonly shape: Quantiles;
  private readonly choose: Purpose;
  private readonly chooseAgain: Purpose;
  private readonly fail: Purpose;
  private readonly takeTime: Purpose;
  private readonly beReady: Purpose;
  private readonly tender: Purpose;
  private readonly empty: Purpose;
  private readonly terms: SectorTerms[] = [];
  private readonly p: ReturnType<typeof PAYMENT_TABLE.read>;
  private ready = true;

  constructor(
    private readonly people: People,
    private readonly ledger: Ledger,
    private readonly levers: Levers,
    private readonly facts: Facts,
    parameters: Readonly<Record<string, number>>,
    random: RandomSource,
  ) {
    this.p = PAYMENT_TABLE.read(parameters);
    this.shape = Quantiles.lognormal(1, this.p.seconds_cv);
    this.choose = random.purpose('payment.choose');
    this.chooseAgain = random.purpose('payment.choose-again');
    this.fail = random.purpose('payment.fail');
    this.takeTime = random.purpose('payment.time');
    this.beReady = random.purpose('payment.ready');
    this.tender = random.purpose('payment.tender');
    this.empty = random.purpose('payment.phone-empty');
  }

  /** Declares how a sector takes money. Called once a sector at set-up. */
  addSector(terms: SectorTerms): void {
    this.terms[terms.sector] = terms;
  }

  /**
   * One payment of `fen` by a person at a place, decided, booked and reported.
   *
   * @param n counter of the payment among the person's, the same in both worlds
   * @param day of the person's chain, for what holds a whole day
   * @returns ticks the payment takes (1 or more); where nothing the person has is accepted (reported as a refusal), zero or minus the
   * ticks lost on attempts
   */
  pay(places: Places, place: number, person: number, fen: number, n: number, day: number): number {
    const sector = places.sector.get(place);
    const terms = this.terms[sector];
    const cell = sector * this.levers.districts + places.district.get(place);
    this.weigh(places, place, person, fen, terms, cell, day);
    let method = this.pick(this.choose.uniform(person, n));
    let secondsLost = 0;
    let changeShort = false;
    while (method >= 0) {
      if (method === MOBILE && this.mobileFails(cell, person, n)) secondsLost += this.failureSeconds(terms);
      else if (method === CASH && !this.makesChange(places, place, person, n, terms)) changeShort = true;
      else break;
      this.facts.failed(sector, place, person, method);
      method = this.fallBack(method, person, n);
    }
    if (changeShort) this.facts.changeShort(sector, place, person);
    if (method < 0 && changeShort) {
      // Nothing else works: change is fetched.
      method = CASH;
      secondsLost += this.p.no_change_seconds;
    }
    if (method < 0) {
      this.facts.refused(sector, place, person);
      return -Math.round(secondsLost * TICKS_PER_SECOND);
    }
    return this.settle(places, place, person, method, fen, n, cell, terms, secondsLost);
  }

  /**
   * Pays on the spot, without going to a counter, where the person chooses mobile payment and it works.
   * @returns ticks the payment takes; 0 where another method is chosen; where it fails, minus the ticks lost
   */
  payOnPhone(places: Places, place: number, person: number, fen: number, n: number, day: number): number {
    const terms = this.terms[places.sector.get(place)];
    const cell = terms.sector * this.levers.districts + places.district.get(place);
    this.weigh(places, place, person, fen, terms, cell, day);
    if (this.pick(this.choose.uniform(person, n)) !== MOBILE) return 0;
    if (this.mobileFails(cell, person, n)) {
      this.facts.failed(terms.sector, place, person, MOBILE);
      return -Math.round(this.failureSeconds(terms) * TICKS_PER_SECOND);
    }
    return this.settle(places, place, person, MOBILE, fen, n, cell, terms, 0);
  }

  private settle(
    places: Places,
    place: number,
    person: number,
    method: number,
    fen: number,
    n: number,
    cell: number,
    terms: SectorTerms,
    secondsLost: number,
  ): number {
    const seconds = secondsLost + this.timeOf(method, person, n, fen, terms);
    const ticks = Math.max(1, Math.round(seconds * TICKS_PER_SECOND));
    this.book(places, place, person, method, fen, cell, terms);
    this.learn(person, method, terms);
    this.facts.payment(terms.sector, place, person, method, this.price[method], ticks, this.ready, this.decision);
    return ticks;
  }

  /** Time lost on a mobile payment that does not go through: that of an unready payer. */
  private failureSeconds(terms: SectorTerms): number {
    return terms.isBus ? this.p.bus_mobile_unready_seconds : this.p.shop_mobile_unready_seconds;
  }

  /** Fills in what is possible, at which price, and with which probability each method is chosen. */
  private weigh(
    places: Places,
    place: number,
    person: number,
    fen: number,
    terms: SectorTerms,
    cell: number,
    day: number,
  ): void {
    const { people, levers, price, weight, p } = this;
    const { state, probability } = this.decision;
    this.decision.failed = -1;
    const flags = people.flags.get(person);
    const own = 1 - terms.ownDiscount;
    price[CASH] = fen;
    price[CARD] = Math.round(fen * own * (1 - levers.cardDiscount[cell]));
    price[MOBILE] = Math.round(fen * own * (1 - levers.mobileDiscount[cell]));
    const enough = terms.takesBankCards || people.cash.get(person) >= fen;
    state[CASH] = levers.noCash[cell] === 1 ? STATE.not_accepted : enough ? 0 : STATE.not_enough;
    state[CARD] = !terms.takesCard
      ? STATE.not_accepted
      : (flags & FLAG.card) === 0
        ? STATE.not_held
        : people.card.get(person) < price[CARD]
          ? STATE.not_enough
          : 0;
    state[MOBILE] = this.mobileState(places, place, person, flags, terms, day);
    if (state[CARD] !== 0 && state[MOBILE] !== 0) {
      // Most people at most places have nothing to choose: cash, or nothing.
      weight[CASH] = probability[CASH] = state[CASH] === 0 ? 1 : 0;
      weight[CARD] = probability[CARD] = weight[MOBILE] = probability[MOBILE] = 0;
      return;
    }
    const habit = ((terms.isBus ? people.habitBus : people.habitShop).get(person) / 255) * p.choice_habit;
    const trust = (people.trust.get(person) / 255 - 0.5) * p.choice_trust;
    const cashSeconds = this.expectedSeconds(CASH, person, fen, terms);
    weight[CASH] = state[CASH] === 0 ? 1 : 0;
    for (let method = CARD; method <= MOBILE; method++) {
      if (state[method] !== 0) {
        weight[method] = 0;
        continue;
      }
      let value = -p.choice_per_second * (this.expectedSeconds(method, person, fen, terms) - cashSeconds);
      value += p.choice_per_yuan * Math.min(3, (fen - price[method]) / 100);
      if (method === CARD) value += terms.isBus ? p.choice_bus_card : p.choice_shop_card;
      if (method === MOBILE) value += (terms.isBus ? p.choice_bus_mobile : p.choice_shop_mobile) + habit + trust;
      weight[method] = exp(value);
    }
    const sum = weight[0] + weight[1] + weight[2];
    for (let method = 0; method < 3; method++) probability[method] = sum > 0 ? weight[method] / sum : 0;
  }

  private mobileState(
    places: Places,
    place: number,
    person: number,
    flags: number,
    terms: SectorTerms,
    day: number,
  ): number {
    if ((flags & FLAG.wallet) === 0) return STATE.not_held;
    if (places.accepts.get(place) === 0) {
      if (this.people.habitShop.get(person) >= this.p.asking_habit_share * 255) places.asked.add(place, 1);
      return STATE.not_accepted;
    }
    if (terms.enrolment !== 0 && (flags & terms.enrolment) === 0) return STATE.not_enrolled;
    if (this.empty.chance(person, day, this.p.phone_empty_share)) return STATE.phone_empty;
    return 0;
  }

  /** The method whose share of [0, 1) holds u, or −1 where none is possible. */
  private pick(u: number): number {
    const { probability } = this.decision;
    let sum = 0;
    let last = -1;
    for (let method = 0; method < 3; method++) {
      if (probability[method] === 0) continue;
      sum += probability[method];
      last = method;
      if (u < sum) return method;
    }
    return last;
  }

  private mobileFails(cell: number, person: number, n: number): boolean {
    const down = this.levers.outages[cell] > 0;
    const fails = down || this.fail.chance(person, n, this.p.mobile_failure_share);
    if (fails) {
      if (down) this.decision.state[MOBILE] = STATE.network_down;
      const trust = this.people.trust.get(person);
      this.people.trust.set(person, trust - Math.ceil(trust * this.p.trust_loss_share));
    }
    return fails;
  }

  /** Another method after `failed` has failed, in proportion to the first weights; −1 where none is left. */
  private fallBack(failed: number, person: number, n: number): number {
    const { weight, decision } = this;
    if (decision.failed < 0) decision.failed = failed;
    weight[failed] = 0;
    const sum = weight[0] + weight[1] + weight[2];
    if (sum === 0) return -1;
    let left = this.chooseAgain.uniform(person, n) * sum;
    for (let method = 0; method < 3; method++) {
      left -= weight[method];
      if (weight[method] > 0 && left <= 0) return method;
    }
    return weight[MOBILE] > 0 ? MOBILE : weight[CARD] > 0 ? CARD : CASH;
  }

  /** Whether a cash payment can go through: the sum is exact, or the till has the change for the note handed over. */
  private makesChange(places: Places, place: number, person: number, n: number, terms: SectorTerms): boolean {
    if (terms.isBus) return true; // Fareboxes give no change: those without coins are the unready ones.
    const fen = this.price[CASH];
    const u = this.tender.uniform(person, n);
    if (u < this.p.exact_cash_share) {
      places.change.add(place, fen);
      return true;
    }
    const note = NOTES.find((value) => value >= fen && value <= this.people.cash.get(person));
    if (note === undefined) return true; // Several notes and small money make up a large sum.
    const due = note - fen;
    if (due > places.change.get(place)) return false;
    places.change.add(place, note <= CHANGE_NOTE_MAX ? fen : -due);
    return true;
  }

  private unreadyShare(method: number, person: number, terms: SectorTerms): number {
    if (method === CASH) return this.p.unready_share_cash;
    if (method === CARD) return this.p.unready_share_card;
    const ready = (terms.isBus ? this.people.readyBus : this.people.readyShop).get(person) / 255;
    return this.p.unready_share_mobile_novice * (1 - 0.95 * ready);
  }

  private secondsOf(method: number, ready: boolean, fen: number, terms: SectorTerms): number {
    const { p } = this;
    if (terms.isBus) {
      if (method === CASH) return ready ? p.bus_cash_ready_seconds : p.bus_cash_unready_seconds;
      if (method === CARD) return ready ? p.bus_card_ready_seconds : p.bus_card_unready_seconds;
      return ready ? p.bus_mobile_ready_seconds : p.bus_mobile_unready_seconds;
    }
    if (method === CARD) return p.shop_card_seconds * terms.timeFactor;
    if (method === MOBILE) {
      return (ready ? p.shop_mobile_ready_seconds : p.shop_mobile_unready_seconds) * terms.timeFactor;
    }
    const large = Math.min(1, fen / (p.shop_cash_large_yuan * 100));
    const seconds = p.shop_cash_small_seconds + (p.shop_cash_large_seconds - p.shop_cash_small_seconds) * large;
    return seconds * terms.timeFactor;
  }

  /** What the person reckons with when choosing. */
  private expectedSeconds(method: number, person: number, fen: number, terms: SectorTerms): number {
    if (!terms.isBus && method !== MOBILE) return this.secondsOf(method, true, fen, terms);
    const unready = this.unreadyShare(method, person, terms);
    return (
      (1 - unready) * this.secondsOf(method, true, fen, terms) + unready * this.secondsOf(method, false, fen, terms)
    );
  }

  private timeOf(method: number, person: number, n: number, fen: number, terms: SectorTerms): number {
    this.ready = !this.beReady.chance(person, n, this.unreadyShare(method, person, terms));
    return this.secondsOf(method, this.ready, fen, terms) * this.shape.at(this.takeTime.uniform(person, n));
  }

  private book(
    places: Places,
    place: number,
    person: number,
    method: number,
    fen: number,
    cell: number,
    terms: SectorTerms,
  ): void {
    const { people, ledger, levers } = this;
    const { sector } = terms;
    const price = this.price[method];
    const bank = ACCOUNT.firstBank + sector;
    places.payments.add(place, 1);
    places.value.set(place, Math.min(VALUE_MAX, places.value.get(place) + price));
    if (method === CASH) {
      if (people.cash.get(person) < price) this.withdraw(person, price - people.cash.get(person));
      people.cash.add(person, -price);
      const till = places.till.get(place) + price;
      if (till > TILL_MAX) {
        throw new Error(
          `place ${place} of sector ${sector}: found ${till} fen in the till, expected ${TILL_MAX} at most`,
        );
      }
      places.till.set(place, till);
      ledger.transfer(ACCOUNT.residentCash, ACCOUNT.firstTill + sector, price);
      return;
    }
    // What the policy takes off the price is made up by the government; the operator's own discount is its own loss.
    const madeUp = Math.round(fen * (1 - terms.ownDiscount)) - price;
    if (madeUp > 0) ledger.transfer(ACCOUNT.government, bank, madeUp);
    if (method === CARD) {
      people.card.add(person, -price);
      ledger.transfer(ACCOUNT.residentCards, bank, price);
      return;
    }
    places.mobilePayments.add(place, 1);
    ledger.transfer(ACCOUNT.residentBank, bank, price);
    const fee = Math.round((price + madeUp) * this.p.merchant_fee_share);
    const rebate = Math.round(fee * levers.feeRebateShare[cell]);
    ledger.transfer(bank, ACCOUNT.provider, fee - rebate);
    ledger.transfer(ACCOUNT.government, ACCOUNT.provider, rebate);
  }

  /** Use makes ready, and a habit; not using what was possible wears the habit off. */
  private learn(person: number, method: number, terms: SectorTerms): void {
    const { people, p } = this;
    const habit = terms.isBus ? people.habitBus : people.habitShop;
    if (method === MOBILE) {
      const ready = terms.isBus ? people.readyBus : people.readyShop;
      ready.add(person, Math.ceil((255 - ready.get(person)) * p.readiness_gain_share));
      habit.add(person, Math.ceil((255 - habit.get(person)) * p.habit_gain_share));
      if (people.trust.get(person) < 255) people.trust.add(person, 1);
    } else if (this.decision.state[MOBILE] === 0) {
      habit.add(person, -Math.floor(habit.get(person) * p.habit_loss_share));
    }
  }

  /** Money into a stored-value card, from cash where there is enough, else from the bank. @returns fen paid in */
  topUp(person: number, fen: number): void {
    const { people, ledger } = this;
    const fromCash = people.cash.get(person) >= fen;
    if (fromCash) people.cash.add(person, -fen);
    people.card.add(person, fen);
    ledger.transfer(fromCash ? ACCOUNT.residentCash : ACCOUNT.residentBank, ACCOUNT.residentCards, fen);
  }

  /** Cash from the bank into the hand. */
  withdraw(person: number, fen: number): void {
    this.people.cash.add(person, fen);
    this.ledger.transfer(ACCOUNT.residentBank, ACCOUNT.residentCash, fen);
  }

  /** Opens the tills with small money on the first day, and empties them to that each night. */
  settleTills(places: Places, floatFen: number): void {
    for (let i = 0; i < places.count; i++) {
      const till = ACCOUNT.firstTill + places.sector.get(i);
      const bank = ACCOUNT.firstBank + places.sector.get(i);
      const over = places.till.get(i) - floatFen;
      this.ledger.transfer(over > 0 ? till : bank, over > 0 ? bank : till, Math.abs(over));
      places.till.set(i, floatFen);
      places.change.set(i, floatFen);
    }
  }
}
