import { describe, expect, it } from 'vitest';
import { Categories } from '../../sim/kernel/categories.ts';

const SHARES = [0.31, 0, 0.02, 0.17, 0.4, 0.0001, 0.0999, 0];
const STEPS = 1_000_000;

describe('one of several categories', () => {
  it('each has its share of [0, 1), those without a share never happen', () => {
    const categories = new Categories(SHARES);
    const count = new Float64Array(SHARES.length);
    for (let i = 0; i < STEPS; i++) count[categories.at((i + 0.5) / STEPS)]++;
    count.forEach((found, i) => expect(Math.abs(found / STEPS - SHARES[i])).toBeLessThan(2 / STEPS));
    expect(categories.at(0)).toBe(0);
    expect(categories.at(1 - 2 ** -53)).toBe(6);
  });

  it('where u lies within a category is uniform, whatever the category', () => {
    const categories = new Categories(SHARES);
    const tenths = SHARES.map(() => new Float64Array(10));
    for (let i = 0; i < STEPS; i++) {
      const u = (i + 0.5) / STEPS;
      const category = categories.at(u);
      const within = categories.within(u, category);
      if (!(within >= 0 && within <= 1)) expect.fail(`${within} at ${u}`);
      tenths[category][Math.min(9, Math.floor(within * 10))]++;
    }
    tenths.forEach((counts, category) => {
      for (const count of counts) expect(Math.abs(count / STEPS - SHARES[category] / 10)).toBeLessThan(3 / STEPS);
    });
  });

  it('whatever rounding makes of the sum, every u has a category', () => {
    const tenths = new Categories(Array.from({ length: 10 }, () => 0.1));
    expect(tenths.at(1 - 2 ** -53)).toBe(9);
    expect(new Categories([1]).at(0.5)).toBe(0);
    expect(new Categories([0, 1]).at(0)).toBe(1);
  });

  it.each([[[]], [[0.5, 0.4]], [[1.5, -0.5]], [[NaN]], [Array.from({ length: 300 }, () => 1 / 300)]])(
    'refuses %j',
    (probabilities) => {
      expect(() => new Categories(probabilities)).toThrow(/found .* expected 1 to 256 that sum to 1/);
    },
  );
});
