/** Makes people aware, and rewards those who enrol, while in force. */
import type { CampaignAction } from '../scenario.ts';
import { inForce, type Effect } from './effect.ts';
import { either } from './levers.ts';

export const campaign: Effect<CampaignAction> = (levers, action, day) => {
  if (!inForce(action, day)) return;
  levers.forEach(action, (cell) => {
    levers.reachShare[cell] = either(levers.reachShare[cell], action.reachShare);
    levers.rewardFen[cell] += action.rewardFen;
  });
};
