/** Makes people aware, and rewards those who enrol, while in force. */
import type { CampaignMeasure } from '../scenario.ts';
import { inForce, type Effect } from './effect.ts';
import { either } from './levers.ts';

export const campaign: Effect<CampaignMeasure> = (levers, measure, day) => {
  if (!inForce(measure, day)) return;
  levers.forEach(measure, (cell) => {
    levers.reachShare[cell] = either(levers.reachShare[cell], measure.reachShare);
    levers.rewardFen[cell] += measure.rewardFen;
  });
};
