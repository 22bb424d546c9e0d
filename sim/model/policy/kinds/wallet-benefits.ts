/** Pensions paid into the wallet, while in force: who can have one and has none gets it with the first payment. */
import { share } from '../field.ts';
import { inForce, policyKind } from '../kind.ts';
import { either, type Lever } from '../levers.ts';
import { SECTORS } from '../names.ts';

/** Share of the pensioners of a district who are paid into the wallet: the same for all sectors. */
export const WALLET_BENEFITS_SHARE: Lever = { name: 'wallet_benefits.share', atRest: 0 };

export const walletBenefits = policyKind({
  id: 'wallet_benefits',
  name: { en: 'Benefits into the wallet', zh: '养老金发入手机钱包' },
  about: {
    en: 'Pensions are paid into the wallet; pensioners with smartphone and bank account who have no wallet get one with the first payment.',
    zh: '养老金直接发入手机钱包；有智能手机和银行账户但未开通者，首次发放时一并开通。',
  },
  sectors: { always: SECTORS },
  period: 'days',
  fields: {
    target_share: share({
      as: 'share',
      label: { en: 'Share of pensioners', zh: '领取者比例' },
      about: { en: 'Share of pensioners who are paid so.', zh: '以此方式领取养老金的人的比例。' },
    }),
  },
  levers: [WALLET_BENEFITS_SHARE],
  toAct: { en: 'a target_share above 0', zh: '大于0的领取者比例' },
  sentence: () => ({
    en: 'Pensions go into the wallet: for {target_share}',
    zh: '{target_share}的养老金发入手机钱包',
  }),
  pull(levers, action, day) {
    if (!inForce(action, day)) return;
    const column = levers.column(WALLET_BENEFITS_SHARE);
    levers.forEach(action, (cell) => {
      column[cell] = either(column[cell], action.share);
    });
  },
});
