/** Where keyed random bits come from: the simulation's own generator, or one weakened on purpose. */
import { RandomSource, threefry2x32 } from '../../sim/kernel/random.ts';

/** The numbers of one purpose of one world. */
export interface KeyedBits {
  /** 32 random bits as an unsigned integer. */
  bits(entity: number, n: number): number;
}

/** A generator: gives the numbers of a purpose in the world of a seed. */
export type Generator = (seed: string, purpose: string) => KeyedBits;

/** The one the simulation draws from. */
export const simulated: Generator = (seed, purpose) => new RandomSource(seed).purpose(purpose);

/** The same with fewer rounds than 13, to see how few the tests still notice. */
export function reduced(rounds: number): Generator {
  return (seed, purpose) => {
    const keys = simulated(seed, purpose);
    const [key0, key1] = [keys.bits(0, 0), keys.bits(0, 1)];
    return { bits: (entity, n) => threefry2x32(entity, n, key0, key1, rounds)[0] };
  };
}
