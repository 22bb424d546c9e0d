/** Cash is not accepted, while in force. */
import { inForce, policyKind } from '../kind.ts';

export const noCash = policyKind({
  id: 'no_cash',
  name: { en: 'No cash', zh: '拒收现金' },
  about: { en: 'Cash is not accepted.', zh: '不再收取现金。' },
  sectors: { among: 'every' },
  period: 'days',
  fields: {},
  toAct: { en: 'a sector that takes cash', zh: '仍收现金的行业' },
  sentence: () => ({ en: 'Cash no longer accepted: {where}', zh: '{where}不再收现金' }),
  pull(levers, action, day) {
    if (!inForce(action, day)) return;
    levers.forEach(action, (cell) => {
      levers.noCash[cell] = 1;
    });
  },
});
