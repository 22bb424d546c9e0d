/** Cash collection: a security firm comes to shops instead of their staff going to the bank; for more shops evenly, and it stays so. */
import { targetShare } from '../../policy/field.ts';
import { policyKind } from '../../policy/kind.ts';
import type { Lever } from '../../policy/levers.ts';
import { pullShare } from '../../policy/ramp.ts';

/** Share of the shops of a kind and district to which a security firm comes. */
export const COLLECT_CASH_SHARE: Lever = { name: 'collect_cash.share', atRest: 0 };

export const collectCash = policyKind({
  id: 'collect_cash',
  name: { en: 'Cash collection', zh: '上门收款' },
  about: {
    en: 'A security firm fetches the cash of shops and brings their change, for a fee, so that nobody goes to the bank. Shops that have it keep it.',
    zh: '安保公司收费上门收取现金、送零钱，店员不必跑银行；已签约的商户保持不变。',
  },
  sectors: { among: 'merchants' },
  period: 'days',
  stays: true,
  fields: {
    target_share: targetShare({
      en: 'Share of shops to which a security firm comes on the last day; the pace is even from today’s share.',
      zh: '最后一天由安保公司上门收款的商户比例；从当前比例匀速推进。',
    }),
  },
  levers: [COLLECT_CASH_SHARE],
  toAct: {
    en: 'a target_share above the share of shops whose cash is collected without it',
    zh: '目标比例高于没有它时已上门收款的比例',
  },
  sentence: () => ({
    en: 'Cash is collected at {target_share} of {where}',
    zh: '{where}{target_share}的店上门收款',
  }),
  pull: pullShare(COLLECT_CASH_SHARE),
});
