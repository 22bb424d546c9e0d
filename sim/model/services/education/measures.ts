/** What is counted of the money paid to schools, and the measures made of it. */
import { TICKS_PER_MINUTE } from '../../../kernel/time.ts';
import { measureRow, ratio, shownBy, titled, type FactDeclaration, type MeasureRow } from '../../measures/declare.ts';

/** Ways in which a household pays a school. */
export const WAYS = ['debit', 'phone', 'window'] as const;
/** What that takes time for. */
export const STEPS = ['trip', 'queue', 'service', 'phone'] as const;
const [TRIP, QUEUE, SERVICE, PHONE] = STEPS.map((_, at) => at);

export const EDUCATION_COUNTERS = {
  paid: ['fee_way'],
  late: [],
  ticks: ['fee_step'],
  trips: [],
  waits: [],
  waitTicks: [],
  termWaits: [],
  termWaitTicks: [],
} as const;

export const EDUCATION_FACTS = {
  schoolPaid: {
    about: 'A household paid a school what was due: person, 0 by debit, 1 by phone, 2 at a window; 1 where late; fen.',
    count: (day, at, way, isLate) => {
      day[at['paid'] + way]++;
      day[at['late']] += isLate;
    },
  },
  cameToSchool: {
    about: 'A parent came to a school to pay: person, ticks and metres of a trip made for it.',
    count: (day, at, ticks, metres) => {
      day[at['trips']] += metres > 0 ? 1 : 0;
      day[at['ticks'] + TRIP] += ticks;
    },
  },
  calledAtSchool: {
    about: 'A parent is about to pay at a window: person, ticks waited, 1 in a month with which a term begins.',
    count: (day, at, ticks, opensTerm) => {
      day[at['waits']]++;
      day[at['waitTicks']] += ticks;
      day[at['termWaits']] += opensTerm;
      day[at['termWaitTicks']] += ticks * opensTerm;
    },
  },
  queuedAtSchool: {
    about: 'A parent waited at a school and is served now: school, ticks, 0, person.',
    count: (day, at, ticks) => {
      day[at['ticks'] + QUEUE] += ticks;
    },
  },
  servedAtSchool: {
    about: 'A parent is served at a school for so long: school, ticks, 0, person.',
    count: (day, at, ticks) => {
      day[at['ticks'] + SERVICE] += ticks;
    },
  },
  leftSchool: { about: 'A visit to a school ended: school, ticks, 0, person.', count: () => {} },
  paidSchoolByPhone: {
    about: 'A parent tried to pay a school by phone: person, ticks.',
    count: (day, at, ticks) => {
      day[at['ticks'] + PHONE] += ticks;
    },
  },
} as const satisfies Record<string, FactDeclaration>;

export const EDUCATION_MEASURES: readonly MeasureRow[] = [
  shownBy(
    'fee_way',
    titled(
      'Payments to schools',
      '缴校费次数',
      measureRow(
        'education.payments',
        'payments',
        'Times that a household paid a school the meal money and fees due.',
        '家庭向学校缴纳餐费与学期费用的次数。',
        (c) => c.sum('education.paid'),
        ['fee_way'],
      ),
    ),
  ),
  shownBy(
    'fee_step',
    titled(
      'Time that paying a school takes',
      '每次缴校费用时',
      measureRow(
        'education.minutes_per_payment',
        'min',
        'Trips made for it, queues, services and paying by phone, spread over all payments to schools.',
        '专程路途、排队、窗口办理与手机缴费的时间，按全部缴校费次数平均。',
        (c) => ratio(c.sum('education.ticks') / TICKS_PER_MINUTE, c.total('education.paid')),
        ['fee_step'],
      ),
      'less',
    ),
  ),
  titled(
    'Wait at school windows',
    '学校窗口排队时间',
    measureRow(
      'education.wait_minutes',
      'min',
      'Mean wait of parents who paid at a school window.',
      '在学校窗口缴费的家长平均排队时间。',
      (c) => ratio(c.sum('education.waitTicks') / TICKS_PER_MINUTE, c.sum('education.waits')),
    ),
    'less',
  ),
  titled(
    'Wait at school windows as a term begins',
    '开学时学校窗口排队时间',
    measureRow(
      'education.term_wait_minutes',
      'min',
      'The same in a month with which a term begins.',
      '同上，仅计开学当月。',
      (c) => ratio(c.sum('education.termWaitTicks') / TICKS_PER_MINUTE, c.sum('education.termWaits')),
    ),
    'less',
  ),
  titled(
    'Payments to schools that are late',
    '逾期缴校费占比',
    measureRow(
      'education.late_share',
      'share',
      'Payments to schools after the days in which they are due, of all of them.',
      '超过缴费期限的缴校费占比。',
      (c) => ratio(c.sum('education.late'), c.sum('education.paid')),
    ),
    'less',
  ),
  titled(
    'Trips to pay a school',
    '专程到校缴费次数',
    measureRow('education.trips', 'trips', 'Trips made only to pay at a school.', '仅为缴费而到校的次数。', (c) =>
      c.sum('education.trips'),
    ),
    'less',
  ),
];
