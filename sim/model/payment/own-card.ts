/** Stored-value cards of services' own. */
import type { MemberField } from '../kit/members.ts';

/** A stored-value card of a service's own, which is taken in its sectors in place of the city's. */
export interface OwnCard {
  /** Bit of the flag of who holds it. */
  readonly flag: number;
  /** What is on it, fen: a column of those who may hold one. */
  readonly balance: MemberField;
  /** Most that the column can hold, fen. */
  readonly most: number;
  /** Account of what is on all of them. */
  readonly account: number;
}

/** Puts money on a card. @throws Error for more than its column can hold */
export function putOn({ balance, most }: OwnCard, person: number, fen: number): void {
  const held = balance.get(person);
  if (held + fen > most) refuse(person, held, fen, most);
  balance.add(person, fen);
}

function refuse(person: number, held: number, fen: number, most: number): never {
  throw new Error(`person ${person}: found ${held} fen and ${fen} more on a card, expected ${most} at most`);
}
