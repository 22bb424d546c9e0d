/** Words for what is told of household bills. */
import type { LocalName } from '../../city.ts';
import type { STEPS, WAYS } from './measures.ts';

export const WAY_NAMES: Readonly<Record<(typeof WAYS)[number], LocalName>> = {
  debit: { en: 'bank debit', zh: '银行代扣' },
  home: { en: 'phone, from home', zh: '在家手机缴费' },
  counter: { en: 'at a counter', zh: '网点缴费' },
  shop: { en: 'in a shop', zh: '商店代缴' },
};

export const STEP_NAMES: Readonly<Record<(typeof STEPS)[number], LocalName>> = {
  trip: { en: 'trip', zh: '路程' },
  queue: { en: 'queue', zh: '排队' },
  service: { en: 'counter', zh: '窗口办理' },
  home: { en: 'at home', zh: '在家办理' },
};

export const UTILITY_WORDS: Readonly<Record<string, LocalName>> = {
  bill_windows: { en: 'Windows open', zh: '开放窗口' },
  bill_queue: { en: 'Queue', zh: '排队人数' },
  unpaid_bills: { en: 'Household bills unpaid', zh: '未缴家庭账单' },
  bills_debited: { en: 'Household bills debited', zh: '家庭账单代扣' },
};
