/** Fits places with a way to take mobile payment, evenly from the first day to the last. What is fitted stays. */
import type { EquipMeasure } from '../scenario.ts';
import type { Effect } from './effect.ts';
import { rampShare } from './ramp.ts';

export const equip: Effect<EquipMeasure> = (levers, measure, day) => {
  levers.forEach(measure, (cell) => {
    levers.equipShare[cell] = rampShare(levers.equipShare[cell], measure.targetShare, measure, day);
  });
};
