/** Units of measures in words: those of measures that cross services, and what services declare. */
import { UNITS } from '../../sim/runner/vocabulary.ts';
export { isCounted } from '../../sim/runner/vocabulary.ts';
import type { Locale } from './index.ts';

const ZH: Readonly<Record<string, string>> = {
  min: '分钟',
  months: '个月',
  'min/person/day': '分钟/人/天',
  payments: '笔',
  points: '分',
  'payments/person/day': '笔/人/天',
  'payments/visit': '笔/次',
  'person-min': '人·分钟',
  persons: '人',
  s: '秒',
  share: '占比',
  'times/month': '次/月',
  'top-ups': '次（充值）',
  yuan: '元',
};

const EN: Readonly<Record<string, string>> = {
  '1/day': 'a day',
  '1/month': 'a month',
  '1/s': 'a second',
  '1/yuan': 'a yuan',
  min: 'minutes',
  'min/person/day': 'minutes a resident and day',
  'payments/person/day': 'payments a resident a day',
  'person-min': 'person-minutes',
  persons: 'people',
  s: 'seconds',
  share: 'percent',
  'times/month': 'times a month',
};

/** What minutes and yuan are for each of, from the unit in words: `a resident and day`, 每人每天. */
export function perName(unit: string, locale: Locale): string {
  if (locale === 'en') return unit.replace(/^(minutes|yuan) /, '');
  const [, ...each] = unit.split('/');
  return each.map((one) => `每${one}`).join('');
}

/** A unit in the page's language; one that has no word of its own is shown as it is. */
export function unitName(unit: string, locale: Locale): string {
  return (locale === 'zh' ? ZH : EN)[unit] ?? UNITS.get(unit)?.name[locale] ?? unit;
}
