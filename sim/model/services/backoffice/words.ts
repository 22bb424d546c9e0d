/** Names of what a back office does, of tills and of what is lost. */
import type { LocalName } from '../../city.ts';
import type { LOSSES, TASKS } from './measures.ts';

export const TASK_NAMES: Readonly<Record<(typeof TASKS)[number], LocalName>> = {
  closing: { en: 'opening and closing', zh: '开关钱箱' },
  counting: { en: 'counting', zh: '清点' },
  recounting: { en: 'looking for what is missing', zh: '查找差额' },
  banking: { en: 'trips to the bank', zh: '跑银行' },
};

export const LOSS_NAMES: Readonly<Record<(typeof LOSSES)[number], LocalName>> = {
  fake: { en: 'false money', zh: '假币' },
  change: { en: 'wrong change', zh: '找错钱' },
};
