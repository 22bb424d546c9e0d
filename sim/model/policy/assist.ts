/** Helpers who enrol people that would not manage alone, while in force. */
import type { AssistMeasure } from '../scenario.ts';
import { inForce, type Effect } from './effect.ts';
import { either } from './levers.ts';

export const assist: Effect<AssistMeasure> = (levers, measure, day) => {
  if (!inForce(measure, day)) return;
  levers.forEach(measure, (cell) => {
    const first = levers.assistShare[cell] === 0;
    levers.assistFromBand[cell] = first
      ? measure.fromAgeBand
      : Math.min(levers.assistFromBand[cell], measure.fromAgeBand);
    levers.assistShare[cell] = either(levers.assistShare[cell], measure.dailyShare);
  });
};
