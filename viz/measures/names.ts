/** Plain names of measures, as short as a title of a chart, and which way is better. */
import type { LocalName } from '../../sim/model/city.ts';

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
  'payments.change_short': named('Tills without change', '找不开零钱的次数', 'less'),
  'enrolment.wallet': named('Residents with a mobile wallet', '开通手机钱包的居民'),
  'enrolment.wallet_share': named('Share of residents with a mobile wallet', '手机钱包开通率'),
  'enrolment.bus_card': named('Residents with the electronic bus card', '领取电子公交卡的居民'),
  'enrolment.bus_card_share': named('Share of residents with the electronic bus card', '电子公交卡领取率'),
  'enrolment.hospital': named('Residents who pay hospitals by phone', '绑定医院手机支付的居民'),
  'enrolment.hospital_share': named('Share of residents who pay hospitals by phone', '绑定医院手机支付的居民占比'),
  'enrolment.joined': named('New enrolments', '新开通人数'),
  'enrolment.lapsed': named('Enrolments given up', '停用人数'),
  'acceptance.coverage': named('Places that take mobile payment', '支持手机支付的网点占比'),
  'city.bus_cards': named('Electronic bus cards', '电子公交卡张数'),
  'city.bus_scans': named('Bus fares paid by QR code', '公交扫码次数'),
  'city.bus_rides_per_person_day': named('Bus rides a resident a day', '人均每天乘公交次数'),
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
  'bus.boarding_seconds_mean': named('Time to board and pay', '上车付费用时', 'less'),
  'bus.dwell_seconds_mean': named('Time of a bus at a stop', '公交停站时间', 'less'),
  'bus.running_minutes_mean': named('Time of a bus from end to end', '公交全程用时', 'less'),
  'bus.late_minutes_mean': named('Lateness of buses', '公交平均晚点', 'less'),
  'bus.late_minutes_p95': named('Lateness of the latest buses (95th percentile)', '公交严重晚点（95百分位）', 'less'),
  'bus.late_share': named('Bus trips more than five minutes late', '晚点超过五分钟的班次占比', 'less'),
  'bus.trips': named('Bus trips', '公交班次'),
  'bus.left_behind': named('Passengers left behind by full buses', '因满员未能上车的人次', 'less'),
  'bus.ride_minutes_mean': named('Time on the bus', '乘车时间', 'less'),
  'hospital.visits': named('Hospital visits', '就诊人次'),
  'hospital.visit_minutes_mean': named('Length of a hospital visit', '就诊总时长', 'less'),
  'hospital.visit_minutes_p95': named('Long hospital visits (95th percentile)', '较长的就诊总时长（95百分位）', 'less'),
  'hospital.walk_minutes_mean': named('Walking on a hospital visit', '就诊步行时间', 'less'),
  'hospital.stage_wait_minutes': named('Wait at the counters of a hospital', '医院窗口排队时间', 'less'),
  'hospital.stage_minutes_per_visit': named('Time of a visit by counter', '就诊各环节用时', 'less'),
  'person.minutes_per_day': named('Time a resident spends a day', '居民每天花费的时间', 'less'),
  'cards.top_ups': named('Trips to top up a card', '储值公交卡充值次数', 'less'),
  'cost.bus_cash_clerks': named('Clerks counting fareboxes', '清点公交现金的人员', 'less'),
  'cost.cash_handling': named('Cost of handling cash', '现金处理成本', 'less'),
  'saved.minutes_per_person_day': named('Time a resident saves a day', '居民每天节省的时间', 'more'),
  'saved.gainers_share': named('Residents who save time', '节省时间的居民占比', 'more'),
  'saved.losers_share': named('Residents who lose time', '多花时间的居民占比', 'less'),
};

/** The plain name of a measure without its split; null where it has none yet. */
export function plainName(measure: string): LocalName | null {
  return Object.hasOwn(NAMES, measure) ? (NAMES[measure] ?? null) : null;
}

export function betterOf(measure: string): Better {
  return Object.hasOwn(NAMES, measure) ? (NAMES[measure]?.better ?? null) : null;
}
