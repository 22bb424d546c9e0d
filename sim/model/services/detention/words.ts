/** Words for what is told of detention centres. */
import type { LocalName } from '../../city.ts';

export const DETENTION_WORDS: Readonly<Record<string, LocalName>> = {
  deposit_windows: { en: 'Windows open', zh: '开放窗口' },
  deposit_queue: { en: 'Queue', zh: '排队人数' },
  pays_for_detainee: { en: 'Pays for somebody in detention', zh: '为被羁押人员缴费' },
};
