/** What is counted of a fleet, and the measures made of it: for services that have vehicles on lines. */
import { binOf } from '../../kernel/histogram.ts';
import { TICKS_PER_MINUTE, TICKS_PER_SECOND } from '../../kernel/time.ts';
import type { LocalName } from '../city.ts';
import type { UnitDeclaration } from '../services/service.ts';
import { measureRow, ratio, titled, type FactDeclaration, type MeasureRow } from '../measures/declare.ts';

/** Lateness from here on counts as a late trip: five minutes, in ticks. */
const LATE_TICKS = 3000;

export const FLEET_COUNTERS = {
  dwells: [],
  dwellTicks: [],
  leftBehind: [],
  trips: [],
  runningTicks: [],
  lateTicks: [],
  lateBins: ['bin'],
  lateTrips: [],
  rides: [],
  rideTicks: [],
} as const;

export const FLEET_FACTS = {
  dwelt: {
    about:
      'A vehicle left a stop: vehicle, ticks it had stood, people it had taken on, people left behind for want of room.',
    count: (day, at, ticks, _boarded, left) => {
      day[at['dwells']]++;
      day[at['dwellTicks']] += ticks;
      day[at['leftBehind']] += left;
    },
  },
  tripEnded: {
    about: 'A vehicle completed a trip: vehicle, running time, lateness at the last stop (negative: early), in ticks.',
    count: (day, at, runningTicks, lateTicks) => {
      day[at['trips']]++;
      day[at['runningTicks']] += runningTicks;
      day[at['lateTicks']] += lateTicks;
      day[at['lateBins'] + binOf(Math.max(0, lateTicks))]++;
      if (lateTicks > LATE_TICKS) day[at['lateTrips']]++;
    },
  },
  rode: {
    about: 'A passenger got off: person, ticks on board.',
    count: (day, at, ticks) => {
      day[at['rides']]++;
      day[at['rideTicks']] += ticks;
    },
  },
} as const satisfies Record<string, FactDeclaration>;

/** Units of the measures of a fleet. */
export const FLEET_UNITS: Readonly<Record<string, UnitDeclaration>> = {
  trips: { name: { en: 'trips', zh: '班次' }, isCounted: true },
};

/** The measures of the fleet of a service, whose vehicle is called so. */
export function fleetMeasures(id: string, vehicle: LocalName): readonly MeasureRow[] {
  return [
    titled(
      `Time of a ${vehicle.en} at a stop`,
      `${vehicle.zh}停站时间`,
      measureRow(
        `${id}.dwell_seconds_mean`,
        's',
        `Mean time a ${vehicle.en} stands at a stop.`,
        `${vehicle.zh}平均停站时间。`,
        (c) => ratio(c.sum(`${id}.dwellTicks`) / TICKS_PER_SECOND, c.sum(`${id}.dwells`)),
      ),
      'less',
    ),
    titled(
      `Time of a ${vehicle.en} from end to end`,
      `${vehicle.zh}全程用时`,
      measureRow(
        `${id}.running_minutes_mean`,
        'min',
        'Mean time of a trip from terminal to terminal.',
        '单程平均运行时间。',
        (c) => ratio(c.sum(`${id}.runningTicks`) / TICKS_PER_MINUTE, c.sum(`${id}.trips`)),
      ),
      'less',
    ),
    titled(
      `Lateness of a ${vehicle.en}`,
      `${vehicle.zh}平均晚点`,
      measureRow(
        `${id}.late_minutes_mean`,
        'min',
        'Mean lateness at the last stop; negative: early.',
        '到达终点站的平均晚点（负值为早到）。',
        (c) => ratio(c.sum(`${id}.lateTicks`) / TICKS_PER_MINUTE, c.sum(`${id}.trips`)),
      ),
      'less',
    ),
    titled(
      `Lateness of the latest trips by ${vehicle.en} (95th percentile)`,
      `${vehicle.zh}严重晚点（95百分位）`,
      measureRow(
        `${id}.late_minutes_p95`,
        'min',
        '95th percentile of lateness at the last stop.',
        '终点晚点的95百分位。',
        (c) => c.quantile(`${id}.lateBins`, 0.95) / TICKS_PER_MINUTE,
      ),
      'less',
    ),
    titled(
      `Trips by ${vehicle.en} more than five minutes late`,
      `${vehicle.zh}晚点超过五分钟的班次占比`,
      measureRow(`${id}.late_share`, 'share', 'Trips more than five minutes late.', '晚点超过5分钟的班次占比。', (c) =>
        ratio(c.sum(`${id}.lateTrips`), c.sum(`${id}.trips`)),
      ),
      'less',
    ),
    titled(
      `Trips by ${vehicle.en}`,
      `${vehicle.zh}班次`,
      measureRow(`${id}.trips`, 'trips', 'Trips completed.', '完成班次。', (c) => c.sum(`${id}.trips`)),
    ),
    titled(
      `Passengers left behind by a full ${vehicle.en}`,
      `${vehicle.zh}因满员未能上车的人次`,
      measureRow(
        `${id}.left_behind`,
        'persons',
        `Passengers left at a stop because the ${vehicle.en} was full.`,
        '因满员未能上车的人次。',
        (c) => c.sum(`${id}.leftBehind`),
      ),
      'less',
    ),
    titled(
      `Time on the ${vehicle.en}`,
      `乘${vehicle.zh}时间`,
      measureRow(`${id}.ride_minutes_mean`, 'min', 'Mean time on board.', '平均乘车时间。', (c) =>
        ratio(c.sum(`${id}.rideTicks`) / TICKS_PER_MINUTE, c.sum(`${id}.rides`)),
      ),
      'less',
    ),
  ];
}
