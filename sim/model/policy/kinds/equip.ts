/** Fits places with a way to take mobile payment, evenly from the first day to the last. What is fitted stays. */
import { targetShare } from '../field.ts';
import { policyKind } from '../kind.ts';
import { rampShare } from '../ramp.ts';

export const equip = policyKind({
  id: 'equip',
  name: { en: 'Equip places', zh: '开通扫码付款' },
  about: {
    en: 'Places begin to take mobile payment, at an even pace from the share that took it when the run began. What is fitted stays.',
    zh: '各类网点开通手机支付，从运行开始时的比例匀速推进；已开通的保持不变。',
  },
  sectors: { among: 'every' },
  period: 'days',
  stays: true,
  fields: {
    target_share: targetShare({
      en: 'Share of places that take mobile payment on the last day; the pace is even from today’s share.',
      zh: '最后一天支持手机支付的网点比例；从当前比例匀速推进。',
    }),
  },
  toAct: {
    en: 'a target_share above the share that takes mobile payment without it',
    zh: '目标比例高于没有它时已支持的比例',
  },
  sentence: () => ({
    en: 'QR codes accepted: {where} up to {target_share}',
    zh: '{where}开通扫码付款，至{target_share}',
  }),
  pull(levers, action, day) {
    levers.forEach(action, (cell) => {
      levers.equipShare[cell] = rampShare(levers.equipShare[cell], action.targetShare, action, day);
    });
  },
});
