/** A price cut for those who pay by one method, while in force. Cuts add up to at most the whole price. */
import { METHODS, type DiscountAction } from '../scenario.ts';
import { inForce, type Effect } from './effect.ts';

export const discount: Effect<DiscountAction> = (levers, action, day) => {
  if (!inForce(action, day)) return;
  const cuts = METHODS[action.method] === 'card' ? levers.cardDiscount : levers.mobileDiscount;
  levers.forEach(action, (cell) => {
    cuts[cell] = Math.min(1, cuts[cell] + action.share);
  });
};
