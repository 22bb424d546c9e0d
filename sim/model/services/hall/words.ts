/** Words for what is told of halls. */
import type { LocalName } from '../../city.ts';
import type { STEPS } from './measures.ts';

export const STEP_NAMES: Readonly<Record<(typeof STEPS)[number], LocalName>> = {
  window: { en: 'window', zh: '办事窗口' },
  cashier: { en: "cashier's window", zh: '缴费窗口' },
  walk: { en: 'walking', zh: '步行' },
  trip: { en: 'trip', zh: '路程' },
  online: { en: 'filing from home', zh: '网上办理' },
};

export const HALL_WORDS: Readonly<Record<string, LocalName>> = {
  open_windows: { en: 'Windows open', zh: '开放窗口' },
  numbers_waiting: { en: 'Numbers waiting', zh: '等候叫号' },
  cashier_waiting: { en: 'Queue at the cashier', zh: '缴费排队' },
  cashier_place: { en: 'Fees are paid', zh: '缴费地点' },
  at_bank: { en: 'at a bank', zh: '银行网点' },
  in_hall: { en: 'in the hall', zh: '大厅内' },
};
