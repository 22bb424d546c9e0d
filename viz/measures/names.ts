/** Plain names of measures that cross services, as short as a title of a chart, and which way is better; services declare theirs. */
import type { LocalName } from '../../sim/model/city.ts';
import { MEASURES } from '../../sim/runner/vocabulary.ts';

/** What a change of a measure means to residents: less is better, more is better, or neither. */
export type Better = 'less' | 'more' | null;

interface Named extends LocalName {
  readonly better: Better;
}

const named = (en: string, zh: string, better: Better = null): Named => ({ en, zh, better });

const NAMES: Readonly<Record<string, Named>> = {
  'payments.count': named('Payments', '付款笔数'),
  'payments.value': named('Value of payments', '付款金额'),
  'payments.mobile_share': named('Payments made by phone', '手机支付占比'),
  'payments.per_person_day': named('Payments a resident a day', '人均每天付款笔数'),
  'payments.seconds_mean': named('Time of a payment', '每笔付款用时', 'less'),
  'payments.ready_share': named('Payments with card, coins or code at the ready', '提前备好的付款占比', 'more'),
  'payments.failed': named('Payments that failed', '付款失败次数', 'less'),
  'payments.changed': named('Payments by another method than tried first', '改用其他方式的付款笔数', 'less'),
  'payments.changed_seconds_mean': named(
    'Time of a payment by another method than tried first',
    '改用其他方式的付款用时',
    'less',
  ),
  'payments.change_short': named('Tills without change', '找不开零钱的次数', 'less'),
  'enrolment.joined': named('New enrolments', '新开通人数'),
  'enrolment.lapsed': named('Enrolments given up', '停用人数'),
  'acceptance.coverage': named('Places that take mobile payment', '支持手机支付的网点占比'),
  'wait.mean': named('Mean wait in a queue', '平均排队时间', 'less'),
  'wait.median': named('Median wait in a queue', '排队时间中位数', 'less'),
  'wait.p95': named('Long waits in a queue (95th percentile)', '较长的排队时间（95百分位）', 'less'),
  'service.mean': named('Mean time being served', '平均办理时间', 'less'),
  'service.median': named('Median time being served', '办理时间中位数', 'less'),
  'service.p95': named('Long times being served (95th percentile)', '较长的办理时间（95百分位）', 'less'),
  'queue.person_minutes': named('Time queueing and being served, in all', '排队与办理的总时间', 'less'),
  'refusals.count': named('People refused', '被拒人次', 'less'),
  'walkaways.count': named('People who gave up queueing', '放弃排队的人次', 'less'),
  'closed.count': named('People who came to a closed door', '吃闭门羹的人次', 'less'),
  'person.minutes_per_day': named('Time a resident spends a day', '居民每天花费的时间', 'less'),
  'cards.bought': named('Cards bought after being refused', '被拒后购买的储值卡'),
  'cards.top_ups': named('Trips to top up a card', '储值卡充值次数', 'less'),
  'cost.cash_handling': named('Cost of handling cash', '现金处理成本', 'less'),
  'money.cash_in_hand': named('Cash in residents’ hands', '居民手中现金'),
  'money.cash_in_tills': named('Cash in tills and fareboxes', '收银台与投币箱中的现金'),
  'money.cash_at_home': named('Cash kept at home', '家中存放的现金'),
  'money.deposits': named('Money on residents’ accounts', '居民银行存款'),
  'money.deposit_velocity': named('Velocity of deposits', '存款流通速度'),
  'money.incomes': named('Wages and pensions paid', '发放的工资和养老金'),
  'money.incomes_in_cash_share': named('Incomes paid in cash', '以现金发放的收入占比'),
  'money.cash_share': named('Value paid in cash', '现金付款金额占比'),
  'demand.estimate_error_hour': named(
    'Payments that records put into the wrong hour',
    '记录归错时段的付款占比',
    'less',
  ),
  'demand.estimate_error_age': named(
    'Payments that records put into the wrong age',
    '记录归错年龄段的付款占比',
    'less',
  ),
  'demand.estimate_error_district': named(
    'Payments that records put into the wrong district',
    '记录归错区的付款占比',
    'less',
  ),
  'demand.seen_share': named('Visitors whom records show', '记录可见的到来者占比'),
  'demand.estimate_error_place': named(
    'Payments that records put into the wrong district of the shop',
    '记录归错网点所在区的付款占比',
    'less',
  ),
  'saved.minutes_per_person_day': named('Time a resident saves a day', '居民每天节省的时间', 'more'),
  'saved.gainers_share': named('Residents who save time', '节省时间的居民占比', 'more'),
  'saved.losers_share': named('Residents who lose time', '多花时间的居民占比', 'less'),
};

/** The plain name of a measure without its split, as its service declares it or as it stands here; null where it has none yet. */
export function plainName(measure: string): LocalName | null {
  return declared(measure)?.title ?? own(measure);
}

export function betterOf(measure: string): Better {
  return declared(measure)?.better ?? own(measure)?.better ?? null;
}

const declared = (measure: string) => MEASURES.find(({ name }) => name === measure);
const own = (measure: string): Named | null => (Object.hasOwn(NAMES, measure) ? (NAMES[measure] ?? null) : null);
