/** Parameters of what residents earn and keep. */
import { parameterTable } from '../parameter-table.ts';

export const INCOME_TABLE = parameterTable('income', {
  pension_share: [
    0.5,
    'share',
    0.2,
    1,
    'A',
    'assumed; pensions of city employees in China came to about half of the mean wage (recalled)',
    'Pension relative to the mean income of those who work.',
  ],
  pension_day: [15, 'day of the month', 1, 28, 'A', 'assumed', 'Day of the month on which pensions are paid.'],
  cash_wage_share: [
    0.15,
    'share',
    0,
    0.6,
    'A',
    'assumed: small employers and day labour; no figure of the city was found',
    'Workers with a bank account who are paid in cash; whoever has no account always is.',
  ],
  deposit_yuan: [
    17_500,
    'yuan',
    8000,
    60_000,
    'R',
    'households’ demand deposits of about 24 trillion yuan at the end of 2017, a resident of China (recalled)',
    'Money on bank accounts a resident, on average over a month.',
  ],
  home_cash_yuan: [
    800,
    'yuan',
    200,
    5000,
    'A',
    'assumed; cash in circulation comes to 5,080 yuan a resident (end of 2017, derived), most of it hoarded or with firms',
    'Cash that households keep at home, a resident, beside what they carry.',
  ],
  cash_cost_share_year: [
    0.04,
    '1/year',
    0.005,
    0.15,
    'A',
    'assumed: what funds in the phone paid in 2017 (about 4%, recalled); theft and loss are not in it',
    'What holding cash costs a year, as a share of it, before wallets bear interest.',
  ],
});
