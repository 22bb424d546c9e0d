/** A price cut for those who pay by one method, while in force. Cuts add up to at most the whole price. */
import { method, percent } from '../field.ts';
import { inForce, policyKind } from '../kind.ts';
import { METHODS } from '../../payment/methods.ts';

export const discount = policyKind({
  id: 'discount',
  name: { en: 'Discount', zh: '支付优惠' },
  about: {
    en: 'A price cut for those who pay by one method, after the operator’s own discount; the government makes up for it.',
    zh: '对某种付款方式的价格优惠，在经营者自身折扣之后计算，由政府补足。',
  },
  sectors: { among: 'every' },
  period: 'days',
  fields: {
    method: method(
      METHODS.filter((id) => id !== 'cash'),
      {
        as: 'method',
        label: { en: 'Method', zh: '付款方式' },
        about: { en: 'Way to pay that is made cheaper.', zh: '享受优惠的付款方式。' },
      },
    ),
    percent: percent({
      as: 'share',
      label: { en: 'Price cut', zh: '优惠幅度' },
      about: { en: 'Price cut for those who pay by this method.', zh: '以该方式付款时的价格优惠。' },
    }),
  },
  toAct: {
    en: 'a percent above 0, of a price that is not cut to nothing already',
    zh: '大于0的优惠幅度，且价格尚未减至零',
  },
  sentence: () => ({ en: '{percent} off by {method}: {where}', zh: '{where}用{method}付款优惠{percent}' }),
  pull(levers, action, day) {
    if (!inForce(action, day)) return;
    const cuts = METHODS[action.method] === 'card' ? levers.cardDiscount : levers.mobileDiscount;
    levers.forEach(action, (cell) => {
      cuts[cell] = Math.min(1, cuts[cell] + action.share);
    });
  },
});
