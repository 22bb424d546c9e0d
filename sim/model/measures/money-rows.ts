/** How much cash lies in hands and tills, and how often it changes hands. */
import { METHODS } from '../payment/methods.ts';
import type { Counters } from './counters.ts';
import { measureRow, ratio, titled, type MeasureRow } from './declare.ts';

const CASH = METHODS.indexOf('cash');
const DAYS_A_MONTH = 30;

const handYuan = (c: Counters) => ratio(c.total('handFen') / 100, c.total('looks'));

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
      '30 天现金付款总额与居民手中现金之比：现金每月被花掉的次数。',
      (c) => ratio((c.sumMethod(CASH, 'paymentFen') / 100 / c.days) * DAYS_A_MONTH, handYuan(c)),
    ),
  ),
];
