/** Words for what is told of campuses. */
import type { LocalName } from '../../city.ts';
import type { MEALS } from './parameters.ts';

export const MEAL_NAMES: Readonly<Record<(typeof MEALS)[number], LocalName>> = {
  breakfast: { en: 'breakfast', zh: '早餐' },
  lunch: { en: 'lunch', zh: '午餐' },
  supper: { en: 'supper', zh: '晚餐' },
};

export const CAMPUS_WORDS: Readonly<Record<string, LocalName>> = {
  servers: { en: 'Windows or tills', zh: '窗口或收银台' },
  machines: { en: 'Top-up machines', zh: '充值机' },
  queue_machines: { en: 'Queue at the machines', zh: '充值机排队' },
  campus_card: { en: 'Has a campus card', zh: '持有校园卡' },
  campus_card_yuan: { en: 'On the campus card (yuan)', zh: '校园卡余额（元）' },
  new_card_ordered: { en: 'Waits for a new card', zh: '等待补卡' },
};
