import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RandomSource } from '../../../sim/kernel/random.ts';
import { normalQuantile } from '../../../sim/kernel/exact-math.ts';
import { certaintyOf, CERTAINTY_WORDS } from '../../../sim/runner/experiment/certainty.ts';
import {
  bootstrapInterval,
  halfWidth,
  holm,
  mean,
  summarisePairs,
  variance,
} from '../../../sim/runner/experiment/statistics.ts';
import { studentCdf, studentQuantile, studentTwoSided } from '../../../sim/runner/experiment/student.ts';

const normals = (name: string, count: number, centre = 0) => {
  const draws = new RandomSource('test').purpose(name);
  return Array.from({ length: count }, (_, i) => centre + normalQuantile(draws.uniform(0, i)));
};

describe('Student’s t', () => {
  // Of printed tables of the distribution.
  it.each([
    [0.975, 1, 12.7062],
    [0.975, 2, 4.30265],
    [0.975, 4, 2.77645],
    [0.975, 9, 2.26216],
    [0.995, 9, 3.24984],
    [0.95, 30, 1.69726],
    [0.975, 1000, 1.96234],
  ])('quantile %d with %d degrees of freedom', (p, freedom, expected) => {
    expect(studentQuantile(p, freedom)).toBeCloseTo(expected, 4);
    expect(studentQuantile(1 - p, freedom)).toBeCloseTo(-expected, 4);
    expect(studentCdf(studentQuantile(p, freedom), freedom)).toBeCloseTo(p, 10);
    expect(studentTwoSided(expected, freedom)).toBeCloseTo(2 * (1 - p), 5);
  });

  it('refuses what is no probability', () => {
    expect(() => studentQuantile(1, 5)).toThrow('found probability 1');
  });
});

describe('intervals', () => {
  it('agree with a worked example: Student’s sleep data of 1908, paired', () => {
    // Hours of sleep gained by ten patients with two drugs; R's t.test gives −2.4598858 to −0.7001142, p = 0.002833.
    const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
    const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const { difference, halfWidth: half, p, agree, seeds } = summarisePairs(second, first);
    expect(difference - half).toBeCloseTo(-2.4598858, 6);
    expect(difference + half).toBeCloseTo(-0.7001142, 6);
    expect(p).toBeCloseTo(0.002833, 6);
    expect([agree, seeds]).toEqual([9, 10]);
  });

  it('of equal values have no width, though their mean is rounded', () => {
    const values = Array.from({ length: 10 }, () => 0.0778443113772455);
    expect(mean(values)).not.toBe(values[0]);
    expect(halfWidth(values)).toBe(0);
  });

  it('hold the true mean 95 times of 100', () => {
    const held = Array.from({ length: 1000 }, (_, i) => {
      const values = normals(`sample ${i}`, 6);
      return Math.abs(mean(values)) <= halfWidth(values);
    }).filter(Boolean).length;
    // Two thirds of a per cent is one standard error.
    expect(held / 1000).toBeGreaterThan(0.93);
    expect(held / 1000).toBeLessThan(0.97);
  });

  it('by the bootstrap are near Student’s for many values, and the same each time', () => {
    const values = normals('many', 200, 5);
    const [low, high] = bootstrapInterval(values);
    expect(low).toBeCloseTo(mean(values) - halfWidth(values), 1);
    expect(high).toBeCloseTo(mean(values) + halfWidth(values), 1);
    expect(bootstrapInterval(values)).toEqual([low, high]);
  });

  it('are none for one value, and of no width for equal ones', () => {
    expect(halfWidth([3])).toBeNaN();
    expect(variance([3])).toBeNaN();
    expect(halfWidth([3, 3, 3])).toBe(0);
  });
});

it('common random numbers cut the variance by what the two worlds have in common', () => {
  const common = normals('common', 4000).map((value) => 3 * value);
  const [a, b] = [normals('a', 4000), normals('b', 4000, 0.5)];
  const { varianceCut } = summarisePairs(
    common.map((value, i) => value + a[i]!),
    common.map((value, i) => value + b[i]!),
  );
  // (9 + 1 + 9 + 1) / (1 + 1)
  expect(varianceCut).toBeGreaterThan(9);
  expect(varianceCut).toBeLessThan(11);
});

it('Holm’s probabilities are those of his procedure', () => {
  // The same as p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") of R.
  expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02].map((p) => expect.closeTo(p, 12)));
});

describe('words for certainty', () => {
  const evidence = { difference: 2, halfWidth: 0.5, seeds: 10, agree: 10, chance: 1 };
  it.each([
    ['clear', {}],
    ['clear', { difference: -2 }],
    ['likely', { agree: 9 }],
    ['likely', { chance: 1.6 }],
    ['likely', { seeds: 3, agree: 3 }],
    ['too_small', { halfWidth: 2.1 }],
    ['too_small', { chance: 2.1 }],
    ['too_small', { seeds: 1, agree: 1, halfWidth: NaN }],
    ['same', { difference: 0, halfWidth: 0 }],
    ['too_small', { difference: 0, halfWidth: 0.1, agree: 0 }],
  ])('%s', (word, changed) => {
    expect(certaintyOf({ ...evidence, ...changed })).toBe(word);
  });
});

describe('the words of certainty', () => {
  it('are told in the guide as they are defined', () => {
    const guide = readFileSync('scenarios/README.md', 'utf8').replace(/\s+/g, ' ');
    for (const { en, about } of Object.values(CERTAINTY_WORDS)) expect(guide).toContain(`_${en}_: ${about.en}`);
  });
});
