import { describe, expect, it } from 'vitest';
import { BINS, VALUE_END, binLow, binOf, quantile } from '../../sim/kernel/histogram.ts';
import { Purpose } from '../../sim/kernel/random.ts';

describe('logarithmic histogram', () => {
  it('bins follow one another without gap or overlap', () => {
    expect(binLow(0)).toBe(0);
    expect(binLow(BINS)).toBe(VALUE_END);
    for (let bin = 0; bin < BINS; bin++) {
      const low = binLow(bin);
      const next = binLow(bin + 1);
      expect(next).toBeGreaterThan(low);
      expect(binOf(low)).toBe(bin);
      expect(binOf(next - 1)).toBe(bin);
      expect(next - low).toBeLessThanOrEqual(Math.max(1, low / 16));
    }
  });

  it('is exact below 16, and counts what is too large in the last bin', () => {
    for (let value = 0; value < 16; value++) expect(binLow(binOf(value))).toBe(value);
    for (const value of [VALUE_END, VALUE_END + 1, 2 ** 31, 2 ** 32 - 1, 2 ** 40]) expect(binOf(value)).toBe(BINS - 1);
    expect(binOf(VALUE_END - 1)).toBe(BINS - 1);
  });

  it('finds quantiles of random values within a bin width, at any offset', () => {
    const random = new Purpose(21, 22);
    const offset = 3 * BINS;
    const counts = new Uint32Array(5 * BINS).fill(7);
    counts.fill(0, offset, offset + BINS);
    const values = Array.from({ length: 20_001 }, (_, i) => Math.floor(2 ** (random.uniform(i, 0) * 20)));
    for (const value of values) counts[offset + binOf(value)]!++;
    values.sort((a, b) => a - b);
    for (const p of [0, 0.01, 0.1, 0.5, 0.9, 0.95, 0.99, 1]) {
      const exact = values[Math.round(p * 20_000)]!;
      expect(Math.abs(quantile(counts, offset, p) - exact)).toBeLessThanOrEqual(Math.max(1, exact / 16));
    }
  });

  it('interpolates evenly within a bin', () => {
    const counts = new Float64Array(BINS);
    const bin = binOf(1024); // 1024 … 1087
    counts[bin] = 10;
    expect(quantile(counts, 0, 0)).toBe(1024);
    expect(quantile(counts, 0, 0.5)).toBe(1055.5);
    expect(quantile(counts, 0, 1)).toBe(1087);
    counts[3] = 10;
    expect(quantile(counts, 0, 0.25)).toBe(3);
    expect(quantile(counts, 0, 0.5)).toBe(3);
    expect(quantile(counts, 0, 0.75)).toBe(1055.5);
  });

  it('is 0 where nothing was counted, and refuses what is no probability', () => {
    expect(quantile(new Uint32Array(BINS), 0, 0.5)).toBe(0);
    expect(() => quantile(new Uint32Array(BINS), 0, 1.01)).toThrow(RangeError);
    expect(() => quantile(new Uint32Array(BINS), 0, NaN)).toThrow('found quantile NaN');
  });
});
