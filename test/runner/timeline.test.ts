import { describe, expect, it } from 'vitest';
import { RandomSource } from '../../sim/kernel/random.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR } from '../../sim/kernel/time.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { Timeline } from '../../sim/runner/timeline.ts';
import { describeFrame } from '../../sim/runner/view/frame.ts';
import { Recorder } from '../../sim/runner/view/recorder.ts';
import { action, method, tinyScenario } from '../model/fixture.ts';

const DAYS = 5;
const END = DAYS * TICKS_PER_DAY;
const SCENARIO = tinyScenario({
  days: DAYS,
  policy: [
    action('equip', { targetShare: 1, toDay: 3 }),
    action('discount', { method: method('mobile'), share: 0.5, fromDay: 1 }),
    action('campaign', { reachShare: 0.3, rewardFen: 500 }),
    action('outage', { fromDay: 2, toDay: 3, fromMinute: 500, toMinute: 800 }),
  ],
});

function start() {
  const simulation = new Simulation(SCENARIO, 'policy');
  const recorder = new Recorder(simulation.world);
  return { simulation, recorder };
}

/** All that can be seen of a world: what a page draws but for the payments just made, and the fingerprint of the rest. */
function look({ simulation, recorder }: ReturnType<typeof start>) {
  const frame = describeFrame(simulation, recorder);
  return {
    frame: { ...frame, flashes: null },
    digest: simulation.world.digest(),
    day: simulation.day,
    events: simulation.events,
  };
}

// Midnights, ends of snapshots' steps and anything between; the start, the end, and twice the same.
const draw = new RandomSource('timeline').purpose('ticks');
const TICKS = [
  ...[0, 1, TICKS_PER_DAY, TICKS_PER_DAY + 1, 3 * TICKS_PER_DAY - 1, 12 * TICKS_PER_HOUR, END - 1, END, END],
  ...Array.from({ length: 16 }, (_, i) => draw.below(i, 0, END)),
];

describe('a timeline', () => {
  const straight = start();
  const seen = new Map(
    [...new Set(TICKS)]
      .sort((a, b) => a - b)
      .map((tick) => {
        straight.simulation.runUntil(tick);
        return [tick, look(straight)] as const;
      }),
  );
  const outcome = straight.simulation.finish();

  it('lands on any instant of a run, back and on, exactly as the straight run was there', () => {
    const travelling = start();
    const timeline = new Timeline(travelling.simulation, 2000);
    for (const tick of TICKS.toSorted((a, b) => draw.bits(a, 1) - draw.bits(b, 1))) {
      timeline.goTo(tick);
      expect(look(travelling)).toEqual(seen.get(tick));
    }
    expect(timeline.count).toBeGreaterThan(10);
    timeline.goTo(END);
    expect(travelling.simulation.finish()).toEqual(outcome);
  });

  it('goes on from where it is to the same result', () => {
    const travelling = start();
    const timeline = new Timeline(travelling.simulation, 2000);
    timeline.goTo(END);
    timeline.goTo(TICKS_PER_DAY + 7 * TICKS_PER_HOUR);
    expect(travelling.simulation.finish()).toEqual(outcome);
  });
});
