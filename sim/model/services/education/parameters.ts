/** Parameters of the fees and meal money that parents pay to schools. */
import { hourWeights } from '../../hour-table.ts';
import { tripTable } from '../../kit/sites.ts';
import { parameterTable } from '../../parameter-table.ts';

/** When parents come: as pupils are brought and fetched. */
export const EDUCATION_HOURS = hourWeights(
  'education.hours',
  7,
  [24, 20, 7, 4, 5, 3, 2, 4, 9, 14, 8],
  'Parents who come to a school to pay',
);

export const EDUCATION_TRIPS = tripTable('education');

export const EDUCATION_TABLE = parameterTable('education', {
  opens_hour: [7, 'h', 6, 9, 'A', 'assumed', 'Hour from which the windows of a school are open.'],
  closes_hour: [18, 'h', 15, 21, 'A', 'assumed', 'Hour from which nobody is let in any more; who is in is served.'],
  per_10000_residents: [
    0.9,
    'places',
    0.2,
    4,
    'A',
    'assumed: about 970 primary and junior schools in Wuhan (recalled)',
    'Schools for 10,000 residents.',
  ],
  meals_share: [0.7, 'share', 0, 1, 'A', 'assumed', 'Pupils who eat at school and pay for it each month.'],
  meal_yuan: [220, 'yuan', 50, 600, 'A', 'assumed: about 11 yuan on 20 days', 'Meal money of a pupil for a month.'],
  term_yuan: [
    500,
    'yuan',
    0,
    6000,
    'A',
    'assumed; public schools charge no tuition, private schools and colleges 4,500 to 6,000 a year (recalled)',
    'Books, insurance, clothes and care of a pupil for a term.',
  ],
  debit_share: [
    0.35,
    'share',
    0,
    1,
    'A',
    'assumed; most was debited from a bank card (recalled)',
    'Heads of households with a bank account from which schools debit what is due.',
  ],
  first_day_share: [
    0.4,
    'share',
    0.1,
    1,
    'A',
    'assumed: notices ask for the money on the first days',
    'Households that mean to pay on the first school day of a month; of the rest, this share on each that follows.',
  ],
  days_to_pay: [5, 'school days', 1, 20, 'A', 'assumed', 'School days from the first of a month until money is due.'],
  retry_share: [
    0.5,
    'share',
    0.02,
    1,
    'A',
    'assumed',
    'Households that have not managed to pay and try again on a school day.',
  ],
  escort_share: [
    0.6,
    'share',
    0,
    1,
    'A',
    'assumed',
    'Households that bring or fetch a pupil anyway and need no trip of their own.',
  ],
  windows: [
    1,
    'windows',
    0.2,
    10,
    'A',
    'assumed; about 2 min are waited as a term begins, where 20 to 60 were aimed at',
    'Windows of a school.',
  ],
  service_seconds: [
    60,
    's',
    10,
    600,
    'A',
    'assumed: the pupil is looked up, a receipt is written',
    'Mean service, payment not included.',
  ],
  service_cv: [0.6, 'ratio', 0, 2, 'A', 'assumed', 'Coefficient of variation of service times.'],
  patience_minutes: [60, 'min', 5, 300, 'A', 'assumed', 'Mean time parents are ready to queue.'],
  patience_cv: [0.4, 'ratio', 0, 1, 'A', 'assumed', 'Coefficient of variation of patience.'],
  accepting_share: [
    0,
    'share',
    0,
    1,
    'A',
    'assumed; fees could be paid by Alipay in Hangzhou from September 2016 (press)',
    'Schools that can be paid by phone on the first day.',
  ],
});
