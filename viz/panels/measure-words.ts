/** Policy measures in words and on the calendar. */
import { AGE_BANDS, METHODS, SECTORS, SECTOR_GROUPS, TICKS_PER_DAY } from '../../sim/runner/vocabulary.ts';
import type { PolicyMeasure, Scenario } from '../../sim/model/scenario.ts';
import type { Formats } from '../format.ts';
import type { Messages } from '../i18n/index.ts';

type Span = Pick<PolicyMeasure, 'fromDay' | 'toDay'>;

/** Whether a measure lies ahead, is in effect or is over on a day (fractions allowed). */
export function measureState(measure: Span, day: number): 'upcoming' | 'active' | 'over' {
  if (day < measure.fromDay) return 'upcoming';
  return day < measure.toDay ? 'active' : 'over';
}

/** The sectors (and, where not all, the number of districts) a measure concerns. */
export function whereWords(measure: PolicyMeasure, scenario: Scenario, words: Messages, formats: Formats): string {
  const named = new Set(measure.sectors);
  const has = (sectors: readonly string[]): boolean =>
    named.size === sectors.length && SECTORS.every((sector, at) => named.has(at) === sectors.includes(sector));
  const names = SECTORS.filter((_, at) => named.has(at)).map((sector) => words[`sector_${sector}`]);
  const where = has(SECTOR_GROUPS.all)
    ? words.everywhere
    : has(SECTOR_GROUPS.shops)
      ? words.all_shops
      : names.join(formats.locale === 'zh' ? '、' : ', ');
  if (measure.districts.length >= scenario.city.districts.length) return where;
  return words.some_districts({ where, count: formats.whole(measure.districts.length) });
}

/** One line that says what a measure does. */
export function measureWords(measure: PolicyMeasure, scenario: Scenario, words: Messages, formats: Formats): string {
  const where = whereWords(measure, scenario, words, formats);
  const share = (value: number): string =>
    formats.percent(value, value > 0 && value < 0.1 && value % 0.01 > 1e-9 ? 1 : 0);
  switch (measure.measure) {
    case 'equip':
      return words.measure_equip({ where, share: share(measure.targetShare) });
    case 'subsidise':
      return words.measure_subsidise({
        where,
        share: share(measure.feeRebateShare),
        grant: formats.yuan(measure.grantFen),
      });
    case 'pay_later':
      return words.measure_pay_later({ share: share(measure.targetShare) });
    case 'discount':
      return words.measure_discount({
        where,
        share: share(measure.share),
        method: words[`method_${METHODS[measure.method] ?? 'cash'}`],
      });
    case 'campaign':
      return measure.rewardFen > 0
        ? words.measure_campaign({ where, share: share(measure.reachShare), reward: formats.yuan(measure.rewardFen) })
        : words.measure_campaign_plain({ where, share: share(measure.reachShare) });
    case 'assist':
      return words.measure_assist({
        share: share(measure.dailyShare),
        age: formats.whole(AGE_BANDS[measure.fromAgeBand]?.from ?? 0),
      });
    case 'no_cash':
      return words.measure_no_cash({ where });
    case 'outage':
      return words.measure_outage({
        where,
        from: formats.minuteOfDay(measure.fromMinute),
        to: formats.minuteOfDay(measure.toMinute),
      });
  }
}

/** The dates of a measure: `from 15 June`, or both ends where it ends before the run does. */
export function measureDates(measure: Span, scenario: Scenario, words: Messages, formats: Formats): string {
  const from = formats.dayMonth(scenario.start, measure.fromDay * TICKS_PER_DAY);
  if (measure.toDay >= scenario.days) return words.from_date({ date: from });
  const last = formats.dayMonth(scenario.start, (measure.toDay - 1) * TICKS_PER_DAY);
  return from === last ? from : words.from_to({ from, to: last });
}
