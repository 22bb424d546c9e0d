/** Parameters of the shops. */
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
  near_work_share: [
    0.7,
    'share',
    0,
    1,
    'A',
    'assumed',
    'Purchases of workers and students in working hours that are made near work or school.',
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
