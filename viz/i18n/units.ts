/** Units of measures in Chinese; in English they are as the dictionary of measures has them. */
import type { Locale } from './index.ts';

const ZH: Readonly<Record<string, string>> = {
  clerks: '人（点钞员）',
  min: '分钟',
  'min/person/day': '分钟/人/天',
  payments: '笔',
  'payments/person/day': '笔/人/天',
  'person-min': '人·分钟',
  persons: '人',
  'rides/person/day': '次/人/天',
  s: '秒',
  share: '占比',
  'top-ups': '次（充值）',
  trips: '班次',
  visits: '人次',
  yuan: '元',
};

/** A unit in the page's language; one that has no translation is shown as it is. */
export function unitName(unit: string, locale: Locale): string {
  return locale === 'zh' ? (ZH[unit] ?? unit) : unit;
}
