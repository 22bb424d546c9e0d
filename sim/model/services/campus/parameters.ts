/** Parameters of the campuses. */
import { stepWeights } from '../../hour-table.ts';
import { parameterFamily, parameterTable } from '../../parameter-table.ts';

/** Meals of a day, in the order of every meal column. */
export const MEALS = ['breakfast', 'lunch', 'supper'] as const;

const FEES = 'press: 15 to 25 yuan a replacement, 65% of 87 colleges charge one';
const HANGZHOU =
  'after bus validators: 1.25 s ready, 6.74 s unready by card; 1.64 and 10.94 s by QR code (Hangzhou 2021)';

const eating = (meal: string, from: number, weights: readonly number[]) =>
  stepWeights(`campus.${meal}_times`, from, 10, weights, `Students who come for ${meal}`);

/** By meal: from 6:30, 11:00 and 16:50, two and a half hours each. Lectures end at noon. */
export const CAMPUS_MEAL_TIMES = [
  eating('breakfast', 390, [1, 2, 4, 6, 9, 12, 14, 9, 5, 3, 3, 4, 3, 2, 1]),
  eating('lunch', 660, [1, 1, 2, 4, 8, 14, 20, 16, 10, 7, 5, 4, 3, 2, 1]),
  eating('supper', 1010, [2, 3, 5, 7, 10, 13, 14, 12, 9, 7, 6, 5, 4, 2, 1]),
];
/** By hour from 7 to 23. */
export const CAMPUS_SHOP_TIMES = stepWeights(
  'campus.shop_times',
  420,
  60,
  [2, 3, 3, 3, 4, 6, 5, 3, 3, 3, 4, 6, 7, 6, 6, 5],
  'Students who come to the campus shop',
);
/** By half hour, 8:30 to 11:30 and 14:00 to 17:00. */
export const CAMPUS_OFFICE_TIMES = [
  stepWeights('campus.office_morning', 510, 30, [2, 3, 4, 5, 6, 7], 'Students who come to the card office'),
  stepWeights('campus.office_afternoon', 840, 30, [4, 4, 3, 3, 4, 5], 'Students who come to the card office'),
];
export const CAMPUS_TIMES = [...CAMPUS_MEAL_TIMES, CAMPUS_SHOP_TIMES, ...CAMPUS_OFFICE_TIMES].flatMap(
  ({ list }) => list,
);

export const CAMPUS_BY_MEAL = [
  ...parameterFamily(
    'campus.meals_per_day',
    MEALS,
    [0.45, 0.75, 0.6],
    ['meals', 0, 1, 'A', 'assumed', 'Meals of a student in the canteen on a day of term that is not off'],
  ),
  ...parameterFamily(
    'campus.meal_yuan',
    MEALS,
    [4, 10, 9],
    ['yuan', 1, 50, 'A', 'assumed; canteens of 2017', 'Mean price of a meal'],
  ),
];

export const CAMPUS_TABLE = parameterTable('campus', {
  students_per_campus: [
    2500,
    'students',
    500,
    20_000,
    'A',
    'assumed',
    'Students who share a canteen, a shop and a card office.',
  ],
  day_off_factor: [0.7, 'ratio', 0, 1.5, 'A', 'assumed', 'Meals on a day off relative to another day of term.'],
  holiday_factor: [0.08, 'ratio', 0, 1, 'A', 'assumed', 'Meals in the school holidays relative to a day of term.'],
  price_cv: [0.35, 'ratio', 0, 2, 'A', 'assumed', 'Coefficient of variation of prices.'],
  serve_seconds: [
    14,
    's',
    3,
    60,
    'A',
    'assumed; range 6 to 40 s',
    'Mean time at a canteen window, payment not included.',
  ],
  serve_cv: [0.4, 'ratio', 0, 2, 'A', 'assumed', 'Coefficient of variation of times at windows, tills and offices.'],
  peak_load: [
    1.4,
    'ratio',
    0.3,
    3,
    'A',
    'assumed, so that a few minutes are waited at noon; over 15 min at one school, December 2024 (weak)',
    'Windows are staffed so that the busiest ten minutes of lunch load them to this.',
  ],
  patience_minutes: [15, 'min', 2, 90, 'A', 'assumed', 'Mean time students are ready to wait in one queue.'],
  patience_cv: [0.4, 'ratio', 0, 1, 'A', 'assumed', 'Coefficient of variation of patience.'],
  shop_visits_per_day: [
    0.25,
    'visits',
    0,
    2,
    'A',
    'assumed',
    'Visits of a student to the campus shop on a day of term.',
  ],
  shop_goods_seconds: [
    20,
    's',
    3,
    120,
    'A',
    'assumed',
    'Mean time at the till of a campus shop, payment not included.',
  ],
  shop_peak_load: [
    0.7,
    'ratio',
    0.2,
    2,
    'A',
    'assumed',
    'Shops have as many tills that their busiest hour loads to this.',
  ],
  machine_walk_seconds: [20, 's', 0, 300, 'A', 'assumed', 'From the top-up machines to the windows.'],
  shop_basket_yuan: [11, 'yuan', 1, 100, 'A', 'assumed', 'Mean basket of a campus shop.'],
  cash_ready_seconds: [9, 's', 2, 40, 'A', 'assumed', 'Payment in cash at a window or shop by somebody ready.'],
  cash_unready_seconds: [15, 's', 3, 60, 'A', 'assumed', 'The same by somebody who is not.'],
  card_ready_seconds: [1.5, 's', 0.5, 5, 'A', HANGZHOU, 'Tap with the campus card by somebody ready.'],
  card_unready_seconds: [5, 's', 1, 20, 'A', HANGZHOU, 'The same by somebody who is not.'],
  mobile_ready_seconds: [2.5, 's', 0.5, 15, 'A', HANGZHOU, 'Payment with the card in the phone by somebody ready.'],
  mobile_unready_seconds: [10, 's', 2, 40, 'A', HANGZHOU, 'The same by somebody who is not.'],
  choice_card: [2.5, 'log-odds', -5, 6, 'A', 'assumed', 'Preference for the campus card over cash on campus.'],
  choice_mobile: [1.5, 'log-odds', -5, 6, 'A', 'assumed', 'Preference for the card in the phone over cash on campus.'],
  accepting_share: [0, 'share', 0, 1, 'A', 'assumed', 'Canteens and campus shops that read phones on the first day.'],
  office_accepting_share: [0, 'share', 0, 1, 'A', 'assumed', 'Card offices that take phones on the first day.'],
  top_up_below_yuan: [15, 'yuan', 1, 100, 'A', 'assumed', 'Students top up when less is on the card.'],
  top_up_yuan: [100, 'yuan', 20, 300, 'A', 'assumed', 'Sum of a top-up.'],
  top_up_seconds: [35, 's', 5, 180, 'A', 'assumed', 'Mean time at a top-up machine.'],
  machine_peak_load: [
    0.8,
    'ratio',
    0.2,
    2,
    'A',
    'assumed',
    'Top-up machines are as many that the same ten minutes load them to this.',
  ],
  lost_share_year: [
    0.1,
    'share',
    0,
    0.5,
    'A',
    'assumed: 5 to 20% of students a year; the claim of 10 million yuan for 34 million students would be 1.2 to 2.0%',
    'Cards lost a student and year.',
  ],
  replacement_yuan: [20, 'yuan', 0, 50, 'P', FEES, 'Fee of a new card.'],
  replacement_days_max: [
    3,
    'working days',
    1,
    15,
    'P',
    'press: one to three working days; each number up to this is as likely',
    'Working days until a new card is ready, at most.',
  ],
  apply_share_day: [
    0.6,
    'share',
    0.05,
    1,
    'A',
    'assumed',
    'Students without a card who go to the office on a day on which it is open.',
  ],
  office_walk_minutes: [8, 'min', 0, 40, 'A', 'assumed', 'Walk to the card office, one way.'],
  office_apply_seconds: [
    180,
    's',
    10,
    1800,
    'A',
    'assumed',
    'Mean time to report a card lost and ask for another, payment not included.',
  ],
  office_fetch_seconds: [45, 's', 5, 600, 'A', 'assumed', 'Mean time to be given the new card.'],
});

/** How students come to take the card in the phone. */
export const CAMPUS_ADOPTION = [
  ...parameterTable('adoption', {
    campus_daily: [
      0.015,
      '1/day',
      0,
      0.2,
      'A',
      'assumed',
      'Hazard of taking the campus card in the phone, for those aware.',
    ],
    campus_aware_daily: [
      0.03,
      'share',
      0,
      1,
      'A',
      'assumed',
      'Students with a wallet who hear of the card in the phone on a day on which some canteen reads it.',
    ],
  }).list,
];
