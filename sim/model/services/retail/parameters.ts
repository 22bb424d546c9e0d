/** Parameters of the shops. */
import { hourWeights, type HourTable } from '../../hour-table.ts';
import { ROLE_IDS } from '../../people-parameters.ts';
import { parameterFamily, parameterTable } from '../../parameter-table.ts';

/** Kinds of shop, each a sector, in the order of every column of kinds. */
export const KINDS = ['vendor', 'convenience', 'supermarket', 'restaurant', 'market'] as const;

export const RETAIL_PER_KIND = [
  ...parameterFamily(
    'retail.per_10000_residents',
    KINDS,
    [30, 12, 1.2, 25, 30],
    [
      'places',
      0.1,
      200,
      'A',
      'assumed; about 1 million small merchants of all trades in Wuhan (cnhubei) is an upper bound',
      'Places for 10,000 residents',
    ],
  ),
  ...parameterFamily('retail.tills', KINDS, [1, 1, 4, 1, 1], ['tills', 1, 40, 'A', 'assumed', 'Tills of a place']),
  ...parameterFamily(
    'retail.visits_per_adult_day',
    KINDS,
    [0.2, 0.28, 0.13, 0.28, 0.22],
    [
      'visits',
      0,
      0.4,
      'A',
      'assumed; with fares and hospital bills about 1.3 to 1.5 payments an adult a day (US 2017: 1.3)',
      'Visits of an adult a day',
    ],
  ),
  ...parameterFamily(
    'retail.goods_seconds',
    KINDS,
    [20, 18, 70, 40, 40],
    ['s', 2, 300, 'A', 'assumed', 'Time at the till before payment: ordering, scanning, weighing'],
  ),
  ...parameterFamily(
    'retail.basket_yuan',
    KINDS,
    [8, 18, 65, 28, 25],
    ['yuan', 1, 500, 'A', 'assumed', 'Mean sum of a purchase'],
  ),
  ...parameterFamily(
    'retail.patience_minutes',
    KINDS,
    [4, 5, 12, 12, 6],
    ['min', 0.5, 60, 'A', 'assumed', 'Mean time people are ready to queue'],
  ),
  ...parameterFamily(
    'retail.accepting_share',
    KINDS,
    [0.45, 0.85, 0.92, 0.7, 0.45],
    ['share', 0, 1, 'A', 'assumed for Wuhan, summer 2017', 'Places that take mobile payment on the first day'],
  ),
];

export const RETAIL_TABLE = parameterTable('retail', {
  basket_cv: [0.8, 'ratio', 0.1, 2, 'A', 'assumed', 'Coefficient of variation of the sum of a purchase.'],
  goods_cv: [0.6, 'ratio', 0.1, 2, 'A', 'assumed', 'Coefficient of variation of the time before payment.'],
  patience_cv: [0.5, 'ratio', 0.1, 2, 'A', 'assumed', 'Coefficient of variation of patience.'],
  least_basket_share: [
    0.25,
    'share',
    0,
    1,
    'A',
    'assumed',
    'Shoppers short of money put goods back, down to this share of what they meant to buy.',
  ],
  child_weight: [0.15, 'ratio', 0, 1, 'A', 'assumed', 'Purchases of a child relative to an adult in the same role.'],
  near_work_share: [
    0.7,
    'share',
    0,
    1,
    'A',
    'assumed',
    'Purchases of workers and students in working hours that are made near work or school.',
  ],
  near_km: [
    0.5,
    'km',
    0.05,
    5,
    'A',
    'assumed: some minutes on foot',
    'Distance at which half as many go to a shop as next door.',
  ],
  elsewhere_share: [
    0.6,
    'share',
    0,
    1,
    'A',
    'assumed',
    'Shoppers who remember that what they wanted to pay with was not taken: who go to another shop that does, where it is as near.',
  ],
  top_up_seconds: [
    20,
    's',
    5,
    60,
    'A',
    'assumed; 8 s at a farebox (Los Angeles Metro 2015)',
    'Topping up a card at the till, beside paying.',
  ],
  top_up_trip_minutes: [8, 'min', 1, 30, 'A', 'assumed', 'Way to the shop and back for a top-up.'],
});

/** When people come, by kind: first hour, and weights. A kind is open in the hours that have a weight above 0. */
const HOURS: readonly (readonly [first: number, weights: readonly number[]])[] = [
  [5, [1, 8, 14, 8, 4, 3, 4, 5, 3, 2, 2, 4, 8, 10, 9, 7, 4, 1]],
  [6, [3, 7, 7, 5, 5, 6, 7, 5, 4, 5, 6, 8, 9, 9, 8, 6, 4, 1]],
  [7, [1, 4, 7, 7, 6, 4, 4, 5, 6, 8, 12, 13, 11, 7, 3]],
  [6, [3, 6, 3, 1, 2, 16, 18, 6, 2, 1, 3, 12, 15, 8, 3, 1]],
  [5, [4, 14, 16, 14, 11, 8, 5, 2, 1, 2, 4, 8, 8, 3]],
];
export const RETAIL_HOURS: readonly HourTable[] = KINDS.map((kind, i) =>
  hourWeights(`retail.hours_${kind}`, HOURS[i][0], HOURS[i][1], `Visits to a ${kind}`),
);

export const DAY_KINDS = ['workday', 'day_off'] as const;
/** Visits by role, kind of day and kind of shop, relative to the mean adult. */
export const weightFamily = (role: (typeof ROLE_IDS)[number], days: (typeof DAY_KINDS)[number]): string =>
  `retail.weight_${role}_${days}`;
const ROLE_WEIGHT: readonly (readonly (readonly number[])[])[] = [
  [
    [1.1, 1.1, 0.7, 1.4, 0.5],
    [0.9, 1, 1.7, 1.3, 1.1],
  ],
  [
    [1.2, 1.2, 0.4, 1.5, 0.1],
    [0.8, 1.1, 0.9, 1.2, 0.2],
  ],
  [
    [0.7, 0.6, 1.3, 0.3, 2.4],
    [0.7, 0.6, 1.3, 0.5, 2.3],
  ],
  [
    [0.8, 0.9, 1.3, 0.5, 1.6],
    [0.8, 0.9, 1.4, 0.7, 1.5],
  ],
];
export const RETAIL_SHAPES = [
  ...RETAIL_HOURS.flatMap(({ list }) => list),
  ...ROLE_IDS.flatMap((role, i) =>
    DAY_KINDS.flatMap((days, j) =>
      parameterFamily(weightFamily(role, days), KINDS, ROLE_WEIGHT[i][j], [
        'ratio',
        0,
        2.5,
        'A',
        'assumed',
        `Visits of a person in the role ${role} on a ${days === 'workday' ? 'working day' : 'day off'}, relative to the mean adult`,
      ]),
    ),
  ),
];
