/** Cash in the tills of places. */
import type { Ledger } from '../ledger.ts';
import type { Places } from '../places.ts';
import type { CashOffice } from './cash-office.ts';

/** What the column of a place can hold, fen: a fuller till is a fault. */
const TILL_MAX = 0x7fffffff;

/** @throws Error where the till would hold more than its column can */
export function putInTill(places: Places, place: number, fen: number): void {
  const till = places.till.get(place) + fen;
  if (till > TILL_MAX) refuse(place, places.sector.get(place), till);
  places.till.set(place, till);
}

function refuse(place: number, sector: number, till: number): never {
  throw new Error(`place ${place} of sector ${sector}: found ${till} fen in the till, expected ${TILL_MAX} at most`);
}

/**
 * Opens tills with small money on the first day, and empties them to that each night.
 * @param day that begins
 * @param office that sees to some of them; the bank takes at once what the others have
 */
export function settleAll(
  places: Places,
  floatFen: number,
  day: number,
  ledger: Ledger,
  office: CashOffice | null,
): void {
  for (let i = 0; i < places.count; i++) {
    if (office === null || !office.closes(places.sector.get(i))) bankTill(places, i, floatFen, ledger);
    else if (day === 0) office.begin(places, i, floatFen);
    else office.close(places, i, floatFen);
    places.till.set(i, floatFen);
    places.change.set(i, floatFen);
    places.cashPayments.set(i, 0);
  }
}

function bankTill(places: Places, place: number, floatFen: number, ledger: Ledger): void {
  const till = ledger.till(places.sector.get(place));
  const bank = ledger.bank(places.sector.get(place));
  const over = places.till.get(place) - floatFen;
  ledger.transfer(over > 0 ? till : bank, over > 0 ? bank : till, Math.abs(over));
}
