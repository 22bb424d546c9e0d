/** Measures that need both worlds: what each person's time came to with and without the policy. */
import type { MeasureDefinition } from './declare.ts';

/** People whose time changes by less than this a day count as unchanged: 3 seconds, in minutes. */
export const UNCHANGED_MINUTES = 0.05;

export const PAIRED_MEASURES: readonly MeasureDefinition[] = [
  {
    name: 'saved.minutes_per_person_day',
    unit: 'min/person/day',
    about: 'Minutes a day that a resident saves against the same resident without the policy; 0 in the baseline.',
    aboutZh: '与无政策世界中的同一位居民相比，每人每天节省的分钟数；基准世界为0。',
    splits: [['age'], ['income'], ['district']],
    daily: false,
    shown: 'age',
  },
  {
    name: 'saved.gainers_share',
    unit: 'share',
    about: 'Residents who save time (3 s a day or more).',
    aboutZh: '节省时间的居民占比（每天3秒以上）。',
    splits: [['age'], ['income'], ['district']],
    daily: false,
  },
  {
    name: 'saved.losers_share',
    unit: 'share',
    about: 'Residents who lose time (3 s a day or more).',
    aboutZh: '多花时间的居民占比（每天3秒以上）。',
    splits: [['age'], ['income'], ['district']],
    daily: false,
    shown: 'age',
  },
];
