/** Words for what is told of hospitals. */
import type { LocalName } from '../../city.ts';
import type { STAGES } from './measures.ts';

export const STAGE_NAMES: Readonly<Record<(typeof STAGES)[number], LocalName>> = {
  registration: { en: 'registration', zh: '挂号' },
  doctor: { en: 'doctor', zh: '就诊' },
  cashier: { en: 'cashier', zh: '缴费' },
  examination: { en: 'examination', zh: '检查' },
  pharmacy: { en: 'pharmacy', zh: '取药' },
};

export const HOSPITAL_WORDS: Readonly<Record<string, LocalName>> = {
  pay_later: { en: 'Treat first, pay later', zh: '先诊疗后付费' },
  windows: { en: 'Cashier windows', zh: '收费窗口' },
  doctors: { en: 'Doctors', zh: '医生' },
  queue_registration: { en: 'Queue at registration', zh: '挂号排队' },
  queue_doctor: { en: 'Queue for a doctor', zh: '候诊人数' },
  queue_cashier: { en: 'Queue at the cashier', zh: '缴费排队' },
  queue_examination: { en: 'Queue for examination', zh: '检查排队' },
  queue_pharmacy: { en: 'Queue at the pharmacy', zh: '取药排队' },
};
