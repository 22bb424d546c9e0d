/**
 * Incomes: wages and pensions are paid once a month, by bank or in cash, and what is earned in a city comes to what the city's
 * figure says. Employers, suppliers and whoever is not simulated are one account, `elsewhere`: sectors pay to it what they take,
 * it pays incomes, and residents spend and save there what they do not spend here. So accounts neither grow nor sink without end.
 *
 * Nothing is kept of a person: who earns what, and when, follows from who they are.
 */
import { formatDate, parseDate } from '../../kernel/calendar.ts';
import type { Purpose } from '../../kernel/random.ts';
import { SECTORS, SERVICE_ACCOUNTS } from '../catalogue.ts';
import { ROLE } from '../city.ts';
import type { Host } from '../host.ts';
import { ACCOUNT, type Ledger } from '../ledger.ts';
import type { Payments } from '../payment/payment.ts';
import type { People } from '../people.ts';
import { familyValues } from '../parameter-table.ts';
import { AGE_IDS, INCOME_FACTOR } from '../people-parameters.ts';
import { INCOME_FIGURE } from './figures.ts';
import { INCOME_TABLE } from './parameters.ts';

const MONTHS_A_YEAR = 12;
/** Days of the month on which wages are paid: every month has them. */
const PAYDAYS = 28;
/** Days of a month by which the mean of deposits over a month is reckoned. */
const USUAL_MONTH = 30;
/** Deposits are of so many months' incomes at least, so that the days between two paydays do not exhaust them. */
const LEAST_MONTHS = 2;
/** It is as much at least as whoever fetches cash there usually carries, so many times. */
const LEAST_REFILLS = 4;
/** Cash at home is seen to when it is further from what households keep than this share of it. */
const HOME_BAND = 0.5;

/** What is paid on a day, fen. */
export interface Paid {
  readonly byBank: number;
  readonly inCash: number;
}

export class Incomes {
  private readonly people: People;
  private readonly ledger: Ledger;
  private readonly payments: Payments;
  private readonly p: ReturnType<typeof INCOME_TABLE.read>;
  private readonly payday: Purpose;
  /** Income of each band relative to the mean. */
  private readonly factor: readonly number[];
  /** Income of a month for each unit of weight, fen. */
  private readonly unit: number;
  /** Paid by bank and in cash on each day of the month; filled in by the one worker that books them. */
  private readonly byBank = new Float64Array(PAYDAYS + 1);
  private readonly inCash = new Float64Array(PAYDAYS + 1);
  private readonly monthly: number;
  /** By how much deposits lie above their mean over a month at the midnight before its first day, fen. */
  private readonly phase: number;
  private readonly firstDay: number;
  /** Cash that households keep at home, all together, fen. */
  private readonly atHome: number;
  /** Accounts of what services take that is no sector's. */
  private readonly takings: readonly number[];

  /** To be set up when people have been. */
  constructor(host: Host) {
    const { people, ledger, payments, parameters, city, start, random } = host;
    this.people = people;
    this.ledger = ledger;
    this.payments = payments;
    this.p = INCOME_TABLE.read(parameters);
    this.factor = INCOME_FACTOR.map(({ id }) => parameters[id]);
    this.payday = random.purpose('income.payday');
    this.firstDay = parseDate(start);
    const cards = payments.ownCards.map(({ account }) => account);
    const accounts = SERVICE_ACCOUNTS.map((name) => ledger.account(name));
    // Cards are residents' own, and what is kept at the back is needed there.
    const kept = [...cards, ...(payments.office?.accounts ?? [])];
    this.takings = accounts.filter((account) => !kept.includes(account));
    const weights = this.sumOfWeights();
    const total = (city.figures[INCOME_FIGURE].value * people.count * 100) / MONTHS_A_YEAR;
    this.unit = weights === 0 ? 0 : total / weights;
    const norms = familyValues(parameters, 'people.cash_norm_yuan', AGE_IDS);
    let carried = 0;
    for (let person = 0; person < people.count; person++) {
      this.enter(person);
      if (payments.stores.isPaidInCash(person)) carried += norms[people.age(person)];
    }
    this.atHome = Math.round(Math.max(this.p.home_cash_yuan * people.count, LEAST_REFILLS * carried)) * 100;
    this.monthly = sum(this.byBank) + sum(this.inCash);
    let above = 0;
    for (let day = 1; day <= USUAL_MONTH; day++) above += this.paidUpTo(day) - (this.monthly * day) / USUAL_MONTH;
    this.phase = -above / USUAL_MONTH;
  }

  /** What a person earns in a month, fen. */
  of(person: number): number {
    return Math.round(this.unit * this.weight(person));
  }

  /** What is paid to all residents on a day of the run. */
  paidOn(day: number): Paid {
    const { date } = this.dateOf(day);
    return { byBank: this.byBank[date] ?? 0, inCash: this.inCash[date] ?? 0 };
  }

  /** Whether pensions are paid on a day of the run. */
  paysPensionsOn(day: number): boolean {
    return this.dateOf(day).date === Math.round(this.p.pension_day);
  }

  /** Day of the month, from 1, of a day of the run. */
  dayOfMonth(day: number): number {
    return this.dateOf(day).date;
  }

  /** What a mean worker earns in a month, fen. */
  get wage(): number {
    return this.unit;
  }

  /** What is on bank accounts and at home before the first day comes from outside. */
  open(): void {
    this.ledger.transfer(ACCOUNT.outside, ACCOUNT.residentBank, this.depositsBefore(0));
    this.ledger.transfer(ACCOUNT.outside, ACCOUNT.residentHome, this.atHome);
  }

  /** The midnight that begins a day: sectors pay out what they have taken, incomes are paid, and the rest of them is spent. */
  beginDay(day: number): void {
    const { ledger } = this;
    const before = ledger.balance;
    for (let sector = 0; sector < SECTORS.length; sector++) {
      this.level(before, ledger.bank(sector), ACCOUNT.elsewhere, 0);
    }
    for (const account of this.takings) this.level(before, account, ACCOUNT.elsewhere, 0);
    const { byBank, inCash } = this.paidOn(day);
    ledger.transfer(ACCOUNT.elsewhere, ACCOUNT.residentBank, byBank);
    ledger.transfer(ACCOUNT.elsewhere, ACCOUNT.residentHome, inCash);
    const home = ledger.balance[ACCOUNT.residentHome];
    if (Math.abs(home - this.atHome) > HOME_BAND * this.atHome) {
      this.level(ledger.balance, ACCOUNT.residentHome, ACCOUNT.residentBank, this.atHome);
    }
    // What wallets hold is of the same money.
    const now = ledger.balance;
    const deposits = this.depositsBefore(day + 1) - now[ACCOUNT.residentWallets];
    this.level(now, ACCOUNT.residentBank, ACCOUNT.elsewhere, deposits);
  }

  /** Brings an account to a level, by another one. */
  private level(balance: Float64Array, account: number, other: number, level: number): void {
    const over = balance[account] - level;
    this.ledger.transfer(over > 0 ? account : other, over > 0 ? other : account, Math.abs(over));
  }

  /** What residents have on their accounts at the midnight that begins a day, before anything is paid, fen. */
  private depositsBefore(day: number): number {
    const { date, length } = this.dateOf(day);
    const mean = Math.max(this.p.deposit_yuan * this.people.count * 100, this.monthly * LEAST_MONTHS);
    const change = this.paidUpTo(date - 1) - (this.monthly * (date - 1)) / length;
    return Math.max(0, Math.round(mean + this.phase + change));
  }

  private paidUpTo(date: number): number {
    let paid = 0;
    for (let at = 1; at <= Math.min(PAYDAYS, date); at++) paid += this.byBank[at] + this.inCash[at];
    return paid;
  }

  /** Day of the month, from 1, of a day of the run; and how many the month has. */
  private dateOf(day: number): { date: number; length: number } {
    const number = this.firstDay + day;
    const [year, month, date] = formatDate(number).split('-').map(Number);
    const next = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
    return { date, length: parseDate(next) - number + date - 1 };
  }

  private sumOfWeights(): number {
    let weights = 0;
    for (let person = 0; person < this.people.count; person++) weights += this.weight(person);
    return weights;
  }

  /** Income relative to the mean of those who work: by income band; of pensions the same for all. */
  private weight(person: number): number {
    const { people } = this;
    const role = people.role(person);
    if (role === ROLE.worker) return this.factor[people.income(person)];
    return role === ROLE.retired ? this.p.pension_share : 0;
  }

  private enter(person: number): void {
    const fen = this.of(person);
    if (fen === 0) return;
    const { people } = this;
    const isWage = people.role(person) === ROLE.worker;
    // Everybody of a workplace is paid on the same day.
    const day = isWage ? 1 + this.payday.below(people.workplace(person), 0, PAYDAYS) : Math.round(this.p.pension_day);
    const paid = this.payments.stores.isPaidInCash(person) ? this.inCash : this.byBank;
    paid[day] += fen;
  }
}

const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
