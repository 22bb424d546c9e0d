import { describe, expect, it } from 'vitest';
import { exp, expFast } from '../../sim/kernel/exact-math.ts';

describe('the fast exponential', () => {
  it('agrees with the exact one to nine digits', () => {
    for (let x = -690; x <= 690; x += 0.0137) {
      const error = Math.abs(expFast(x) / exp(x) - 1);
      if (!(error < 1e-9)) expect.fail(`off by ${error} at ${x}`);
    }
    expect(expFast(0)).toBe(1);
  });

  it('never falls by more than its error', () => {
    let before = 0;
    for (let x = -20; x <= 20; x += 1e-4) {
      const value = expFast(x);
      if (!(value > before * (1 - 1e-9))) expect.fail(`falls from ${before} to ${value} at ${x}`);
      before = value;
    }
  });

  it('is finite and above zero however far out', () => {
    for (const x of [-1e308, -701, 701, 1e308]) {
      expect(expFast(x)).toBeGreaterThan(0);
      expect(expFast(x)).toBeLessThan(Infinity);
    }
  });
});
