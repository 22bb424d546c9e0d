/** What residents earn, where their money lies, and how often it changes hands. */
import { METHODS } from '../payment/methods.ts';
import type { Counters } from './counters.ts';
import { measureRow, ratio, titled, type MeasureRow } from './declare.ts';

const CASH = METHODS.indexOf('cash');
const MOBILE = METHODS.indexOf('mobile');
const DAYS_A_MONTH = 30;

const handYuan = (c: Counters) => ratio(c.total('handFen') / 100, c.total('looks'));
const depositYuan = (c: Counters) => ratio(c.total('depositFen') / 100, c.total('looks'));
const incomeYuan = (c: Counters) => (c.total('incomeBankFen') + c.total('incomeCashFen')) / 100;

export const MONEY_ROWS: readonly MeasureRow[] = [
  measureRow(
    'money.cash_in_hand',
    'yuan',
    'Cash in the hands of all simulated residents, mean of the ends of days.',
    '全体模拟居民手中现金（各日终平均）。',
    handYuan,
  ),
  measureRow(
    'money.cash_in_tills',
    'yuan',
    'Cash in tills, fareboxes and cashiers’ drawers before they are emptied, mean of the ends of days.',
    '清点前收银台、投币箱和窗口中的现金（各日终平均）。',
    (c) => ratio(c.sum('tillFen') / 100, c.total('looks')),
    ['sector'],
  ),
  titled(
    'Velocity of cash',
    '现金流通速度',
    measureRow(
      'money.cash_velocity',
      'times/month',
      'Cash payments of 30 days over the cash in residents’ hands: how often it is spent in a month.',
      '30天现金付款总额与居民手中现金之比：现金每月被花掉的次数。',
      (c) => ratio((c.sumMethod(CASH, 'paymentFen') / 100 / c.days) * DAYS_A_MONTH, handYuan(c)),
    ),
  ),
  measureRow(
    'money.cash_at_home',
    'yuan',
    'Cash that the households of the simulated residents keep at home, mean of the ends of days.',
    '全体模拟居民家中存放的现金（各日终平均）。',
    (c) => ratio(c.total('homeFen') / 100, c.total('looks')),
  ),
  measureRow(
    'money.deposits',
    'yuan',
    'Money of all simulated residents on bank accounts, mean of the ends of days.',
    '全体模拟居民银行账户余额（各日终平均）。',
    depositYuan,
  ),
  measureRow(
    'money.deposit_velocity',
    'times/month',
    'Payments by phone of 30 days over the money on residents’ accounts: how often it is spent here in a month.',
    '30天手机付款总额与居民银行账户余额之比：存款每月在本市被花掉的次数。',
    (c) => ratio((c.sumMethod(MOBILE, 'paymentFen') / 100 / c.days) * DAYS_A_MONTH, depositYuan(c)),
  ),
  measureRow('money.incomes', 'yuan', 'Wages and pensions paid.', '发放的工资和养老金。', incomeYuan),
  measureRow(
    'money.incomes_in_cash_share',
    'share',
    'Incomes paid in cash, of all incomes by value.',
    '以现金发放的收入占比（按金额）。',
    (c) => ratio(c.total('incomeCashFen') / 100, incomeYuan(c)),
  ),
  measureRow(
    'money.cash_share',
    'share',
    'Value paid in cash, of the value of all payments.',
    '现金付款占全部付款金额的比例。',
    (c) => ratio(c.sumMethod(CASH, 'paymentFen'), c.sum('paymentFen')),
    ['sector'],
  ),
];
