/**
 * Double-entry books of the whole city, in fen. Every booking takes from one account what it gives to another, so the
 * accounts always sum to zero; what people and tills hold is also kept in columns, and the two must agree.
 */
import { Memory } from '../kernel/memory.ts';
import { Team } from '../kernel/team.ts';

/** Accounts by name. After these come a till (cash) and then a bank account for each sector, and those of services. */
export const ACCOUNT = {
  /** Money from before the first day; its negative balance is everybody's opening balance. */
  outside: 0,
  residentCash: 1,
  residentCards: 2,
  residentBank: 3,
  /** Of the wallet, whose fees it has. */
  provider: 4,
  /** Its negative balance is what the policy has cost it. */
  government: 5,
  /** Cash that households keep at home. */
  residentHome: 6,
  /** Employers, suppliers, savings and shops that are not simulated: pays incomes, has what is spent there. */
  elsewhere: 7,
  /** What wallets hold themselves, under policies for which they do. */
  residentWallets: 8,
  /** Of whoever gives credit: its negative balance is what is owed and what has been lost, less interest paid. */
  lender: 9,
} as const;
const FIRST_TILL = Object.keys(ACCOUNT).length;

export class Ledger {
  /** What this worker has booked on each account, and what all have, a row a worker. */
  private readonly own: Float64Array;
  private readonly all: Float64Array;
  /** Number of accounts. */
  private readonly accounts: number;
  /** Room for a worker's accounts: no two workers write into the same cache line. */
  private readonly stride: number;

  /**
   * @param sectors how many there are
   * @param others names of accounts of services
   */
  constructor(
    private readonly sectors: number,
    private readonly others: readonly string[],
    memory: Memory = new Memory(),
    private readonly team: Team = new Team(),
  ) {
    this.accounts = FIRST_TILL + 2 * sectors + others.length;
    this.stride = Math.ceil(this.accounts / 8) * 8 + 8;
    this.all = memory.column(Float64Array, this.stride * team.count);
    this.own = this.all.subarray(this.stride * team.index, this.stride * team.index + this.accounts);
  }

  /** Account of the cash in a sector's tills. */
  till(sector: number): number {
    return FIRST_TILL + sector;
  }
  /** Account of what a sector has in the bank. */
  bank(sector: number): number {
    return FIRST_TILL + this.sectors + sector;
  }
  /** Account of a service, by its name. @throws Error for one that was not declared */
  account(name: string): number {
    const at = this.others.indexOf(name);
    if (at < 0) throw new Error(`found no account called ${name}, expected one of ${this.others.join(', ')}`);
    return FIRST_TILL + 2 * this.sectors + at;
  }

  /** Balance of each account, fen: whole numbers far below 2^53, so that sums do not depend on their order. */
  get balance(): Float64Array {
    if (this.team.count === 1) return this.own;
    const balance = new Float64Array(this.accounts);
    for (let worker = 0; worker < this.team.count; worker++) {
      const first = this.stride * worker;
      for (let account = 0; account < this.accounts; account++) balance[account] += this.all[first + account];
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
