/** Stored-value cards at points of sale: who comes to want the city's card, what it costs, and money put on a card. */
import type { Purpose, RandomSource } from '../../kernel/random.ts';
import type { Facts } from '../facts.ts';
import { FLAG } from '../holdings.ts';
import { ACCOUNT, type Ledger } from '../ledger.ts';
import type { People } from '../people.ts';
import { putOn, type OwnCard } from './own-card.ts';
import { PAYMENT_TABLE } from './parameters.ts';
import { takeCash } from './purse.ts';
import type { Stores } from './stores.ts';

export class StoredCards {
  private readonly buys: Purpose;
  private readonly buyShare: number;
  private readonly priceFen: number;

  constructor(
    private readonly people: People,
    private readonly ledger: Ledger,
    private readonly stores: Stores,
    private readonly facts: Facts,
    parameters: Readonly<Record<string, number>>,
    random: RandomSource,
  ) {
    const p = PAYMENT_TABLE.read(parameters);
    this.buys = random.purpose('payment.buy-card');
    this.buyShare = p.card_buy_share;
    this.priceFen = Math.round(p.card_price_yuan * 100);
  }

  /**
   * Somebody is refused where cash is no longer taken and the city's card is: some of those who hold none go for one at the end of
   * the day. @param n counter of the payment
   */
  want(person: number, n: number): void {
    const { people } = this;
    const flags = people.flags.get(person);
    if ((flags & FLAG.card) !== 0 || !this.buys.chance(person, n, this.buyShare)) return;
    people.flags.set(person, flags | FLAG.needsTopUp);
  }

  /** Money into a stored-value card, the city's unless another is named; who holds none of the city's buys one first. */
  topUp(person: number, fen: number, card: OwnCard | null = null): void {
    const { people } = this;
    if (card === null) {
      if ((people.flags.get(person) & FLAG.card) === 0) this.buy(person);
      people.topUpCard(person, fen);
      this.give(person, fen, ACCOUNT.residentCards);
    } else {
      putOn(card, person, fen);
      this.give(person, fen, card.account);
    }
  }

  private buy(person: number): void {
    const { people, priceFen } = this;
    people.flags.set(person, people.flags.get(person) | FLAG.card);
    this.give(person, priceFen, ACCOUNT.elsewhere);
    this.facts.boughtCard(person, priceFen);
  }

  /** From cash where there is enough, else from the bank or home. */
  private give(person: number, fen: number, to: number): void {
    const { people, ledger } = this;
    const fromCash = people.cash.get(person) >= fen;
    if (fromCash) takeCash(people, person, fen);
    ledger.transfer(fromCash ? ACCOUNT.residentCash : this.stores.of(person), to, fen);
  }
}
