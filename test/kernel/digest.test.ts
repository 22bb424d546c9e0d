import { describe, expect, it } from 'vitest';
import { Digest, type DigestColumn } from '../../sim/kernel/digest.ts';
import { Purpose } from '../../sim/kernel/random.ts';

function digestOf(words: readonly number[]): string {
  const digest = new Digest();
  for (const word of words) digest.add(word);
  return digest.hex();
}

function digestOfColumn(column: DigestColumn): string {
  const digest = new Digest();
  digest.addColumn(column);
  return digest.hex();
}

function bitsThatDiffer(a: string, b: string): number {
  let difference = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
  let count = 0;
  for (; difference !== 0n; difference >>= 1n) count += Number(difference & 1n);
  return count;
}

describe('digest', () => {
  it('is what it has always been', () => {
    expect(digestOf([])).toBe('d4c7f98d8da88b87');
    expect(digestOf([1, 2, 3, 0xffffffff])).toBe('420d19310a40e0e3');
    expect(digestOfColumn(new Float64Array([1.5, -0, NaN, 1e300]))).toBe('c1160a0bd40924a3');
  });

  it('is 16 hexadecimal digits and reading it changes nothing', () => {
    const digest = new Digest();
    for (let i = 0; i < 1000; i++) {
      digest.add(i);
      expect(digest.hex()).toMatch(/^[0-9a-f]{16}$/);
    }
    expect(digest.hex()).toBe(digestOf(Array.from({ length: 1000 }, (_, i) => i)));
  });

  it('tells order, length and zeros', () => {
    const all = [[], [0], [0, 0], [1], [1, 0], [0, 1], [1, 1], [-1], [2 ** 31]].map(digestOf);
    expect(new Set(all).size).toBe(all.length);
  });

  it('changes half of its bits with any bit of any word', () => {
    const random = new Purpose(5, 6);
    let sum = 0;
    let count = 0;
    for (let trial = 0; trial < 30; trial++) {
      const words = Array.from({ length: 8 }, (_, i) => random.bits(trial, i));
      const before = digestOf(words);
      for (let bit = 0; bit < 256; bit++) {
        const changed = [...words];
        changed[bit >> 5]! ^= 1 << (bit & 31);
        const different = bitsThatDiffer(before, digestOf(changed));
        expect(different).toBeGreaterThan(8);
        sum += different;
        count++;
      }
    }
    expect(sum / count).toBeGreaterThan(31.5);
    expect(sum / count).toBeLessThan(32.5);
  });

  it('gives short sequences digests of their own', () => {
    const seen = new Set<string>();
    for (let a = 0; a < 300; a++) for (let b = 0; b < 300; b++) seen.add(digestOf([a, b]));
    expect(seen.size).toBe(90_000);
  });

  it('takes integer columns by value, not by width, and a word as unsigned', () => {
    const widths = [Int32Array, Uint32Array, Uint16Array, Uint8Array, Int8Array, Int16Array];
    const digests = widths.map((Column) => digestOfColumn(new Column([1, 2, 100])));
    expect(new Set(digests)).toEqual(new Set([digestOf([3, 1, 2, 100])]));
    expect(digestOfColumn(new Int32Array([-1]))).toBe(digestOfColumn(new Uint32Array([0xffffffff])));
    expect(digestOfColumn(new Int32Array([-1]))).toBe(digestOf([1, -1]));
  });

  it('normalises what floats may write in more than one way, and nothing else', () => {
    const otherNaN = new Float64Array(new BigUint64Array([0xfff8000000000001n]).buffer);
    expect(digestOfColumn(otherNaN)).toBe(digestOfColumn(new Float64Array([NaN])));
    expect(digestOfColumn(new Float64Array([-0]))).toBe(digestOfColumn(new Float64Array([0])));
    expect(digestOfColumn(new Float64Array([1]))).not.toBe(digestOfColumn(new Float64Array([1 + 2 ** -52])));
    expect(digestOfColumn(new Float64Array([1]))).not.toBe(digestOfColumn(new Float64Array([-1])));
    // Low word first, whatever the byte order of the machine: 1 is 0x3ff00000 00000000.
    expect(digestOfColumn(new Float64Array([1]))).toBe(digestOf([1, 0, 0x3ff00000]));
  });
});
