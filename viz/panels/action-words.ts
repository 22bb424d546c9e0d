/** Actions of a policy in words and on the calendar. */
import { AGE_BANDS, METHODS, SECTORS, SECTOR_GROUPS, TICKS_PER_DAY } from '../../sim/runner/vocabulary.ts';
import type { PolicyAction, Scenario } from '../../sim/model/scenario.ts';
import type { Formats } from '../format.ts';
import type { Messages } from '../i18n/index.ts';

type Span = Pick<PolicyAction, 'fromDay' | 'toDay'>;

/** Whether an action lies ahead, is in effect or is over on a day (fractions allowed). */
export function actionState(action: Span, day: number): 'upcoming' | 'active' | 'over' {
  if (day < action.fromDay) return 'upcoming';
  return day < action.toDay ? 'active' : 'over';
}

/** The sectors (and, where not all, the number of districts) an action concerns. */
export function whereWords(action: PolicyAction, scenario: Scenario, words: Messages, formats: Formats): string {
  const named = new Set(action.sectors);
  const has = (sectors: readonly string[]): boolean =>
    named.size === sectors.length && SECTORS.every((sector, at) => named.has(at) === sectors.includes(sector));
  const names = SECTORS.filter((_, at) => named.has(at)).map((sector) => words[`sector_${sector}`]);
  const where = has(SECTOR_GROUPS.all)
    ? words.everywhere
    : has(SECTOR_GROUPS.shops)
      ? words.all_shops
      : names.join(formats.locale === 'zh' ? '、' : ', ');
  if (action.districts.length >= scenario.city.districts.length) return where;
  return words.some_districts({ where, count: formats.whole(action.districts.length) });
}

/** One line that says what an action does. */
export function actionWords(action: PolicyAction, scenario: Scenario, words: Messages, formats: Formats): string {
  const where = whereWords(action, scenario, words, formats);
  const share = (value: number): string =>
    formats.percent(value, value > 0 && value < 0.1 && value % 0.01 > 1e-9 ? 1 : 0);
  switch (action.kind) {
    case 'equip':
      return words.action_equip({ where, share: share(action.targetShare) });
    case 'subsidise':
      return words.action_subsidise({
        where,
        share: share(action.feeRebateShare),
        grant: formats.yuan(action.grantFen),
      });
    case 'pay_later':
      return words.action_pay_later({ share: share(action.targetShare) });
    case 'discount':
      return words.action_discount({
        where,
        share: share(action.share),
        method: words[`method_${METHODS[action.method] ?? 'cash'}`],
      });
    case 'campaign':
      return action.rewardFen > 0
        ? words.action_campaign({ where, share: share(action.reachShare), reward: formats.yuan(action.rewardFen) })
        : words.action_campaign_plain({ where, share: share(action.reachShare) });
    case 'assist':
      return words.action_assist({
        share: share(action.dailyShare),
        age: formats.whole(AGE_BANDS[action.fromAgeBand]?.from ?? 0),
      });
    case 'no_cash':
      return words.action_no_cash({ where });
    case 'outage':
      return words.action_outage({
        where,
        from: formats.minuteOfDay(action.fromMinute),
        to: formats.minuteOfDay(action.toMinute),
      });
  }
}

/** The dates of an action: `from 15 June`, or both ends where it ends before the run does. */
export function actionDates(action: Span, scenario: Scenario, words: Messages, formats: Formats): string {
  const from = formats.dayMonth(scenario.start, action.fromDay * TICKS_PER_DAY);
  if (action.toDay >= scenario.days) return words.from_date({ date: from });
  const last = formats.dayMonth(scenario.start, (action.toDay - 1) * TICKS_PER_DAY);
  return from === last ? from : words.from_to({ from, to: last });
}
