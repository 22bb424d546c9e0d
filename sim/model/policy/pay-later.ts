/** Treat first, pay later: hospitals join evenly from the first day to the last, and stay. */
import type { PayLaterMeasure } from '../scenario.ts';
import type { Effect } from './effect.ts';
import { rampShare } from './ramp.ts';

export const payLater: Effect<PayLaterMeasure> = (levers, measure, day) => {
  levers.forEach(measure, (cell) => {
    levers.payLaterShare[cell] = rampShare(levers.payLaterShare[cell], measure.targetShare, measure, day);
  });
};
