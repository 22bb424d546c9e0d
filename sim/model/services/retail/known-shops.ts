/**
 * Which of two shops somebody goes to. People remember of each kind of shop whether the last one they came to by chance took what they
 * wanted to pay with; where it did not, they look for one near by that does.
 */
import type { Purpose } from '../../../kernel/random.ts';
import type { Uint8Field } from '../../../kernel/records.ts';
import { PAYMENT_STATES, type Decision } from '../../facts.ts';
import { falling } from '../../gravity.ts';
import type { Host } from '../../host.ts';
import { METHODS } from '../../payment/methods.ts';
import type { Places } from '../../places.ts';
import type { NearShops } from './near-shops.ts';

const CASH = METHODS.indexOf('cash');
const MOBILE = METHODS.indexOf('mobile');
const NOT_ACCEPTED = PAYMENT_STATES.indexOf('not_accepted');
/** Numbers drawn a day: two for each kind, of errands too. */
const NUMBERS_OF_A_DAY = 16;

export interface KnownTerms {
  readonly places: Places;
  readonly near: NearShops;
  /** Chance to go to the one that takes it, where it is as near. */
  readonly share: number;
  /** Distance farther at which half as many do, km. */
  readonly halfKm: number;
}

export class KnownShops {
  /**
   * By person, a bit a kind: the last shop of the kind did not take what the person wanted to pay with; and once the day of a visit is
   * planned, that it leads to another shop than that drawn first. Where it leads to the first one, what the person finds there counts.
   */
  readonly memory: Uint8Field;
  private readonly drawShop: Purpose;
  private readonly drawOther: Purpose;

  constructor(
    private readonly host: Host,
    private readonly terms: KnownTerms,
  ) {
    const { random } = host;
    this.memory = host.column8('known');
    this.drawShop = random.purpose('retail.shop');
    this.drawOther = random.purpose('retail.other-shop');
  }

  /** Number of a visit, by which its shop is drawn, and another one. */
  numberOf(day: number, kind: number, isOther: boolean): number {
    return day * NUMBERS_OF_A_DAY + kind * 2 + (isOther ? 1 : 0);
  }

  /** The shop of a visit. @param n its number */
  at(person: number, kind: number, from: number, n: number): number {
    return this.terms.near.choose(kind, from, this.drawShop.uniform(person, n));
  }

  /** Whether the visit of a kind that has been planned is to another shop than that drawn first. */
  isElsewhere(person: number, kind: number): boolean {
    return ((this.memory.get(person) >> kind) & 1) !== 0;
  }

  /**
   * Decides where a visit leads, when its day is planned: nothing else happens to the person before it.
   * @param from neighbourhood where they set out
   */
  decide(person: number, kind: number, from: number, day: number): void {
    if (!this.isElsewhere(person, kind) || this.goesElsewhere(person, kind, from, day)) return;
    this.memory.set(person, this.memory.get(person) & ~(1 << kind));
  }

  /**
   * Whether somebody goes to another shop than by chance, as far as is known now: who prefers the phone and has come to one that does not
   * take it, or who has cash alone where that was refused.
   */
  private goesElsewhere(person: number, kind: number, from: number, day: number): boolean {
    const { near, share, halfKm } = this.terms;
    const shop = this.at(person, kind, from, this.numberOf(day, kind, false));
    const other = this.at(person, kind, from, this.numberOf(day, kind, true));
    const method = this.preferred(person);
    if (this.takes(shop, method) || !this.takes(other, method)) return false;
    const farther = Math.max(0, near.km(from, other) - near.km(from, shop));
    return this.drawOther.chance(person, this.numberOf(day, kind, true), share * falling(farther / halfKm));
  }

  /** After a payment, or a refusal. */
  remember(person: number, kind: number, decision: Decision): void {
    if (decision.state[this.preferred(person)] !== NOT_ACCEPTED) return;
    this.memory.set(person, this.memory.get(person) | (1 << kind));
  }

  /** The phone of who is used to it, else cash. */
  private preferred(person: number): number {
    const { people, payments } = this.host;
    return people.hasWallet(person) && payments.payers.asksForPhone(person) ? MOBILE : CASH;
  }

  private takes(shop: number, method: number): boolean {
    const { places } = this.terms;
    if (method === MOBILE) return places.accepts.get(shop) === 1;
    const { levers } = this.host;
    return levers.noCash[places.sector.get(shop) * levers.districts + places.district.get(shop)] === 0;
  }
}
