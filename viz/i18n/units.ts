/** Units of measures in words. */
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

const EN: Readonly<Record<string, string>> = {
  min: 'minutes',
  'min/person/day': 'minutes a resident a day',
  'payments/person/day': 'payments a resident a day',
  'person-min': 'person-minutes',
  persons: 'people',
  'rides/person/day': 'rides a resident a day',
  s: 'seconds',
  share: 'percent',
};

/** A unit in the page's language; one that has no word of its own is shown as it is. */
export function unitName(unit: string, locale: Locale): string {
  return (locale === 'zh' ? ZH : EN)[unit] ?? unit;
}
