/** Names of what a back office does, of what is lost, and of what is told of bank branches. */
import type { LocalName } from '../../city.ts';
import type { LOSSES, TASKS } from './measures.ts';

export const TASK_NAMES: Readonly<Record<(typeof TASKS)[number], LocalName>> = {
  closing: { en: 'opening and closing', zh: '开关钱箱' },
  counting: { en: 'counting', zh: '清点' },
  recounting: { en: 'looking for what is missing', zh: '查找差额' },
  banking: { en: 'trips to the bank', zh: '跑银行' },
  handing: { en: 'handing over to collectors', zh: '上门收款交接' },
};

export const LOSS_NAMES: Readonly<Record<(typeof LOSSES)[number], LocalName>> = {
  fake: { en: 'false money', zh: '假币' },
  change: { en: 'wrong change', zh: '找错钱' },
};

export const BACKOFFICE_WORDS: Readonly<Record<string, LocalName>> = {
  branch_counters: { en: 'Counters for businesses', zh: '对公窗口' },
  branch_shops: { en: 'Shops that come here', zh: '前来办理的商户' },
};
