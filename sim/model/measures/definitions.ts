/** The measures that cross services: one row each. Those of one service stand in its folder. */
import { TICKS_PER_MINUTE, TICKS_PER_SECOND } from '../../kernel/time.ts';
import { ENROLMENTS, SECTOR_DECLARATIONS, type Enrolment } from '../catalogue.ts';
import { METHODS } from '../payment/methods.ts';
import type { Counters } from './counters.ts';
import { DEMAND_ROWS } from './demand-rows.ts';
import { MODULES } from './modules.ts';
import { MONEY_ROWS } from './money-rows.ts';
import { measureRow, ratio, shownBy, titled, type MeasureRow } from './declare.ts';

const CASH = METHODS.indexOf('cash');
const MOBILE = METHODS.indexOf('mobile');

const PAYMENT_BLOCKS = ['payments', 'paymentsByAge', 'paymentsByDistrict'] as const;
const BY_SECTOR = ['sector'] as const;

const CORE_ROWS: readonly MeasureRow[] = [
  shownBy(
    'method',
    measureRow(
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
  ),
  measureRow(
    'payments.value',
    'yuan',
    'Value of the payments made.',
    '付款金额。',
    (c) => c.sum('paymentFen') / 100,
    ['sector'],
    ['method'],
    ['sector', 'method'],
  ),
  shownBy(
    'sector',
    measureRow(
      'payments.mobile_share',
      'share',
      'Payments made by phone, of all payments.',
      '手机支付笔数占比。',
      (c) => ratio(c.sumMethod(MOBILE, ...PAYMENT_BLOCKS), c.sum(...PAYMENT_BLOCKS)),
      ['sector'],
      ['age'],
      ['district'],
    ),
  ),
  measureRow(
    'payments.per_person_day',
    'payments/person/day',
    'Payments for each resident and day.',
    '每位居民每天付款笔数。',
    (c) => ratio(c.sum(...PAYMENT_BLOCKS), c.sum('people') * c.days),
    ['age'],
    ['district'],
  ),
  measureRow(
    'payments.seconds_mean',
    's',
    'Mean time of a payment, failed attempts included.',
    '每笔付款平均用时（含失败的尝试）。',
    (c) => ratio(c.sum('paymentTicks') / TICKS_PER_SECOND, c.sum('payments')),
    ['sector'],
    ['method'],
    ['sector', 'method'],
  ),
  measureRow(
    'payments.ready_share',
    'share',
    'Payments by people who had card, coins or code at the ready.',
    '提前备好卡、零钱或付款码的付款占比。',
    (c) => ratio(c.sum('readyPayments'), c.sum('payments')),
    ['sector'],
    ['sector', 'method'],
  ),
  measureRow(
    'payments.failed',
    'payments',
    'Attempts to pay that did not go through: network, code, card turned down, or no change.',
    '支付未成功的尝试次数（网络、付款码故障、卡片无法使用或找不开零钱）。',
    (c) => c.sum('failures'),
    ['sector'],
    ['method'],
    ['sector', 'method'],
  ),
  shownBy(
    'change_of_method',
    measureRow(
      'payments.changed',
      'payments',
      'Payments made by another method than was tried first, which failed: card to cash, card to code and so on.',
      '首选方式失败后改用其他方式完成的付款笔数（如由刷卡改投币、由刷卡改扫码等）。',
      (c) => c.sum('changed'),
      ['sector'],
      ['change_of_method'],
      ['sector', 'change_of_method'],
    ),
  ),
  measureRow(
    'payments.changed_seconds_mean',
    's',
    'Mean time of such a payment, from the attempt that failed to the one that went through.',
    '此类付款的平均用时（自失败的尝试起至付款完成）。',
    (c) => ratio(c.sum('changedTicks') / TICKS_PER_SECOND, c.sum('changed')),
    ['sector'],
    ['change_of_method'],
    ['sector', 'change_of_method'],
  ),
  measureRow(
    'payments.change_short',
    'payments',
    'Cash payments for which the till had no change.',
    '商户找不开零钱的次数。',
    (c) => c.sum('changeShort'),
    BY_SECTOR,
  ),

  ...ENROLMENTS.flatMap(enrolmentRows),
  measureRow('enrolment.joined', 'persons', 'People who enrolled.', '新开通人数。', (c) => c.sum('enrolments'), [
    'enrolment',
  ]),
  measureRow('enrolment.lapsed', 'persons', 'People who dropped an enrolment.', '退出人数。', (c) => c.sum('lapses'), [
    'enrolment',
  ]),
  shownBy(
    'sector',
    measureRow(
      'acceptance.coverage',
      'share',
      'Places that take mobile payment, of all places.',
      '支持手机支付的网点占比（覆盖率）。',
      (c) => ratio(c.sum('accepting'), c.sum('places')),
      ['sector'],
      ['district'],
      ['sector', 'district'],
    ),
  ),

  shownBy(
    'sector',
    measureRow(
      'wait.mean',
      's',
      'Mean wait in the queue of those who were served.',
      '平均排队时间（已获服务者）。',
      (c) => ratio(c.sum('waitTicks') / TICKS_PER_SECOND, c.sum('waits')),
      BY_SECTOR,
    ),
  ),
  measureRow(
    'wait.median',
    's',
    'Median wait in the queue.',
    '排队时间中位数。',
    (c) => c.quantile('waitBins', 0.5) / TICKS_PER_SECOND,
    BY_SECTOR,
  ),
  measureRow(
    'wait.p95',
    's',
    '95th percentile of the wait in the queue.',
    '排队时间的95百分位。',
    (c) => c.quantile('waitBins', 0.95) / TICKS_PER_SECOND,
    BY_SECTOR,
  ),
  measureRow(
    'service.mean',
    's',
    'Mean time being served, payment included.',
    '平均服务时间（含付款）。',
    (c) => ratio(c.sum('serviceTicks') / TICKS_PER_SECOND, c.sum('waits')),
    BY_SECTOR,
  ),
  measureRow(
    'service.median',
    's',
    'Median time being served.',
    '服务时间中位数。',
    (c) => c.quantile('serviceBins', 0.5) / TICKS_PER_SECOND,
    BY_SECTOR,
  ),
  measureRow(
    'service.p95',
    's',
    '95th percentile of the time being served.',
    '服务时间的95百分位。',
    (c) => c.quantile('serviceBins', 0.95) / TICKS_PER_SECOND,
    BY_SECTOR,
  ),
  measureRow(
    'queue.person_minutes',
    'person-min',
    'Time spent queueing and being served.',
    '排队与接受服务的总时间。',
    (c) => (c.sum('waitTicks') + c.sum('serviceTicks')) / TICKS_PER_MINUTE,
    BY_SECTOR,
  ),
  shownBy(
    'sector',
    measureRow(
      'refusals.count',
      'persons',
      'People turned away because nothing they had was accepted.',
      '因无可用支付方式被拒的人次。',
      (c) => c.sum('refusals', 'refusalsByAge', 'refusalsByIncome', 'refusalsByDistrict'),
      ['sector'],
      ['age'],
      ['income'],
      ['district'],
    ),
  ),
  shownBy(
    'sector',
    measureRow(
      'walkaways.count',
      'persons',
      'People whose patience ran out in a queue.',
      '排队不耐烦而离开的人次。',
      (c) => c.sum('walkaways'),
      BY_SECTOR,
    ),
  ),
  measureRow(
    'closed.count',
    'persons',
    'People who came to a closed door.',
    '到店时已打烊的人次。',
    (c) => c.sum('closed'),
    BY_SECTOR,
  ),

  measureRow(
    'person.minutes_per_day',
    'min/person/day',
    'Time a resident spends a day waiting, paying, riding and walking between counters.',
    '居民每天用于排队、付款、乘车和窗口间步行的时间。',
    (c) => {
      const ticks = c.sum('ticksByAge', 'ticksByIncome', 'ticksByDistrict');
      return ratio(ticks / TICKS_PER_MINUTE, c.sum('people', 'peopleByIncome') * c.days);
    },
    ['age'],
    ['income'],
    ['district'],
  ),
  measureRow(
    'cards.bought',
    'cards',
    'Stored-value cards bought by people who were refused where cash is no longer taken.',
    '因不收现金被拒后购买的储值卡张数。',
    (c) => c.sum('cardsBought'),
  ),
  measureRow('cards.top_ups', 'top-ups', 'Trips to top up a stored-value card.', '储值卡充值次数。', (c) =>
    c.sum('topUps'),
  ),
  measureRow(
    'cost.cash_handling',
    'yuan',
    'Cost of handling cash of the simulated city (1:scale): counting it by its sum, or handling it at a till by the payment.',
    '现金处理成本（按模拟规模，未折算全市）：按金额清点，或在收银台逐笔处理。',
    (c) => {
      let countedFen = 0;
      let handled = 0;
      SECTOR_DECLARATIONS.forEach(({ payment }, sector) => {
        const cash = { sector, method: CASH };
        if (payment.cashCost === 'counted') countedFen += c.totalWhere(cash, 'paymentFen');
        else handled += c.totalWhere(cash, 'payments');
      });
      const clerks = (countedFen / 100 / 10_000) * c.parameters['cost.clerks_per_10000_yuan'];
      return clerks * c.parameters['cost.clerk_day_yuan'] + handled * c.parameters['cost.till_cash_yuan'];
    },
  ),
];

/** How many have joined an enrolment, and their share of the residents. */
function enrolmentRows({ measure, name }: Enrolment, enrolment: number): MeasureRow[] {
  const joined = (c: Counters) => c.sumWhere({ enrolment }, 'enrolled');
  return [
    titled(
      `Residents with the ${name.en}`,
      `开通${name.zh}的居民`,
      measureRow(
        `enrolment.${measure}`,
        'persons',
        `People with the ${name.en}, at the end of the day.`,
        `当日结束时开通${name.zh}的人数。`,
        joined,
        ['age'],
        ['district'],
      ),
    ),
    titled(
      `Share of residents with the ${name.en}`,
      `${name.zh}开通率`,
      measureRow(
        `enrolment.${measure}_share`,
        'share',
        `Share of residents with the ${name.en}.`,
        `居民${name.zh}开通率。`,
        (c) => ratio(joined(c), c.sum('people')),
        ['age'],
        ['district'],
      ),
    ),
    titled(
      `Residents by how they stand to the ${name.en}`,
      `居民与${name.zh}的关系`,
      measureRow(
        `enrolment.${measure}_standing`,
        'persons',
        `All residents at the end of the day: who cannot join the ${name.en}, has not heard of it, has not joined, has given it up, uses it, or has it and never uses it.`,
        `当日结束时的全体居民，按与${name.zh}的关系分：无法开通、尚未知晓、知晓但未开通、已停用、开通并使用、开通但从不使用。`,
        (c) => c.sumWhere({ enrolment }, 'standings'),
        ['standing'],
      ),
    ),
  ];
}

/** Every measure of one world, in the order in which results list them. */
export const MEASURE_ROWS: readonly MeasureRow[] = [
  ...CORE_ROWS,
  ...MONEY_ROWS,
  ...DEMAND_ROWS,
  ...MODULES.flatMap(({ measures = [] }) => measures),
];
