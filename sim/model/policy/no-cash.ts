/** Cash is not accepted, while in force. */
import type { NoCashAction } from '../scenario.ts';
import { inForce, type Effect } from './effect.ts';

export const noCash: Effect<NoCashAction> = (levers, action, day) => {
  if (!inForce(action, day)) return;
  levers.forEach(action, (cell) => {
    levers.noCash[cell] = 1;
  });
};
