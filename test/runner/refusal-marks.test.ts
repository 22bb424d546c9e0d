import { expect, it } from 'vitest';
import { TICKS_PER_DAY, TICKS_PER_HOUR } from '../../sim/kernel/time.ts';
import { LIVE } from '../../sim/runner/protocol.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { describeFrame } from '../../sim/runner/view/frame.ts';
import { Recorder } from '../../sim/runner/view/recorder.ts';
import { action, tinyScenario } from '../model/fixture.ts';

const sum = (counts: Uint16Array) => counts.reduce((a, b) => a + b, 0);

it('refusals leave a mark where they happen, which adds up over a day and is gone the next', () => {
  const simulation = new Simulation(tinyScenario({ days: 2, policy: [action('no_cash', {})] }), 'policy');
  const recorder = new Recorder(simulation.world);
  const look = (tick: number) => {
    simulation.runUntil(tick);
    const { live, stopRefusals, placeRefusals } = describeFrame(simulation, recorder);
    return {
      all: live[LIVE.indexOf('refusals.count')]!,
      stops: sum(stopRefusals),
      places: sum(placeRefusals),
    };
  };
  const noon = look(12 * TICKS_PER_HOUR);
  const evening = look(TICKS_PER_DAY - 1);
  for (const { all, stops, places } of [noon, evening]) expect(stops + places).toBe(all);
  expect(noon.stops).toBeGreaterThan(0);
  expect(noon.places).toBeGreaterThan(0);
  expect(evening.all).toBeGreaterThan(noon.all);
  const next = look(TICKS_PER_DAY + 12 * TICKS_PER_HOUR);
  expect(next.stops + next.places).toBe(next.all - evening.all);
});
