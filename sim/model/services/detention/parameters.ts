/** Parameters of the payments to people in detention. */
import { hourWeights } from '../../hour-table.ts';
import { tripTable } from '../../kit/sites.ts';
import { parameterTable } from '../../parameter-table.ts';

/** When people come: from the first hour to the last it is open. */
export const DETENTION_HOURS = hourWeights(
  'detention.hours',
  8,
  [6, 14, 14, 7, 0, 0, 10, 10, 5],
  'People who come to a detention centre',
);

export const DETENTION_TRIPS = tripTable('detention');

export const DETENTION_TABLE = parameterTable('detention', {
  opens_hour: [8, 'h', 6, 10, 'A', 'assumed', 'Hour from which a centre lets people in.'],
  closes_hour: [17, 'h', 15, 20, 'A', 'assumed', 'Hour from which nobody is let in any more; who is in is served.'],
  held_per_100000: [
    47,
    'persons',
    0,
    5000,
    'D',
    'over 650,000 held (World Prison list, 2009) for 1,382.71 million residents; 36 to 65 are plausible',
    'People in detention for 100,000 residents, each with a household in the city that pays for them.',
  ],
  per_10000_residents: [
    0.0166,
    'places',
    0.005,
    0.1,
    'D',
    'more than 2,300 centres (ministry, January 2024) for 1,382.71 million residents',
    'Detention centres for 10,000 residents.',
  ],
  near_share: [
    0.6,
    'share',
    0,
    1,
    'A',
    'assumed',
    'People held at the centre nearest to their family; others are held anywhere in the city.',
  ],
  deposits_per_month: [1, 'deposits', 0, 30, 'A', 'assumed: 0.5 to 1.5', 'Deposits for a detainee a month.'],
  deposit_yuan: [
    400,
    'yuan',
    50,
    1000,
    'A',
    'assumed; 300 spent a month (Guangdong prison, 2019), at most 1,000 (Beijing prison, 2018)',
    'Sum of a deposit.',
  ],
  windows: [1, 'windows', 0.2, 10, 'A', 'assumed', "Cashier's windows of a centre."],
  service_seconds: [
    240,
    's',
    30,
    1800,
    'A',
    'assumed: name and account number are looked up',
    'Mean service, payment not included.',
  ],
  service_cv: [0.6, 'ratio', 0, 2, 'A', 'assumed', 'Coefficient of variation of service times.'],
  patience_minutes: [180, 'min', 10, 600, 'A', 'assumed', 'Mean time people are ready to queue.'],
  patience_cv: [0.4, 'ratio', 0, 1, 'A', 'assumed', 'Coefficient of variation of patience.'],
  accepting_share: [0, 'share', 0, 1, 'A', 'assumed', 'Centres that take deposits by phone on the first day.'],
});
