/** Matters that can be filed from home: more of them evenly from the first day to the last, and they stay open. */
import { targetShare } from '../../policy/field.ts';
import { policyKind } from '../../policy/kind.ts';
import type { Lever } from '../../policy/levers.ts';
import { pullShare } from '../../policy/ramp.ts';

/** Share of the matters of the people of a district that may be filed from home. */
export const FILE_ONLINE_SHARE: Lever = { name: 'file_online.share', atRest: 0, parameter: 'hall.online_share' };

export const fileOnline = policyKind({
  id: 'file_online',
  name: { en: 'File from home', zh: '网上办理' },
  about: {
    en: 'Matters for which people went to a government hall may be filed from home. What has been opened stays open.',
    zh: '原需到政务大厅办理的事项可在网上办理；已开通的保持不变。',
  },
  sectors: { always: ['hall'] },
  period: 'days',
  stays: true,
  fields: {
    target_share: targetShare({
      en: 'Share of matters that may be filed from home on the last day; the pace is even from today’s share.',
      zh: '最后一天可网上办理的事项比例；从当前比例匀速推进。',
    }),
  },
  levers: [FILE_ONLINE_SHARE],
  toAct: {
    en: 'a target_share above the share of matters that may be filed from home without it',
    zh: '目标比例高于没有它时已可网上办理的比例',
  },
  sentence: () => ({
    en: '{target_share} of matters of government halls can be filed from home',
    zh: '政务大厅{target_share}的事项可网上办理',
  }),
  pull: pullShare(FILE_ONLINE_SHARE),
});
