import { describe, expect, it } from 'vitest';
import { Quantiles, exponential } from '../../sim/kernel/distributions.ts';
import { exp, ln, normalQuantile } from '../../sim/kernel/exact-math.ts';

const STEPS = 1 << 18;

/** Mean and variance over a fine grid of probabilities, independent of how the table is stored. */
function momentsOf(quantiles: Quantiles): { mean: number; variance: number } {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < STEPS; i++) {
    const value = quantiles.at((i + 0.5) / STEPS);
    sum += value;
    squares += value * value;
  }
  const mean = sum / STEPS;
  return { mean, variance: squares / STEPS - mean * mean };
}

const SHAPES: readonly (readonly [string, Quantiles, number, number])[] = [
  ['exponential, mean 3', Quantiles.exponential(3), 3, 9],
  ['lognormal, mean 12, cv 0.3', Quantiles.lognormal(12, 0.3), 12, (12 * 0.3) ** 2],
  ['lognormal, mean 12, cv 1', Quantiles.lognormal(12, 1), 12, 144],
  ['lognormal, mean 0.01, cv 2', Quantiles.lognormal(0.01, 2), 0.01, 0.0004],
];

describe('inverse distribution functions', () => {
  it.each(SHAPES)('%s: mean as asked for, variance near theory', (_, quantiles, mean, variance) => {
    expect(quantiles.mean / mean).toBeCloseTo(1, 12);
    const moments = momentsOf(quantiles);
    expect(moments.mean / mean).toBeCloseTo(1, 3);
    expect(Math.abs(moments.variance / quantiles.variance - 1)).toBeLessThan(0.01);
    expect(quantiles.variance / variance).toBeGreaterThan(0.97);
    expect(quantiles.variance / variance).toBeLessThan(1.03);
  });

  it.each(SHAPES)('%s: never falls, never leaves its ends', (_, quantiles) => {
    let before = quantiles.at(0);
    expect(before).toBeGreaterThanOrEqual(0);
    for (let i = 0; i <= STEPS; i++) {
      const value = quantiles.at(i / STEPS);
      if (!(value >= before)) expect.fail(`falls from ${before} to ${value} at ${i / STEPS}`);
      before = value;
    }
    expect(quantiles.at(1)).toBeLessThan(Infinity);
    expect(quantiles.at(1 - 2 ** -33)).toBeLessThanOrEqual(quantiles.at(1));
  });

  it('gives the quantiles of theory', () => {
    const exponentialTable = Quantiles.exponential(3);
    const lognormalTable = Quantiles.lognormal(12, 0.8);
    const sigma = Math.sqrt(ln(1 + 0.8 * 0.8));
    for (const p of [
      0.000002, 0.00001, 0.0001, 0.0005, 0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 0.9999, 0.99999,
    ]) {
      expect(Math.abs(exponentialTable.at(p) / (-3 * Math.log1p(-p)) - 1)).toBeLessThan(0.002);
      const theory = 12 * Math.exp(sigma * normalQuantile(p) - (sigma * sigma) / 2);
      expect(Math.abs(lognormalTable.at(p) / theory - 1)).toBeLessThan(0.002);
    }
  });

  it('a coefficient of variation of zero is a constant', () => {
    const constant = Quantiles.lognormal(7, 0);
    for (const u of [0, 0.1, 0.5, 0.9999, 1]) expect(constant.at(u)).toBeCloseTo(7, 12);
    expect(constant.variance).toBeCloseTo(0, 12);
  });

  it('weights: each cell its share, evenly within, and nothing where the weight is zero', () => {
    const weights = [0, 3, 0, 0, 1, 4, 0.5, 1.5, 0];
    const profile = Quantiles.weights(weights, 60);
    const counts = new Float64Array(9);
    const lowerHalves = new Float64Array(9);
    for (let i = 0; i < STEPS; i++) {
      const value = profile.at((i + 0.5) / STEPS);
      const cell = Math.floor(value / 60);
      counts[cell]!++;
      if (value - cell * 60 < 30) lowerHalves[cell]!++;
    }
    weights.forEach((weight, i) => {
      expect(counts[i]! / STEPS).toBeCloseTo(weight / 10, 5);
      expect(lowerHalves[i]! / STEPS).toBeCloseTo(weight / 20, 5);
    });
    expect(profile.mean).toBeCloseTo((3 * 90 + 270 + 4 * 330 + 0.5 * 390 + 1.5 * 450) / 10, 10);
    expect(momentsOf(profile).mean).toBeCloseTo(profile.mean, 2);
    expect(profile.at(0)).toBe(60);
    expect(profile.at(1)).toBeCloseTo(480, 9);
    expect(profile.at(0.3 - 1e-9)).toBeLessThan(120);
    expect(profile.at(0.3 + 1e-9)).toBeGreaterThanOrEqual(240);
  });

  it('weights: more cells than the table has, as for each minute of a day', () => {
    const weights = Array.from({ length: 1440 }, (_, i) => (i < 300 ? 0 : 1 + (i % 7)));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const profile = Quantiles.weights(weights, 600);
    let below = 0;
    weights.forEach((weight, i) => {
      if (weight > 0) expect(profile.at((below + weight / 2) / total)).toBeCloseTo((i + 0.5) * 600, 5);
      below += weight;
    });
  });

  it.each([
    ['mean 0', () => Quantiles.exponential(0)],
    ['mean NaN', () => Quantiles.lognormal(NaN, 1)],
    ['coefficient of variation -1', () => Quantiles.lognormal(1, -1)],
    ['weight -1', () => Quantiles.weights([1, -1], 60)],
    ['sum of weights 0', () => Quantiles.weights([0, 0], 60)],
    ['width 0', () => Quantiles.weights([1], 0)],
  ])('refuses %s', (found, make) => {
    expect(make).toThrow(RangeError);
    expect(make).toThrow(`found ${found}`);
  });
});

describe('exact mathematics', () => {
  it('is the platform’s to the last digits', () => {
    for (let x = 0.001; x < 50; x += 0.37) {
      expect(ln(x)).toBeCloseTo(Math.log(x), 13);
      expect(exp(-x) / Math.exp(-x)).toBeCloseTo(1, 13);
    }
    expect(exponential(0.5, 2)).toBeCloseTo(2 * Math.LN2, 14);
  });

  it('has the bits it has always had', () => {
    const values = [ln(0.3), ln(17), exp(0.7), exp(-5.1), normalQuantile(0.975), normalQuantile(1e-6)];
    const view = new DataView(new ArrayBuffer(8));
    const bits = values.map((value) => {
      view.setFloat64(0, value);
      return view.getBigUint64(0).toString(16);
    });
    expect(bits).toEqual([
      'bff34378fcbda721',
      '4006aa6bc1fa7f7a',
      '40001c2a61268987',
      '3f78f8e6f1c63494',
      '3fff5c0331eeff83',
      'c0130381a979b747',
    ]);
  });

  it('normal quantile: symmetric, and 1.96 where it should be', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12);
    expect(normalQuantile(0.5)).toBe(0);
    for (const p of [0.001, 0.1, 0.3]) expect(normalQuantile(p)).toBeCloseTo(-normalQuantile(1 - p), 12);
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
    expect(normalQuantile(1.1)).toBeNaN();
  });
});
