/** Where map and clock stand, and where the worlds are: the same instant whenever nothing moves. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Frame } from '../../sim/runner/protocol.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import { TICKS_PER_HOUR, TICKS_PER_SECOND } from '../../sim/runner/vocabulary.ts';
import { Playback } from '../../viz/state/playback.svelte.ts';

/** Where the worlds are, and an answer of theirs that is held back. */
const worlds = vi.hoisted(() => ({ now: 0, release: [] as (() => void)[], isSlow: false }));

vi.mock('../../sim/runner/client.ts', () => ({
  WorldPair: class {
    open = () => Promise.resolve({});
    close = () => undefined;
    days = () => new Promise(() => undefined);
    advance(tick: number): Promise<unknown> {
      worlds.now = tick;
      const frame = { tick, live: new Float64Array(1), queueing: new Uint32Array(1) } as unknown as Frame;
      const reply = { baseline: frame, policy: frame };
      if (!worlds.isSlow) return Promise.resolve(reply);
      return new Promise((resolve) => worlds.release.push(() => resolve(reply)));
    }
  },
  SNAPSHOT_BYTES: 0,
  PairClosed: class extends Error {},
  WorldFault: class extends Error {},
}));

const SCENARIO = { start: '2017-06-01', days: 40 } as Scenario;
const MORNING = 7 * TICKS_PER_HOUR;
const FRAME_MS = 16;
let now = 0;

/** Draws pictures for so long. */
async function pass(playback: Playback, ms: number): Promise<void> {
  for (let drawn = 0; drawn < ms; drawn += FRAME_MS) {
    playback.frame((now += FRAME_MS));
    // What was asked for comes between two pictures.
    for (let turn = 0; turn < 4; turn++) await Promise.resolve();
  }
}

/** A run that plays at a speed, and has done so for a while. */
async function playing(speed: number): Promise<Playback> {
  const playback = new Playback(false, () => undefined);
  await playback.open(SCENARIO, 1, null);
  await pass(playback, 3000);
  expect(playback.phase).toBe('running');
  playback.setSpeed(speed);
  await pass(playback, 2000);
  return playback;
}

beforeEach(() => {
  vi.stubGlobal('navigator', { hardwareConcurrency: 2 });
  vi.stubGlobal('crossOriginIsolated', false);
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  vi.stubGlobal('document', { hidden: false, addEventListener: () => undefined });
  Object.assign(worlds, { now: 0, release: [], isSlow: false });
});
afterEach(() => vi.unstubAllGlobals());

test.for([60, 900, 3600, 86_400])('paused at %i seconds a second, it stands where the worlds are', async (speed) => {
  const playback = await playing(speed);
  const before = playback.tick;
  // There is something to catch up with: while it plays, the worlds are ahead.
  expect(worlds.now).toBeGreaterThan(before);
  expect(playback.reached).toBe(worlds.now);
  playback.toggle();
  await pass(playback, 200);
  expect(playback.tick).toBe(worlds.now);
  expect(playback.snapshot?.tick).toBe(worlds.now);
  // No more than half a second of play away, and it stays there.
  expect(playback.tick - before).toBeLessThanOrEqual(0.7 * speed * TICKS_PER_SECOND);
  const held = playback.tick;
  await pass(playback, 1000);
  expect([playback.tick, worlds.now]).toEqual([held, held]);
  playback.toggle();
  await pass(playback, 500);
  expect(playback.tick).toBeGreaterThan(held);
});

test('what the worlds were asked for before the pause is waited for', async () => {
  const playback = await playing(86_400);
  worlds.isSlow = true;
  await pass(playback, 300);
  expect(worlds.release.length).toBe(1);
  playback.toggle();
  await pass(playback, 300);
  worlds.release[0]?.();
  await pass(playback, 100);
  expect(playback.tick).toBe(worlds.now);
});

test('an hour on is an hour from where it stands, or where the worlds are if that is farther', async () => {
  const slow = await playing(60);
  slow.toggle();
  await pass(slow, 200);
  const held = slow.tick;
  expect(held).toBeGreaterThan(MORNING);
  slow.step();
  await pass(slow, 2000);
  expect([slow.tick, worlds.now]).toEqual([held + TICKS_PER_HOUR, held + TICKS_PER_HOUR]);
  const fast = await playing(86_400);
  const before = fast.tick;
  fast.step();
  await pass(fast, 2000);
  expect(fast.tick).toBe(worlds.now);
  expect(fast.tick).toBeGreaterThanOrEqual(Math.floor(before) + TICKS_PER_HOUR);
});

test('a step while the worlds are being taken elsewhere begins there', async () => {
  const playback = await playing(60);
  worlds.isSlow = true;
  playback.travel(MORNING);
  await pass(playback, 50);
  playback.step();
  worlds.isSlow = false;
  for (const release of worlds.release) release();
  await pass(playback, 3000);
  expect([playback.tick, worlds.now]).toEqual([MORNING + TICKS_PER_HOUR, MORNING + TICKS_PER_HOUR]);
});
