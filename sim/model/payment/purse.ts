/**
 * What is in a purse: hundreds, and small money below that, coins and notes up to fifty. Small money is spent first where it does;
 * change becomes small money.
 */
import type { People } from '../people.ts';

/** The note that banks give out, fen. */
export const HUNDRED = 10_000;

/**
 * Hundreds handed over for a sum by somebody with so much cash, and so much small money in it, which makes up the rest where it
 * can: else change is due.
 */
export function hundredsFor(fen: number, cash: number, small: number): number {
  if (small >= fen) return 0;
  const whole = Math.floor(fen / HUNDRED);
  // Small money may be more than a hundred, and some of it needed.
  if (whole * HUNDRED > cash - small) return Math.floor((cash - small) / HUNDRED);
  return fen - whole * HUNDRED <= small ? whole : whole + 1;
}

/** Cash out of the hand, which holds as much. */
export function takeCash(people: People, person: number, fen: number): void {
  const hundreds = hundredsFor(fen, people.cash.get(person), people.small.get(person));
  people.cash.add(person, -fen);
  people.small.add(person, hundreds * HUNDRED - fen);
}

/** Cash into the hand: in hundreds, and the rest in small money. */
export function giveCash(people: People, person: number, fen: number): void {
  people.cash.add(person, fen);
  people.small.add(person, fen % HUNDRED);
}
