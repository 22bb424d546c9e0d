/** What is counted on campuses, and the measures made of it. */
import { TICKS_PER_MINUTE } from '../../../kernel/time.ts';
import { measureRow, ratio, shownBy, titled, type FactDeclaration, type MeasureRow } from '../../measures/declare.ts';
import type { Counters } from '../../measures/counters.ts';

const BY_MEAL = ['meal'] as const;
const DAYS_A_YEAR = 365;

export const CAMPUS_COUNTERS = {
  studentDays: [],
  cardlessDays: [],
  cardsLost: [],
  cardsReplaced: [],
  replacementFen: [],
  officeVisits: [],
  officeTicks: [],
  meals: ['meal'],
  mealWaitTicks: ['meal'],
  mealsMissed: ['meal'],
  topUps: [],
  topUpTicks: [],
} as const;

export const CAMPUS_FACTS = {
  dayBegan: {
    about: 'A day begins: 0, students, those of them in term without a card in hand or phone that can be used.',
    count: (day, at, students, cardless) => {
      day[at['studentDays']] += students;
      day[at['cardlessDays']] += cardless;
    },
  },
  cardLost: {
    about: 'A campus card is lost: person.',
    count: (day, at) => {
      day[at['cardsLost']]++;
    },
  },
  cardReplaced: {
    about: 'A new campus card was asked for and paid: person, fen.',
    count: (day, at, fen) => {
      day[at['cardsReplaced']]++;
      day[at['replacementFen']] += fen;
    },
  },
  officeVisited: {
    about: 'A trip to the card office: person, ticks of both walks, the queue and the counter.',
    count: (day, at, ticks) => {
      day[at['officeVisits']]++;
      day[at['officeTicks']] += ticks;
    },
  },
  ate: {
    about: 'A meal was bought: person, ticks waited at the window, meal.',
    count: (day, at, waited, meal) => {
      day[at['meals'] + meal]++;
      day[at['mealWaitTicks'] + meal] += waited;
    },
  },
  missed: {
    about: 'A meal was not had for want of patience or of anything that is taken: person, ticks waited, meal.',
    count: (day, at, waited, meal) => {
      day[at['mealsMissed'] + meal]++;
      day[at['mealWaitTicks'] + meal] += waited;
    },
  },
  machineUsed: {
    about: 'Money was put on a campus card at a machine: person, fen, ticks of queue and machine.',
    count: (day, at, _fen, ticks) => {
      day[at['topUps']]++;
      day[at['topUpTicks']] += ticks;
    },
  },
} as const satisfies Record<string, FactDeclaration>;

const aYear = (c: Counters, sum: number): number => ratio(sum * DAYS_A_YEAR, c.sum('campus.studentDays'));
const minutes = (ticks: number): number => ticks / TICKS_PER_MINUTE;

export const CAMPUS_MEASURES: readonly MeasureRow[] = [
  titled(
    'Meals in canteens',
    '食堂就餐人次',
    measureRow(
      'campus.meals',
      'meals',
      'Meals bought in canteens.',
      '食堂售出餐次。',
      (c) => c.sum('campus.meals'),
      BY_MEAL,
    ),
  ),
  titled(
    'Meals missed',
    '未吃上的餐次',
    measureRow(
      'campus.meals_missed',
      'meals',
      'Students who came for a meal and left without: the line was too long, or nothing they had was taken.',
      '来到食堂却没有吃上饭的人次：排队太久，或所持支付方式不被接受。',
      (c) => c.sum('campus.mealsMissed'),
    ),
    'less',
  ),
  shownBy(
    'meal',
    titled(
      'Line at canteen windows',
      '食堂窗口排队时间',
      measureRow(
        'campus.line_minutes',
        'min',
        'Mean wait in line at a canteen window, those who left without a meal included.',
        '食堂窗口平均排队时间，含未吃上饭者。',
        (c) => ratio(minutes(c.sum('campus.mealWaitTicks')), c.sum('campus.meals') + c.sum('campus.mealsMissed')),
        BY_MEAL,
      ),
      'less',
    ),
  ),
  titled(
    'Hours at top-up machines, a student and year',
    '每名学生每年充值用时',
    measureRow(
      'campus.top_up_hours_per_student_year',
      'h/student/year',
      'Hours at top-up machines a student and year, queues included.',
      '每名学生每年在充值机排队和操作的小时数。',
      (c) => aYear(c, minutes(c.sum('campus.topUpTicks')) / 60),
    ),
    'less',
  ),
  titled(
    'Top-ups at machines',
    '校园卡充值次数',
    measureRow('campus.top_ups', 'top-ups', 'Top-ups of campus cards at machines.', '校园卡在充值机充值次数。', (c) =>
      c.sum('campus.topUps'),
    ),
  ),
  titled(
    'Campus cards lost',
    '遗失的校园卡',
    measureRow('campus.cards_lost', 'cards', 'Campus cards lost.', '遗失的校园卡数。', (c) =>
      c.sum('campus.cardsLost'),
    ),
  ),
  titled(
    'Campus cards replaced',
    '补办的校园卡',
    measureRow(
      'campus.cards_replaced',
      'cards',
      'New campus cards asked for and paid.',
      '已申请并付费的补办校园卡数。',
      (c) => c.sum('campus.cardsReplaced'),
    ),
    'less',
  ),
  titled(
    'Spent on new campus cards',
    '补卡支出',
    measureRow(
      'campus.replacement_yuan',
      'yuan',
      'Fees paid for new campus cards.',
      '补办校园卡所付费用。',
      (c) => c.sum('campus.replacementFen') / 100,
    ),
    'less',
  ),
  titled(
    'Spent on new cards, a student and year',
    '每名学生每年补卡支出',
    measureRow(
      'campus.replacement_yuan_per_student_year',
      'yuan/student/year',
      'Fees paid for new campus cards, a student and year.',
      '每名学生每年补办校园卡的费用。',
      (c) => aYear(c, c.sum('campus.replacementFen') / 100),
    ),
    'less',
  ),
  titled(
    'Time a new card takes',
    '补卡用时',
    measureRow(
      'campus.replacement_minutes_mean',
      'min',
      'Minutes of the trips to the card office, walks and queues included, for each card asked for.',
      '每补办一张校园卡前往校园卡中心的用时，含步行和排队。',
      (c) => ratio(minutes(c.sum('campus.officeTicks')), c.sum('campus.cardsReplaced')),
    ),
    'less',
  ),
  titled(
    'Trips to the card office, a student and year',
    '每名学生每年补卡用时',
    measureRow(
      'campus.replacement_minutes_per_student_year',
      'min/student/year',
      'Minutes of trips to the card office, a student and year.',
      '每名学生每年前往校园卡中心的分钟数。',
      (c) => aYear(c, minutes(c.sum('campus.officeTicks'))),
    ),
    'less',
  ),
  titled(
    'Days without a campus card, a student and year',
    '每名学生每年无卡天数',
    measureRow(
      'campus.days_without_card_per_student_year',
      'days/student/year',
      'Days of term that begin without a card in hand or phone that can be used, a student and year.',
      '学期中既无实体卡又无可用手机校园卡的天数，按每名学生每年计。',
      (c) => aYear(c, c.sum('campus.cardlessDays')),
    ),
    'less',
  ),
];
