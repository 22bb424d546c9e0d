/** What is counted of visits to halls and of filings from home, and the measures made of it. */
import { TICKS_PER_MINUTE } from '../../../kernel/time.ts';
import { measureRow, ratio, shownBy, titled, type FactDeclaration, type MeasureRow } from '../../measures/declare.ts';

/** Stations of a visit, in the order of every stage column. */
export const STAGES = ['window', 'cashier'] as const;

/** What the time of a matter is spent on: the stations first. */
export const STEPS = ['window', 'cashier', 'walk', 'trip', 'online'] as const;
const WALK = STEPS.indexOf('walk');
const TRIP = STEPS.indexOf('trip');
const ONLINE = STEPS.indexOf('online');

export const HALL_COUNTERS = {
  ticks: ['hall_step'],
  visits: [],
  visitTicks: [],
  filed: [],
  turnedBack: [],
  metres: [],
} as const;

export const HALL_FACTS = {
  numberCalled: {
    about: 'Somebody waited and is called: hall, ticks, stage, person.',
    count: (day, at, ticks, stage) => {
      day[at['ticks'] + stage] += ticks;
    },
  },
  numberServed: {
    about: 'Somebody is served for so long: hall, ticks, stage, person.',
    count: (day, at, ticks, stage) => {
      day[at['ticks'] + stage] += ticks;
    },
  },
  leftHall: {
    about: 'A visit ended: hall, ticks from door to door, of which so many were walks, person.',
    count: (day, at, ticks, walking) => {
      day[at['visits']]++;
      day[at['visitTicks']] += ticks;
      day[at['ticks'] + WALK] += walking;
    },
  },
  cameToHall: {
    about: 'Somebody travelled to a hall and back: person, ticks, metres.',
    count: (day, at, ticks, metres) => {
      day[at['ticks'] + TRIP] += ticks;
      day[at['metres']] += metres;
    },
  },
  filedOnline: {
    about: 'Somebody filed a matter from home: person, ticks, 1 where it was not turned back.',
    count: (day, at, ticks, isDone) => {
      day[at['ticks'] + ONLINE] += ticks;
      day[at[isDone === 1 ? 'filed' : 'turnedBack']]++;
    },
  },
} as const satisfies Record<string, FactDeclaration>;

export const HALL_MEASURES: readonly MeasureRow[] = [
  titled(
    'Visits to government halls',
    '政务大厅办事人次',
    measureRow('hall.visits', 'visits', 'Visits completed.', '完成办事人次。', (c) => c.sum('hall.visits')),
  ),
  titled(
    'Matters filed from home',
    '网上办理件数',
    measureRow(
      'hall.filed_online',
      'visits',
      'Visits that were spared because the matter was filed from home.',
      '网上办理而免去的大厅办事人次。',
      (c) => c.sum('hall.filed'),
    ),
  ),
  titled(
    'Filings turned back',
    '网上办理被退回件数',
    measureRow(
      'hall.turned_back',
      'visits',
      'Filings from home that were turned back or not paid, and became visits.',
      '网上办理被退回或未缴费、改为到厅办理的件数。',
      (c) => c.sum('hall.turnedBack'),
    ),
  ),
  titled(
    'Length of a visit to a government hall',
    '政务大厅办事总时长',
    measureRow(
      'hall.visit_minutes_mean',
      'min',
      'Mean length of a visit from door to door, the trip not included.',
      '平均每次在厅办事时长（不含路程）。',
      (c) => ratio(c.sum('hall.visitTicks') / TICKS_PER_MINUTE, c.sum('hall.visits')),
    ),
    'less',
  ),
  shownBy(
    'hall_step',
    titled(
      'Time that a matter takes',
      '办成一件事用时',
      measureRow(
        'hall.minutes_per_matter',
        'min',
        'Trips, waits, walks, services and filing from home, spread over the visits completed and the matters filed from home.',
        '路程、排队、步行、窗口办理与网上办理的时间，按到厅办结与网上办结的件数平均。',
        (c) => ratio(c.sum('hall.ticks') / TICKS_PER_MINUTE, c.total('hall.visits') + c.total('hall.filed')),
        ['hall_step'],
      ),
      'less',
    ),
  ),
  titled(
    'Trips to government halls',
    '前往政务大厅的路程',
    measureRow(
      'hall.kilometres',
      'km',
      'Kilometres travelled to halls and back.',
      '往返政务大厅的总里程。',
      (c) => c.sum('hall.metres') / 1000,
    ),
    'less',
  ),
];
