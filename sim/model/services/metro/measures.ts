/** What is counted of metro trips, and the measures made of it. */
import { TICKS_PER_MINUTE, TICKS_PER_SECOND } from '../../../kernel/time.ts';
import {
  measureRow,
  ofWholeCity,
  ratio,
  shownBy,
  titled,
  type FactDeclaration,
  type MeasureRow,
} from '../../measures/declare.ts';

const BY_MEDIUM = ['medium'] as const;
/** Crowding is passed on in whole thousandths. */
export const CROWDING = 1000;

export const METRO_COUNTERS = {
  trips: ['medium'],
  passes: ['medium'],
  gateTicks: ['medium'],
  gateWaits: ['medium'],
  purchases: [],
  purchaseTicks: [],
  boardings: [],
  platformTicks: [],
  leftBehind: [],
  crowding: [],
  rideTicks: [],
  transfers: [],
} as const;

export const METRO_FACTS = {
  entered: {
    about: 'Somebody has passed the gates into a station: person, medium.',
    count: (day, at, medium) => {
      day[at['trips'] + medium]++;
    },
  },
  passed: {
    about: 'Somebody passes a gate, in or out: person, ticks in the queue, ticks at the gate, medium.',
    count: (day, at, waited, ticks, medium) => {
      day[at['passes'] + medium]++;
      day[at['gateWaits'] + medium] += waited;
      day[at['gateTicks'] + medium] += ticks;
    },
  },
  bought: {
    about: 'Somebody buys a token at a machine: person, ticks in the queue, ticks at the machine.',
    count: (day, at, waited, ticks) => {
      day[at['purchases']]++;
      day[at['purchaseTicks']] += waited + ticks;
    },
  },
  boarded: {
    about:
      'Somebody gets on a train: person, ticks on the platform, thousandths of its room then taken, ticks of the ride.',
    count: (day, at, waited, crowding, ride) => {
      day[at['boardings']]++;
      day[at['platformTicks']] += waited;
      day[at['crowding']] += crowding;
      day[at['rideTicks']] += ride;
    },
  },
  full: {
    about: 'A full train left people behind: queue on the platform, people.',
    count: (day, at, people) => {
      day[at['leftBehind']] += people;
    },
  },
  changed: {
    about: 'Somebody goes to another line’s platform: person.',
    count: (day, at) => {
      day[at['transfers']]++;
    },
  },
} as const satisfies Record<string, FactDeclaration>;

export const METRO_MEASURES: readonly MeasureRow[] = [
  titled(
    'Metro rides',
    '地铁乘次',
    measureRow(
      'metro.rides',
      'metro rides',
      'Rides on a line; who changes makes two.',
      '乘坐一条线路为一乘次，换乘计两次。',
      (c) => c.sum('metro.boardings'),
    ),
  ),
  titled(
    'Metro rides a day in the whole city',
    '全市地铁日客运量',
    ofWholeCity(
      measureRow(
        'city.metro_rides_a_day',
        'metro rides',
        'Rides on a line a day, scaled up to the whole city; who changes makes two.',
        '折算到全市的日均乘次，换乘计两次。',
        (c) => (c.sum('metro.boardings') / c.days) * c.scale,
      ),
    ),
  ),
  titled(
    'Time at a gate, queue included',
    '过闸用时（含排队）',
    shownBy(
      'medium',
      measureRow(
        'metro.gate_seconds_mean',
        's',
        'Mean time to pass a gate, in or out, queue included.',
        '进出站过闸平均用时，含排队。',
        (c) => ratio((c.sum('metro.gateTicks') + c.sum('metro.gateWaits')) / TICKS_PER_SECOND, c.sum('metro.passes')),
        BY_MEDIUM,
      ),
    ),
    'less',
  ),
  titled(
    'Queue at a gate',
    '闸机排队时间',
    shownBy(
      'medium',
      measureRow(
        'metro.gate_wait_seconds_mean',
        's',
        'Mean wait in front of a gate, in or out.',
        '进出站闸机前平均排队时间。',
        (c) => ratio(c.sum('metro.gateWaits') / TICKS_PER_SECOND, c.sum('metro.passes')),
        BY_MEDIUM,
      ),
    ),
    'less',
  ),
  titled(
    'Time at a ticket machine, queue included',
    '购单程票用时（含排队）',
    measureRow(
      'metro.machine_minutes_mean',
      'min',
      'Mean time to buy a token at a machine, queue included.',
      '在售票机购票的平均用时，含排队。',
      (c) => ratio(c.sum('metro.purchaseTicks') / TICKS_PER_MINUTE, c.sum('metro.purchases')),
    ),
    'less',
  ),
  titled(
    'Time for ticket and gates a trip',
    '每次出行购票与过闸用时',
    measureRow(
      'metro.paying_seconds_mean',
      's',
      'Mean time of a trip at ticket machines and gates, queues included.',
      '每次出行在售票机和闸机前的平均用时，含排队。',
      (c) =>
        ratio(
          (c.sum('metro.purchaseTicks') + c.sum('metro.gateTicks') + c.sum('metro.gateWaits')) / TICKS_PER_SECOND,
          c.sum('metro.trips'),
        ),
    ),
    'less',
  ),
  titled(
    'Wait on the platform',
    '站台候车时间',
    measureRow('metro.platform_minutes_mean', 'min', 'Mean wait for a train.', '平均候车时间。', (c) =>
      ratio(c.sum('metro.platformTicks') / TICKS_PER_MINUTE, c.sum('metro.boardings')),
    ),
    'less',
  ),
  titled(
    'Passengers left behind by a full train',
    '因列车满员未能上车的人次',
    measureRow(
      'metro.left_behind',
      'persons',
      'Passengers left on the platform because the train was full.',
      '因列车满员未能上车的人次。',
      (c) => c.sum('metro.leftBehind'),
    ),
    'less',
  ),
  titled(
    'Crowding in trains',
    '列车拥挤度',
    measureRow(
      'metro.crowding_share',
      'share',
      'Share of a train’s room that is taken, as those find it who get on.',
      '乘客上车时列车定员的占用比例。',
      (c) => ratio(c.sum('metro.crowding') / CROWDING, c.sum('metro.boardings')),
    ),
    'less',
  ),
  titled(
    'Time on a train',
    '乘车时间',
    measureRow('metro.ride_minutes_mean', 'min', 'Mean time on a train.', '平均乘车时间。', (c) =>
      ratio(c.sum('metro.rideTicks') / TICKS_PER_MINUTE, c.sum('metro.boardings')),
    ),
    'less',
  ),
  titled(
    'Trips with a change of line',
    '换乘出行占比',
    measureRow('metro.transfer_share', 'share', 'Trips on which the line is changed.', '需要换乘的出行占比。', (c) =>
      ratio(c.sum('metro.transfers'), c.sum('metro.trips')),
    ),
  ),
  titled(
    'Metro trips by medium',
    '各票种出行次数',
    shownBy(
      'medium',
      measureRow(
        'metro.trips',
        'metro rides',
        'Trips, by what the gate was opened with.',
        '按进站方式统计的出行次数。',
        (c) => c.sum('metro.trips'),
        BY_MEDIUM,
      ),
    ),
  ),
  titled(
    'Metro trips that need a ticket',
    '需购单程票的出行占比',
    measureRow('metro.ticket_share', 'share', 'Trips for which a token was bought.', '购买单程票的出行占比。', (c) =>
      ratio(c.sum('metro.purchases'), c.sum('metro.trips')),
    ),
    'less',
  ),
];
