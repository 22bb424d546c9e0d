/** What is counted of household bills, and the measures made of it. */
import { TICKS_PER_MINUTE } from '../../../kernel/time.ts';
import { measureRow, ratio, shownBy, titled, type FactDeclaration, type MeasureRow } from '../../measures/declare.ts';

/** Ways in which a bill is paid. */
export const WAYS = ['debit', 'home', 'counter'] as const;
/** What the time of a bill is spent on. */
export const STEPS = ['trip', 'queue', 'service', 'home'] as const;
const [TRIP, QUEUE, SERVICE, HOME] = STEPS.map((_, at) => at);

export const UTILITY_COUNTERS = {
  bills: ['bill_way'],
  late: [],
  lateFen: [],
  ticks: ['bill_step'],
  trips: [],
  metres: [],
} as const;

export const UTILITY_FACTS = {
  billPaid: {
    about: 'A bill was paid: person, 0 by debit, 1 from home, 2 at a counter; 1 where it was late; surcharge in fen.',
    count: (day, at, way, isLate, fen) => {
      day[at['bills'] + way]++;
      day[at['late']] += isLate;
      day[at['lateFen']] += fen;
    },
  },
  cameToCounter: {
    about: 'Somebody travelled to a counter and back to pay bills: person, ticks, metres.',
    count: (day, at, ticks, metres) => {
      day[at['trips']]++;
      day[at['ticks'] + TRIP] += ticks;
      day[at['metres']] += metres;
    },
  },
  queuedForBill: {
    about: 'Somebody waited at a counter for bills and is served now: counter, ticks, 0, person.',
    count: (day, at, ticks) => {
      day[at['ticks'] + QUEUE] += ticks;
    },
  },
  servedForBill: {
    about: 'Somebody is served at a counter for bills for so long: counter, ticks, 0, person.',
    count: (day, at, ticks) => {
      day[at['ticks'] + SERVICE] += ticks;
    },
  },
  leftCounter: { about: 'A visit to a counter for bills ended: counter, ticks, 0, person.', count: () => {} },
  sawToBills: {
    about: 'Somebody saw to bills at home: person, ticks.',
    count: (day, at, ticks) => {
      day[at['ticks'] + HOME] += ticks;
    },
  },
} as const satisfies Record<string, FactDeclaration>;

export const UTILITY_MEASURES: readonly MeasureRow[] = [
  shownBy(
    'bill_way',
    titled(
      'Household bills paid',
      '已缴家庭账单',
      measureRow(
        'utility.bills',
        'bills',
        'Bills for power, water, gas, telephone and heating that were paid.',
        '已缴的电、水、燃气、电话和供暖账单。',
        (c) => c.sum('utility.bills'),
        ['bill_way'],
      ),
    ),
  ),
  shownBy(
    'bill_step',
    titled(
      'Time that a household bill takes',
      '每张家庭账单用时',
      measureRow(
        'utility.minutes_per_bill',
        'min',
        'Trips, queues, services and seeing to bills at home, spread over all bills paid.',
        '路程、排队、窗口办理与在家缴费的时间，按全部已缴账单平均。',
        (c) => ratio(c.sum('utility.ticks') / TICKS_PER_MINUTE, c.total('utility.bills')),
        ['bill_step'],
      ),
      'less',
    ),
  ),
  titled(
    'Household bills paid late',
    '家庭账单逾期占比',
    measureRow(
      'utility.late_share',
      'share',
      'Bills paid after they were due, of all bills paid.',
      '逾期缴纳的账单占已缴账单的比例。',
      (c) => ratio(c.sum('utility.late'), c.sum('utility.bills')),
    ),
    'less',
  ),
  titled(
    'Surcharges on household bills',
    '家庭账单滞纳金',
    measureRow(
      'utility.late_fees',
      'yuan',
      'Surcharges on bills that were paid late.',
      '逾期账单的滞纳金。',
      (c) => c.sum('utility.lateFen') / 100,
    ),
    'less',
  ),
  titled(
    'Trips to pay household bills',
    '缴费出行次数',
    measureRow('utility.trips', 'trips', 'Trips to a counter to pay bills.', '到营业网点缴费的次数。', (c) =>
      c.sum('utility.trips'),
    ),
    'less',
  ),
  titled(
    'Way to pay household bills',
    '缴费路程',
    measureRow(
      'utility.kilometres',
      'km',
      'Kilometres travelled to counters and back.',
      '往返营业网点的总里程。',
      (c) => c.sum('utility.metres') / 1000,
    ),
    'less',
  ),
];
