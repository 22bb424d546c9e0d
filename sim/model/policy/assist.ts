/** Staff or volunteers who enrol people that would not manage alone, while in force. */
import { AGE_BANDS } from '../city.ts';
import type { AssistMeasure } from '../scenario.ts';
import { inForce, type Effect } from './effect.ts';
import { either } from './levers.ts';

export const assist: Effect<AssistMeasure> = (levers, measure, day) => {
  if (!inForce(measure, day)) return;
  levers.forEach(measure, (cell) => {
    for (let band = measure.fromAgeBand; band < AGE_BANDS.length; band++) {
      const at = cell * AGE_BANDS.length + band;
      levers.assistShare[at] = either(levers.assistShare[at], measure.dailyShare);
    }
  });
};
