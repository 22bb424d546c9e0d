/** Staff or volunteers who enrol people that would not manage alone, while in force. */
import { AGE_BANDS } from '../../city.ts';
import { age, share } from '../field.ts';
import { inForce, policyKind } from '../kind.ts';
import { either } from '../levers.ts';

export const assist = policyKind({
  id: 'assist',
  name: { en: 'Assistance', zh: '帮助开通' },
  about: {
    en: 'Helpers enrol people who would not manage alone; eligible is who has a smartphone and a bank account, and the wallet for whatever needs it.',
    zh: '志愿者或工作人员帮助难以自行操作的人开通；须有智能手机和银行账户，需要手机钱包的项目还须有手机钱包。',
  },
  sectors: { among: 'enrolments' },
  period: 'days',
  fields: {
    daily_share: share({
      as: 'dailyShare',
      label: { en: 'Helped each day', zh: '每日帮助比例' },
      about: { en: 'Share of those not yet enrolled who are helped each day.', zh: '每天获得帮助的未开通者比例。' },
    }),
    from_age: age({
      as: 'fromAgeBand',
      label: { en: 'Youngest age', zh: '最低年龄' },
      about: {
        en: 'Youngest age helped, years: the lower end of an age band.',
        zh: '获得帮助的最低年龄（岁），为年龄段下限。',
      },
      otherwise: 0,
    }),
  },
  toAct: {
    en: 'a daily_share above 0, and some who are not helped already',
    zh: '大于0的每日帮助比例，且尚有未获帮助的人',
  },
  sentence: () => ({
    en: 'Help with enrolling from age {from_age}: {daily_share} a day',
    zh: '帮助{from_age}岁以上居民开通：每天{daily_share}',
  }),
  pull(levers, action, day) {
    if (!inForce(action, day)) return;
    levers.forEach(action, (cell) => {
      for (let band = action.fromAgeBand; band < AGE_BANDS.length; band++) {
        const at = cell * AGE_BANDS.length + band;
        levers.assistShare[at] = either(levers.assistShare[at], action.dailyShare);
      }
    });
  },
});
