/**
 * What is in a purse: hundreds, and small money below that, coins and notes up to fifty. Small money is spent first where it does;
 * change becomes small money.
 */
import type { People } from '../people.ts';

/** The note that banks give out, fen. */
export const HUNDRED = 10_000;
/** Small money is kept in whole yuan, in a byte; as the rest are hundreds, its fen are those of all cash. */
const YUAN = 100;
const SMALL_END = 256 * YUAN;

/** Small money in a hand, fen. */
export const smallOf = (people: People, person: number): number =>
  people.small.get(person) * YUAN + (people.cash.get(person) % YUAN);

/** Puts so much into the hand, and so much of it small; what there is no room for becomes a hundred. */
export function setPurse(people: People, person: number, cash: number, small: number): void {
  people.cash.set(person, cash);
  people.small.set(person, Math.floor((small < SMALL_END ? small : small - HUNDRED) / YUAN));
}

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
  const cash = people.cash.get(person);
  const small = smallOf(people, person);
  setPurse(people, person, cash - fen, small + hundredsFor(fen, cash, small) * HUNDRED - fen);
}

/** Small money out of the hand, which holds as much of it. */
export function takeSmall(people: People, person: number, fen: number): void {
  setPurse(people, person, people.cash.get(person) - fen, smallOf(people, person) - fen);
}

/** Cash into the hand: in hundreds, and the rest in small money. */
export function giveCash(people: People, person: number, fen: number): void {
  setPurse(people, person, people.cash.get(person) + fen, smallOf(people, person) + (fen % HUNDRED));
}
