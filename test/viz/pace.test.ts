import { describe, expect, test } from 'vitest';
import {
  REPLY_MS_MAX,
  RequestSizer,
  SPEEDS,
  SPEED_DEFAULT,
  SPEED_MAX,
  SPEED_MIN,
  advanceShown,
  nearestSpeed,
  nextTarget,
  tourSpeed,
} from '../../viz/state/pace.ts';

test('the speeds go from real time to several days a second', () => {
  expect(SPEEDS[0]).toBe(SPEED_MIN);
  expect(SPEED_MIN).toBe(1);
  expect(SPEEDS.at(-1)).toBeGreaterThan(3 * 86_400);
  expect(nearestSpeed(SPEED_MAX)).toBe(SPEEDS.at(-1));
});

test('a speed that is not offered becomes the nearest by ratio', () => {
  expect(nearestSpeed(60)).toBe(60);
  expect(nearestSpeed(100)).toBe(60);
  expect(nearestSpeed(200)).toBe(300);
  expect(nearestSpeed(80_000)).toBe(86_400);
});

describe('advanceShown', () => {
  test('a second at a minute a second is 600 ticks', () => {
    expect(advanceShown(1000, 9999, 60, 1000)).toBe(1600);
  });
  test('the picture never runs ahead of what is simulated', () => {
    expect(advanceShown(1000, 1200, 60, 1000)).toBe(1200);
  });
});

describe('nextTarget', () => {
  test('asks for at least one tick in real time', () => {
    expect(nextTarget(0, 0, 864_000, 1, 1e6)).toBe(1);
  });
  test('asks for nothing where the worlds are far enough ahead', () => {
    expect(nextTarget(0, 100_000, 864_000, 60, 1e6)).toBeNull();
  });
  test('never asks beyond the end, nor for more than the cap', () => {
    expect(nextTarget(863_990, 863_990, 864_000, 86_400, 1e6)).toBe(864_000);
    expect(nextTarget(864_000, 864_000, 864_000, 60, 1e6)).toBeNull();
    expect(nextTarget(0, 0, 8_640_000, 86_400, 500)).toBe(500);
  });
  test('playing at any speed, the buffer never runs dry where replies are instant', () => {
    for (const speed of SPEEDS) {
      let shown = 0;
      let simulated = 0;
      for (let frame = 0; frame < 200; frame++) {
        for (let target; (target = nextTarget(shown, simulated, 1e9, speed, 1e9)) !== null;) simulated = target;
        const next = advanceShown(shown, simulated, speed, 1000 / 60);
        expect(next - shown).toBeCloseTo((speed * 10) / 60, 6);
        shown = next;
      }
    }
  });
});

describe('RequestSizer', () => {
  test('finds the number of ticks that takes the time allowed', () => {
    const sizer = new RequestSizer();
    const ticksPerMs = 700;
    for (let reply = 0; reply < 30; reply++) sizer.learn(sizer.ticksMax, sizer.ticksMax / ticksPerMs);
    expect(sizer.ticksMax / ticksPerMs).toBeGreaterThan(REPLY_MS_MAX * 0.9);
    expect(sizer.ticksMax / ticksPerMs).toBeLessThanOrEqual(REPLY_MS_MAX);
  });
  test('asks for less as soon as a reply is late', () => {
    const sizer = new RequestSizer();
    for (let reply = 0; reply < 30; reply++) sizer.learn(sizer.ticksMax, sizer.ticksMax / 700);
    sizer.learn(10_000, 200);
    expect(sizer.ticksMax).toBe(50 * REPLY_MS_MAX);
  });
  test('gets over a reply that was held up, however long a round trip takes', () => {
    const sizer = new RequestSizer();
    sizer.learn(8000, 30_000);
    for (let reply = 0; reply < 30; reply++) sizer.learn(sizer.ticksMax, 40 + sizer.ticksMax / 700);
    expect(sizer.ticksMax).toBeGreaterThanOrEqual(600);
  });
  test('a short request that took a round trip does not make it timid', () => {
    const sizer = new RequestSizer();
    const before = sizer.ticksMax;
    sizer.learn(1, 3);
    expect(sizer.ticksMax).toBe(before);
  });
});

test('a first look begins slowly and speeds up by itself to a day a second', () => {
  expect(tourSpeed(0)).toBe(SPEED_DEFAULT);
  expect(tourSpeed(7999)).toBe(SPEED_DEFAULT);
  const speeds = Array.from({ length: 120 }, (_, i) => tourSpeed(i * 500));
  speeds.slice(1).forEach((speed, i) => expect(speed).toBeGreaterThanOrEqual(speeds[i]));
  expect(new Set(speeds).size).toBeGreaterThan(4);
  expect(speeds.at(-1)).toBe(86_400);
});
