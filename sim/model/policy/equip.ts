/** Fits places with a way to take mobile payment, evenly from the first day to the last. What is fitted stays. */
import type { EquipAction } from '../scenario.ts';
import type { Effect } from './effect.ts';
import { rampShare } from './ramp.ts';

export const equip: Effect<EquipAction> = (levers, action, day) => {
  levers.forEach(action, (cell) => {
    levers.equipShare[cell] = rampShare(levers.equipShare[cell], action.targetShare, action, day);
  });
};
