/** Credit for what people buy by phone, given by their records, while in force. */
import { number, yuan } from '../field.ts';
import { inForce, policyKind } from '../kind.ts';
import type { Lever } from '../levers.ts';
import { SECTORS } from '../names.ts';

const LIMIT_YUAN_MAX = 100_000;

/** Most that a resident of a district may owe, fen, and the score from which: the same for all sectors. */
export const CONSUMER_LIMIT_FEN: Lever = { name: 'consumer_credit.limit_fen', atRest: 0 };
export const CONSUMER_SCORE: Lever = { name: 'consumer_credit.score', atRest: 0 };

export const consumerCredit = policyKind({
  id: 'consumer_credit',
  name: { en: 'Consumer credit', zh: '消费信贷' },
  about: {
    en: 'Who has records enough may pay by phone on credit, to what the records of a month come to and to a limit, and repays once a month.',
    zh: '支付记录足够者可用手机赊账消费，额度不超过一个月的记录金额和限额，每月还款一次。',
  },
  sectors: { always: SECTORS },
  period: 'days',
  fields: {
    limit_yuan: yuan(LIMIT_YUAN_MAX, {
      as: 'limitFen',
      label: { en: 'Limit', zh: '额度上限' },
      about: { en: 'Most that anybody may owe.', zh: '每人最多可欠的金额。' },
    }),
    least_score: number(
      { low: 0, high: 100, unit: 'points' },
      {
        as: 'leastScore',
        label: { en: 'Least score', zh: '最低信用分' },
        about: { en: 'Score from which credit is given.', zh: '可获授信的最低信用分。' },
        otherwise: 30,
      },
    ),
  },
  levers: [CONSUMER_LIMIT_FEN, CONSUMER_SCORE],
  toAct: { en: 'a limit_yuan above that of other actions', zh: '额度上限高于其他措施' },
  sentence: () => ({
    en: 'Consumer credit from a score of {least_score}, to {limit_yuan}',
    zh: '信用分{least_score}起可赊账，至多{limit_yuan}',
  }),
  pull(levers, action, day) {
    if (!inForce(action, day)) return;
    const limit = levers.column(CONSUMER_LIMIT_FEN);
    const score = levers.column(CONSUMER_SCORE);
    levers.forEach(action, (cell) => {
      if (action.limitFen <= limit[cell]) return;
      limit[cell] = action.limitFen;
      score[cell] = action.leastScore;
    });
  },
});
