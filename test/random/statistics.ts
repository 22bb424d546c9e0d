/**
 * A small battery of our own, for every run of the tests: seconds where dieharder takes minutes. Each statistic is
 * brought to a scale on which a perfect generator gives about a standard normal number.
 */
import type { WordAt } from './arrangements.ts';

/** Words that are looked at, and matrices of 32 words each. */
const WORDS = 1 << 16;
const MATRICES = WORDS / 32;
/** Birthdays in a year of 2³² days, and how many such groups. */
const BIRTHDAYS = 4096;
const GROUPS = WORDS / BIRTHDAYS;

export interface Deviation {
  readonly statistic: string;
  readonly z: number;
}

/** Every statistic of the beginning of a sequence. */
export function deviations(wordAt: WordAt): Deviation[] {
  const words = Uint32Array.from({ length: WORDS }, (_, i) => wordAt(i));
  return [
    ...bits(words),
    ...bytes(words),
    ...pairs(words),
    ...correlations(words),
    changes(words),
    birthdays(words),
    ranks(words),
  ];
}

/** The statistic farthest from what a perfect generator gives. */
export function worst(wordAt: WordAt): Deviation {
  return deviations(wordAt).reduce((a, b) => (Math.abs(b.z) > Math.abs(a.z) ? b : a));
}

/** Chi-square statistic as a normal number (E. Wilson, M. Hilferty 1931): negative where counts are too even. */
function chiSquare(counts: ArrayLike<number>, expected: (cell: number) => number): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += (counts[i]! - expected(i)) ** 2 / expected(i);
  const spread = 2 / (9 * (counts.length - 1));
  return (Math.cbrt(sum / (counts.length - 1)) - (1 - spread)) / Math.sqrt(spread);
}

/** How often each of the 32 bits is set. */
function bits(words: Uint32Array): Deviation[] {
  return Array.from({ length: 32 }, (_, bit) => {
    const ones = words.reduce((sum, word) => sum + ((word >>> bit) & 1), 0);
    return { statistic: `bit ${bit}`, z: (2 * ones - WORDS) / Math.sqrt(WORDS) };
  });
}

function bytes(words: Uint32Array): Deviation[] {
  return [0, 8, 16, 24].map((shift) => {
    const counts = new Int32Array(256);
    for (const word of words) counts[(word >>> shift) & 255]!++;
    return { statistic: `byte at ${shift}`, z: chiSquare(counts, () => WORDS / 256) };
  });
}

/** Four bits of a word together with four of the next. */
function pairs(words: Uint32Array): Deviation[] {
  return [0, 28].map((shift) => {
    const counts = new Int32Array(256);
    for (let i = 0; i < WORDS; i += 2) {
      counts[((words[i]! >>> shift) & 15) * 16 + ((words[i + 1]! >>> shift) & 15)]!++;
    }
    return { statistic: `pairs at ${shift}`, z: chiSquare(counts, () => WORDS / 512) };
  });
}

/** Serial correlation, also over as many words as there are purposes or worlds in turn. */
function correlations(words: Uint32Array): Deviation[] {
  const centred = Float64Array.from(words, (word) => (word + 0.5) / 2 ** 32 - 0.5);
  return [1, 2, 4, 4096].map((lag) => {
    let sum = 0;
    for (let i = lag; i < WORDS; i++) sum += centred[i]! * centred[i - lag]!;
    return { statistic: `correlation over ${lag}`, z: (12 * sum) / Math.sqrt(WORDS - lag) };
  });
}

function setBits(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** In how many of its bits a word differs from the next: binomial, the rare numbers put together. */
function changes(words: Uint32Array): Deviation {
  const [low, high] = [8, 24];
  const counts = new Int32Array(high - low + 1);
  for (let i = 0; i < WORDS; i += 2) {
    counts[Math.min(high, Math.max(low, setBits(words[i]! ^ words[i + 1]!))) - low]!++;
  }
  const expected = new Float64Array(high - low + 1);
  let chance = 2 ** -32;
  for (let k = 0; k <= 32; k++) {
    expected[Math.min(high, Math.max(low, k)) - low]! += (chance * WORDS) / 2;
    chance *= (32 - k) / (k + 1);
  }
  return { statistic: 'bits that change', z: chiSquare(counts, (cell) => expected[cell]!) };
}

/** Birthday spacings (G. Marsaglia 1985): equal gaps between sorted words, Poisson with mean m³ / 4n in each group. */
function birthdays(words: Uint32Array): Deviation {
  let equal = 0;
  for (let group = 0; group < GROUPS; group++) {
    const days = words.slice(group * BIRTHDAYS, (group + 1) * BIRTHDAYS).sort();
    const gaps = days.map((day, i) => (i === 0 ? day : day - days[i - 1]!)).sort();
    for (let i = 1; i < BIRTHDAYS; i++) if (gaps[i] === gaps[i - 1]) equal++;
  }
  const mean = (GROUPS * BIRTHDAYS ** 3) / 4 / 2 ** 32;
  return { statistic: 'birthday spacings', z: (equal - mean) / Math.sqrt(mean) };
}

/** Rank over the field of two elements of 32 words as a matrix. */
function rankOf(rows: Uint32Array): number {
  let rank = 0;
  for (let bit = 0; bit < 32 && rank < 32; bit++) {
    let pivot = rank;
    while (pivot < 32 && ((rows[pivot]! >>> bit) & 1) === 0) pivot++;
    if (pivot === 32) continue;
    [rows[rank], rows[pivot]] = [rows[pivot]!, rows[rank]!];
    for (let row = rank + 1; row < 32; row++) if ((rows[row]! >>> bit) & 1) rows[row]! ^= rows[rank]!;
    rank++;
  }
  return rank;
}

/** Ranks of random matrices (G. Marsaglia, L. Tsay 1985): 32, 31, or less. */
function ranks(words: Uint32Array): Deviation {
  const counts = new Int32Array(3);
  for (let i = 0; i < MATRICES; i++) counts[Math.min(2, 32 - rankOf(words.slice(i * 32, i * 32 + 32)))]!++;
  let full = 1;
  for (let k = 1; k <= 32; k++) full *= 1 - 2 ** -k;
  const chances = [full, 2 * full, 1 - 3 * full]; // of rank 31: full · (1 − 2⁻³²)² / (1 − 1/2), rounded
  return { statistic: 'ranks of matrices', z: chiSquare(counts, (cell) => MATRICES * chances[cell]!) };
}
