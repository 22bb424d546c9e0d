/** Servers who work part of a shift: what a counter can do follows from the fraction, not from how it is rounded. */
import { describe, expect, it } from 'vitest';
import { TICKS_PER_DAY, TICKS_PER_SECOND } from '../../sim/kernel/time.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { tinyScenario } from './fixture.ts';

/** Servers at work at the cashier of the only hospital while people wait there, between nine and eleven. */
function serversAtWork(peakLoad: number): { mean: number; seen: Set<number> } {
  // As many as are planned, whatever the queue.
  const fixed = {
    'hospital.windows_more_share': 0,
    'hospital.windows_fewer_share': 0,
    'hospital.machine_share': 0,
    'hospital.further_examination_share': 0,
  };
  const parameters = { 'hospital.peak_load.cashier': peakLoad, ...fixed };
  const { world } = new Simulation(tinyScenario({ scale: 370, days: 6, parameters }), 'baseline');
  const cashier = world.services.find(({ id }) => id === 'hospital')!.stationsOf(0)[0] + 2;
  const seen = new Set<number>();
  let sum = 0;
  let looks = 0;
  for (const day of [0, 1, 2, 3, 4]) {
    for (let second = 9 * 3600; second < 11 * 3600; second += 15) {
      world.runUntil(day * TICKS_PER_DAY + second * TICKS_PER_SECOND);
      seen.add(world.queues.servers.get(cashier));
      if (world.queues.waiting.get(cashier) === 0) continue;
      sum += world.queues.busy.get(cashier);
      looks++;
    }
  }
  expect(looks).toBeGreaterThan(700);
  return { mean: sum / looks, seen };
}

describe('a server who works part of a shift', () => {
  it('does about that part of the work, whatever is still served at its end', () => {
    const loads = [1.65, 1.3, 1.2];
    const found = loads.map((load) => serversAtWork(load));
    // Work done times the load asked for is the same work each time, by one server and by more.
    const work = found.map(({ mean }, i) => mean * loads[i]);
    for (const one of work) expect(Math.abs(one / work[0] - 1)).toBeLessThan(0.07);
    expect(found.map(({ seen }) => [...seen].sort())).toEqual([[1], [1, 2], [1, 2]]);
  });
});
