/** What is counted of hospital visits, and the measures made of it. */
import { binOf } from '../../../kernel/histogram.ts';
import { TICKS_PER_MINUTE } from '../../../kernel/time.ts';
import { measureRow, ratio, shownBy, titled, type FactDeclaration, type MeasureRow } from '../../measures/declare.ts';

/** Stations of a visit, in the order of every stage column. */
export const STAGES = ['registration', 'doctor', 'cashier', 'examination', 'pharmacy'] as const;
const BY_STAGE = ['stage'] as const;

export const HOSPITAL_COUNTERS = {
  stageWaits: ['stage'],
  stageWaitTicks: ['stage'],
  peakWaits: ['stage'],
  peakWaitTicks: ['stage'],
  stageServiceTicks: ['stage'],
  visits: [],
  visitTicks: [],
  visitWalkTicks: [],
  visitBins: ['bin'],
} as const;

export const HOSPITAL_FACTS = {
  stageWaited: {
    about: 'Somebody waited at a stage and is served now: hospital, ticks, stage, person.',
    count: (day, at, ticks, stage) => {
      day[at['stageWaits'] + stage]++;
      day[at['stageWaitTicks'] + stage] += ticks;
    },
  },
  peakWaited: {
    about:
      'The same of somebody who joined the queue in the busy hours of a working day: hospital, ticks, stage, person.',
    count: (day, at, ticks, stage) => {
      day[at['peakWaits'] + stage]++;
      day[at['peakWaitTicks'] + stage] += ticks;
    },
  },
  stageServed: {
    about: 'Somebody is served at a stage for so long: hospital, ticks, stage, person.',
    count: (day, at, ticks, stage) => {
      day[at['stageServiceTicks'] + stage] += ticks;
    },
  },
  visited: {
    about: 'A visit ended: hospital, ticks from door to door, of which so many were walks between counters, person.',
    count: (day, at, ticks, walking) => {
      day[at['visits']]++;
      day[at['visitTicks']] += ticks;
      day[at['visitWalkTicks']] += walking;
      day[at['visitBins'] + binOf(ticks)]++;
    },
  },
} as const satisfies Record<string, FactDeclaration>;

export const HOSPITAL_MEASURES: readonly MeasureRow[] = [
  titled(
    'Hospital visits',
    '就诊人次',
    measureRow('hospital.visits', 'visits', 'Visits completed.', '完成就诊人次。', (c) => c.sum('hospital.visits')),
  ),
  titled(
    'Payments of a hospital visit',
    '每次就诊付款次数',
    measureRow(
      'hospital.payments_per_visit',
      'payments/visit',
      'Payments of a visit, at registration, cashier, machine or on the phone; those of visits broken off too.',
      '平均每次就诊的付款次数（挂号、缴费窗口、自助机或手机）。',
      (c) => {
        const paid = c.ofSector('hospital').sum('payments');
        return ratio(paid, c.of({}).sum('hospital.visits'));
      },
    ),
    'less',
  ),
  titled(
    'Length of a hospital visit',
    '就诊总时长',
    measureRow('hospital.visit_minutes_mean', 'min', 'Mean length of a visit.', '平均就诊总时长。', (c) =>
      ratio(c.sum('hospital.visitTicks') / TICKS_PER_MINUTE, c.sum('hospital.visits')),
    ),
    'less',
  ),
  titled(
    'Long hospital visits (95th percentile)',
    '较长的就诊总时长（95百分位）',
    measureRow(
      'hospital.visit_minutes_p95',
      'min',
      '95th percentile of the length of a visit.',
      '就诊总时长的95百分位。',
      (c) => c.quantile('hospital.visitBins', 0.95) / TICKS_PER_MINUTE,
    ),
    'less',
  ),
  titled(
    'Walking on a hospital visit',
    '就诊步行时间',
    measureRow(
      'hospital.walk_minutes_mean',
      'min',
      'Mean time walked between counters on a visit.',
      '每次就诊窗口间平均步行时间。',
      (c) => ratio(c.sum('hospital.visitWalkTicks') / TICKS_PER_MINUTE, c.sum('hospital.visits')),
    ),
    'less',
  ),
  titled(
    'Wait at the counters of a hospital',
    '医院窗口排队时间',
    measureRow(
      'hospital.stage_wait_minutes',
      'min',
      'Mean wait in front of a counter, for those who queued there.',
      '各窗口平均排队时间。',
      (c) => ratio(c.sum('hospital.stageWaitTicks') / TICKS_PER_MINUTE, c.sum('hospital.stageWaits')),
      BY_STAGE,
    ),
    'less',
  ),
  titled(
    'Wait at the counters of a hospital in busy hours',
    '医院高峰时段窗口排队时间',
    measureRow(
      'hospital.peak_wait_minutes',
      'min',
      'Mean wait in front of a counter of those who joined the queue from 8 to 11 on a working day.',
      '工作日8至11时到窗口排队者的平均排队时间。',
      (c) => ratio(c.sum('hospital.peakWaitTicks') / TICKS_PER_MINUTE, c.sum('hospital.peakWaits')),
      BY_STAGE,
    ),
    'less',
  ),
  shownBy(
    'stage',
    titled(
      'Time of a visit by counter',
      '就诊各环节用时',
      measureRow(
        'hospital.stage_minutes_per_visit',
        'min',
        'Queueing and being served at a counter, spread over all visits.',
        '平均每次就诊在各环节花费的时间。',
        (c) =>
          ratio(
            (c.sum('hospital.stageWaitTicks') + c.sum('hospital.stageServiceTicks')) / TICKS_PER_MINUTE,
            c.total('hospital.visits'),
          ),
        BY_STAGE,
      ),
      'less',
    ),
  ),
];
