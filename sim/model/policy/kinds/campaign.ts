/** Makes people aware, and rewards those who enrol, while in force. */
import { share, yuan } from '../field.ts';
import { inForce, policyKind } from '../kind.ts';
import { either } from '../levers.ts';

const REWARD_YUAN_MAX = 10_000;

export const campaign = policyKind({
  id: 'campaign',
  name: { en: 'Campaign', zh: '推广' },
  about: {
    en: 'Tells people about mobile payment, or about what a sector has them join for it, with or without a reward for enrolling.',
    zh: '向居民宣传手机支付，或某行业所需的开通项目，可附开通奖励。',
  },
  sectors: { among: 'enrolments' },
  period: 'days',
  fields: {
    daily_reach_share: share({
      as: 'reachShare',
      label: { en: 'Daily reach', zh: '每日触达比例' },
      about: { en: 'Share of those not yet aware who are reached each day.', zh: '每天触达的尚不知情者比例。' },
    }),
    reward_yuan: yuan(REWARD_YUAN_MAX, {
      as: 'rewardFen',
      label: { en: 'Reward', zh: '开通奖励' },
      about: { en: 'Paid to everyone who enrols.', zh: '发给每位新开通的居民。' },
      otherwise: 0,
    }),
  },
  toAct: {
    en: 'a daily_reach_share or a reward_yuan above 0, and some who are not reached already',
    zh: '大于0的每日触达比例或开通奖励，且尚有未触达的人',
  },
  sentence: ({ rewardFen }) =>
    rewardFen > 0
      ? {
          en: 'Campaign, {where}: reaches {daily_reach_share} a day, reward {reward_yuan}',
          zh: '{where}推广：每天触达{daily_reach_share}，奖励{reward_yuan}',
        }
      : {
          en: 'Campaign, {where}: reaches {daily_reach_share} a day',
          zh: '{where}推广：每天触达{daily_reach_share}',
        },
  pull(levers, action, day) {
    if (!inForce(action, day)) return;
    levers.forEach(action, (cell) => {
      levers.reachShare[cell] = either(levers.reachShare[cell], action.reachShare);
      levers.rewardFen[cell] += action.rewardFen;
    });
  },
});
