/** Loans to merchants, given by the records of what they take by phone, while in force. */
import { number, yuan } from '../field.ts';
import { inForce, policyKind } from '../kind.ts';
import type { Lever } from '../levers.ts';

const LEAST_YUAN_MAX = 1_000_000;

/** Largest loan, in months of recorded takings, and the recorded takings of a month from which there is any, fen. */
export const LOAN_MONTHS: Lever = { name: 'firm_loans.months', atRest: 0 };
export const LOAN_LEAST_FEN: Lever = { name: 'firm_loans.least_fen', atRest: 0 };

export const firmLoans = policyKind({
  id: 'firm_loans',
  name: { en: 'Loans to small firms', zh: '小微贷款' },
  about: {
    en: 'Merchants that seek a loan get one by the records of what they take by phone, and repay it week by week.',
    zh: '需要贷款的商户凭手机收款记录获得贷款，按周偿还。',
  },
  sectors: { among: 'merchants' },
  period: 'days',
  fields: {
    most_months: number(
      { low: 0, high: 24, unit: 'months' },
      {
        as: 'months',
        label: { en: 'Largest loan', zh: '最高额度' },
        about: {
          en: 'Largest loan, in months of takings that records show.',
          zh: '贷款上限，以记录显示的月收款的倍数计。',
        },
      },
    ),
    least_yuan: yuan(LEAST_YUAN_MAX, {
      as: 'leastFen',
      label: { en: 'Least recorded takings', zh: '最低记录收款' },
      about: {
        en: 'Takings of a month that records have to show.',
        zh: '记录须显示的月收款下限。',
      },
      otherwise: 1000,
    }),
  },
  levers: [LOAN_MONTHS, LOAN_LEAST_FEN],
  toAct: { en: 'most_months above that of other actions', zh: '最高额度高于其他措施' },
  sentence: () => ({
    en: 'Loans by records, to {most_months} of takings: {where}',
    zh: '{where}凭收款记录贷款，至多{most_months}收款',
  }),
  pull(levers, action, day) {
    if (!inForce(action, day)) return;
    const months = levers.column(LOAN_MONTHS);
    const least = levers.column(LOAN_LEAST_FEN);
    levers.forEach(action, (cell) => {
      if (action.months <= months[cell]) return;
      months[cell] = action.months;
      least[cell] = action.leastFen;
    });
  },
});
