import { describe, expect, it } from 'vitest';
import { Purpose, RandomSource, threefry2x32 } from '../../sim/kernel/random.ts';

/**
 * Bounds of the chi-square and normal statistics below are quantiles at 1 − 10⁻⁶ or beyond. The numbers are fixed by
 * their seeds, so the tests never fail by chance; a generator that is wrong fails them by far.
 */
const CHI_SQUARE_255_MAX = 374; // 1 − 10⁻⁶ quantile at 255 degrees of freedom is 372.6
const NORMAL_MAX = 5;

function chiSquare(counts: ArrayLike<number>, expected: number): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += (counts[i]! - expected) ** 2 / expected;
  return sum;
}

/** Chi-square of 2¹⁶ bytes over 256 cells. */
function byteChiSquare(byteAt: (i: number) => number): number {
  const counts = new Int32Array(256);
  for (let i = 0; i < 65536; i++) counts[byteAt(i)]!++;
  return chiSquare(counts, 256);
}

function correlation(a: (i: number) => number, b: (i: number) => number, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += (a(i) - 0.5) * (b(i) - 0.5) * 12;
  return sum / Math.sqrt(count); // standard normal if independent
}

const source = new RandomSource('kernel test');
const purpose = source.purpose('a');

describe('Threefry-2x32', () => {
  it.each([
    [13, [0, 0, 0, 0], [0x9d1c5ec6, 0x8bd50731]],
    [13, [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff], [0xfd36d048, 0x2d17272c]],
    [13, [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xba3e4725, 0xf27d669e]],
    [20, [0, 0, 0, 0], [0x6b200159, 0x99ba4efe]],
  ])('gives the published answer, %i rounds', (rounds, [c0, c1, k0, k1], answer) => {
    expect(threefry2x32(c0!, c1!, k0!, k1!, rounds)).toEqual(answer);
    if (rounds === 13) expect(new Purpose(k0!, k1!).bits(c0!, c1!)).toBe(answer[0]);
  });

  it('is, unrolled, what it is by definition', () => {
    for (let i = 0; i < 5000; i++) {
      const [c0, c1, k0, k1] = [0, 1, 2, 3].map((word) => purpose.bits(i, word)) as [number, number, number, number];
      expect(new Purpose(k0, k1).bits(c0, c1)).toBe(threefry2x32(c0, c1, k0, k1, 13)[0]);
    }
  });
});

describe('keyed random numbers', () => {
  it('are what they have always been', () => {
    const wuhan = new RandomSource('wuhan');
    expect([wuhan.purpose('bus.method').bits(17, 3), wuhan.purpose('shop.basket').bits(17, 3)]).toEqual([
      2064023944, 1334056207,
    ]);
  });

  it('depend on seed and name, all of them, and on nothing else', () => {
    const seeds = ['', '7', '77', '777', 'a', 'A', '武汉', '汉武', '歉', '\u0000', 'Ā', 'a|b', 'a.', '7|a.7'];
    const names = ['', 'a', 'aa', 'b', '.', 'a|b', 'b|a', 'bus.method'];
    const first = new Set<number>();
    for (const seed of seeds) for (const name of names) first.add(new RandomSource(seed).purpose(name).bits(0, 0));
    expect(first.size).toBe(seeds.length * names.length);
    expect(new RandomSource('武汉').purpose('a').bits(3, 4)).toBe(new RandomSource('武汉').purpose('a').bits(3, 4));
    // Asking for other numbers first changes nothing.
    const again = new RandomSource('kernel test');
    again.purpose('b').bits(1, 1);
    expect(again.purpose('a').bits(9, 9)).toBe(purpose.bits(9, 9));
  });

  it('of a purpose are asked for once: two who ask for them would share them', () => {
    const random = new RandomSource('twice');
    random.purpose('bus.method');
    random.purpose('bus.methods');
    expect(() => random.purpose('bus.method')).toThrow('found two that draw numbers for bus.method');
  });

  it('of a purpose are asked for once beside one another too, whatever the seeds; numbers stay as they are', () => {
    for (const seed of ['a', 'b']) {
      const one = new RandomSource('a');
      const other = new RandomSource(seed, one);
      one.purpose('bus.method');
      expect(() => other.purpose('bus.method')).toThrow('found two that draw numbers for bus.method');
      expect(other.purpose('bus.rank').bits(1, 2)).toBe(new RandomSource(seed).purpose('bus.rank').bits(1, 2));
      expect(() => one.purpose('bus.rank')).toThrow('found two that draw numbers for bus.rank');
    }
  });

  it('are uniform in every byte, along entities and along counts', () => {
    for (const shift of [0, 8, 16, 24]) {
      expect(byteChiSquare((i) => (purpose.bits(i, 0) >>> shift) & 255)).toBeLessThan(CHI_SQUARE_255_MAX);
      expect(byteChiSquare((i) => (purpose.bits(0, i) >>> shift) & 255)).toBeLessThan(CHI_SQUARE_255_MAX);
      expect(byteChiSquare((i) => (purpose.bits(i >> 8, i & 255) >>> shift) & 255)).toBeLessThan(CHI_SQUARE_255_MAX);
    }
  });

  it('are independent in pairs: neighbouring entities, counts, purposes and seeds', () => {
    const pair = (a: number, b: number): number => (a >>> 28) * 16 + (b >>> 28);
    const other = source.purpose('b');
    const neighbour = new RandomSource('kernel tesu').purpose('a');
    const pairs: ((i: number) => number)[] = [
      (i) => pair(purpose.bits(i, 0), purpose.bits(i + 1, 0)),
      (i) => pair(purpose.bits(0, i), purpose.bits(0, i + 1)),
      (i) => pair(purpose.bits(i, 0), purpose.bits(0, i + 1)),
      (i) => pair(purpose.bits(i, 0), other.bits(i, 0)),
      (i) => pair(purpose.bits(i, 5), neighbour.bits(i, 5)),
      (i) => pair(new Purpose(1, i).bits(0, 0), new Purpose(1, i + 1).bits(0, 0)),
    ];
    for (const pairAt of pairs) expect(byteChiSquare(pairAt)).toBeLessThan(CHI_SQUARE_255_MAX);
  });

  it('are uncorrelated where the pairs are', () => {
    const at = (i: number): number => purpose.uniform(i, 0);
    for (const lag of [1, 2, 3, 256, 65536]) {
      expect(Math.abs(correlation(at, (i) => purpose.uniform(i + lag, 0), 100_000))).toBeLessThan(NORMAL_MAX);
      expect(Math.abs(correlation(at, (i) => purpose.uniform(i, lag), 100_000))).toBeLessThan(NORMAL_MAX);
    }
  });

  it('uniform stays inside (0, 1) and is the middle of the cell of its bits', () => {
    for (let i = 0; i < 1000; i++) expect(purpose.uniform(i, 1)).toBe((purpose.bits(i, 1) + 0.5) / 2 ** 32);
    expect((0 + 0.5) / 2 ** 32).toBeGreaterThan(0);
    expect((0xffffffff + 0.5) / 2 ** 32).toBeLessThan(1);
  });

  it('below reaches every number below the count, evenly, and no other', () => {
    for (const count of [1, 2, 3, 7, 100, 2 ** 31, 2 ** 32]) {
      for (let i = 0; i < 500; i++) {
        const value = purpose.below(i, count, count);
        expect(value).toBe(Math.floor((purpose.bits(i, count) / 2 ** 32) * count));
        expect(Number.isInteger(value) && value >= 0 && value < count).toBe(true);
      }
    }
    const counts = new Int32Array(100);
    for (let i = 0; i < 100_000; i++) counts[purpose.below(i, 1, 100)]!++;
    expect(chiSquare(counts, 1000)).toBeLessThan(177); // 1 − 10⁻⁶ quantile at 99 degrees of freedom is 176.1
  });

  it('chance never happens at 0, always at 1, and as often as it should in between', () => {
    for (const probability of [0, 0.001, 0.3, 0.5, 0.97, 1]) {
      let hits = 0;
      for (let i = 0; i < 100_000; i++) if (purpose.chance(i, 2, probability)) hits++;
      const deviation = Math.sqrt(100_000 * probability * (1 - probability));
      expect(Math.abs(hits - 100_000 * probability)).toBeLessThanOrEqual(NORMAL_MAX * deviation);
    }
  });
});
