/**
 * Keyed random numbers have no order of their own, so a battery for sequences must be shown them in several: each
 * arrangement runs first along another one of the things that a number depends on. What is alike between neighbours in
 * a sequence is what a battery is best at finding.
 */
import type { Generator } from './generators.ts';

/** A sequence: its word at an index from 0 to 2³² − 1, an unsigned integer. */
export type WordAt = (index: number) => number;

export interface Arrangement {
  readonly name: string;
  readonly title: string;
  /** @param keys each number gives the same arrangement of entirely other numbers */
  readonly open: (generator: Generator, keys: number) => WordAt;
}

/** Purposes, or worlds, that take turns in a sequence. */
const TURN_BITS = 12;
const TURNS = 1 << TURN_BITS;
/** Draws of each of the short streams. */
const SHORT_BITS = 2;
const SHORT = 1 << SHORT_BITS;

const seedOf = (keys: number): string => `battery ${keys}`;

/** Draw 0 of an entity by one purpose after the other, then of the next entity. */
function takeTurns(purposeAt: (turn: number) => ReturnType<Generator>): WordAt {
  const purposes = Array.from({ length: TURNS }, (_, turn) => purposeAt(turn));
  return (index) => purposes[index & (TURNS - 1)]!.bits(index >>> TURN_BITS, 0);
}

export const ARRANGEMENTS: readonly Arrangement[] = [
  {
    name: 'counter',
    title: 'one entity, one draw after the other',
    open: (generator, keys) => {
      const purpose = generator(seedOf(keys), 'counter');
      return (index) => purpose.bits(17, index);
    },
  },
  {
    name: 'entity',
    title: 'the same draw of one entity after the other',
    open: (generator, keys) => {
      const purpose = generator(seedOf(keys), 'entity');
      return (index) => purpose.bits(index, 3);
    },
  },
  {
    name: 'purpose',
    title: `the same draw of one entity for ${TURNS} purposes in turn`,
    open: (generator, keys) => takeTurns((turn) => generator(seedOf(keys), `purpose ${turn}`)),
  },
  {
    name: 'seed',
    title: `the same draw of one entity in ${TURNS} worlds in turn, their seeds 1, 2, 3 …`,
    open: (generator, keys) => takeTurns((turn) => generator(String(1 + keys * TURNS + turn), 'seed')),
  },
  {
    name: 'short',
    title: `millions of short streams: ${SHORT} draws of one entity, ${SHORT} of the next`,
    open: (generator, keys) => {
      const purpose = generator(seedOf(keys), 'short');
      return (index) => purpose.bits(index >>> SHORT_BITS, index & (SHORT - 1));
    },
  },
];

/** @throws RangeError naming what there is, if there is no such arrangement */
export function arrangementNamed(name: string): Arrangement {
  const found = ARRANGEMENTS.find((arrangement) => arrangement.name === name);
  if (found !== undefined) return found;
  throw new RangeError(`found arrangement '${name}', expected ${ARRANGEMENTS.map((one) => one.name).join(', ')}`);
}
