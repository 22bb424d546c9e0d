/** Takes over part of the merchants' fee while in force, and pays a grant to those who begin to accept. */
import { share, yuan } from '../field.ts';
import { inForce, policyKind } from '../kind.ts';

const GRANT_YUAN_MAX = 1_000_000;

export const subsidise = policyKind({
  id: 'subsidise',
  name: { en: 'Subsidise merchants', zh: '补贴商户' },
  about: {
    en: 'Takes over part of the merchants’ fee, and pays a grant to those who begin to take mobile payment.',
    zh: '代付部分商户手续费，并奖励新开通手机支付的商户。',
  },
  sectors: { among: 'merchants' },
  period: 'days',
  fields: {
    fee_rebate_share: share({
      as: 'feeRebateShare',
      label: { en: 'Share of the fee', zh: '手续费返还比例' },
      about: { en: 'Share of the merchants’ fee that is taken over.', zh: '代商户支付的手续费比例。' },
      otherwise: 0,
    }),
    grant_yuan: yuan(GRANT_YUAN_MAX, {
      as: 'grantFen',
      label: { en: 'Grant', zh: '开通奖励' },
      about: { en: 'Paid to a merchant who begins to take mobile payment.', zh: '商户新开通手机支付时一次性发放。' },
      otherwise: 0,
    }),
  },
  toAct: { en: 'a fee_rebate_share or a grant_yuan above 0', zh: '大于0的手续费返还比例或开通奖励' },
  sentence: () => ({
    en: 'Subsidy, {where}: {fee_rebate_share} of the fee back, {grant_yuan} for starting',
    zh: '补贴{where}：返还手续费{fee_rebate_share}，开通奖励{grant_yuan}',
  }),
  pull(levers, action, day) {
    if (!inForce(action, day)) return;
    levers.forEach(action, (cell) => {
      levers.feeRebateShare[cell] = Math.min(1, levers.feeRebateShare[cell] + action.feeRebateShare);
      levers.grantFen[cell] += action.grantFen;
    });
  },
});
