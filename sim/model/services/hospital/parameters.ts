/** Parameters of the hospitals. */
import { hourWeights } from '../../hour-table.ts';
import { AGE_IDS } from '../../people-parameters.ts';
import { parameterFamily, parameterTable } from '../../parameter-table.ts';
import { STAGES } from './measures.ts';

const BMC = 'one Chinese hospital, peak hours, May 2017 (PMC7986498)';

/** By stage: registration, doctor, cashier, examination, pharmacy. */
export const HOSPITAL_BY_STAGE = [
  ...parameterFamily(
    'hospital.service_seconds',
    STAGES,
    [60, 391, 70, 360, 90],
    ['s', 5, 1800, 'A', `assumed; consultation 6.52 min: ${BMC}`, 'Mean service time, payment not included'],
  ),
  ...parameterFamily(
    'hospital.peak_load',
    STAGES,
    [0.85, 1.46, 1.46, 0.85, 0.9],
    [
      'ratio',
      0.2,
      2,
      'A',
      'the doctor’s calibrated to a wait of 32.25 min at peak hours (PMC7986498); the others assumed',
      'Servers are staffed so that the busiest hour loads them to this',
    ],
  ),
];

/** When patients come: mornings are busy. */
export const HOSPITAL_HOURS = hourWeights(
  'hospital.hours',
  7,
  [8, 17, 16, 12, 6, 2, 5, 12, 11, 7, 3],
  'Patients who come to a hospital',
);
/** When patients with an appointment come: while doctors work, all hours alike. */
export const APPOINTMENT_HOURS = hourWeights(
  'hospital.appointment_hours',
  8,
  [1, 1, 1, 1, 0, 1, 1, 1, 1],
  'Patients with an appointment',
);
export const HOSPITAL_BY_AGE = parameterFamily(
  'hospital.age_weight',
  AGE_IDS,
  [1.1, 0.5, 0.7, 0.8, 1.1, 1.8, 2.2],
  ['ratio', 0.1, 5, 'A', 'assumed', 'Visits of an age band relative to the others'],
);

export const HOSPITAL_TABLE = parameterTable('hospital', {
  opens_hour: [7, 'h', 5, 9, 'A', 'assumed', 'Hour from which a hospital lets people in.'],
  closes_hour: [18, 'h', 15, 23, 'A', 'assumed', 'Hour from which nobody is let in any more; who is in is served.'],
  service_cv: [0.6, 'ratio', 0, 2, 'A', 'assumed', 'Coefficient of variation of service times.'],
  examination_share: [
    0.65,
    'share',
    0,
    1,
    'A',
    'assumed; with drugs and registration 2 to 3 payments a visit (Hangzhou health commission 2023)',
    'Visits with an examination to pay for.',
  ],
  further_examination_share: [
    0.2,
    'share',
    0,
    0.95,
    'A',
    'assumed; examinations, drugs and registration then come to 2.7 payments a visit (2 to 3: Hangzhou health commission 2023)',
    'Examinations after which there is another one to pay for, up to four; at 0.95 a visit has about five payments.',
  ],
  drugs_share: [0.85, 'share', 0, 1, 'A', 'assumed', 'Visits with drugs to pay for.'],
  registration_yuan: [10, 'yuan', 1, 50, 'A', 'assumed', 'Registration fee.'],
  examination_yuan: [120, 'yuan', 20, 800, 'A', 'assumed', 'Mean sum of an examination.'],
  drugs_yuan: [110, 'yuan', 20, 1000, 'A', 'assumed', 'Mean sum of a prescription.'],
  bill_cv: [0.8, 'ratio', 0, 2, 'A', 'assumed', 'Coefficient of variation of bills.'],
  walk_minutes: [2.5, 'min', 0.2, 15, 'A', 'assumed', 'Mean walk between two counters.'],
  walk_cv: [0.4, 'ratio', 0, 2, 'A', 'assumed', 'Coefficient of variation of walks.'],
  patience_minutes: [150, 'min', 20, 600, 'A', 'assumed', 'Mean time people are ready to wait at one counter.'],
  patience_cv: [0.4, 'ratio', 0, 1, 'A', 'assumed', 'Coefficient of variation of patience.'],
  counter_time_factor: [
    1.2,
    'ratio',
    0.5,
    3,
    'A',
    'assumed: receipts and insurance records; payment with a card and PIN took 23.2 s (Germany 2023)',
    'Payment time at a hospital counter relative to a shop till, by every method.',
  ],
  windows_open_queue: [
    15,
    'persons',
    1,
    40,
    'A',
    'calibrated to a wait of 7.4 min to pay at peak hours (PMC7986498)',
    'People waiting for each open window of registration or cashier at which one more is opened.',
  ],
  windows_more_share: [
    0.5,
    'share',
    0,
    2,
    'A',
    'assumed',
    'Windows that can be opened beyond those planned, of those planned.',
  ],
  windows_fewer_share: [
    0.5,
    'share',
    0,
    0.9,
    'A',
    'assumed',
    'Windows that are closed while nobody waits, at most, of those planned.',
  ],
  windows_review_minutes: [
    10,
    'min',
    2,
    120,
    'A',
    'assumed',
    'Time between two looks at the queues, at which a window is opened or closed.',
  ],
  machine_share: [
    0.132,
    'share',
    0,
    0.9,
    'D',
    'what is left beside the 86.8% paid at a counter before mobile payment (PMC7986498)',
    'Payments of people with a bank card that are made at self-service machines.',
  ],
  machine_seconds: [40, 's', 5, 180, 'A', 'assumed', 'Use of a self-service machine, payment not included.'],
  appointment_share: [
    0,
    'share',
    0,
    1,
    'A',
    'none is assumed; no figure was found',
    'Patients who come by appointment: evenly over the hours of the doctors, not when most people come.',
  ],
  accepting_share: [
    0,
    'share',
    0,
    1,
    'A',
    'assumed; 86.8% paid at a counter before mobile payment (PMC7986498)',
    'Hospitals with mobile payment on the first day.',
  ],
  pay_later_share: [0, 'share', 0, 1, 'A', 'assumed', 'Hospitals that collect at the end on the first day.'],
  enrol_at_visit_share: [
    0.4,
    'share',
    0,
    1,
    'A',
    'assumed',
    'Wallet holders who link the hospital on a visit where it can be used.',
  ],
  working_day_factor: [1.25, 'ratio', 1, 1.4, 'A', 'assumed', 'Visits on a working day relative to the average day.'],
});

/** Who has linked a hospital on the first day, and how people come to do so ahead of any visit. */
export const HOSPITAL_LINK_TABLES = [
  ...parameterTable('people', {
    hospital_enrolled_share: [
      0,
      'share',
      0,
      1,
      'A',
      'assumed',
      'Wallet holders who have linked a hospital on the first day.',
    ],
  }).list,
  ...parameterTable('adoption', {
    hospital_daily: [
      0.002,
      '1/day',
      0,
      0.2,
      'A',
      'assumed',
      'Hazard of linking a hospital ahead of any visit, for those aware.',
    ],
  }).list,
];
