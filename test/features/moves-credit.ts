/** What the parameters of credit do. */
import { action, SHOPS } from '../model/fixture.ts';
import { lowers, raises, type Move } from './move.ts';

/** So much credit, and so many whose income fails, that a few weeks show what comes of it. */
const LENDING = {
  scale: 12_000,
  days: 45,
  policy: [
    action('equip', { targetShare: 0.8, toDay: 1 }),
    action('consumer_credit', { limitFen: 1_000_000, leastScore: 20 }),
    action('firm_loans', { months: 3, leastFen: 0, sectors: SHOPS }),
  ],
  parameters: {
    'credit.setback_share_month': 0.2,
    'credit.savings_months': 0.1,
    'credit.use_share': 1,
    'credit.firm_need_month': 0.5,
    'credit.firm_weeks': 4,
  },
};
/** People without an income fall behind too. */
const POOR = { ...LENDING, parameters: { ...LENDING.parameters, 'income.pension_share': 0.2 } };

export const CREDIT_MOVES: readonly Move[] = [
  lowers('credit.score_half_payments', 'credit.eligible_share', LENDING),
  raises('credit.use_share', 'credit.lent_per_resident', LENDING),
  raises('credit.setback_share_month', 'credit.missed_share', LENDING),
  lowers('credit.savings_months', 'credit.missed_share', LENDING),
  raises('credit.no_savings_share', 'credit.missed_share', LENDING),
  lowers('credit.allowance_share', 'credit.missed_share', POOR),
  raises('credit.interest_month', (run) => run.measures['credit.owed_yuan_mean']!, LENDING),
  lowers('credit.missed_max', 'credit.lost_share', LENDING),
  raises('credit.firm_need_month', 'credit.loans', LENDING),
  raises('credit.firm_want_months', 'credit.loan_yuan_mean', LENDING),
  lowers('credit.firm_weeks', 'credit.loans_lost_share', LENDING),
  lowers('credit.firm_margin_share', 'credit.loans_lost_share', LENDING),
  lowers('credit.firm_missed_max', 'credit.loans_lost_share', LENDING),
];
