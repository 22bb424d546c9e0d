/**
 * Where residents' money lies beside their hands and cards: on the bank or, of who is paid in cash, at home; under some policies in
 * the wallet itself; and what is paid on credit.
 */
import type { Purpose, RandomSource } from '../../kernel/random.ts';
import { ROLE } from '../city.ts';
import type { ConsumerCredit } from '../credit/consumers.ts';
import { ACCOUNT, type Ledger } from '../ledger.ts';
import { INCOME_TABLE } from '../money/parameters.ts';
import type { Wallets } from '../money/wallets.ts';
import type { People } from '../people.ts';
import { giveCash, takeSmall } from './purse.ts';

export class Stores {
  /** Wallets that hold money themselves, and credit: only where the policy has them. */
  wallets: Wallets | null = null;
  credit: ConsumerCredit | null = null;
  private readonly paidInCash: Purpose;
  private readonly cashWageShare: number;

  constructor(
    private readonly people: People,
    private readonly ledger: Ledger,
    parameters: Readonly<Record<string, number>>,
    random: RandomSource,
  ) {
    this.paidInCash = random.purpose('income.in-cash');
    this.cashWageShare = INCOME_TABLE.read(parameters).cash_wage_share;
  }

  /** Whether what a person earns comes in cash: without a bank account, or from an employer who pays so. */
  isPaidInCash(person: number): boolean {
    const { people } = this;
    if (!people.hasAccount(person)) return true;
    return people.role(person) === ROLE.worker && this.paidInCash.chance(person, 0, this.cashWageShare);
  }

  /** Account of the money from which a person fetches cash. */
  of(person: number): number {
    return this.isPaidInCash(person) ? ACCOUNT.residentHome : ACCOUNT.residentBank;
  }

  /** Cash into the hand. */
  fetch(person: number, fen: number): void {
    giveCash(this.people, person, fen);
    this.ledger.transfer(this.of(person), ACCOUNT.residentCash, fen);
  }

  /** Small money that is left at home, out of the hand. */
  leaveAtHome(person: number, fen: number): void {
    takeSmall(this.people, person, fen);
    this.ledger.transfer(ACCOUNT.residentCash, ACCOUNT.residentHome, fen);
  }

  /** Whether so much can be paid by phone: not where the wallet holds less and nothing else may be used. */
  covers(person: number, fen: number): boolean {
    return this.wallets === null || this.wallets.covers(person, fen);
  }

  /** A payment by phone leaves a record, and comes out of credit, the wallet or the bank. @param n counter of the payment */
  payByPhone(person: number, fen: number, to: number, n: number): void {
    const { wallets, credit, ledger } = this;
    if (credit !== null) {
      credit.record(person, fen);
      if (credit.lend(person, fen, n)) {
        ledger.transfer(ACCOUNT.residentBank, to, fen);
        return;
      }
    }
    const held = wallets === null ? 0 : wallets.take(person, fen, to);
    if (held < fen) ledger.transfer(ACCOUNT.residentBank, to, fen - held);
  }
}
