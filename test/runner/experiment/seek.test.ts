import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../../../sim/kernel/exact-math.ts';
import { RandomSource } from '../../../sim/kernel/random.ts';
import { identify, leastSquares } from '../../../sim/runner/experiment/least-squares.ts';
import { seek } from '../../../sim/runner/experiment/seek.ts';
import { suggestedWarmUp } from '../../../sim/runner/experiment/warm-up.ts';

const normals = (name: string) => {
  const draws = new RandomSource('seek').purpose(name);
  return (i: number) => normalQuantile(draws.uniform(0, i));
};

describe('goal seek', () => {
  const search = (name: string, noise: number, goal: number, more = {}) => {
    const draw = normals(name);
    return seek({
      ...{ low: 0, high: 2, goal, seeds: 8, whole: false, evaluations: 40 },
      // The same seeds have the same luck at every value, which is what common random numbers come to.
      evaluate: async (x, seeds) => Array.from({ length: seeds }, (_, i) => x * x * x + noise * draw(i)),
      ...more,
    });
  };

  it('finds the root of a function without noise', async () => {
    const found = await search('none', 0, 0.5);
    expect(found.reached).toBe(true);
    if (found.reached) expect(found.halfWidth).toBeCloseTo(0, 12);
    if (found.reached) expect(Math.abs(found.value - Math.cbrt(0.5))).toBeLessThan(2e-3);
    expect(found.evaluations).toBeLessThan(25);
  });

  it('gives an interval that holds the true value about 95 times of 100', async () => {
    let held = 0;
    const all = 300;
    for (let i = 0; i < all; i++) {
      const found = await search(`noisy ${i}`, 0.2, 1);
      if (found.reached && found.interval[0] <= 1 && found.interval[1] >= 1) held++;
    }
    expect(held / all).toBeGreaterThan(0.91);
    expect(held / all).toBeLessThan(0.985);
  });

  it('goes down as well as up, and takes whole numbers', async () => {
    const evaluate = async (x: number, seeds: number) => Array.from({ length: seeds }, () => 100 - x);
    const found = await search('whole', 0, 63.2, { low: 1, high: 90, whole: true, evaluate });
    expect(found).toMatchObject({ reached: true, value: 37 });
    if (found.reached) expect(found.slope).toBeCloseTo(-1, 9);
  });

  it('says so where no value lies beyond the goal, and with few seeds where they tell', async () => {
    const noisy = await search('far', 0.1, 20);
    expect(noisy).toMatchObject({ reached: false, ends: [{ value: 0 }, { value: 2 }], nearest: { value: 2 } });
    if (!noisy.reached) expect(noisy.ends[1]!.figure).toBeCloseTo(8, 0);
    const clear = await search('clear', 0, 20);
    expect(clear).toMatchObject({ reached: false, seeds: 2, evaluations: 5 });
  });

  it('finds a goal between ends that lie on one side of it', async () => {
    const evaluate = async (x: number, seeds: number) => Array.from({ length: seeds }, () => x * (2 - x));
    const found = await search('hill', 0, 0.7, { evaluate });
    expect(found.reached).toBe(true);
    if (found.reached) expect(Math.abs(found.value - (1 - Math.sqrt(0.3)))).toBeLessThan(2e-3);
  });

  it('tells a jump over the goal from a value that reaches it', async () => {
    const step = async (x: number, seeds: number) => Array.from({ length: seeds }, () => (x < 1.23 ? 0.1 * x : 3 + x));
    const found = await search('step', 0, 2, { evaluate: step });
    expect(found.reached).toBe(true);
    if (!found.reached) return;
    expect(found.jump![0].value).toBeLessThan(1.23);
    expect(found.jump![1].value).toBeGreaterThanOrEqual(1.23);
    const smooth = await search('none', 0, 0.5);
    expect(smooth.reached && smooth.jump).toBe(undefined);
  });

  it('never tries more values than it may by much, whatever the figure does', async () => {
    const draw = normals('wild');
    let tried = 0;
    const wild = async (_: number, seeds: number) => {
      tried++;
      return Array.from({ length: seeds }, (__, i) => 100 * draw(1000 * tried + i));
    };
    for (let i = 0; i < 50; i++) {
      tried = 0;
      await search(`wild ${i}`, 0, 1, { evaluate: wild, evaluations: 20 });
      expect(tried).toBeLessThan(60);
    }
  });
});

describe('warm-up', () => {
  it('is none of a series that begins as it goes on', () => {
    const draw = normals('steady');
    const found = suggestedWarmUp(Array.from({ length: 500 }, (_, i) => draw(i)));
    expect(found).toBeLessThan(100);
    expect(suggestedWarmUp([3, 3, 3, 3, 3, 3])).toBe(0);
  });

  it('is where the beginning has been forgotten', () => {
    const draw = normals('transient');
    // Ten falls to a hundredth of itself in 92 steps.
    const found = suggestedWarmUp(Array.from({ length: 1000 }, (_, i) => 10 * Math.exp(-i / 20) + draw(i)));
    expect(found).toBeGreaterThan(30);
    expect(found).toBeLessThan(150);
  });

  it('cannot be told of a series that goes on rising', () => {
    expect(suggestedWarmUp(Array.from({ length: 60 }, (_, i) => i))).toBeUndefined();
    expect(suggestedWarmUp([1, 2])).toBeUndefined();
  });
});

describe('least squares without derivatives', () => {
  const fit = (f: (x: readonly number[]) => number[], start: number[], rounds = 60) =>
    leastSquares({
      ...{ start, steps: start.map(() => 0.2), stepMax: 1, rounds, tolerance: 1e-6 },
      evaluate: async (point) => ({ point, residuals: f(point) }),
    });

  it('find the minimum of Rosenbrock’s function (H. H. Rosenbrock, 1960)', async () => {
    const [best] = await fit(([x = 0, y = 0]) => [10 * (y - x * x), 1 - x], [-1.2, 1]);
    expect(best!.point[0]).toBeCloseTo(1, 4);
    expect(best!.point[1]).toBeCloseTo(1, 4);
  });

  it('find the parameters of a curve with more points than parameters', async () => {
    // y = a exp(−b t), which DUD’s authors take for an example of its kind.
    const times = [0, 1, 2, 3, 4, 5];
    const [best] = await fit(
      ([a = 0, b = 0]) => times.map((t) => a * Math.exp(-b * t) - 3 * Math.exp(-0.7 * t)),
      [1, 0.2],
    );
    expect(best!.point[0]).toBeCloseTo(3, 4);
    expect(best!.point[1]).toBeCloseTo(0.7, 4);
  });

  it('say how well each parameter is known, and which cannot be told apart', () => {
    const draw = normals('identify');
    const noise = Array.from({ length: 20 }, (_, seed) => [0.1 * draw(2 * seed), 0.1 * draw(2 * seed + 1)]);
    const [strong, weak] = identify(
      [
        [10, 0],
        [0, 0.1],
      ],
      noise,
    );
    // A parameter that moves its residual a hundred times as much is known a hundred times as well.
    expect(weak!.halfWidth / strong!.halfWidth).toBeGreaterThan(50);
    expect(strong!.halfWidth).toBeCloseTo((2.093 * 0.1) / Math.sqrt(20) / 10, 2);
    expect(strong!.correlation).toBeCloseTo(0, 9);
    const twins = identify(
      [
        [1, 2],
        [2, 4],
      ],
      noise,
    );
    expect(twins).toEqual([
      { halfWidth: Infinity, with: 1, correlation: 1 },
      { halfWidth: Infinity, with: 0, correlation: 1 },
    ]);
  });
});
