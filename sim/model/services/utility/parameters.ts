/** Parameters of household bills. */
import { hourWeights } from '../../hour-table.ts';
import { tripTable } from '../../kit/sites.ts';
import { parameterFamily, parameterTable } from '../../parameter-table.ts';

/** Kinds of bill, in the order of every column of kinds. */
/** When people come: from the first hour to the last it is open. */
export const UTILITY_COUNTER_HOURS = hourWeights(
  'utility.counter_hours',
  8,
  [6, 15, 18, 12, 9, 7, 12, 12, 9],
  'People who come to a counter for bills',
);
export const UTILITY_HOME_HOURS = hourWeights(
  'utility.home_hours',
  7,
  [1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 2, 4, 5, 4, 2],
  'People who see to bills at home',
);

export const BILLS = ['power', 'water', 'gas', 'phone', 'heating'] as const;
/** Those that come every so many days; heating comes once a year. */
export const REGULAR_BILLS = BILLS.slice(0, -1);
export const HEATING = BILLS.indexOf('heating');
export const HEATING_EVERY_DAYS = 365;

export const UTILITY_BY_BILL = [
  ...parameterFamily(
    'utility.every_days',
    REGULAR_BILLS,
    [30, 60, 60, 15],
    ['days', 7, 120, 'A', 'assumed: 2.5 to 4.5 bills a household a month, phones 2', 'Days from one bill to the next'],
  ),
  ...parameterFamily(
    'utility.bill_yuan',
    BILLS,
    [110, 55, 60, 45, 2000],
    ['yuan', 5, 6000, 'A', 'assumed', 'Mean sum of a bill'],
  ),
];

export const UTILITY_TRIPS = tripTable('utility');

export const UTILITY_TABLE = parameterTable('utility', {
  opens_hour: [8, 'h', 7, 10, 'A', 'assumed', 'Hour from which counters for bills are open.'],
  closes_hour: [17, 'h', 15, 21, 'A', 'assumed', 'Hour from which nobody is let in any more; who is in is served.'],
  bill_cv: [0.4, 'ratio', 0, 2, 'A', 'assumed', 'Coefficient of variation of bills.'],
  days_to_pay: [15, 'days', 3, 60, 'A', 'assumed', 'Days from a bill until it is due.'],
  reminder_days: [5, 'days', 0, 60, 'A', 'assumed', 'Days from when a bill was due to the reminder.'],
  notice_share: [
    0.2,
    'share',
    0.02,
    1,
    'A',
    'assumed',
    'Households with unpaid bills that see to them on a day, if they can.',
  ],
  reminded_notice_share: [0.5, 'share', 0.02, 1, 'A', 'assumed', 'The same once a reminder has come.'],
  working_day_factor: [
    0.4,
    'ratio',
    0,
    1,
    'A',
    'assumed: at noon, or on the way',
    'How much rarer those who work see to a trip to a counter on a working day.',
  ],
  late_fee_share: [
    0.02,
    'share',
    0,
    0.3,
    'A',
    'assumed; 0.1 to 0.3% a day were usual for power',
    'Surcharge on a bill that is paid late.',
  ],
  debit_share: [
    0.35,
    'share',
    0,
    1,
    'A',
    'assumed: 20 to 35% of households in 2016 and 2017',
    'Heads of households with a bank account that have bills debited.',
  ],
  by_phone_share: [
    0.4,
    'share',
    0,
    1,
    'A',
    'assumed; an app reached about 30% of 290 cities in January 2016 (Gartner via ecns)',
    'Households whose bills can be paid by phone on the first day.',
  ],
  in_shop_share: [
    0.3,
    'share',
    0,
    1,
    'A',
    'assumed; 35 to 55% of bills were paid in person in 2016 and 2017, at counters and in shops (assumed too)',
    'Trips to pay bills that lead to a shop near home which takes them, and not to a counter.',
  ],
  to_shop_kmh: [5, 'km/h', 3, 20, 'A', 'assumed: on foot', 'Speed of a trip to such a shop.'],
  in_shop_seconds: [
    30,
    's',
    5,
    180,
    'A',
    'assumed: bar codes are read, a receipt is printed',
    'Mean time at the till of a shop for bills, payment not included.',
  ],
  per_10000_residents: [0.3, 'places', 0.02, 5, 'A', 'assumed', 'Counters where bills are paid for 10,000 residents.'],
  windows: [1.1, 'windows', 0.3, 20, 'A', 'assumed, so that waits come near 8 to 20 min', 'Windows of a counter.'],
  service_seconds: [
    60,
    's',
    10,
    600,
    'A',
    'assumed: 1 to 2 min with the payment',
    'Mean service, payment not included.',
  ],
  service_cv: [0.6, 'ratio', 0, 2, 'A', 'assumed', 'Coefficient of variation of service times.'],
  patience_minutes: [40, 'min', 5, 300, 'A', 'assumed', 'Mean time people are ready to queue.'],
  patience_cv: [0.4, 'ratio', 0, 1, 'A', 'assumed', 'Coefficient of variation of patience.'],
  accepting_share: [0, 'share', 0, 1, 'A', 'assumed', 'Counters with mobile payment on the first day.'],
});
