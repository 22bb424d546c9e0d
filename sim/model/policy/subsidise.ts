/** Takes over part of the merchants' fee while in force, and pays a grant to those who begin to accept. */
import type { SubsidiseAction } from '../scenario.ts';
import { inForce, type Effect } from './effect.ts';

export const subsidise: Effect<SubsidiseAction> = (levers, action, day) => {
  if (!inForce(action, day)) return;
  levers.forEach(action, (cell) => {
    levers.feeRebateShare[cell] = Math.min(1, levers.feeRebateShare[cell] + action.feeRebateShare);
    levers.grantFen[cell] += action.grantFen;
  });
};
