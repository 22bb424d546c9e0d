/** Coins and notes handed over, and the change for them. */
import type { Purpose } from '../../kernel/random.ts';
import type { People } from '../people.ts';
import type { Places } from '../places.ts';
import { HUNDRED, hundredsFor, smallOf } from './purse.ts';
import type { Terms } from './terms.ts';

/** Notes among small money, fen. */
const SMALL_NOTES = [500, 1000, 2000, 5000];

/** The smallest of them in a hand with so much small money that pays a sum, or 0. */
function noteFor(fen: number, small: number): number {
  for (let i = 0; i < SMALL_NOTES.length; i++) {
    if (SMALL_NOTES[i] >= fen) return SMALL_NOTES[i] <= small ? SMALL_NOTES[i] : 0;
  }
  return 0;
}

/**
 * Puts into the till's small money what is handed over of it, less the change, where the till has that.
 * @param cash in the hand
 * @param small money in it
 * @param isExact whether small money that does is handed over to the fen
 * @returns whether it has
 */
function changeNote(
  places: Places,
  place: number,
  fen: number,
  cash: number,
  small: number,
  isExact: boolean,
): boolean {
  // Below nothing: change for a hundred.
  const rest = fen - hundredsFor(fen, cash, small) * HUNDRED;
  const note = rest <= 0 || isExact ? 0 : noteFor(rest, small);
  const due = note > 0 ? note - rest : Math.max(0, -rest);
  if (due > places.change.get(place)) return false;
  places.change.add(place, rest);
  return true;
}

/** Payments in cash as they are tried. */
export class Tenders {
  constructor(
    private readonly people: People,
    /** Who pays the exact sum; and, where hundreds are not taken, for whom one is changed. */
    private readonly draw: Purpose,
    private readonly exactShare: number,
  ) {}

  /** Whether somebody lacks the small money without which cash is no use here. */
  lacksSmall(person: number, fen: number, terms: Terms): boolean {
    return terms.noteChanged >= 0 && smallOf(this.people, person) < fen;
  }

  /** Whether a payment can go through: the sum is exact, or the till has the change. @param n counter of the payment */
  goesThrough(places: Places, place: number, person: number, fen: number, n: number, terms: Terms): boolean {
    if (this.lacksSmall(person, fen, terms)) return false;
    if (!terms.givesChange) return true;
    // Who lacks the sum where that is taken comes with it.
    const cash = this.people.cash.get(person);
    const small = cash < fen ? fen % HUNDRED : smallOf(this.people, person);
    const isExact = this.draw.chance(person, n, this.exactShare);
    return changeNote(places, place, fen, Math.max(cash, fen), small, isExact);
  }

  /** Nothing else works: change is fetched for the till, or somebody changes a hundred, where anybody does. @returns whether it is had */
  fetchChange(person: number, fen: number, n: number, terms: Terms): boolean {
    if (!this.lacksSmall(person, fen, terms)) return true;
    if (!this.draw.chance(person, n, terms.noteChanged)) return false;
    this.people.small.add(person, HUNDRED / 100);
    return true;
  }
}
