/** Treat first, pay later: hospitals join evenly from the first day to the last, and stay. */
import type { PayLaterAction } from '../scenario.ts';
import type { Effect } from './effect.ts';
import { rampShare } from './ramp.ts';

export const payLater: Effect<PayLaterAction> = (levers, action, day) => {
  levers.forEach(action, (cell) => {
    levers.payLaterShare[cell] = rampShare(levers.payLaterShare[cell], action.targetShare, action, day);
  });
};
