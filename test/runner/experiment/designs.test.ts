import { describe, expect, it } from 'vitest';
import {
  fullFactorial,
  latinHypercube,
  morrisStep,
  morrisTrajectories,
  saltelliSample,
} from '../../../sim/runner/experiment/designs.ts';
import { morrisEffects, sobolIndices } from '../../../sim/runner/experiment/sensitivity.ts';
import { sobolPoints } from '../../../sim/runner/experiment/sobol-sequence.ts';

describe('designs', () => {
  it('a full factorial has every combination once', () => {
    const points = fullFactorial([2, 3]);
    expect(points).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
      [1, 0],
      [1, 1],
      [1, 2],
    ]);
    expect(fullFactorial([])).toEqual([[]]);
  });

  it('a Latin hypercube has one point in each slice of each factor', () => {
    const points = latinHypercube(20, 3, 'a');
    for (let factor = 0; factor < 3; factor++) {
      const slices = points.map((point) => Math.floor(point[factor]! * 20)).sort((a, b) => a - b);
      expect(slices).toEqual(Array.from({ length: 20 }, (_, i) => i));
    }
    expect(latinHypercube(20, 3, 'a')).toEqual(points);
    expect(latinHypercube(20, 3, 'b')).not.toEqual(points);
  });

  it('Sobol’s sequence is that of Joe and Kuo', () => {
    // The first points after the origin, as their own program prints them in Gray code order.
    expect(sobolPoints(5, 3)).toEqual([
      [0.5, 0.5, 0.5],
      [0.75, 0.25, 0.25],
      [0.25, 0.75, 0.75],
      [0.375, 0.375, 0.625],
      [0.875, 0.875, 0.125],
    ]);
  });

  it('Sobol’s sequence has one point in each of 256 slices of every dimension', () => {
    const points = [Array.from({ length: 64 }, () => 0), ...sobolPoints(255, 64)];
    for (let dimension = 0; dimension < 64; dimension++) {
      expect(new Set(points.map((point) => Math.floor(point[dimension]! * 256))).size, String(dimension)).toBe(256);
    }
  });

  it('neighbours on a trajectory differ in one factor by one step, and each factor moves once', () => {
    for (const trajectory of morrisTrajectories(10, 4, 6, 'a')) {
      const moved = trajectory.slice(1).map((point, i) => {
        const changed = point.flatMap((value, factor) => (value === trajectory[i]![factor] ? [] : [factor]));
        expect(changed).toHaveLength(1);
        expect(Math.abs(point[changed[0]!]! - trajectory[i]![changed[0]!]!)).toBeCloseTo(morrisStep(6), 12);
        return changed[0]!;
      });
      expect(moved.sort((a, b) => a - b)).toEqual([0, 1, 2, 3]);
      for (const value of trajectory.flat()) expect(value * 5).toBeCloseTo(Math.round(value * 5), 9);
    }
  });
});

describe('sensitivity', () => {
  it('Sobol’s indices of the Ishigami function are those of its formula', () => {
    // T. Ishigami, T. Homma, ISUMA 1990, with a = 7, b = 0.1: variance 13.845, shares by Sobol’s decomposition.
    const ishigami = (unit: readonly number[]) => {
      const [x = 0, y = 0, z = 0] = unit.map((u) => Math.PI * (2 * u - 1));
      return Math.sin(x) + 7 * Math.sin(y) ** 2 + 0.1 * z ** 4 * Math.sin(x);
    };
    const outputs = saltelliSample(4095, 3).map(ishigami);
    const [x, y, z] = sobolIndices(outputs, ['x', 'y', 'z']);
    const close = (value: number, expected: number) => expect(Math.abs(value - expected)).toBeLessThan(0.01);
    close(x!.first, 0.3139);
    close(y!.first, 0.4424);
    close(z!.first, 0);
    close(x!.total, 0.5576);
    close(y!.total, 0.4424);
    close(z!.total, 0.2437);
    for (const { total, totalInterval } of [x!, y!, z!]) {
      expect(totalInterval[0]).toBeLessThan(total);
      expect(totalInterval[1]).toBeGreaterThan(total);
    }
  });

  it('the elementary effects of Morris’s own function fall into his three groups', () => {
    // Morris 1991, section 4: 20 inputs; 1 to 7 with interactions or curves, 8 to 10 linear, the rest small.
    const noise = (i: number, j = 0) => (((i * 7919 + j * 104729) % 1000) / 1000 - 0.5) * 2;
    const morris = (unit: readonly number[]) => {
      const w = unit.map((x, i) => ([2, 4, 6].includes(i) ? 2 * ((1.1 * x) / (x + 0.1) - 0.5) : 2 * (x - 0.5)));
      let y = 0;
      for (let i = 0; i < 20; i++) {
        y += (i < 10 ? 20 : noise(i)) * w[i]!;
        for (let j = i + 1; j < 20; j++) {
          y += (i < 6 && j < 6 ? -15 : noise(i, j)) * w[i]! * w[j]!;
          if (i >= 5 || j >= 5) continue;
          for (let l = j + 1; l < 5; l++) {
            y += -10 * w[i]! * w[j]! * w[l]!;
            if (l < 4) for (let s = l + 1; s < 4; s++) y += 5 * w[i]! * w[j]! * w[l]! * w[s]!;
          }
        }
      }
      return y;
    };
    const points = morrisTrajectories(40, 20, 4, 'a').flat();
    const names = Array.from({ length: 20 }, (_, i) => `x${i + 1}`);
    const effects = morrisEffects(points, points.map(morris), names);
    const least = Math.min(...effects.slice(0, 10).map(({ muStar }) => muStar));
    const most = Math.max(...effects.slice(10).map(({ muStar }) => muStar));
    expect(least).toBeGreaterThan(2 * most);
    // Linear: about 2 × 20 over the whole range, with little spread. With interactions: spread of the size of the effect.
    for (const { mu, sigma } of effects.slice(7, 10)) {
      expect(Math.abs(mu - 40)).toBeLessThan(5);
      expect(sigma).toBeLessThan(10);
    }
    for (const { sigma } of effects.slice(0, 5)) expect(sigma).toBeGreaterThan(20);
  });
});
