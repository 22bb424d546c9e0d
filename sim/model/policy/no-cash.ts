/** Cash is not accepted, while in force. */
import type { NoCashMeasure } from '../scenario.ts';
import { inForce, type Effect } from './effect.ts';

export const noCash: Effect<NoCashMeasure> = (levers, measure, day) => {
  if (!inForce(measure, day)) return;
  levers.forEach(measure, (cell) => {
    levers.noCash[cell] = 1;
  });
};
