/** Treat first, pay later: hospitals join evenly from the first day to the last, and stay. */
import { targetShare } from '../../policy/field.ts';
import { policyKind } from '../../policy/kind.ts';
import type { Lever } from '../../policy/levers.ts';
import { pullShare } from '../../policy/ramp.ts';

/** Share of hospitals that collect once, at the end. At rest: those that did so when the run began. */
export const PAY_LATER_SHARE: Lever = { name: 'pay_later.share', atRest: 0, parameter: 'hospital.pay_later_share' };

export const payLater = policyKind({
  id: 'pay_later',
  name: { en: 'Treat first, pay later', zh: '先诊疗后付费' },
  about: {
    en: 'Hospitals treat first and collect once, at the end of the visit. Hospitals that have joined stay.',
    zh: '医院先诊疗，就诊结束时一次结算；已加入的医院保持不变。',
  },
  sectors: { always: ['hospital'] },
  period: 'days',
  stays: true,
  fields: {
    target_share: targetShare({
      en: 'Share of hospitals that treat first and collect once, at the end on the last day; the pace is even from today’s share.',
      zh: '最后一天先诊疗、最后一次结算的医院比例；从当前比例匀速推进。',
    }),
  },
  levers: [PAY_LATER_SHARE],
  toAct: {
    en: 'a target_share above the share of hospitals that collect at the end without it',
    zh: '目标比例高于没有它时已最后结算的医院比例',
  },
  sentence: () => ({
    en: 'Treat first, pay later in {target_share} of hospitals',
    zh: '{target_share}的医院先诊疗后付费',
  }),
  pull: pullShare(PAY_LATER_SHARE),
});
