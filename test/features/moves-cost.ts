/** What the parameters of costs do. */
import { raises, type Move } from './move.ts';

export const COST_MOVES: readonly Move[] = [
  raises('cost.clerks_per_10000_yuan', 'cost.bus_cash_clerks'),
  raises('cost.clerk_day_yuan', 'cost.cash_handling'),
  raises('cost.till_cash_yuan', 'cost.cash_handling'),
];
