/** Staff or volunteers who enrol people that would not manage alone, while in force. */
import { AGE_BANDS } from '../city.ts';
import type { AssistAction } from '../scenario.ts';
import { inForce, type Effect } from './effect.ts';
import { either } from './levers.ts';

export const assist: Effect<AssistAction> = (levers, action, day) => {
  if (!inForce(action, day)) return;
  levers.forEach(action, (cell) => {
    for (let band = action.fromAgeBand; band < AGE_BANDS.length; band++) {
      const at = cell * AGE_BANDS.length + band;
      levers.assistShare[at] = either(levers.assistShare[at], action.dailyShare);
    }
  });
};
