import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RandomSource } from '../../sim/kernel/random.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR } from '../../sim/kernel/time.ts';
import type { Target } from '../../sim/runner/protocol.ts';
import type { Simulation } from '../../sim/runner/simulate.ts';
import { Timeline } from '../../sim/runner/timeline.ts';
import { describeFrame } from '../../sim/runner/view/frame.ts';
import { inspect } from '../../sim/runner/view/inspect.ts';
import type { Recorder } from '../../sim/runner/view/recorder.ts';
import { leadRecorded, type MemberTask } from '../../sim/runner/workers.ts';
import { action, method, tinyScenario } from '../model/fixture.ts';

const DAYS = 3;
const END = DAYS * TICKS_PER_DAY;
const SCENARIO = tinyScenario({
  days: DAYS,
  policy: [
    action('equip', { targetShare: 1, toDay: 2 }),
    action('discount', { method: method('mobile'), share: 0.5, fromDay: 1 }),
    action('campaign', { reachShare: 0.3, rewardFen: 500 }),
    action('outage', { fromDay: 1, toDay: 2, fromMinute: 500, toMinute: 800 }),
  ],
});
const EVENTS_BETWEEN = 1500;

interface Watched {
  readonly simulation: Simulation;
  readonly recorder: Recorder;
}

// The threads run the built program, as those of the command line do.
const PREPARE = fileURLToPath(new URL('../../sim/cli/prepare.mjs', import.meta.url));
const opened: { readonly simulation: Simulation; readonly threads: readonly Worker[] }[] = [];

async function open(count: number): Promise<Watched> {
  const folder = execFileSync(process.execPath, [PREPARE, 'sim'], { encoding: 'utf8' }).trim();
  const threads: Worker[] = [];
  const start = (task: MemberTask) =>
    new Promise<void>((resolve, reject) => {
      const thread = new Worker(join(folder, 'member-thread.js'), { workerData: task });
      threads.push(thread.once('message', () => resolve()).once('error', reject));
    });
  const watched = await leadRecorded(SCENARIO, 'policy', count, start);
  opened.push({ simulation: watched.simulation, threads });
  return watched;
}

afterAll(async () => {
  for (const { simulation, threads } of opened) {
    simulation.close();
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
});

const draw = new RandomSource('workers').purpose('ticks');
const TICKS = [
  ...[0, 1, TICKS_PER_DAY, TICKS_PER_DAY + 1, 12 * TICKS_PER_HOUR, END - 1, END],
  ...Array.from({ length: 9 }, (_, i) => draw.below(i, 0, END)),
].sort((a, b) => a - b);
const JOURNEY = TICKS.toSorted((a, b) => draw.bits(a, 1) - draw.bits(b, 1));
const TARGETS: readonly Target[] = (['vehicle', 'stop', 'place', 'person'] as const).flatMap((kind) =>
  Array.from({ length: 40 }, (_, i) => ({ kind, index: kind === 'person' ? 143 * i : i })),
);

/** All that a page can be told of a world, and the fingerprint of the rest. */
function look({ simulation, recorder }: Watched) {
  const { world, day, events } = simulation;
  const inspections = TARGETS.map((target) => inspect(world, recorder, target));
  return { frame: describeFrame(simulation, recorder), inspections, digest: world.digest(), day, events };
}

/** Without the payments just made: they are those since the last look, or since a snapshot. */
function still({ frame, inspections, ...rest }: ReturnType<typeof look>) {
  const seen = inspections.map((inspection) => inspection && { ...inspection, payment: null, diary: null });
  return { ...rest, frame: { ...frame, flashes: null }, seen };
}

function travel(watched: Watched, timeline: Timeline, tick: number) {
  // As the page's Worker does.
  if (tick < watched.simulation.world.engine.now) watched.recorder.forget();
  timeline.goTo(tick);
  return look(watched);
}

describe('a world on several threads', () => {
  let seen: Map<number, ReturnType<typeof look>>;
  let outcome: ReturnType<Simulation['finish']>;
  let travelled: ReturnType<typeof look>[];
  let snapshots: number;

  beforeAll(async () => {
    const straight = await open(1);
    seen = new Map();
    for (const tick of TICKS) {
      straight.simulation.runUntil(tick);
      seen.set(tick, look(straight));
    }
    outcome = straight.simulation.finish();
    const travelling = await open(1);
    const timeline = new Timeline(travelling.simulation, EVENTS_BETWEEN);
    travelled = JOURNEY.map((tick) => travel(travelling, timeline, tick));
    snapshots = timeline.count;
  });

  it('shows something worth comparing', () => {
    const all = [...seen.values()];
    expect(Math.max(...all.map(({ frame }) => frame.flashes.length))).toBeGreaterThan(2000);
    expect(Math.max(...all.map(({ frame }) => frame.waiting.length))).toBeGreaterThan(50);
    const told = all.at(-1)!.inspections.filter((inspection) => inspection?.payment);
    expect(new Set(told.map((inspection) => inspection!.target.kind))).toEqual(new Set(['vehicle', 'place', 'person']));
  });

  it('shows the same frames and inspections on three as on one', async () => {
    const together = await open(3);
    for (const tick of TICKS) {
      together.simulation.runUntil(tick);
      expect(look(together)).toEqual(seen.get(tick));
    }
    expect(together.simulation.finish()).toEqual(outcome);
  });

  it('is taken to any instant on two, back and on, as on one and as the straight run', async () => {
    const together = await open(2);
    const timeline = new Timeline(together.simulation, EVENTS_BETWEEN);
    JOURNEY.forEach((tick, i) => {
      const found = travel(together, timeline, tick);
      expect(found).toEqual(travelled[i]);
      expect(still(found)).toEqual(still(seen.get(tick)!));
    });
    expect(timeline.count).toBe(snapshots);
    expect(snapshots).toBeGreaterThan(20);
    timeline.goTo(TICKS_PER_DAY + 7 * TICKS_PER_HOUR);
    expect(together.simulation.finish()).toEqual(outcome);
  });

  it('forgets snapshots on all of three alike where there is no room for them', async () => {
    const [alone, together] = [await open(1), await open(3)];
    const [short, shared] = [alone, together].map(({ simulation }) => {
      const timeline = new Timeline(simulation, EVENTS_BETWEEN, 600_000);
      timeline.goTo(END);
      return timeline;
    });
    expect(shared!.count).toBe(short!.count);
    expect(shared!.count).toBeLessThan(snapshots / 2);
    // Each keeps the pending events of its own engine, and the day's counters of its own: it is told of, and forgotten with the rest.
    expect(shared!.held).toBeGreaterThan(1.07 * short!.held);
    expect(shared!.held).toBeLessThan(1.35 * short!.held);
    for (const tick of JOURNEY) expect(still(travel(together, shared!, tick))).toEqual(still(seen.get(tick)!));
  });
});
