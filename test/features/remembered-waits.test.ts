/** People keep in mind the time they lost waiting to pay, for a while. */
import { describe, expect, it } from 'vitest';
import { TICKS_PER_DAY } from '../../sim/kernel/time.ts';
import { REMEMBERED_TICKS } from '../../sim/model/remembered.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { sector, SHOPS, quietScenario } from '../model/fixture.ts';
import { record } from './record.ts';

/** One day, with one slow till a restaurant. */
const SLOW = quietScenario({ scale: 1000, days: 1, parameters: { 'retail.goods_seconds.restaurant': 150 } });

describe('time lost waiting to pay', () => {
  const { waited, model } = record(SLOW, 'baseline');
  const counts = waited.filter(({ sector: at, stage }) => SHOPS.includes(at) || stage === 0 || stage === 2);

  it('is remembered by whoever waited in a shop, at the registration or the cashier, and by nobody else', () => {
    const lost = new Map<number, number[]>();
    for (const { person, ticks } of counts) lost.set(person, [...(lost.get(person) ?? []), ticks]);
    let wrong = 0;
    let remembering = 0;
    for (let person = 0; person < model.people.count; person++) {
      const waits = lost.get(person) ?? [];
      const remembered = model.people.lost.get(person) * REMEMBERED_TICKS;
      const sum = waits.reduce((a, b) => a + b, 0);
      // Each wait is kept to the nearest unit, up to what a byte holds.
      if (Math.abs(remembered - Math.min(sum, 255 * REMEMBERED_TICKS)) > (waits.length * REMEMBERED_TICKS) / 2) wrong++;
      if (remembered > 0) remembering++;
    }
    expect(wrong).toBe(0);
    expect(remembering).toBeGreaterThan(200);
    expect(counts.some(({ sector: at }) => at === sector('hospital'))).toBe(true);
  });

  it('fades by half every night', () => {
    const simulation = new Simulation({ ...SLOW, days: 3 }, 'baseline');
    simulation.runUntil(TICKS_PER_DAY - 1);
    const { lost } = simulation.world.people;
    const evening = [...lost.copy()];
    simulation.runUntil(TICKS_PER_DAY + 1);
    expect([...lost.copy()]).toEqual(evening.map((units) => units >> 1));
    expect(Math.max(...evening)).toBeGreaterThan(50);
  });
});
