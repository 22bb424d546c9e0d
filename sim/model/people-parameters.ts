/** Parameters of the residents: who they are and what they hold on the first day. */
import { AGE_BANDS } from './city.ts';
import { parameterFamily, parameterTable } from './parameter-table.ts';

/** Ids of the roles, in the order of ROLE. */
export const ROLE_IDS = ['worker', 'student', 'retired', 'home'] as const;
export const AGE_IDS = AGE_BANDS.map((band) => band.id);
/** Share of people who go to work with a service that takes those of a low People.wayToWork, at most (assumed). */
export const LOW_SHARE_MAX = 0.6;
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
  initial_ready_least: [
    160,
    'of 255',
    0,
    255,
    'A',
    'assumed',
    'Readiness at counters of who has the wallet on the first day, at least.',
  ],
  initial_ready_most: [256, 'of 255', 1, 256, 'A', 'assumed', 'The same, below this.'],
  initial_habit_least: [
    60,
    'of 255',
    0,
    255,
    'A',
    'assumed',
    'Habit of paying by phone at counters of who has the wallet on the first day, at least.',
  ],
  initial_habit_most: [200, 'of 255', 1, 256, 'A', 'assumed', 'The same, below this.'],
  initial_trust_least: [60, 'of 255', 0, 255, 'A', 'assumed', 'Trust in paying by phone on the first day, at least.'],
  initial_trust_most: [220, 'of 255', 1, 256, 'A', 'assumed', 'The same, below this.'],
  trust_less_from_60: [40, 'of 255', 0, 200, 'A', 'assumed', 'By how much less people of 60 and over trust it.'],
  initial_cash_least_share: [
    0.4,
    'share',
    0,
    1,
    'A',
    'assumed',
    'Cash on the first day, at least, of what people carry after a withdrawal.',
  ],
  worker_share_15_24: [0.8, 'share', 0, 1, 'A', 'assumed', 'Young people who do not study that work.'],
  worker_share_60_74: [0.08, 'share', 0, 0.6, 'A', 'assumed', 'People of 60 to 74 who work.'],
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
  work_km: [
    2,
    'km',
    0.3,
    20,
    'D',
    'data: half of those who work have 5 km at most, and 8 to 9 on average, in cities of this size (commute monitoring 2022, by phones)',
    'Distance at which half as many of the residents draw a worker to a workplace as next door.',
  ],
  school_km: [
    0.7,
    'km',
    0.1,
    10,
    'A',
    'assumed: nearer than workplaces; children go to school in their neighbourhood anyway',
    'The same of schools and colleges, from 15 years on.',
  ],
  senior_card_share: [
    0.8,
    'share',
    0,
    1,
    'A',
    'assumed: the card has to be asked for, and who has moved in needs a residence permit for it',
    'Residents old enough to ride free who hold the card for it.',
  ],
  from_65_of_60_74: [
    0.57,
    'share',
    0.5,
    0.65,
    'D',
    'data: 0.53 to 0.58 in 2010 and 0.59 to 0.61 in 2020 (censuses, the five cities)',
    'Of residents of 60 to 74, those of 65 or older.',
  ],
  from_70_of_60_74: [
    0.24,
    'share',
    0.2,
    0.3,
    'D',
    'data: 0.22 to 0.27 (censuses of 2010 and 2020, the five cities)',
    'Of residents of 60 to 74, those of 70 or older.',
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
/** Ids of the bands where something is told by them, the lowest first. */
export const INCOME_IDS: readonly string[] = Array.from({ length: INCOME_BANDS }, (_, band) => `income_${band + 1}`);
/** Spending of the income bands, lowest first. */
export const INCOME_FACTOR = parameterFamily(
  'people.income_factor',
  ['1', '2', '3', '4'],
  [0.55, 0.8, 1.1, 1.55],
  ['ratio', 0.1, 4, 'A', 'assumed; their mean is 1', 'Spending of an income band, lowest first, relative to the mean'],
);
