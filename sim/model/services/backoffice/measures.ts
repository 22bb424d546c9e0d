/** What is counted of the cash of tills when they are closed, and the measures made of it. */
import { TICKS_PER_MINUTE, TICKS_PER_SECOND } from '../../../kernel/time.ts';
import type { Counters } from '../../measures/counters.ts';
import { measureRow, ratio, shownBy, titled, type FactDeclaration, type MeasureRow } from '../../measures/declare.ts';
import { METHODS } from '../../payment/methods.ts';

/** What takes the time of staff. */
export const TASKS = ['closing', 'counting', 'recounting', 'banking', 'handing'] as const;
export const [CLOSING, COUNTING, RECOUNTING, BANKING, HANDING] = TASKS.map((_, at) => at);
/** What is missing in the end. */
export const LOSSES = ['fake', 'change'] as const;
const [FAKE, CHANGE] = LOSSES.map((_, at) => at);

const MOBILE = METHODS.indexOf('mobile');
const TICKS_PER_HOUR = 60 * TICKS_PER_MINUTE;

export const BACKOFFICE_COUNTERS = {
  /** Days of places, and the payments of those days. */
  closed: [],
  payments: [],
  cashPayments: [],
  valueFen: [],
  ticks: ['office_task'],
  bankTrips: [],
  changeTrips: [],
  vainTrips: [],
  waitTicks: [],
  collections: [],
  collectionFen: [],
  borrowed: [],
  lostFen: ['cash_loss'],
} as const;

export const BACKOFFICE_FACTS = {
  tillClosed: {
    about: 'The day of a place is closed: place, payments of the day, those in cash, value in fen.',
    count: (day, at, payments, cash, fen) => {
      day[at['closed']]++;
      day[at['payments']] += payments;
      day[at['cashPayments']] += cash;
      day[at['valueFen']] += fen;
    },
  },
  cashCounted: {
    about: 'The cash of a place is counted: place, ticks of closing, of counting, and of looking for what is missing.',
    count: (day, at, closing, counting, recounting) => {
      day[at['ticks'] + CLOSING] += closing;
      day[at['ticks'] + COUNTING] += counting;
      day[at['ticks'] + RECOUNTING] += recounting;
    },
  },
  cashLost: {
    about: 'Money is missing at a place: place, fen of false notes, fen of wrong change.',
    count: (day, at, fake, change) => {
      day[at['lostFen'] + FAKE] += fake;
      day[at['lostFen'] + CHANGE] += change;
    },
  },
  queuedAtBank: {
    about:
      'Somebody of a place comes to the bank: place, ticks until being called, of service, and of the way there and back.',
    count: (day, at, waited) => {
      day[at['waitTicks']] += waited;
    },
  },
  wentToBank: {
    about:
      'Somebody of a place has been to the bank: place, ticks of way, wait and service, fen brought, 1 where it was for change.',
    count: (day, at, ticks, _fen, forChange) => {
      day[at['ticks'] + BANKING] += ticks;
      day[at['bankTrips']]++;
      day[at['changeTrips']] += forChange;
    },
  },
  wentInVain: {
    about: 'Somebody of a place comes to the bank too late to be called on that day: place, ticks of the way.',
    count: (day, at, ticks) => {
      day[at['ticks'] + BANKING] += ticks;
      day[at['bankTrips']]++;
      day[at['vainTrips']]++;
    },
  },
  collected: {
    about:
      'A security firm fetches cash of a place and brings change: place, ticks of handing over, fen fetched, fen of the fee.',
    count: (day, at, ticks, _fen, fee) => {
      day[at['ticks'] + HANDING] += ticks;
      day[at['collections']]++;
      day[at['collectionFen']] += fee;
    },
  },
  changeBorrowed: {
    about: 'A place has too little small money while banks are shut, and borrows it next door: place, fen.',
    count: (day, at) => {
      day[at['borrowed']]++;
    },
  },
} as const satisfies Record<string, FactDeclaration>;

/** Seconds of staff for a payment: at the till, goods included, and at the back. */
function staffSeconds(c: Counters): number {
  const atTill = ratio(c.ofMerchants('serviceTicks'), c.ofMerchants('payments'));
  return (atTill + ratio(c.total('backoffice.ticks'), c.total('backoffice.payments'))) / TICKS_PER_SECOND;
}

/** Yuan that taking money costs: the time of paying and of the back office, what is missing, and all fees, for 100 yuan taken. */
function costPer100(c: Counters): number {
  const wage = c.parameters['backoffice.staff_hour_yuan'] / TICKS_PER_HOUR;
  const takenYuan = c.ofMerchants('paymentFen') / 100;
  const paying = ratio(c.ofMerchants('paymentTicks') * wage, takenYuan);
  const fees = ratio(feeYuan(c), takenYuan);
  const closedYuan = c.total('backoffice.valueFen') / 100;
  const paidFen = c.total('backoffice.lostFen') + c.total('backoffice.collectionFen');
  const office = c.total('backoffice.ticks') * wage + paidFen / 100;
  return 100 * (paying + fees + ratio(office, closedYuan));
}

const bankingTicks = (c: Counters) => c.sumWhere({ office_task: BANKING }, 'backoffice.ticks');

const feeYuan = (c: Counters) =>
  (c.ofMerchants('paymentFen', { method: MOBILE }) / 100) * c.parameters['payment.merchant_fee_share'];

export const BACKOFFICE_MEASURES: readonly MeasureRow[] = [
  shownBy(
    'office_task',
    titled(
      'Time a shop spends on its cash',
      '每店每日处理现金用时',
      measureRow(
        'backoffice.minutes_per_place_day',
        'min/place/day',
        'Time that the staff of a shop spend a day on opening and closing tills, counting, trips to the bank, and handing over.',
        '每家商户每天开关钱箱、清点现金、跑银行、上门收款交接所用的人工时间。',
        (c) => ratio(c.sum('backoffice.ticks') / TICKS_PER_MINUTE, c.total('backoffice.closed')),
        ['office_task'],
      ),
    ),
  ),
  titled(
    'Time at the back for a payment',
    '每笔付款的后台人工时间',
    measureRow(
      'backoffice.seconds_per_payment',
      's',
      'The same, spread over all payments in shops, whatever they are made with.',
      '同上，按商户全部付款笔数（不论支付方式）平均。',
      (c) => ratio(c.sum('backoffice.ticks') / TICKS_PER_SECOND, c.sum('backoffice.payments')),
    ),
  ),
  titled(
    'Payments an hour of staff',
    '每人工小时完成的付款笔数',
    measureRow(
      'backoffice.payments_per_staff_hour',
      'payments/h',
      'Payments that an hour of shop staff sees to, at the till with the goods and at the back: operating efficiency in time.',
      '商户每人工小时（含收银、货品与后台）完成的付款笔数：以时间计的经营效率。',
      (c) => ratio(3600, staffSeconds(c)),
    ),
  ),
  titled(
    'What taking money costs a shop',
    '商户收款成本',
    measureRow(
      'backoffice.cost_per_100_yuan',
      'yuan/100 yuan',
      'Cost of taking 100 yuan in shops: time of paying and of the back office at a wage, money that is missing, fees.',
      '商户每收100元的成本：付款与后台人工、短款与假币、手机支付与上门收款的费用。',
      costPer100,
    ),
  ),
  titled(
    'Fees of shops',
    '商户手续费',
    measureRow(
      'backoffice.fees',
      'yuan',
      'Fees on payments by phone in shops, before any rebate.',
      '商户手机支付手续费（未扣补贴）。',
      feeYuan,
    ),
    'less',
  ),
  shownBy(
    'cash_loss',
    titled(
      'Money missing in shops',
      '商户短款与假币损失',
      measureRow(
        'backoffice.losses',
        'yuan',
        'Money missing in shops when their cash is counted: false notes and wrong change.',
        '商户清点现金时的损失：假币与找错钱。',
        (c) => c.sum('backoffice.lostFen') / 100,
        ['cash_loss'],
      ),
    ),
  ),
  titled(
    'Trips of shops to the bank',
    '商户跑银行次数',
    measureRow(
      'backoffice.bank_trips',
      'trips',
      'Trips of shop staff to the bank, to bring cash or to fetch change.',
      '商户为存现金或换零钱跑银行的次数。',
      (c) => c.sum('backoffice.bankTrips'),
    ),
  ),
  titled(
    'Trips of shops for change',
    '商户换零钱次数',
    measureRow(
      'backoffice.change_trips',
      'trips',
      'Those of these trips that were made because small money had run out.',
      '其中因零钱用尽而去银行的次数。',
      (c) => c.sum('backoffice.changeTrips'),
    ),
  ),
  titled(
    'Time of a trip to the bank',
    '跑一趟银行的用时',
    measureRow(
      'backoffice.bank_trip_minutes',
      'min',
      'Way there and back, wait and service of a trip of shop staff to the bank, trips in vain among them.',
      '商户跑一趟银行的往返、排队与办理时间，含白跑的。',
      (c) => ratio(bankingTicks(c) / TICKS_PER_MINUTE, c.sum('backoffice.bankTrips')),
    ),
    'less',
  ),
  titled(
    'Wait of shops at the bank',
    '商户在银行的等候时间',
    measureRow(
      'backoffice.bank_wait_minutes',
      'min',
      'Mean wait of shop staff in the line of a bank branch until they are called.',
      '商户在银行网点排队等候叫号的平均时间。',
      (c) =>
        ratio(
          c.sum('backoffice.waitTicks') / TICKS_PER_MINUTE,
          c.sum('backoffice.bankTrips') - c.sum('backoffice.vainTrips'),
        ),
    ),
    'less',
  ),
  titled(
    'Trips to the bank in vain',
    '白跑银行的次数',
    measureRow(
      'backoffice.vain_trips',
      'trips',
      'Trips of shop staff who came so late that they would not have been called before the bank closed.',
      '商户到银行太晚、停止叫号前轮不到而白跑的次数。',
      (c) => c.sum('backoffice.vainTrips'),
    ),
    'less',
  ),
  titled(
    'Visits of cash collectors',
    '上门收款次数',
    measureRow(
      'backoffice.collections',
      'collections',
      'Visits of a security firm to shops, to fetch cash and to bring change.',
      '安保公司上门收取现金、送零钱的次数。',
      (c) => c.sum('backoffice.collections'),
    ),
  ),
  titled(
    'Fees of cash collectors',
    '上门收款费用',
    measureRow(
      'backoffice.collection_fees',
      'yuan',
      'Fees of shops for these visits.',
      '商户为上门收款支付的费用。',
      (c) => c.sum('backoffice.collectionFen') / 100,
    ),
  ),
  titled(
    'Mornings without change',
    '缺零钱的早晨',
    measureRow(
      'backoffice.change_borrowed',
      'days',
      'Days of shops that begin with too little small money while banks are shut, so that some is borrowed next door.',
      '银行休息而零钱不足、只能向邻店借零钱的店日数。',
      (c) => c.sum('backoffice.borrowed'),
    ),
  ),
];
