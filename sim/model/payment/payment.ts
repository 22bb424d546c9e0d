/**
 * The moment of payment: one mechanism for every service.
 *
 * Which methods are accepted here, held and feasible; which one this person picks; how long it takes; whether it fails
 * and what happens then; and the booking. Payment is booked when it begins, its time is then served.
 */
import { expFast } from '../../kernel/exact-math.ts';
import { Quantiles } from '../../kernel/distributions.ts';
import type { Purpose, RandomSource } from '../../kernel/random.ts';
import { TICKS_PER_SECOND } from '../../kernel/time.ts';
import { PAYMENT_STATE as STATE, type Decision, type Facts } from '../facts.ts';
import { ENROLMENTS, SECTOR_DECLARATIONS } from '../catalogue.ts';
import type { City } from '../city.ts';
import { FLAG, WALLET } from '../holdings.ts';
import { ACCOUNT, type Ledger } from '../ledger.ts';
import type { CashOffice } from './cash-office.ts';
import { learn } from './learning.ts';
import { Tenders } from './notes.ts';
import type { OwnCard } from './own-card.ts';
import { PAYMENT_TABLE } from './parameters.ts';
import { StoredCards } from './stored-cards.ts';
import { Stores } from './stores.ts';
import { Payers } from './payers.ts';
import { HUNDRED, smallOf, takeCash } from './purse.ts';
import { termsOf, type Terms } from './terms.ts';
import { putInTill, settleAll } from './till.ts';
import { fillTimes, secondsAt } from './times.ts';
import type { People } from '../people.ts';
import { Places } from '../places.ts';
import type { Levers } from '../policy/levers.ts';

const [CASH, CARD, MOBILE] = [0, 1, 2];

/** A payment that is made at no place. */
const [NO_PLACE, NOWHERE] = [-1, new Places(0)];

/** What the column of a place can hold, fen: the value of a day counts no further. */
const VALUE_MAX = 0xffffffff;

export class Payments {
  /** Method of the last payment made. */
  method = 0;
  /** Whether the senior card is shown for the payment looked at last, and nothing paid. */
  isFree = false;
  /** How the last payment was decided; overwritten by the next. */
  readonly decision: Decision = { state: new Uint8Array(3), probability: new Float64Array(3), failed: -1 };

  private readonly weight = new Float64Array(3);
  private readonly price = new Int32Array(3);
  private readonly shape: Quantiles;
  private readonly choose: Purpose;
  private readonly chooseAgain: Purpose;
  private readonly fail: Purpose;
  private readonly failCard: Purpose;
  private readonly takeTime: Purpose;
  private readonly beReady: Purpose;
  private readonly tenders: Tenders;
  private readonly empty: Purpose;
  private readonly dormant: Purpose;
  readonly payers: Payers;
  /** How each sector takes money. */
  readonly terms: readonly Terms[];
  /** Share of those enrolled who never use it, by enrolment. */
  private readonly dormantShare: readonly number[];
  /** Stored-value cards that services have issued. */
  readonly ownCards: OwnCard[] = [];
  /** Where money lies that is neither in the hand nor on a card. */
  readonly stores: Stores;
  /** The city's card, bought and topped up. */
  readonly cards: StoredCards;
  /** Who sees to the tills of some sectors in place of a bank. */
  office: CashOffice | null = null;
  /** Mean time of a payment by sector, method and whether the payer is ready; and how much longer large sums take in cash. */
  private readonly seconds = new Float64Array(SECTOR_DECLARATIONS.length * 6);
  private readonly largeCashSeconds = new Float64Array(SECTOR_DECLARATIONS.length);
  private readonly perLargeFen: number;
  private readonly p: ReturnType<typeof PAYMENT_TABLE.read>;
  private ready = true;
  /** Whether whoever was looked at last lacks the small money without which cash is no use there. */
  private lacksSmall = false;

  constructor(
    private readonly people: People,
    private readonly ledger: Ledger,
    private readonly levers: Levers,
    private readonly facts: Facts,
    parameters: Readonly<Record<string, number>>,
    city: City,
    random: RandomSource,
  ) {
    this.p = PAYMENT_TABLE.read(parameters);
    this.perLargeFen = 1 / (this.p.shop_cash_large_yuan * 100);
    this.shape = Quantiles.lognormal(1, this.p.seconds_cv);
    this.choose = random.purpose('payment.choose');
    this.chooseAgain = random.purpose('payment.choose-again');
    this.fail = random.purpose('payment.fail');
    this.failCard = random.purpose('payment.fail-card');
    this.takeTime = random.purpose('payment.time');
    this.beReady = random.purpose('payment.ready');
    this.tenders = new Tenders(people, random.purpose('payment.tender'), this.p.exact_cash_share);
    this.empty = random.purpose('payment.phone-empty');
    this.dormant = random.purpose('payment.dormant');
    this.dormantShare = ENROLMENTS.map(({ dormantShare }) => (dormantShare ? parameters[dormantShare] : 0));
    const { helped_75_plus_share: helpedShare, asking_habit_share: askingShare } = this.p;
    this.payers = new Payers(people, random.purpose('payment.helped'), helpedShare, askingShare * 255);
    this.stores = new Stores(people, ledger, parameters, random);
    this.cards = new StoredCards(people, ledger, this.stores, facts, parameters, random);
    this.terms = SECTOR_DECLARATIONS.map((_, sector) => {
      fillTimes(sector, this.seconds, this.largeCashSeconds, parameters);
      return termsOf(sector, city, people, parameters);
    });
  }

  /**
   * One payment of `fen` by a person at a place, decided, booked and reported.
   * @param n counter of the payment among the person's, the same in both worlds
   * @param day of the person's chain, for what holds a whole day
   * @param terms other ones than those of the place's sector (Agency)
   * @returns ticks the payment takes (1 or more); where nothing the person has is accepted (reported as a refusal), zero or minus the
   * ticks lost on attempts
   */
  readonly pay = (
    places: Places,
    place: number,
    person: number,
    fen: number,
    n: number,
    day: number,
    terms = this.terms[places.sector.get(place)],
  ): number => {
    const { sector } = terms;
    const cell = sector * this.levers.districts + places.district.get(place);
    this.weigh(places, place, person, fen, terms, cell, day);
    let method = this.pick(this.choose.uniform(person, n));
    let secondsLost = 0;
    let changeShort = false;
    while (method >= 0) {
      if (method === MOBILE && this.mobileFails(cell, person, n)) secondsLost += terms.failureSeconds;
      else if (method === CARD && this.cardFails(terms, person, n)) secondsLost += terms.cardFailureSeconds;
      else if (method === CASH && !this.tenders.goesThrough(places, place, person, fen, n, terms)) changeShort = true;
      else break;
      this.facts.failed(sector, place, person, method);
      method = this.fallBack(method, person, n);
    }
    if (changeShort && !this.lacksSmall) this.facts.changeShort(sector, place, person);
    if (method < 0 && changeShort && this.tenders.fetchChange(person, fen, n, terms)) {
      method = CASH;
      if (terms.givesChange) secondsLost += this.p.no_change_seconds;
    }
    if (method < 0) {
      this.facts.refused(sector, place, person);
      if (terms.cardHelps && terms.card === null && this.levers.noCash[cell] !== 0) this.cards.want(person, n);
      return -Math.round(secondsLost * TICKS_PER_SECOND);
    }
    return this.settle(places, place, person, method, fen, n, cell, terms, secondsLost);
  };

  /**
   * The method with which a person means to pay, before it is known whether it works: who has to choose a queue by it. A payment
   * of the same counter that is made later begins with it, if nothing has changed meanwhile.
   * @returns index of the method, or −1 where nothing the person has is accepted
   */
  intended(places: Places, place: number, person: number, fen: number, n: number, day: number): number {
    const sector = places.sector.get(place);
    const cell = sector * this.levers.districts + places.district.get(place);
    this.weigh(places, place, person, fen, this.terms[sector], cell, day);
    return this.pick(this.choose.uniform(person, n));
  }

  /** Ticks to show again, on the way out, that with which one has paid: nothing is booked. */
  showAgain(sector: number, method: number, person: number, n: number): number {
    return Math.max(1, Math.round(this.timeOf(method, person, n, 0, this.terms[sector]) * TICKS_PER_SECOND)) | 0;
  }

  /**
   * Pays on the spot, without going to a counter, where the person chooses mobile payment and it works.
   * @returns ticks the payment takes; 0 where another method is chosen; where it fails, minus the ticks lost
   */
  payOnPhone(places: Places, place: number, person: number, fen: number, n: number, day: number): number {
    const terms = this.terms[places.sector.get(place)];
    const cell = terms.sector * this.levers.districts + places.district.get(place);
    return this.tryPhone(places, place, person, fen, n, day, terms, cell);
  }

  /**
   * Pays a sector without being at any of its places, as a bill at home: where the person chooses mobile payment, with what would
   * be taken at a counter weighed against it, and it works. Levers are those of the district where the person lives.
   * @returns ticks the payment takes; 0 where another method is chosen, or phone and enrolment are missing; where it fails, minus
   * the ticks lost
   */
  payRemotely(sector: number, person: number, fen: number, n: number, day: number): number {
    const cell = sector * this.levers.districts + this.people.district(person);
    return this.tryPhone(NOWHERE, NO_PLACE, person, fen, n, day, this.terms[sector], cell);
  }

  /**
   * Pays by card on the spot, as at a machine that takes nothing else.
   * @returns ticks the payment takes; 0 where the person has no card that is taken
   */
  payByCard(places: Places, place: number, person: number, fen: number, n: number, day: number): number {
    const terms = this.terms[places.sector.get(place)];
    const cell = terms.sector * this.levers.districts + places.district.get(place);
    this.weigh(places, place, person, fen, terms, cell, day);
    if (this.decision.state[CARD] !== 0) return 0;
    return this.settle(places, place, person, CARD, fen, n, cell, terms, 0);
  }

  private tryPhone(
    places: Places,
    place: number,
    person: number,
    fen: number,
    n: number,
    day: number,
    terms: Terms,
    cell: number,
  ): number {
    this.weigh(places, place, person, fen, terms, cell, day);
    if (this.pick(this.choose.uniform(person, n)) !== MOBILE) return 0;
    if (this.mobileFails(cell, person, n)) {
      this.facts.failed(terms.sector, place, person, MOBILE);
      return -Math.round(terms.failureSeconds * TICKS_PER_SECOND);
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
    terms: Terms,
    secondsLost: number,
  ): number {
    const seconds = secondsLost + this.timeOf(method, person, n, fen, terms);
    const ticks = Math.max(1, Math.round(seconds * TICKS_PER_SECOND)) | 0;
    this.method = method;
    this.book(places, place, person, method, fen, n, cell, terms);
    learn(this.people, person, method === MOBILE, this.decision, terms, this.p);
    this.facts.payment(terms.sector, place, person, method, this.price[method], ticks, this.ready, this.decision);
    return ticks;
  }

  /** Fills in what is possible, at which price, and with which probability each method is chosen. */
  private weigh(
    places: Places,
    place: number,
    person: number,
    fen: number,
    terms: Terms,
    cell: number,
    day: number,
  ): void {
    const { people, levers, price, decision } = this;
    const { state } = decision;
    decision.failed = -1;
    price[CASH] = fen;
    this.lacksSmall = this.tenders.lacksSmall(person, fen, terms);
    this.isFree = terms.takesSeniorCard && people.hasSeniorCard(person);
    if (this.isFree) return this.showSeniorCard();
    const payer = terms.paidByFamily ? this.payers.payerFor(person) : person;
    // Where bank cards are taken, sums are such that who has no account comes with what is needed.
    const brings = terms.bringsCash || (terms.takesBankCards && !people.hasAccount(payer));
    const enough = brings || people.cash.get(person) >= fen;
    const takesCash = terms.takesCash && levers.noCash[cell] === 0;
    state[CASH] = !takesCash ? STATE.not_accepted : enough ? 0 : STATE.not_enough;
    if (!terms.takesCard) state[CARD] = STATE.not_accepted;
    else if (terms.takesBankCards) {
      price[CARD] = fen;
      state[CARD] = people.hasAccount(payer) ? 0 : STATE.not_held;
    } else if ((people.flags.get(person) & (terms.card === null ? FLAG.card : terms.card.flag)) === 0) {
      state[CARD] = STATE.not_held;
    } else {
      price[CARD] = Math.round(fen * (1 - terms.ownDiscount) * (1 - levers.cardDiscount[cell]));
      const held = terms.card === null ? people.card.get(person) : terms.card.balance.get(person);
      state[CARD] = held < price[CARD] ? STATE.not_enough : 0;
    }
    state[MOBILE] = this.mobileState(places, place, person, payer, fen, terms, day);
    if (state[MOBILE] === 0) {
      price[MOBILE] = Math.round(fen * (1 - terms.ownDiscount) * (1 - levers.mobileDiscount[cell]));
    }
    const possible = (state[CASH] === 0 ? 1 : 0) + (state[CARD] === 0 ? 1 : 0) + (state[MOBILE] === 0 ? 1 : 0);
    if (possible > 1) this.weighAgainstCash(person, fen, terms);
    else this.takeOnly(state);
  }

  /** Whoever rides free shows the senior card, which never runs out and which no policy withdraws, and looks for nothing else. */
  private showSeniorCard(): void {
    const { state } = this.decision;
    state[CASH] = state[MOBILE] = STATE.not_used;
    state[CARD] = this.price[CARD] = 0;
    this.takeOnly(state);
  }

  /** Nothing to choose, as for most people at most places: one method, or none. */
  private takeOnly(state: Uint8Array): void {
    const { weight, decision } = this;
    for (let method = 0; method < 3; method++) {
      weight[method] = decision.probability[method] = state[method] === 0 ? 1 : 0;
    }
  }

  /** The weights of several methods: a logit choice, in which cash of one note is worth nothing and all else is compared with it. */
  private readonly weighAgainstCash = (person: number, fen: number, terms: Terms): void => {
    const { weight, decision } = this;
    const { state, probability } = decision;
    const cashSeconds = this.expectedSeconds(CASH, person, fen, terms);
    const isOneNote = fen <= HUNDRED || fen <= smallOf(this.people, person);
    const cash = state[CASH] !== 0 ? 0 : isOneNote ? 1 : expFast(-this.p.choice_one_note);
    const card = state[CARD] === 0 ? expFast(this.worthOfCard(person, fen, terms, cashSeconds)) : 0;
    const mobile = state[MOBILE] === 0 ? expFast(this.worthOfMobile(person, fen, terms, cashSeconds)) : 0;
    const share = 1 / (cash + card + mobile);
    weight[CASH] = cash;
    weight[CARD] = card;
    weight[MOBILE] = mobile;
    probability[CASH] = cash * share;
    probability[CARD] = card * share;
    probability[MOBILE] = mobile * share;
  };

  private readonly worthOfCard = (person: number, fen: number, terms: Terms, cashSeconds: number): number => {
    return terms.preferCard + this.gainOf(CARD, fen, this.expectedSeconds(CARD, person, fen, terms) - cashSeconds);
  };

  private readonly worthOfMobile = (person: number, fen: number, terms: Terms, cashSeconds: number): number => {
    const { people, p } = this;
    const habit = (terms.habit.get(person) / 255) * p.choice_habit;
    const trust = (people.trust.get(person) / 255 - 0.5) * p.choice_trust;
    const novelty = (1 - terms.ready.get(person) / 255) * terms.novelty;
    return (
      terms.preferMobile +
      novelty +
      habit +
      trust +
      this.gainOf(MOBILE, fen, this.expectedSeconds(MOBILE, person, fen, terms) - cashSeconds)
    );
  };

  /** What the time lost and the money saved against cash count for. */
  private gainOf(method: number, fen: number, moreSeconds: number): number {
    const { p, price } = this;
    return p.choice_per_yuan * Math.min(3, (fen - price[method]) / 100) - p.choice_per_second * moreSeconds;
  }

  /** Whether somebody who has joined an enrolment never uses it: the same people in every world. */
  isDormant(person: number, enrolment: number): boolean {
    const share = this.dormantShare[enrolment];
    return share > 0 && this.dormant.chance(person, enrolment, share);
  }

  private mobileState(
    places: Places,
    place: number,
    person: number,
    payer: number,
    fen: number,
    terms: Terms,
    day: number,
  ): number {
    const { people } = this;
    if (!people.hasWallet(payer)) return STATE.not_held;
    // Whoever sends bills to be paid without a place takes phones there.
    if (place !== NO_PLACE && places.accepts.get(place) === 0) {
      if (this.payers.asksForPhone(person)) places.asked.add(place, 1);
      return STATE.not_accepted;
    }
    if (terms.enrolment !== WALLET && !people.isEnrolled(person, terms.enrolment)) return STATE.not_enrolled;
    if (this.isDormant(person, terms.enrolment)) return STATE.not_used;
    // The wallet of somebody else is not looked into.
    if (payer === person && !this.stores.covers(person, fen)) return STATE.not_enough;
    if (this.empty.chance(person, day, this.p.phone_empty_share)) return STATE.phone_empty;
    return 0;
  }

  /** The method in whose share of [0, 1), by weight, u lies, or −1 where none is possible. */
  private pick(u: number): number {
    const { weight } = this;
    let left = u * (weight[CASH] + weight[CARD] + weight[MOBILE]);
    for (let method = CASH; method <= MOBILE; method++) {
      const own = weight[method];
      if (left < own) return method;
      left -= own;
    }
    // None; or the sum has been rounded, and u lies at the very end.
    return weight[MOBILE] > 0 ? MOBILE : weight[CARD] > 0 ? CARD : weight[CASH] > 0 ? CASH : -1;
  }

  private readonly mobileFails = (cell: number, person: number, n: number): boolean => {
    const down = this.levers.outages[cell] > 0;
    if (!down && !this.fail.chance(person, n, this.p.mobile_failure_share)) return false;
    if (down) this.decision.state[MOBILE] = STATE.network_down;
    const trust = this.people.trust.get(person);
    this.people.trust.set(person, trust - Math.ceil(trust * this.p.trust_loss_share));
    return true;
  };

  /** Whether a stored-value card is turned down; senior cards never are. */
  private cardFails(terms: Terms, person: number, n: number): boolean {
    return !terms.takesBankCards && !this.isFree && this.failCard.chance(person, n, this.p.card_failure_share);
  }

  /** Another method after `failed` has failed, in proportion to the first weights; −1 where none is left. */
  private fallBack(failed: number, person: number, n: number): number {
    const { weight, decision } = this;
    if (decision.failed < 0) decision.failed = failed;
    weight[failed] = 0;
    return this.pick(this.chooseAgain.uniform(person, n));
  }

  private unreadyShare(method: number, person: number, terms: Terms): number {
    if (method === CASH) return this.lacksSmall && terms.noteChanged >= 0 ? 1 : this.p.unready_share_cash;
    if (method === CARD) return this.p.unready_share_card;
    const ready = terms.ready.get(person) / 255;
    return this.p.unready_share_mobile_novice * (1 - 0.95 * ready);
  }

  private secondsOf(method: number, ready: boolean, fen: number, terms: Terms): number {
    const seconds = this.seconds[secondsAt(terms.sector, method, ready)];
    if (method !== CASH) return seconds;
    return seconds + this.largeCashSeconds[terms.sector] * Math.min(1, fen * this.perLargeFen);
  }

  /** What the person reckons with when choosing. */
  private readonly expectedSeconds = (method: number, person: number, fen: number, terms: Terms): number => {
    const unready = this.unreadyShare(method, person, terms);
    return (
      (1 - unready) * this.secondsOf(method, true, fen, terms) + unready * this.secondsOf(method, false, fen, terms)
    );
  };

  private timeOf(method: number, person: number, n: number, fen: number, terms: Terms): number {
    this.ready = !this.beReady.chance(person, n, this.unreadyShare(method, person, terms));
    return this.secondsOf(method, this.ready, fen, terms) * this.shape.at(this.takeTime.uniform(person, n));
  }

  private book(
    places: Places,
    place: number,
    person: number,
    method: number,
    fen: number,
    n: number,
    cell: number,
    terms: Terms,
  ): void {
    const { people, ledger, levers } = this;
    const price = this.price[method];
    const bank = ledger.bank(terms.sector);
    if (place !== NO_PLACE) {
      places.payments.add(place, 1);
      places.value.set(place, Math.min(VALUE_MAX, places.value.get(place) + price));
    }
    if (method === CASH) {
      if (people.cash.get(person) < price) this.stores.fetch(person, price - people.cash.get(person));
      takeCash(people, person, price);
      putInTill(places, place, price);
      places.cashPayments.add(place, 1);
      ledger.transfer(ACCOUNT.residentCash, ledger.till(terms.sector), price);
      return;
    }
    // What the policy takes off the price is made up by the government; the operator's own discount, and free rides, are its own loss.
    const madeUp = this.isFree ? 0 : Math.round(fen * (1 - terms.ownDiscount)) - price;
    if (madeUp > 0) ledger.transfer(ACCOUNT.government, bank, madeUp);
    if (method === CARD) {
      if (!terms.takesBankCards) (terms.card === null ? people.card : terms.card.balance).add(person, -price);
      const own = terms.card === null ? ACCOUNT.residentCards : terms.card.account;
      ledger.transfer(terms.takesBankCards ? ACCOUNT.residentBank : own, bank, price);
      return;
    }
    if (place !== NO_PLACE) places.mobilePayments.add(place, 1);
    if (terms.paidByFamily && this.payers.payerFor(person) !== person) {
      ledger.transfer(ACCOUNT.residentBank, bank, price);
    } else this.stores.payByPhone(person, price, bank, n);
    const fee = Math.round((price + madeUp) * this.p.merchant_fee_share);
    const rebate = Math.round(fee * levers.feeRebateShare[cell]);
    ledger.transfer(bank, ACCOUNT.provider, fee - rebate);
    ledger.transfer(ACCOUNT.government, ACCOUNT.provider, rebate);
  }

  /**
   * Issues a stored-value card of a service's own. What is on the cards when the books are opened comes from outside.
   * @param sectors that take it, and no longer the city's card
   */
  issue(card: OwnCard, sectors: readonly number[]): void {
    this.ownCards.push(card);
    for (const sector of sectors) this.terms[sector].card = card;
  }

  /** Opens the tills with small money as day 0 begins, and empties them to that each midnight; counts of the day are still there. */
  settleTills(places: Places, floatFen: number, day: number): void {
    settleAll(places, floatFen, day, this.ledger, this.office);
  }
}
