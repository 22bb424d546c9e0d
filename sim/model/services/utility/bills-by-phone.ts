/** Household bills that can be paid by phone: for more households evenly from the first day to the last, and it stays so. */
import { targetShare } from '../../policy/field.ts';
import { policyKind } from '../../policy/kind.ts';
import type { Lever } from '../../policy/levers.ts';
import { pullShare } from '../../policy/ramp.ts';

/** Share of the households of a district whose bills can be paid by phone. */
export const BILLS_BY_PHONE_SHARE: Lever = {
  name: 'bills_by_phone.share',
  atRest: 0,
  parameter: 'utility.by_phone_share',
};

export const billsByPhone = policyKind({
  id: 'bills_by_phone',
  name: { en: 'Bills by phone', zh: '手机缴纳家庭账单' },
  about: {
    en: 'Bills for power, water, gas, telephone and heating can be paid by phone from home. What has been opened stays open.',
    zh: '电、水、燃气、电话和供暖账单可在家用手机缴纳；已开通的保持不变。',
  },
  sectors: { always: ['utility'] },
  period: 'days',
  stays: true,
  fields: {
    target_share: targetShare({
      en: 'Share of households whose bills can be paid by phone on the last day; the pace is even from today’s share.',
      zh: '最后一天可用手机缴纳账单的家庭比例；从当前比例匀速推进。',
    }),
  },
  levers: [BILLS_BY_PHONE_SHARE],
  toAct: {
    en: 'a target_share above the share of households whose bills can be paid by phone without it',
    zh: '目标比例高于没有它时已可手机缴费的比例',
  },
  sentence: () => ({
    en: 'Household bills can be paid by phone: for {target_share} of households',
    zh: '{target_share}的家庭可用手机缴纳账单',
  }),
  pull: pullShare(BILLS_BY_PHONE_SHARE),
});
