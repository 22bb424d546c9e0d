/** Parameters by which measured minutes and cash are turned into costs. */
import { parameterTable } from '../parameter-table.ts';

export const COST_TABLE = parameterTable('cost', {
  clerks_per_10000_yuan: [
    1.35,
    'clerks',
    0.8,
    2,
    'D',
    'Yichang, Hangzhou, Qingdao: 1.2 to 1.5 clerks for 10,000 yuan of coins and notes from fareboxes a day (city press)',
    'Clerks who count 10,000 yuan of cash a day, where it is counted by its sum.',
  ],
  clerk_day_yuan: [
    160,
    'yuan/day',
    60,
    400,
    'A',
    'assumed: about 40 yuan an hour gross is the average wage; clerks earn half',
    'Cost of a clerk a day.',
  ],
  till_cash_yuan: [
    0.3,
    'yuan',
    0,
    3,
    'A',
    'assumed; 0.24 euro a payment in Europe (ECB 2012), scaled to Chinese wages',
    'Cost of handling one cash payment at a till or counter.',
  ],
});
