/** The measures: one row each. Means and shares of nothing are 0. */
import { TICKS_PER_MINUTE, TICKS_PER_SECOND } from '../../kernel/time.ts';
import { METHODS } from '../scenario.ts';
import type { Counters } from './counters.ts';
import type { Dimension, MeasureDefinition } from './dictionary.ts';

const CASH = METHODS.indexOf('cash');
const MOBILE = METHODS.indexOf('mobile');
/** Sectors by index in the group of a split. */
const BUS = { sector: 0 } as const;

export interface MeasureRow extends MeasureDefinition {
  /** The value for the group the counters are set to. */
  readonly value: (counters: Counters) => number;
}

const ratio = (a: number, b: number): number => (b === 0 ? 0 : a / b);

function row(
  name: string,
  unit: string,
  about: string,
  aboutZh: string,
  value: (counters: Counters) => number,
  ...splits: readonly (readonly Dimension[])[]
): MeasureRow {
  return { name, unit, about, aboutZh, splits, daily: true, value };
}

const PAYMENT_BLOCKS = ['payments', 'paymentsByAge', 'paymentsByDistrict'] as const;
const BY_SECTOR = ['sector'] as const;
const BY_STAGE = ['stage'] as const;

export const MEASURE_ROWS: readonly MeasureRow[] = [
  row(
    'payments.count',
    'payments',
    'Payments made.',
    '付款笔数。',
    (c) => c.sum(...PAYMENT_BLOCKS),
    ['sector'],
    ['method'],
    ['sector', 'method'],
    ['age'],
    ['age', 'method'],
    ['district'],
    ['district', 'method'],
  ),
  row(
    'payments.value',
    'yuan',
    'Value of the payments made.',
    '付款金额。',
    (c) => c.sum('paymentFen') / 100,
    ['sector'],
    ['method'],
    ['sector', 'method'],
  ),
  row(
    'payments.mobile_share',
    'share',
    'Payments made by phone, of all payments.',
    '手机支付笔数占比。',
    (c) => ratio(c.sumMethod(MOBILE, ...PAYMENT_BLOCKS), c.sum(...PAYMENT_BLOCKS)),
    ['sector'],
    ['age'],
    ['district'],
  ),
  row(
    'payments.per_person_day',
    'payments/person/day',
    'Payments for each resident and day.',
    '每位居民每天付款笔数。',
    (c) => ratio(c.sum(...PAYMENT_BLOCKS), c.sum('people') * c.days),
    ['age'],
    ['district'],
  ),
  row(
    'payments.seconds_mean',
    's',
    'Mean time of a payment, failed attempts included.',
    '每笔付款平均用时（含失败的尝试）。',
    (c) => ratio(c.sum('paymentTicks') / TICKS_PER_SECOND, c.sum('payments')),
    ['sector'],
    ['method'],
    ['sector', 'method'],
  ),
  row(
    'payments.ready_share',
    'share',
    'Payments by people who had card, coins or code at the ready.',
    '提前备好卡、零钱或付款码的付款占比。',
    (c) => ratio(c.sum('readyPayments'), c.sum('payments')),
    ['sector'],
    ['sector', 'method'],
  ),
  row(
    'payments.failed',
    'payments',
    'Attempts to pay that did not go through: network, code, or no change.',
    '支付未成功的尝试次数（网络、付款码故障或找不开零钱）。',
    (c) => c.sum('failures'),
    ['sector'],
    ['sector', 'method'],
  ),
  row(
    'payments.change_short',
    'payments',
    'Cash payments for which the till had no change.',
    '商户找不开零钱的次数。',
    (c) => c.sum('changeShort'),
    BY_SECTOR,
  ),

  row(
    'enrolment.wallet',
    'persons',
    'People who pay by phone in shops, at the end of the day.',
    '当日结束时开通手机钱包的人数。',
    (c) => c.sum('wallets'),
    ['age'],
    ['district'],
  ),
  row(
    'enrolment.wallet_share',
    'share',
    'Share of residents with the wallet.',
    '居民手机钱包开通率。',
    (c) => ratio(c.sum('wallets'), c.sum('people')),
    ['age'],
    ['district'],
  ),
  row(
    'enrolment.bus_card',
    'persons',
    'People enrolled in the bus card in the phone, at the end of the day.',
    '当日结束时领取电子公交卡的人数。',
    (c) => c.sum('busCards'),
    ['age'],
    ['district'],
  ),
  row(
    'enrolment.bus_card_share',
    'share',
    'Share of residents enrolled in the bus card in the phone.',
    '居民电子公交卡领取率。',
    (c) => ratio(c.sum('busCards'), c.sum('people')),
    ['age'],
    ['district'],
  ),
  row(
    'enrolment.hospital',
    'persons',
    'People who have linked a hospital in the phone, at the end of the day.',
    '当日结束时绑定医院移动支付的人数。',
    (c) => c.sum('hospitalLinks'),
    ['age'],
    ['district'],
  ),
  row('enrolment.joined', 'persons', 'People who enrolled.', '新开通人数。', (c) => c.sum('enrolments'), ['enrolment']),
  row('enrolment.lapsed', 'persons', 'People who dropped an enrolment.', '退出人数。', (c) => c.sum('lapses'), [
    'enrolment',
  ]),
  row(
    'acceptance.coverage',
    'share',
    'Places that take mobile payment, of all places.',
    '支持手机支付的网点占比（覆盖率）。',
    (c) => ratio(c.sum('accepting'), c.sum('places')),
    ['sector'],
    ['district'],
    ['sector', 'district'],
  ),

  row(
    'city.bus_cards',
    'persons',
    'Bus cards in the phone at the end of the day, scaled up to the whole city.',
    '折算到全市的电子公交卡张数。',
    (c) => c.sum('busCards') * c.scale,
  ),
  row(
    'city.bus_scans',
    'payments',
    'Fares paid by QR code, scaled up to the whole city.',
    '折算到全市的公交扫码次数。',
    (c) => c.of({ ...BUS, method: MOBILE }).sum('payments') * c.scale,
  ),
  row(
    'city.bus_rides_per_person_day',
    'rides/person/day',
    'Bus rides for each resident and day.',
    '每位居民每天乘公交次数。',
    (c) => ratio(c.of(BUS).sum('payments'), c.of({}).sum('people') * c.days),
  ),

  row(
    'wait.mean',
    's',
    'Mean wait in the queue of those who were served.',
    '平均排队时间（已获服务者）。',
    (c) => ratio(c.sum('waitTicks') / TICKS_PER_SECOND, c.sum('waits')),
    BY_SECTOR,
  ),
  row(
    'wait.median',
    's',
    'Median wait in the queue.',
    '排队时间中位数。',
    (c) => c.quantile('waitBins', 0.5) / TICKS_PER_SECOND,
    BY_SECTOR,
  ),
  row(
    'wait.p95',
    's',
    '95th percentile of the wait in the queue.',
    '排队时间的95百分位。',
    (c) => c.quantile('waitBins', 0.95) / TICKS_PER_SECOND,
    BY_SECTOR,
  ),
  row(
    'service.mean',
    's',
    'Mean time being served, payment included.',
    '平均服务时间（含付款）。',
    (c) => ratio(c.sum('serviceTicks') / TICKS_PER_SECOND, c.sum('waits')),
    BY_SECTOR,
  ),
  row(
    'service.median',
    's',
    'Median time being served.',
    '服务时间中位数。',
    (c) => c.quantile('serviceBins', 0.5) / TICKS_PER_SECOND,
    BY_SECTOR,
  ),
  row(
    'service.p95',
    's',
    '95th percentile of the time being served.',
    '服务时间的95百分位。',
    (c) => c.quantile('serviceBins', 0.95) / TICKS_PER_SECOND,
    BY_SECTOR,
  ),
  row(
    'queue.person_minutes',
    'person-min',
    'Time spent queueing and being served.',
    '排队与接受服务的总时间。',
    (c) => (c.sum('waitTicks') + c.sum('serviceTicks')) / TICKS_PER_MINUTE,
    BY_SECTOR,
  ),
  row(
    'refusals.count',
    'persons',
    'People turned away because nothing they had was accepted.',
    '因无可用支付方式被拒的人次。',
    (c) => c.sum('refusals', 'refusalsByAge'),
    ['sector'],
    ['age'],
  ),
  row(
    'walkaways.count',
    'persons',
    'People whose patience ran out in a queue.',
    '排队不耐烦而离开的人次。',
    (c) => c.sum('walkaways'),
    BY_SECTOR,
  ),
  row(
    'closed.count',
    'persons',
    'People who came to a closed door.',
    '到店时已打烊的人次。',
    (c) => c.sum('closed'),
    BY_SECTOR,
  ),

  row(
    'bus.boarding_seconds_mean',
    's',
    'Mean time a passenger takes to board and pay.',
    '每位乘客上车付费平均用时。',
    (c) => ratio(c.of(BUS).sum('serviceTicks') / TICKS_PER_SECOND, c.sum('waits')),
  ),
  row('bus.dwell_seconds_mean', 's', 'Mean time a bus stands at a stop.', '公交车平均停站时间。', (c) =>
    ratio(c.sum('dwellTicks') / TICKS_PER_SECOND, c.sum('dwells')),
  ),
  row('bus.running_minutes_mean', 'min', 'Mean time of a trip from terminal to terminal.', '单程平均运行时间。', (c) =>
    ratio(c.sum('runningTicks') / TICKS_PER_MINUTE, c.sum('trips')),
  ),
  row(
    'bus.late_minutes_mean',
    'min',
    'Mean lateness at the last stop; negative: early.',
    '到达终点站的平均晚点（负值为早到）。',
    (c) => ratio(c.sum('lateTicks') / TICKS_PER_MINUTE, c.sum('trips')),
  ),
  row(
    'bus.late_minutes_p95',
    'min',
    '95th percentile of lateness at the last stop.',
    '终点晚点的95百分位。',
    (c) => c.quantile('lateBins', 0.95) / TICKS_PER_MINUTE,
  ),
  row('bus.late_share', 'share', 'Trips more than five minutes late.', '晚点超过5分钟的班次占比。', (c) =>
    ratio(c.sum('lateTrips'), c.sum('trips')),
  ),
  row('bus.trips', 'trips', 'Trips completed.', '完成班次。', (c) => c.sum('trips')),
  row(
    'bus.left_behind',
    'persons',
    'Passengers left at a stop because the bus was full.',
    '因满员未能上车的人次。',
    (c) => c.sum('leftBehind'),
  ),
  row('bus.ride_minutes_mean', 'min', 'Mean time on board.', '平均乘车时间。', (c) =>
    ratio(c.sum('rideTicks') / TICKS_PER_MINUTE, c.sum('rides')),
  ),

  row('hospital.visits', 'visits', 'Visits completed.', '完成就诊人次。', (c) => c.sum('visits')),
  row('hospital.visit_minutes_mean', 'min', 'Mean length of a visit.', '平均就诊总时长。', (c) =>
    ratio(c.sum('visitTicks') / TICKS_PER_MINUTE, c.sum('visits')),
  ),
  row(
    'hospital.visit_minutes_p95',
    'min',
    '95th percentile of the length of a visit.',
    '就诊总时长的95百分位。',
    (c) => c.quantile('visitBins', 0.95) / TICKS_PER_MINUTE,
  ),
  row(
    'hospital.walk_minutes_mean',
    'min',
    'Mean time walked between counters on a visit.',
    '每次就诊窗口间平均步行时间。',
    (c) => ratio(c.sum('visitWalkTicks') / TICKS_PER_MINUTE, c.sum('visits')),
  ),
  row(
    'hospital.stage_wait_minutes',
    'min',
    'Mean wait in front of a counter, for those who queued there.',
    '各窗口平均排队时间。',
    (c) => ratio(c.sum('stageWaitTicks') / TICKS_PER_MINUTE, c.sum('stageWaits')),
    BY_STAGE,
  ),
  row(
    'hospital.stage_minutes_per_visit',
    'min',
    'Queueing and being served at a counter, spread over all visits.',
    '平均每次就诊在各环节花费的时间。',
    (c) => ratio((c.sum('stageWaitTicks') + c.sum('stageServiceTicks')) / TICKS_PER_MINUTE, c.total('visits')),
    BY_STAGE,
  ),

  row(
    'person.minutes_per_day',
    'min/person/day',
    'Time a resident spends a day waiting, paying, riding and walking between counters.',
    '居民每天用于排队、付款、乘车和窗口间步行的时间。',
    (c) => ratio(c.sum('ticksByAge', 'ticksByDistrict') / TICKS_PER_MINUTE, c.sum('people') * c.days),
    ['age'],
    ['district'],
  ),
  row('cards.top_ups', 'top-ups', 'Trips to top up a stored-value card.', '储值卡充值次数。', (c) => c.sum('topUps')),
  row(
    'cost.bus_cash_clerks',
    'clerks',
    'Clerks needed to count the cash from fareboxes of the whole city.',
    '全市清点公交现金所需人数。',
    (c) =>
      (c.of({ ...BUS, method: CASH }).sum('paymentFen') / 100 / c.days / 10_000) *
      c.scale *
      c.parameters['cost.clerks_per_10000_yuan'],
  ),
  row(
    'cost.cash_handling',
    'yuan',
    'Cost of handling cash of the simulated city (1:scale): counting fareboxes, and cash payments in shops and hospitals.',
    '现金处理成本（按模拟规模，未折算全市）：清点公交票款及商户、医院收现。',
    (c) => {
      const busYuan = c.of({ ...BUS, method: CASH }).sum('paymentFen') / 100;
      const counting =
        (busYuan / 10_000) * c.parameters['cost.clerks_per_10000_yuan'] * c.parameters['cost.clerk_day_yuan'];
      const elsewhere = c.of({ method: CASH }).sum('payments') - c.of({ ...BUS, method: CASH }).sum('payments');
      return counting + elsewhere * c.parameters['cost.till_cash_yuan'];
    },
  ),
];
