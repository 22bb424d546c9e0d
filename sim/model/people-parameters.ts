/** Parameters of the residents: who they are and what they hold on the first day. */
import { AGE_BANDS } from './city.ts';
import { parameterFamily, parameterTable } from './parameter-table.ts';

export const AGE_IDS = AGE_BANDS.map((band) => band.id);
const CNNIC = 'shaped after CNNIC internet users by age (June 2017), raised for a large city';

export const PEOPLE_BY_AGE = [
  ...parameterFamily(
    'people.smartphone_share',
    AGE_IDS,
    [0.15, 0.97, 0.97, 0.93, 0.75, 0.4, 0.12],
    ['share', 0, 1, 'A', CNNIC, 'People with a smartphone'],
  ),
  ...parameterFamily(
    'people.bank_account_share',
    AGE_IDS,
    [0.03, 0.9, 0.97, 0.97, 0.95, 0.9, 0.8],
    ['share', 0, 1, 'A', 'assumed', 'People with a bank account'],
  ),
  ...parameterFamily(
    'people.wallet_share',
    AGE_IDS,
    [0.05, 0.8, 0.85, 0.72, 0.45, 0.2, 0.08],
    [
      'share',
      0,
      1,
      'A',
      'assumed; CNNIC 469 million mobile-payment users nationally at the end of 2016',
      'Of those with smartphone and account, people who already pay by phone on the first day',
    ],
  ),
  ...parameterFamily(
    'people.cash_norm_yuan',
    AGE_IDS,
    [60, 172, 172, 328, 479, 557, 557],
    [
      'yuan',
      0,
      2000,
      'P',
      'cash carried by year of birth, China 2017; children assumed',
      'Cash carried after a withdrawal',
    ],
  ),
];

export const PEOPLE_TABLE = parameterTable('people', {
  household_mean: [
    2.7,
    'persons',
    1.5,
    4,
    'A',
    'assumed; Wuhan census households are 2.6 to 2.9 persons',
    'Mean household size.',
  ],
  student_share_15_24: [
    0.7,
    'share',
    0.3,
    0.9,
    'D',
    'data: 14.97% of those 16 and over study (census 2010)',
    'Young people at school or university.',
  ],
  worker_share_25_59: [
    0.78,
    'share',
    0.5,
    0.9,
    'D',
    'data: 55.1% of those 16 and over work (census 2010)',
    'Adults of working age who work.',
  ],
  pupil_share_0_14: [0.55, 'share', 0.4, 0.7, 'D', 'ages 6 to 14 of the band 0 to 14', 'Children who go to school.'],
  workplace_mean: [40, 'persons', 5, 500, 'A', 'assumed', 'People of a workplace who know how the others pay.'],
  school_mean: [
    600,
    'persons',
    100,
    3000,
    'A',
    'assumed',
    'Pupils or students of a school who know how the others pay.',
  ],
  work_in_own_district_share: [
    0.6,
    'share',
    0.2,
    0.95,
    'A',
    'assumed',
    'Workers and students whose workplace or school lies in their own district.',
  ],
  wallet_aware_share: [
    0.8,
    'share',
    0,
    1,
    'A',
    'assumed',
    'Smartphone owners without the wallet who know of it on the first day.',
  ],
  refill_below_share: [
    0.5,
    'share',
    0.05,
    0.9,
    'A',
    'assumed',
    'People withdraw when cash falls below this share of what they usually carry.',
  ],
  card_top_up_yuan: [
    50,
    'yuan',
    10,
    200,
    'A',
    'assumed; usual steps are 20, 50 and 100 yuan',
    'Amount of a card top-up.',
  ],
});

export const INCOME_BANDS = 4;
/** Spending of the income bands, lowest first, relative to the mean (assumed; mean 1). */
export const INCOME_FACTOR: readonly number[] = [0.55, 0.8, 1.1, 1.55];
