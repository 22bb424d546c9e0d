/**
 * Loans to small firms, by the records of what they take by phone. What is repaid comes out of all takings, those in cash too: who
 * takes little by phone gets little, however good the business.
 */
import { Quantiles } from '../../kernel/distributions.ts';
import type { Memory } from '../../kernel/memory.ts';
import type { Purpose, RandomSource } from '../../kernel/random.ts';
import type { Facts } from '../facts.ts';
import { ACCOUNT, type Ledger } from '../ledger.ts';
import type { Levers } from '../policy/levers.ts';
import { LOAN_LEAST_FEN, LOAN_MONTHS } from '../policy/kinds/firm-loans.ts';
import type { FirmRecords } from './firm-records.ts';
import { CREDIT_TABLE } from './parameters.ts';

const MONTH_DAYS = 30;
const WEEK_DAYS = 7;
/** Coefficients of variation of the loan that is sought, and of what is left from week to week (assumed). */
const WANT_CV = 0.7;
const MARGIN_CV = 0.6;
/** In the column of missed parts: a loan of this shop has been lost, and nothing is lent any more. */
const BARRED = 255;

export interface FirmFacts {
  readonly loan: number;
  readonly part: number;
  readonly loanLost: number;
}

export class FirmLoans {
  /** What is owed and each week's part of it, fen; parts missed in a row. */
  readonly owed: Float64Array;
  readonly weekly: Float64Array;
  readonly missed: Uint8Array;
  private readonly p: ReturnType<typeof CREDIT_TABLE.read>;
  private readonly months: Float64Array;
  private readonly least: Float64Array;
  private readonly wanted: Quantiles;
  private readonly margin: Quantiles;
  private readonly draw: Readonly<Record<'need' | 'want' | 'week', Purpose>>;

  /**
   * @param records of the shops to which something may be lent
   * @param service whose places these are: its shops draw numbers of their own
   */
  constructor(
    private readonly records: FirmRecords,
    readonly service: string,
    private readonly ledger: Ledger,
    private readonly levers: Levers,
    private readonly facts: Facts,
    private readonly fact: FirmFacts,
    parameters: Readonly<Record<string, number>>,
    memory: Memory,
    random: RandomSource,
  ) {
    this.p = CREDIT_TABLE.read(parameters);
    const { count } = records.places;
    this.owed = memory.column(Float64Array, count);
    this.weekly = memory.column(Float64Array, count);
    this.missed = memory.column(Uint8Array, count);
    this.months = levers.column(LOAN_MONTHS);
    this.least = levers.column(LOAN_LEAST_FEN);
    this.wanted = Quantiles.lognormal(this.p.firm_want_months, WANT_CV);
    this.margin = Quantiles.lognormal(this.p.firm_margin_share, MARGIN_CV);
    this.draw = {
      need: random.purpose(`credit.need.${service}`),
      want: random.purpose(`credit.want.${service}`),
      week: random.purpose(`credit.week.${service}`),
    };
  }

  /** Most that a shop may borrow now, fen. */
  limitOf(place: number): number {
    const { places, recorded } = this.records;
    const cell = places.sector.get(place) * this.levers.districts + places.district.get(place);
    if (this.months[cell] === 0 || this.missed[place] === BARRED || recorded[place] < this.least[cell]) return 0;
    return this.months[cell] * recorded[place];
  }

  /** The midnight that begins a day, when the records of a shop have been kept. */
  beginDay(place: number, day: number): void {
    if (this.owed[place] === 0) this.seek(place, day);
    else if ((day + place) % WEEK_DAYS === 0) this.repay(place, day);
  }

  private seek(place: number, day: number): void {
    const { p, records, ledger } = this;
    if (!this.draw.need.chance(place, day, p.firm_need_month / MONTH_DAYS)) return;
    const wanted = records.takings[place] * this.wanted.at(this.draw.want.uniform(place, day));
    const fen = Math.floor(Math.min(wanted, this.limitOf(place)));
    if (fen === 0) return;
    this.owed[place] = fen;
    this.weekly[place] = Math.ceil(fen / Math.round(p.firm_weeks));
    const sector = records.places.sector.get(place);
    ledger.transfer(ACCOUNT.lender, ledger.bank(sector), fen);
    this.facts.noted(this.fact.loan, place, sector, fen, 0);
  }

  private repay(place: number, day: number): void {
    const { p, records, ledger, owed, missed } = this;
    const sector = records.places.sector.get(place);
    const due = Math.min(owed[place], this.weekly[place]);
    const left = (records.takings[place] * WEEK_DAYS) / MONTH_DAYS;
    const isPaid = left * this.margin.at(this.draw.week.uniform(place, day)) >= due;
    this.facts.noted(this.fact.part, place, sector, isPaid ? due : 0, isPaid ? 0 : 1);
    if (isPaid) {
      owed[place] -= due;
      missed[place] = 0;
      ledger.transfer(ledger.bank(sector), ACCOUNT.lender, due);
      return;
    }
    missed[place]++;
    if (missed[place] < Math.round(p.firm_missed_max)) return;
    this.facts.noted(this.fact.loanLost, place, sector, owed[place], 0);
    owed[place] = 0;
    missed[place] = BARRED;
  }
}
