/** Money that places take for another: a bill that is paid in a shop. */
import type { Ledger } from '../ledger.ts';
import type { Places } from '../places.ts';
import type { Payments } from './payment.ts';
import type { Terms } from './terms.ts';

/** What is owed to one sector, where places of others take it. */
export class Agency {
  /** How each sector takes it: who comes for that has brought the cash, and no stored-value card is good for it. */
  private readonly terms: readonly Terms[];

  /** @param creditor the sector that is owed */
  constructor(
    private readonly payments: Payments,
    private readonly ledger: Ledger,
    private readonly creditor: number,
  ) {
    this.terms = payments.terms.map((own) => ({ ...own, takesCard: false, cardHelps: false, bringsCash: true }));
  }

  /**
   * A person pays at a place, as `Payments.pay` has it; the place passes on all that it has been given, and bears the fee.
   * @returns ticks taken; 0 or minus the ticks lost where nothing the person has is accepted
   */
  pay(places: Places, place: number, person: number, fen: number, n: number, day: number): number {
    const { payments, ledger, creditor } = this;
    const sector = places.sector.get(place);
    const ticks = payments.pay(places, place, person, fen, n, day, this.terms[sector]);
    if (ticks > 0) ledger.transfer(ledger.bank(sector), ledger.bank(creditor), fen);
    return ticks;
  }
}
