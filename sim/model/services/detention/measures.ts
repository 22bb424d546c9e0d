/** What is counted of deposits for people in detention, and the measures made of it. */
import { TICKS_PER_MINUTE } from '../../../kernel/time.ts';
import {
  measureRow,
  ofWholeCity,
  ratio,
  titled,
  type FactDeclaration,
  type MeasureRow,
} from '../../measures/declare.ts';

/** A li is half a kilometre. */
const LI_PER_KM = 2;
const DAYS_A_YEAR = 365;

export const DETENTION_COUNTERS = {
  trips: [],
  tripTicks: [],
  metres: [],
  byPhone: [],
  atWindow: [],
  ticks: [],
} as const;

export const DETENTION_FACTS = {
  cameToCentre: {
    about: 'Somebody travelled to a detention centre and back: person, ticks, metres.',
    count: (day, at, ticks, metres) => {
      day[at['trips']]++;
      day[at['tripTicks']] += ticks;
      day[at['metres']] += metres;
    },
  },
  deposited: {
    about: 'Living expenses were paid in: person, 1 by phone from home and 0 at the window, ticks.',
    count: (day, at, byPhone, ticks) => {
      day[at[byPhone === 1 ? 'byPhone' : 'atWindow']]++;
      day[at['ticks']] += byPhone === 1 ? ticks : 0;
    },
  },
  queuedAtCentre: {
    about: 'Somebody waited at a window of a centre and is served now: centre, ticks, 0, person.',
    count: (day, at, ticks) => {
      day[at['ticks']] += ticks;
    },
  },
  servedAtCentre: {
    about: 'Somebody is served at a window of a centre for so long: centre, ticks, 0, person.',
    count: (day, at, ticks) => {
      day[at['ticks']] += ticks;
    },
  },
  leftCentre: { about: 'A visit to a centre ended: centre, ticks, 0, person.', count: () => {} },
} as const satisfies Record<string, FactDeclaration>;

export const DETENTION_MEASURES: readonly MeasureRow[] = [
  titled(
    'Deposits for people in detention',
    '被羁押人员生活费缴存笔数',
    measureRow(
      'detention.deposits',
      'deposits',
      'Living expenses paid in for people in detention, by phone and at the window.',
      '为被羁押人员缴存生活费的笔数，含手机与窗口。',
      (c) => c.sum('detention.byPhone') + c.sum('detention.atWindow'),
    ),
  ),
  titled(
    'Deposits paid by phone',
    '手机缴存占比',
    measureRow(
      'detention.by_phone_share',
      'share',
      'Deposits paid by phone, without a trip.',
      '无需出行、以手机缴存的占比。',
      (c) => ratio(c.sum('detention.byPhone'), c.sum('detention.byPhone') + c.sum('detention.atWindow')),
    ),
    'more',
  ),
  titled(
    'Trips of families to detention centres',
    '家属前往看守所的次数',
    measureRow(
      'detention.trips',
      'trips',
      'Trips of families to a centre to pay living expenses in.',
      '家属前往看守所缴存生活费的次数。',
      (c) => c.sum('detention.trips'),
    ),
    'less',
  ),
  titled(
    'Way of families to detention centres',
    '家属前往看守所的路程',
    measureRow(
      'detention.kilometres',
      'km',
      'Kilometres that families travelled to centres and back.',
      '家属往返看守所的公里数。',
      (c) => c.sum('detention.metres') / 1000,
    ),
    'less',
  ),
  titled(
    'Li that families travel a year',
    '家属全年行程（里）',
    ofWholeCity(
      measureRow(
        'detention.li_per_year',
        'li/year',
        'Li (half kilometres) that the families of the whole city would travel in a year at this rate.',
        '按此频率，全市家属一年往返看守所的里程（里）。',
        (c) => ((c.sum('detention.metres') / 1000) * LI_PER_KM * c.scale * DAYS_A_YEAR) / c.days,
      ),
    ),
    'less',
  ),
  titled(
    'Time that a deposit takes',
    '每笔缴存用时',
    measureRow(
      'detention.minutes_per_deposit',
      'min',
      'Trips, queues, services and paying by phone, spread over all deposits.',
      '路程、排队、窗口办理与手机缴存的时间，按全部缴存笔数平均。',
      (c) =>
        ratio(
          (c.sum('detention.tripTicks') + c.sum('detention.ticks')) / TICKS_PER_MINUTE,
          c.sum('detention.byPhone') + c.sum('detention.atWindow'),
        ),
    ),
    'less',
  ),
];
