/**
 * Keyed random numbers: value = f(seed, purpose, entity, n). Nothing is drawn in sequence, so no draw can shift another,
 * and two worlds that differ in a policy share every number they both ask for.
 *
 * The generator is Threefry-2x32 with 13 rounds (J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random
 * numbers: as easy as 1, 2, 3", SC 2011). Its authors take 20 rounds as a cautious default and know of no flaw from 13
 * on; the published answers for both are checked by a test.
 * Key = purpose, counter = (entity, n).
 */
import seedrandom from 'seedrandom';

const PARITY = 0x1bd11bda;
const ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24] as const;
const TO_UNIT = 2.3283064365386963e-10; // 2 to the power of −32, exactly

/**
 * Threefry-2x32 by its definition, for any number of rounds up to 20: the reference that the unrolled generator is tested
 * against. @returns the two output words
 */
export function threefry2x32(c0: number, c1: number, k0: number, k1: number, rounds: number): [number, number] {
  const key = [k0, k1, PARITY ^ k0 ^ k1];
  let x0 = (c0 + k0) | 0;
  let x1 = (c1 + k1) | 0;
  for (let round = 0; round < rounds; round++) {
    const bits = ROTATIONS[round % 8];
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << bits) | (x1 >>> (32 - bits))) ^ x0;
    if (round % 4 === 3) {
      const injection = (round + 1) / 4;
      x0 = (x0 + key[injection % 3]) | 0;
      x1 = (x1 + key[(injection + 1) % 3] + injection) | 0;
    }
  }
  return [x0 >>> 0, x1 >>> 0];
}

/**
 * The first word of Threefry-2x32-13, unrolled, as an integer whose low 32 bits are meant. An injection of the key and the
 * round that follows it are one sum, and of the last round only the half that the first word needs is left. Sums are cut
 * to 32 bits once in four rounds; in between they are exact integers far below 2⁵³, of which shifts and ^ take the low 32
 * bits.
 *
 * Kept short on purpose: from 460 bytes of bytecode on V8 does not inline it, and a draw then costs twice as much. The
 * arguments become 32-bit integers at once, because sums of what might be fractions are floating-point sums.
 */
function threefryFirstWord(c0: number, c1: number, key0: number, key1: number): number {
  const k0 = key0 | 0;
  const k1 = key1 | 0;
  const k2 = PARITY ^ k0 ^ k1;
  let x1 = (c1 | 0) + k1;
  let x0 = (c0 | 0) + k0 + x1;
  x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
  x0 = x0 + x1;
  x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
  x0 = x0 + x1;
  x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
  x0 = x0 + x1;
  x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
  x1 = x1 + k2 + 1;
  x0 = (x0 + k1 + x1) | 0;
  x1 = ((x1 << 17) | (x1 >>> 15)) ^ x0;
  x0 = x0 + x1;
  x1 = ((x1 << 29) | (x1 >>> 3)) ^ x0;
  x0 = x0 + x1;
  x1 = ((x1 << 16) | (x1 >>> 16)) ^ x0;
  x0 = x0 + x1;
  x1 = ((x1 << 24) | (x1 >>> 8)) ^ x0;
  x1 = x1 + k0 + 2;
  x0 = (x0 + k2 + x1) | 0;
  x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
  x0 = x0 + x1;
  x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
  x0 = x0 + x1;
  x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
  x0 = x0 + x1;
  x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
  return x0 + k0 + x1 + k1 + 3;
}

/** The random numbers of one purpose: for any entity and any count n the same number, whoever asks and whenever. */
export class Purpose {
  private readonly k0: number;
  private readonly k1: number;

  /** A purpose with a given key of two 32-bit words; RandomSource.purpose derives the key from names. */
  constructor(k0: number, k1: number) {
    this.k0 = k0 | 0;
    this.k1 = k1 | 0;
  }

  /** 32 random bits as an unsigned integer. */
  bits(entity: number, n: number): number {
    return threefryFirstWord(entity, n, this.k0, this.k1) >>> 0;
  }

  /** Uniform in the open interval (0, 1): the middle of one of 2³² equal cells. */
  uniform(entity: number, n: number): number {
    return ((threefryFirstWord(entity, n, this.k0, this.k1) >>> 0) + 0.5) * TO_UNIT;
  }

  /** Integer from 0 to count − 1 (count up to 2³²), each as likely as the other to within count / 2³². */
  below(entity: number, n: number, count: number): number {
    return Math.floor((threefryFirstWord(entity, n, this.k0, this.k1) >>> 0) * count * TO_UNIT);
  }

  /** True with this probability: never at 0, always at 1. */
  chance(entity: number, n: number, probability: number): boolean {
    return this.uniform(entity, n) < probability;
  }
}

/** A name as plain ASCII without '|' and '.', no two names alike. */
function escapeName(name: string): string {
  return name.replace(/[^\w -]/g, (unit) => `%${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** All random numbers of a world: turns its seed and the names of purposes into keys. */
export class RandomSource {
  private readonly asked: Set<string>;

  /** @param beside a source of the same world, which may be of the same seed: what one is asked for is not asked of the other */
  constructor(
    readonly seed: string,
    beside?: RandomSource,
  ) {
    this.asked = beside?.asked ?? new Set();
  }

  /**
   * The numbers of a purpose, named like `bus.boarding.method`: the same in every source of the same seed.
   * @throws Error for a name that has been asked for, here or beside: two who ask for the same would share every number
   */
  purpose(name: string): Purpose {
    if (this.asked.has(name)) {
      throw new Error(`found two that draw numbers for ${name}, expected a purpose of its own for each`);
    }
    this.asked.add(name);
    // seedrandom reads its key bytewise and cyclically ('7' and '77' would be one key, 'Ā' and NUL too), hence the escaping
    // and the final dot, which occurs once.
    const keys = seedrandom(`${escapeName(this.seed)}|${escapeName(name)}.`);
    return new Purpose(keys.int32(), keys.int32());
  }
}
