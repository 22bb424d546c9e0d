/**
 * Bills that come to people every so many days and are paid without a place: on the phone, at home. Whoever cannot, or would
 * rather not, owes the sum, and takes it to a counter of the service.
 */
import type { Quantiles } from '../../kernel/distributions.ts';
import type { Purpose } from '../../kernel/random.ts';
import type { Uint32Field } from '../../kernel/records.ts';
import type { DayPlan } from '../days.ts';
import type { Host } from '../host.ts';

export interface BillTerms {
  /** What the bills are for, after the service's id: random numbers begin with it. */
  readonly id: string;
  readonly sector: number;
  /** Whole days from one bill of a person to the next, 1 or more. */
  readonly everyDays: number;
  /** What is due, fen. */
  readonly sum: Quantiles;
  /** Minute of the day at which people see to it. */
  readonly minute: Quantiles;
  /** Who gets bills. Asked on the day of each. */
  readonly isBilled: (person: number) => boolean;
  /** Column of a person: what is owed, fen. It belongs to the state of the service. */
  readonly owed: Uint32Field;
  /** Number of the fact of bill-measures.ts. */
  readonly billed: number;
}

/** Most that can be owed, fen: further bills are not added to it. */
const OWED_MAX = 0xffffffff;

/** Has a service's people pay its bills: an activity of the service, and a place in the chain of a day. */
export class Bills {
  private readonly code: number;
  private readonly draw: { readonly day: Purpose; readonly minute: Purpose; readonly sum: Purpose };

  constructor(
    private readonly host: Host,
    private readonly terms: BillTerms,
  ) {
    const { id, everyDays } = terms;
    if (!(everyDays >= 1 && Number.isInteger(everyDays))) {
      throw new Error(`${id}: found bills every ${everyDays} days, expected a whole number of days from 1 on`);
    }
    const { random, days, people } = host;
    this.draw = {
      day: random.purpose(`${id}.bill-day`),
      minute: random.purpose(`${id}.bill-minute`),
      sum: random.purpose(`${id}.bill-sum`),
    };
    this.code = days.addActivity(
      (person) => this.settle(person),
      (person) => people.home.get(person),
    );
    days.addPlanner((person, day, plan) => this.plan(person, day, plan));
  }

  /** What a person has to take to a counter, fen. */
  owedBy(person: number): number {
    return this.terms.owed.get(person);
  }

  /** What was owed has been paid. */
  clear(person: number): void {
    this.terms.owed.set(person, 0);
  }

  private plan(person: number, day: number, plan: DayPlan): void {
    const { everyDays, minute, isBilled } = this.terms;
    if ((day + this.draw.day.below(person, 0, everyDays)) % everyDays !== 0 || !isBilled(person)) return;
    plan.add(minute.at(this.draw.minute.uniform(person, day)), this.code);
  }

  private settle(person: number): void {
    const { terms, host } = this;
    const { days, people, payments, engine, facts } = host;
    const day = days.day.get(person);
    const fen = Math.max(1, Math.round(terms.sum.at(this.draw.sum.uniform(person, day))));
    const ticks = payments.payRemotely(terms.sector, person, fen, days.counter(person), day);
    if (ticks <= 0) terms.owed.set(person, Math.min(OWED_MAX, terms.owed.get(person) + fen));
    facts.noted(terms.billed, person, fen, ticks > 0 ? 1 : 0, 0);
    people.ticks.add(person, Math.abs(ticks));
    days.done(person, engine.now + Math.abs(ticks));
  }
}
