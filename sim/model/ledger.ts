/**
 * Double-entry books of the whole city, in fen. Every booking takes from one account what it gives to another, so the
 * accounts always sum to zero; what people and tills hold is also kept in columns, and the two must agree.
 */
import { Memory } from '../kernel/memory.ts';
import { Team } from '../kernel/team.ts';
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

/** Room for a worker's accounts: no two workers write into the same cache line. */
const STRIDE = Math.ceil(ACCOUNTS / 8) * 8 + 8;

export class Ledger {
  /** What this worker has booked on each account, and what all have, a row a worker. */
  private readonly own: Float64Array;
  private readonly all: Float64Array;

  constructor(
    memory: Memory = new Memory(),
    private readonly team: Team = new Team(),
  ) {
    this.all = memory.column(Float64Array, STRIDE * team.count);
    this.own = this.all.subarray(STRIDE * team.index, STRIDE * team.index + ACCOUNTS);
  }

  /** Balance of each account, fen: whole numbers far below 2^53, so that sums do not depend on their order. */
  get balance(): Float64Array {
    if (this.team.count === 1) return this.own;
    const balance = new Float64Array(ACCOUNTS);
    for (let worker = 0; worker < this.team.count; worker++) {
      for (let account = 0; account < ACCOUNTS; account++) balance[account] += this.all[STRIDE * worker + account];
    }
    return balance;
  }

  /** Moves `fen` (a whole number ≥ 0) from one account to another. */
  transfer(from: number, to: number, fen: number): void {
    if (!(fen >= 0 && Number.isInteger(fen))) refuse(fen);
    this.own[from] -= fen;
    this.own[to] += fen;
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

/** Apart from where it is called: a text that may be needed is made ready each time where a method is compiled with it. */
function refuse(fen: number): never {
  throw new Error(`ledger: found amount ${fen}, expected whole fen ≥ 0`);
}
