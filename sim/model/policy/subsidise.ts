/** Takes over part of the merchants' fee while in force, and pays a grant to those who begin to accept. */
import type { SubsidiseMeasure } from '../scenario.ts';
import { inForce, type Effect } from './effect.ts';

export const subsidise: Effect<SubsidiseMeasure> = (levers, measure, day) => {
  if (!inForce(measure, day)) return;
  levers.forEach(measure, (cell) => {
    levers.feeRebateShare[cell] = Math.min(1, levers.feeRebateShare[cell] + measure.feeRebateShare);
    levers.grantFen[cell] += measure.grantFen;
  });
};
