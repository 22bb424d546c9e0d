/**
 * Records and consumer credit. Each payment by phone leaves a record; records make a score, the score decides who may pay on
 * credit, and once a month what is owed is due. Who cannot repay is one whose income fails just then and whose savings do not do.
 */
import { Quantiles } from '../../kernel/distributions.ts';
import type { Memory } from '../../kernel/memory.ts';
import type { Purpose, RandomSource } from '../../kernel/random.ts';
import { AGE_BANDS } from '../city.ts';
import type { Facts } from '../facts.ts';
import { ACCOUNT, type Ledger } from '../ledger.ts';
import type { Incomes } from '../money/incomes.ts';
import type { People } from '../people.ts';
import type { Levers } from '../policy/levers.ts';
import { CONSUMER_LIMIT_FEN, CONSUMER_SCORE } from '../policy/kinds/consumer-credit.ts';
import { CREDIT_TABLE } from './parameters.ts';

/** A record counts so many units; of them one part in RECORD_DAYS is forgotten each day. */
const RECORD_UNITS = 1000;
const RECORD_DAYS = 30;
const SCORE_MAX = 100;
const DUE_DAYS = 28;
const SAVINGS_CV = 1.5;
/** In the column of missed dates: a debt of this person has been lost, and nothing is lent any more. */
const BARRED = 255;

/** Numbers of the facts that are told. */
export interface ConsumerFacts {
  readonly stood: number;
  readonly owes: number;
  readonly lent: number;
  readonly due: number;
  readonly lost: number;
}

export class ConsumerCredit {
  /** Recorded payments of about a month, in units, and their value, fen. */
  readonly records: Uint32Array;
  readonly recordedFen: Uint32Array;
  /** What a person owes, fen; and due dates missed, less those paid since. */
  readonly owed: Int32Array;
  readonly missed: Uint8Array;
  private readonly p: ReturnType<typeof CREDIT_TABLE.read>;
  private readonly limit: Float64Array;
  private readonly least: Float64Array;
  private readonly savings: Quantiles;
  private readonly draw: Readonly<Record<'use' | 'setback' | 'savings' | 'due', Purpose>>;

  constructor(
    private readonly people: People,
    private readonly ledger: Ledger,
    levers: Levers,
    private readonly incomes: Incomes,
    private readonly facts: Facts,
    private readonly fact: ConsumerFacts,
    parameters: Readonly<Record<string, number>>,
    memory: Memory,
    random: RandomSource,
  ) {
    this.p = CREDIT_TABLE.read(parameters);
    this.records = memory.column(Uint32Array, people.count);
    this.recordedFen = memory.column(Uint32Array, people.count);
    this.owed = memory.column(Int32Array, people.count);
    this.missed = memory.column(Uint8Array, people.count);
    this.limit = levers.column(CONSUMER_LIMIT_FEN);
    this.least = levers.column(CONSUMER_SCORE);
    this.savings = Quantiles.lognormal(this.p.savings_months, SAVINGS_CV);
    this.draw = {
      use: random.purpose('credit.use'),
      setback: random.purpose('credit.setback'),
      savings: random.purpose('credit.savings'),
      due: random.purpose('credit.due'),
    };
  }

  /** Score of a person by the records of about a month, 0 to 100; a missed date divides it. */
  score(person: number): number {
    const payments = this.records[person] / RECORD_UNITS;
    const share = payments / (payments + this.p.score_half_payments);
    return (SCORE_MAX * share) / (1 + this.missed[person]);
  }

  /** Most that a person may owe now, fen; 0 for those to whom nothing is lent. */
  limitOf(person: number): number {
    const { people } = this;
    const district = people.district(person);
    const most = this.limit[district];
    if (most === 0 || people.age(person) === 0 || this.missed[person] === BARRED) return 0;
    return this.score(person) < this.least[district] ? 0 : Math.min(most, this.recordedFen[person]);
  }

  /** A payment by phone has been made. */
  record(person: number, fen: number): void {
    this.records[person] += RECORD_UNITS;
    this.recordedFen[person] += fen;
  }

  /** Lends a person what a payment costs, where that may be and is wanted. @param n counter of the payment */
  lend(person: number, fen: number, n: number): boolean {
    const owed = this.owed[person] + fen;
    if (owed > this.limitOf(person) || !this.draw.use.chance(person, n, this.p.use_share)) return false;
    this.owed[person] = owed;
    this.ledger.transfer(ACCOUNT.lender, ACCOUNT.residentBank, fen);
    this.facts.noted(this.fact.lent, person, fen, 0, 0);
    return true;
  }

  /** The midnight that begins a day, of people from `first` to `end` − 1: records fade, debts fall due, and all are counted. */
  beginDay(day: number, first: number, end: number): void {
    const { people, records, recordedFen, owed } = this;
    const date = this.incomes.dayOfMonth(day);
    const stood = AGE_BANDS.map(() => [0, 0, 0]);
    for (let person = first; person < end; person++) {
      records[person] -= Math.floor(records[person] / RECORD_DAYS);
      recordedFen[person] -= Math.floor(recordedFen[person] / RECORD_DAYS);
      if (owed[person] > 0 && 1 + this.draw.due.below(person, 0, DUE_DAYS) === date) this.fallDue(person, day);
      const counts = stood[people.age(person)];
      if (this.limitOf(person) > 0) counts[0]++;
      if (owed[person] > 0) {
        counts[1]++;
        counts[2] += owed[person];
      }
    }
    stood.forEach(([eligible, owing, fen], age) => {
      this.facts.noted(this.fact.stood, 0, age, eligible, owing);
      this.facts.noted(this.fact.owes, 0, age, fen, 0);
    });
  }

  /** Months of income that a person has saved: always the same, and of some nothing. */
  private savingsOf(person: number): number {
    const none = this.p.no_savings_share;
    const u = this.draw.savings.uniform(person, 0);
    return u < none ? 0 : this.savings.at((u - none) / (1 - none));
  }

  private fallDue(person: number, day: number): void {
    const { owed, missed, p } = this;
    const income = this.incomes.of(person) || this.incomes.wage * p.allowance_share;
    const fails = this.draw.setback.chance(person, day, p.setback_share_month);
    const means = fails ? income * this.savingsOf(person) : income;
    const paid = Math.min(owed[person], Math.floor(means));
    owed[person] -= paid;
    this.ledger.transfer(ACCOUNT.residentBank, ACCOUNT.lender, paid);
    const isMissed = owed[person] > 0;
    this.facts.noted(this.fact.due, person, paid, isMissed ? 1 : 0, 0);
    if (!isMissed) {
      missed[person] = Math.max(0, missed[person] - 1);
      return;
    }
    missed[person]++;
    owed[person] += Math.round(owed[person] * p.interest_month);
    if (missed[person] < Math.round(p.missed_max)) return;
    this.facts.noted(this.fact.lost, person, owed[person], 0, 0);
    owed[person] = 0;
    missed[person] = BARRED;
  }
}
