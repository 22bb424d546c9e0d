import { expect, it } from 'vitest';
import { smoothed } from '../../viz/map/map-city.ts';
import { outsideOf } from '../../viz/map/shores.ts';

/** Largest turn between two sides that follow each other, degrees. */
function sharpest(course: Float32Array, isRing: boolean): number {
  const count = course.length / 2;
  const at = (i: number) => [course[2 * (i % count)]!, course[2 * (i % count) + 1]!] as const;
  let most = 0;
  for (let i = 0; i < (isRing ? count : count - 2); i++) {
    const [a, b, c] = [at(i), at(i + 1), at(i + 2)];
    const turn = Math.atan2(c[1] - b[1], c[0] - b[0]) - Math.atan2(b[1] - a[1], b[0] - a[0]);
    most = Math.max(most, Math.abs(Math.atan2(Math.sin(turn), Math.cos(turn))));
  }
  return (most * 180) / Math.PI;
}

it('cuts the corners of a lake, which stays where it is', () => {
  const lake = Float32Array.of(0, 0, 4, 0, 4, 4, 0, 4);
  const round = smoothed(lake, true);
  expect(sharpest(lake, true)).toBeCloseTo(90);
  expect(sharpest(round, true)).toBeLessThan(50);
  expect(Math.min(...round)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...round)).toBeLessThanOrEqual(4);
});

it('leaves a river both of its ends, where it flows into another', () => {
  const river = Float32Array.of(0, 0, 2, 2, 4, 0, 6, 2);
  const bends = smoothed(river, false);
  expect([...bends.subarray(0, 2), ...bends.subarray(-2)]).toEqual([0, 0, 6, 2]);
  expect(sharpest(bends, false)).toBeLessThan(sharpest(river, false) / 1.5);
});

it('leaves alone what has no corner', () => {
  expect([...smoothed(Float32Array.of(0, 0, 1, 1), false)]).toEqual([0, 0, 1, 1]);
});

/** A river from west to east, two kilometres wide. */
const banks = { rings: [Float32Array.of(0, -1, 20, -1, 20, 1, 0, 1)] };

it('leaves out the line of a river where it has banks, also where the line runs beside them', () => {
  const line = Float32Array.of(-10, 0, 2, 0, 6, 1.4, 10, 0, 20.3, 0);
  const left = outsideOf(line, [banks]);
  expect(left).toHaveLength(1);
  expect(left[0]![0]).toBe(-10);
  // It reaches the water, and ends there.
  expect(left[0]!.at(-2)).toBeGreaterThanOrEqual(0);
  expect(left[0]!.at(-2)).toBeLessThanOrEqual(0.6);
});

it('leaves a tributary, and a river far away, as they are', () => {
  const tributary = Float32Array.of(5, 9, 5, 0);
  const [left] = outsideOf(tributary, [banks]);
  expect([...left!.subarray(0, 2)]).toEqual([5, 9]);
  expect(left!.at(-1)).toBeLessThan(1);
  const away = Float32Array.of(0, 5, 20, 5);
  expect(outsideOf(away, [banks])).toEqual([away]);
});

it('goes on behind the water that a river flows through', () => {
  const through = outsideOf(Float32Array.of(5, 9, 5, -9), [banks]);
  expect(through).toHaveLength(2);
  expect([...through[1]!.subarray(-2)]).toEqual([5, -9]);
  expect(through[1]![1]).toBeGreaterThanOrEqual(-1);
});
