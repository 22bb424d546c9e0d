/** What is counted of household bills, and the measures made of it. */
import { TICKS_PER_MINUTE } from '../../../kernel/time.ts';
import {
  measureRow,
  ratio,
  shownBy,
  titled,
  type FactDeclaration,
  type MeasureRow,
  type Offsets,
} from '../../measures/declare.ts';

/** Ways in which a bill is paid. */
export const WAYS = ['debit', 'home', 'counter', 'shop'] as const;
/** Those for which somebody leaves home. */
export const OUTSIDE = ['counter', 'shop'] as const;
/** What the time of a bill is spent on. */
export const STEPS = ['trip', 'queue', 'service', 'home'] as const;
const [TRIP, QUEUE, SERVICE, HOME] = STEPS.map((_, at) => at);
const [COUNTER, SHOP] = OUTSIDE.map((_, at) => at);
/** What OUTSIDE begins with among WAYS. */
const FIRST_OUTSIDE = WAYS.indexOf(OUTSIDE[0]);

/** Somebody has spent so long on a step, away from home. */
function spend(day: Float64Array, at: Offsets, place: number, step: number, ticks: number): void {
  day[at['ticks'] + step] += ticks;
  day[at['ticksOutside'] + place] += ticks;
}

/** Somebody has travelled to a counter, or to a shop, and back. */
function travel(day: Float64Array, at: Offsets, place: number, ticks: number, metres: number): void {
  day[at['trips'] + place]++;
  day[at['metres'] + place] += metres;
  spend(day, at, place, TRIP, ticks);
}

export const UTILITY_COUNTERS = {
  bills: ['bill_way'],
  late: [],
  lateFen: [],
  ticks: ['bill_step'],
  billsOutside: ['bill_place'],
  ticksOutside: ['bill_place'],
  trips: ['bill_place'],
  metres: ['bill_place'],
} as const;

export const UTILITY_FACTS = {
  billPaid: {
    about: 'A bill was paid: person, place in WAYS; 1 where it was late; surcharge in fen.',
    count: (day, at, way, isLate, fen) => {
      day[at['bills'] + way]++;
      if (way >= FIRST_OUTSIDE) day[at['billsOutside'] + way - FIRST_OUTSIDE]++;
      day[at['late']] += isLate;
      day[at['lateFen']] += fen;
    },
  },
  cameToCounter: {
    about: 'Somebody travelled to a counter and back to pay bills: person, ticks, metres.',
    count: (day, at, ticks, metres) => travel(day, at, COUNTER, ticks, metres),
  },
  cameToShop: {
    about: 'Somebody travelled to a shop and back to pay bills: person, ticks, metres.',
    count: (day, at, ticks, metres) => travel(day, at, SHOP, ticks, metres),
  },
  servedInShop: {
    about: 'Somebody is served at the till of a shop for bills: person, ticks in the queue, ticks at the till.',
    count: (day, at, waited, ticks) => {
      spend(day, at, SHOP, QUEUE, waited);
      spend(day, at, SHOP, SERVICE, ticks);
    },
  },
  queuedForBill: {
    about: 'Somebody waited at a counter for bills and is served now: counter, ticks, 0, person.',
    count: (day, at, ticks) => spend(day, at, COUNTER, QUEUE, ticks),
  },
  servedForBill: {
    about: 'Somebody is served at a counter for bills for so long: counter, ticks, 0, person.',
    count: (day, at, ticks) => spend(day, at, COUNTER, SERVICE, ticks),
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
    'Time that a bill taken somewhere takes',
    '外出缴费每张账单用时',
    measureRow(
      'utility.minutes_outside',
      'min',
      'Trips, queues and services for bills that are taken to a counter or a shop, spread over those that were paid there.',
      '到网点或商店缴费的路程、排队与办理时间，按在该处已缴的账单平均。',
      (c) => ratio(c.sum('utility.ticksOutside') / TICKS_PER_MINUTE, c.sum('utility.billsOutside')),
      ['bill_place'],
    ),
    'less',
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
    measureRow(
      'utility.trips',
      'trips',
      'Trips to a counter or a shop to pay bills.',
      '到营业网点或商店缴费的次数。',
      (c) => c.sum('utility.trips'),
      ['bill_place'],
    ),
    'less',
  ),
  titled(
    'Way to pay household bills',
    '缴费路程',
    measureRow(
      'utility.kilometres',
      'km',
      'Kilometres travelled to counters and shops and back.',
      '往返营业网点和商店的总里程。',
      (c) => c.sum('utility.metres') / 1000,
      ['bill_place'],
    ),
    'less',
  ),
];
