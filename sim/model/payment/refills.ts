/** Before the day's first errand: small money that is too much is left at home, and cash fetched where it has run low. */
import { familyValues } from '../parameter-table.ts';
import { AGE_IDS, PEOPLE_TABLE } from '../people-parameters.ts';
import type { People } from '../people.ts';
import { PAYMENT_TABLE } from './parameters.ts';
import type { Payments } from './payment.ts';
import { HUNDRED, smallOf } from './purse.ts';

export class Refills {
  private readonly normFen: readonly number[];
  private readonly below: number;
  private readonly smallMostFen: number;

  constructor(
    private readonly people: People,
    private readonly payments: Payments,
    parameters: Readonly<Record<string, number>>,
  ) {
    this.normFen = familyValues(parameters, 'people.cash_norm_yuan', AGE_IDS).map((yuan) => yuan * 100);
    this.below = PEOPLE_TABLE.read(parameters).refill_below_share;
    this.smallMostFen = Math.round(PAYMENT_TABLE.read(parameters).small_money_most_yuan * 100);
  }

  /** @param factor part of the cash that the person carries usually which is still carried */
  beginDay(person: number, factor: number): void {
    const { people, payments } = this;
    const norm = this.normFen[people.age(person)] * factor;
    // Whoever carries less than a hundred has it in small money.
    const over = smallOf(people, person) - Math.max(this.smallMostFen, norm < HUNDRED ? norm : 0);
    if (over > 0) payments.stores.leaveAtHome(person, Math.floor(over));
    const cash = people.cash.get(person);
    if (cash >= norm * this.below) return;
    const missing = Math.round(norm - cash);
    payments.stores.fetch(person, norm < HUNDRED ? missing : Math.max(1, Math.round(missing / HUNDRED)) * HUNDRED);
  }
}
