/** Parameters of the government halls. */
import { hourWeights } from '../../hour-table.ts';
import { parameterFamily, parameterTable } from '../../parameter-table.ts';
import { tripTable } from '../../kit/sites.ts';
import { STAGES } from './measures.ts';

const CENSUS = 'census of government service halls, China, April 2017 (newton.com.tw copy)';

/** When people come: from the first hour to the last it is open. */
export const HALL_HOURS = hourWeights('hall.hours', 9, [18, 20, 11, 2, 7, 18, 15, 9], 'People who come to a hall');

export const HALL_BY_STAGE = [
  ...parameterFamily(
    'hall.service_seconds',
    STAGES,
    [600, 60],
    ['s', 10, 3600, 'A', 'assumed: 8 to 15 min at a window', 'Mean service time, payment not included'],
  ),
  ...parameterFamily(
    'hall.peak_load',
    STAGES,
    [1.05, 0.85],
    [
      'ratio',
      0.2,
      2,
      'A',
      'assumed; about 10 min are waited, where 15 to 40 were aimed at',
      'Servers are staffed so that the busiest hour loads them to this',
    ],
  ),
];

export const HALL_TRIPS = tripTable('hall');

export const HALL_TABLE = parameterTable('hall', {
  opens_hour: [9, 'h', 7, 11, 'A', 'assumed', 'Hour from which a hall lets people in.'],
  closes_hour: [17, 'h', 15, 20, 'A', 'assumed', 'Hour from which nobody is let in any more; who is in is served.'],
  per_10000_residents: [
    0.0221,
    'places',
    0.005,
    0.5,
    'D',
    `3,058 halls of counties and above for 1,382.71 million residents: ${CENSUS}`,
    'Halls for 10,000 residents.',
  ],
  items_per_resident_year: [
    0.435,
    'items',
    0.1,
    3,
    'D',
    `602 million items in 2016 for 1,382.71 million residents: ${CENSUS}`,
    'Matters that a resident brings to a hall a year.',
  ],
  visits_per_item: [
    1.7,
    'visits',
    1,
    4,
    'A',
    'assumed: to ask, to hand in, to fetch',
    'Visits that a matter takes, each of which may be filed from home.',
  ],
  service_cv: [0.6, 'ratio', 0, 2, 'A', 'assumed', 'Coefficient of variation of service times.'],
  fee_share: [0.22, 'share', 0, 1, 'A', 'assumed: 15 to 30%', 'Visits on which a fee is due.'],
  fee_yuan: [60, 'yuan', 1, 1000, 'A', 'assumed', 'Mean fee.'],
  fee_cv: [0.8, 'ratio', 0, 2, 'A', 'assumed', 'Coefficient of variation of fees.'],
  walk_minutes: [1, 'min', 0.1, 10, 'A', 'assumed', "Mean walk to the cashier's window of the hall."],
  bank_share: [
    0.5,
    'share',
    0,
    1,
    'A',
    'assumed: fees were paid at a bank in many halls',
    "Halls whose cashier's window is that of a bank away from the hall.",
  ],
  bank_walk_minutes: [
    6,
    'min',
    0.5,
    30,
    'A',
    'assumed: 3 to 10 min, there and back',
    'Mean walk to the bank and back with the receipt.',
  ],
  walk_cv: [0.4, 'ratio', 0, 2, 'A', 'assumed', 'Coefficient of variation of walks.'],
  patience_minutes: [90, 'min', 10, 600, 'A', 'assumed', 'Mean time people are ready to wait for their number.'],
  patience_cv: [0.4, 'ratio', 0, 1, 'A', 'assumed', 'Coefficient of variation of patience.'],
  accepting_share: [
    0,
    'share',
    0,
    1,
    'A',
    'assumed: none before the programmes of 2016 and 2017',
    'Halls with mobile payment on the first day.',
  ],
  online_share: [
    0,
    'share',
    0,
    1,
    'A',
    'assumed: enquiries only',
    'Matters that may be filed from home on the first day.',
  ],
  online_minutes: [12, 'min', 2, 60, 'A', 'assumed', 'Mean time to file a matter from home.'],
  online_failure_share: [
    0.15,
    'share',
    0,
    1,
    'A',
    'assumed',
    'Filings from home that are turned back: the matter is brought to the hall after all.',
  ],
});
