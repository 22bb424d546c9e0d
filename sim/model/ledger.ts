/**
 * Double-entry books of the whole city, in fen. Every booking takes from one account what it gives to another, so the
 * accounts always sum to zero; what people and tills hold is also kept in columns, and the two must agree.
 */
import { Memory } from '../kernel/memory.ts';
import { SECTORS } from './scenario.ts';

/** Accounts by name. Each sector has a till account (cash) and a bank account after these. */
export const ACCOUNT = {
  /** Money from before the first day; its negative balance is everybody's opening balance. */
  outside: 0,
  residentCash: 1,
  residentCards: 2,
  residentBank: 3,
  provider: 4,
  government: 5,
  firstTill: 6,
  firstBank: 6 + SECTORS.length,
} as const;
export const ACCOUNTS = ACCOUNT.firstBank + SECTORS.length;

export class Ledger {
  /** Balance of each account, fen: whole numbers far below 2^53. */
  readonly balance: Float64Array;

  constructor(memory: Memory = new Memory()) {
    this.balance = memory.column(Float64Array, ACCOUNTS);
  }

  /** Moves `fen` (a whole number ≥ 0) from one account to another. */
  transfer(from: number, to: number, fen: number): void {
    if (!(fen >= 0 && Number.isInteger(fen))) throw new Error(`ledger: found amount ${fen}, expected whole fen ≥ 0`);
    this.balance[from] -= fen;
    this.balance[to] += fen;
  }

  /** @throws Error if an account is no longer exact, or the books do not balance */
  check(): void {
    this.balance.forEach((fen, account) => {
      if (!Number.isSafeInteger(fen)) {
        throw new Error(`ledger: found ${fen} fen in account ${account}, no exact number`);
      }
    });
    if (this.sum() !== 0) throw new Error(`ledger: found a sum of ${this.sum()} fen, expected 0`);
  }

  /** Zero unless the books are wrong. */
  sum(): number {
    return this.balance.reduce((a, b) => a + b, 0);
  }
}
