/** A price cut for those who pay by one method, while in force. Cuts add up to at most the whole price. */
import { METHODS, type DiscountMeasure } from '../scenario.ts';
import { inForce, type Effect } from './effect.ts';

export const discount: Effect<DiscountMeasure> = (levers, measure, day) => {
  if (!inForce(measure, day)) return;
  const cuts = METHODS[measure.method] === 'card' ? levers.cardDiscount : levers.mobileDiscount;
  levers.forEach(measure, (cell) => {
    cuts[cell] = Math.min(1, cuts[cell] + measure.share);
  });
};
