/** Who sees to the cash of tills when their day is over, in place of a bank that takes it at once. */
import type { Places } from '../places.ts';

export interface CashOffice {
  /** What it keeps and what it has lost: accounts that nobody else empties. */
  readonly accounts: readonly number[];
  /** Whether it sees to the tills of a sector. */
  closes(sector: number): boolean;
  /** The first day begins: the till, which is empty, is to hold the float, which is booked. */
  begin(places: Places, place: number, floatFen: number): void;
  /** A day is over: what the till holds beyond the float is taken out of it and booked. Counts of the day are still there. */
  close(places: Places, place: number, floatFen: number): void;
}
