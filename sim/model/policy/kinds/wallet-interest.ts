/** Interest on what a wallet holds, above that of bank accounts, while in force; the government pays it. */
import { percent } from '../field.ts';
import { inForce, policyKind } from '../kind.ts';
import { SECTORS } from '../names.ts';
import type { Lever } from '../levers.ts';

/** Interest of a year, as a share of what is held, for residents of a district: the same for all sectors. */
export const WALLET_INTEREST_YEAR: Lever = { name: 'wallet_interest.year', atRest: 0 };

export const walletInterest = policyKind({
  id: 'wallet_interest',
  name: { en: 'Interest on the wallet', zh: '手机钱包计息' },
  about: {
    en: 'What a wallet holds bears interest above that of bank accounts; the government pays it.',
    zh: '手机钱包余额按高于银行账户的利率计息，由政府支付。',
  },
  sectors: { always: SECTORS },
  period: 'days',
  fields: {
    percent_year: percent({
      as: 'yearShare',
      label: { en: 'Interest a year', zh: '年利率' },
      about: { en: 'Interest of a year above that of bank accounts.', zh: '高于银行账户的年利率。' },
    }),
  },
  levers: [WALLET_INTEREST_YEAR],
  toAct: { en: 'a percent_year above 0', zh: '大于0的年利率' },
  sentence: () => ({ en: 'Wallets bear interest: {percent_year} a year', zh: '手机钱包余额年利率{percent_year}' }),
  pull(levers, action, day) {
    if (!inForce(action, day)) return;
    const column = levers.column(WALLET_INTEREST_YEAR);
    levers.forEach(action, (cell) => {
      column[cell] += action.yearShare;
    });
  },
});
