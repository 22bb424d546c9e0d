/**
 * Wallets that hold money themselves, as those of a digital currency do: under holding limits, interest or benefits paid into them.
 * Without such a policy a wallet draws on the bank account and holds nothing, and none of this exists.
 */
import type { Memory } from '../../kernel/memory.ts';
import type { Purpose, RandomSource } from '../../kernel/random.ts';
import { ROLE } from '../city.ts';
import type { Facts } from '../facts.ts';
import { STANDING, WALLET } from '../holdings.ts';
import { ACCOUNT, type Ledger } from '../ledger.ts';
import type { People } from '../people.ts';
import type { Levers } from '../policy/levers.ts';
import { WALLET_BENEFITS_SHARE } from '../policy/kinds/wallet-benefits.ts';
import { WALLET_INTEREST_YEAR } from '../policy/kinds/wallet-interest.ts';
import { WALLET_LIMIT_FEN } from '../policy/kinds/wallet-limit.ts';
import { familyValues } from '../parameter-table.ts';
import { AGE_IDS } from '../people-parameters.ts';
import type { Incomes } from './incomes.ts';
import { INCOME_TABLE } from './parameters.ts';

const DAYS_A_YEAR = 365;

export class Wallets {
  /** What each wallet holds, fen. */
  readonly held: Int32Array;
  private readonly limit: Float64Array;
  private readonly interest: Float64Array;
  private readonly benefits: Float64Array;
  private readonly cashCost: number;
  /** Nobody fills a wallet with more than people have on an account on average, fen. */
  private readonly mostFen: number;
  private readonly cashNormFen: readonly number[];
  private readonly chosen: Purpose;

  constructor(
    private readonly people: People,
    private readonly ledger: Ledger,
    levers: Levers,
    private readonly incomes: Incomes,
    private readonly facts: Facts,
    parameters: Readonly<Record<string, number>>,
    memory: Memory,
    random: RandomSource,
  ) {
    this.held = memory.column(Int32Array, people.count);
    this.limit = levers.column(WALLET_LIMIT_FEN);
    this.interest = levers.column(WALLET_INTEREST_YEAR);
    this.benefits = levers.column(WALLET_BENEFITS_SHARE);
    const { cash_cost_share_year: cashCost, deposit_yuan: deposit } = INCOME_TABLE.read(parameters);
    this.cashCost = cashCost;
    this.mostFen = deposit * 100;
    this.cashNormFen = familyValues(parameters, 'people.cash_norm_yuan', AGE_IDS).map((yuan) => yuan * 100);
    this.chosen = random.purpose('wallet.benefits');
  }

  /**
   * Part of the cash that a person carries otherwise which is still carried: who manages money as in the square-root rule
   * (W. J. Baumol, 1952; J. Tobin, 1956) holds cash in proportion to one over the root of what holding it costs.
   */
  cashFactor(person: number): number {
    const interest = this.interest[this.people.district(person)];
    if (interest === 0 || !this.people.hasWallet(person)) return 1;
    return Math.sqrt(this.cashCost / (this.cashCost + interest));
  }

  /** Before the first errand of a day: interest is paid, and the wallet brought to what it is to hold. */
  beginDay(person: number): void {
    const { people, held, ledger } = this;
    const district = people.district(person);
    const rate = this.interest[district];
    if (rate > 0 && held[person] > 0) {
      const fen = Math.round((held[person] * rate) / DAYS_A_YEAR);
      held[person] += fen;
      ledger.transfer(ACCOUNT.government, ACCOUNT.residentWallets, fen);
    }
    const limit = people.hasWallet(person) ? this.limit[district] : 0;
    const wanted =
      limit < Infinity
        ? Math.min(limit, this.mostFen)
        : this.cashNormFen[people.age(person)] * (1 - this.cashFactor(person));
    const change = Math.max(0, Math.round(wanted) - held[person]) - Math.max(0, held[person] - limit);
    if (change === 0) return;
    held[person] += change;
    const [from, to] =
      change > 0 ? [ACCOUNT.residentBank, ACCOUNT.residentWallets] : [ACCOUNT.residentWallets, ACCOUNT.residentBank];
    ledger.transfer(from, to, Math.abs(change));
  }

  /** Whether a payment can be made: without a limit the bank makes up what the wallet lacks. */
  covers(person: number, fen: number): boolean {
    return this.held[person] >= fen || this.limit[this.people.district(person)] === Infinity;
  }

  /** Pays what the wallet holds of a sum. @returns how much that is */
  take(person: number, fen: number, to: number): number {
    const own = Math.min(this.held[person], fen);
    if (own === 0) return 0;
    this.held[person] -= own;
    this.ledger.transfer(ACCOUNT.residentWallets, to, own);
    return own;
  }

  /** Pensions of a day go into wallets, of people from `first` to `end` − 1: by whoever simulates them. */
  payBenefits(day: number, first: number, end: number): void {
    if (!this.incomes.paysPensionsOn(day)) return;
    const { people } = this;
    for (let person = first; person < end; person++) {
      if (people.role(person) !== ROLE.retired || !people.hasSmartphone(person) || !people.hasAccount(person)) continue;
      if (!this.chosen.chance(person, 0, this.benefits[people.district(person)])) continue;
      if (!people.hasWallet(person)) {
        people.setStanding(person, WALLET, STANDING.enrolled);
        this.facts.enrolled(person, WALLET);
      }
      const fen = this.incomes.of(person);
      this.held[person] += fen;
      // The day's incomes have been paid to the bank, all together.
      this.ledger.transfer(ACCOUNT.residentBank, ACCOUNT.residentWallets, fen);
    }
  }
}
