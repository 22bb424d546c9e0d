/** Words for what is told of schools and of the money due to them. */
import type { LocalName } from '../../city.ts';
import type { STEPS, WAYS } from './measures.ts';

export const WAY_NAMES: Readonly<Record<(typeof WAYS)[number], LocalName>> = {
  debit: { en: 'bank debit', zh: '银行代扣' },
  phone: { en: 'by phone', zh: '手机缴纳' },
  window: { en: 'at the school', zh: '到校缴纳' },
};

export const STEP_NAMES: Readonly<Record<(typeof STEPS)[number], LocalName>> = {
  trip: { en: 'trip', zh: '路程' },
  queue: { en: 'queue', zh: '排队' },
  service: { en: 'window', zh: '窗口办理' },
  phone: { en: 'on the phone', zh: '手机办理' },
};

export const EDUCATION_WORDS: Readonly<Record<string, LocalName>> = {
  fee_windows: { en: 'Windows open', zh: '开放窗口' },
  fee_queue: { en: 'Queue', zh: '排队人数' },
  months_due: { en: 'Months of meal money due', zh: '待缴餐费月数' },
  terms_due: { en: 'Terms of fees due', zh: '待缴学期费用数' },
};
