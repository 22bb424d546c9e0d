/** The measures of buses. */
import { TICKS_PER_SECOND } from '../../../kernel/time.ts';
import { FLEET_COUNTERS, FLEET_FACTS, fleetMeasures } from '../../kit/fleet-measures.ts';
import {
  measureRow,
  ofWholeCity,
  ratio,
  titled,
  type FactDeclaration,
  type MeasureRow,
} from '../../measures/declare.ts';
import { METHODS } from '../../payment/methods.ts';

const CASH = METHODS.indexOf('cash');
const MOBILE = METHODS.indexOf('mobile');

export const BUS_COUNTERS = { ...FLEET_COUNTERS, freeRides: [], changes: [], tripsMade: [], tripsChanged: [] } as const;

export const BUS_FACTS = {
  ...FLEET_FACTS,
  rodeFree: {
    about: 'Somebody has boarded with the senior card, and paid nothing: person.',
    count: (day, at) => {
      day[at['freeRides']]++;
    },
  },
  changed: {
    about: 'Somebody has got off to take another line: person.',
    count: (day, at) => {
      day[at['changes']]++;
    },
  },
  arrived: {
    about: 'Somebody has got off at the end of a trip: person, changes of line on it.',
    count: (day, at, changes) => {
      day[at['tripsMade']]++;
      day[at['tripsChanged']] += changes;
    },
  },
} as const satisfies Record<string, FactDeclaration>;

export const BUS_MEASURES: readonly MeasureRow[] = [
  titled(
    'Electronic bus cards',
    '电子公交卡张数',
    ofWholeCity(
      measureRow(
        'city.bus_cards',
        'persons',
        'Bus cards in the phone at the end of the day, scaled up to the whole city.',
        '折算到全市的电子公交卡张数。',
        (c) => c.enrolled('bus') * c.scale,
      ),
    ),
  ),
  titled(
    'Bus fares paid by QR code',
    '公交扫码次数',
    ofWholeCity(
      measureRow(
        'city.bus_scans',
        'payments',
        'Fares paid by QR code, scaled up to the whole city.',
        '折算到全市的公交扫码次数。',
        (c) => c.ofSector('bus', { method: MOBILE }).sum('payments') * c.scale,
      ),
    ),
  ),
  titled(
    'Bus rides a resident a day',
    '人均每天乘公交次数',
    measureRow(
      'city.bus_rides_per_person_day',
      'rides/person/day',
      'Bus rides for each resident and day.',
      '每位居民每天乘公交次数。',
      (c) => ratio(c.ofSector('bus').sum('payments'), c.of({}).sum('people') * c.days),
    ),
  ),
  titled(
    'Changes of bus a trip',
    '公交人均换乘次数',
    measureRow(
      'bus.transfers_per_trip',
      'changes/trip',
      'Changes from one bus line to another for each trip made or given up at the change.',
      '每次公交出行的换乘次数，含换乘时放弃者。',
      (c) => ratio(c.sum('bus.changes'), c.sum('bus.tripsMade') + c.sum('bus.changes') - c.sum('bus.tripsChanged')),
    ),
  ),
  titled(
    'Bus trips with a change',
    '需要换乘的公交出行占比',
    measureRow(
      'bus.transfer_share',
      'share',
      'Trips by bus made to their end on which the line is changed.',
      '到达目的地的公交出行中换乘者的占比。',
      (c) => ratio(c.sum('bus.tripsChanged'), c.sum('bus.tripsMade')),
    ),
  ),
  titled(
    'Bus rides free with a senior card',
    '持老年卡免费乘公交的占比',
    measureRow(
      'bus.free_share',
      'share',
      'Bus rides on which a senior card is shown and nothing paid; they are among those by card.',
      '出示老年卡免费乘坐的公交乘次占比，计入刷卡。',
      (c) => ratio(c.sum('bus.freeRides'), c.ofSector('bus').sum('payments')),
    ),
  ),
  titled(
    'Clerks counting fareboxes',
    '清点公交现金的人员',
    ofWholeCity(
      measureRow(
        'cost.bus_cash_clerks',
        'clerks',
        'Clerks needed to count the cash from fareboxes of the whole city.',
        '全市清点公交现金所需人数。',
        (c) =>
          (c.ofSector('bus', { method: CASH }).sum('paymentFen') / 100 / c.days / 10_000) *
          c.scale *
          c.parameters['cost.clerks_per_10000_yuan'],
      ),
    ),
    'less',
  ),
  titled(
    'Time to board and pay',
    '上车付费用时',
    measureRow(
      'bus.boarding_seconds_mean',
      's',
      'Mean time a passenger takes to board and pay.',
      '每位乘客上车付费平均用时。',
      (c) => ratio(c.ofSector('bus').sum('serviceTicks') / TICKS_PER_SECOND, c.sum('waits')),
    ),
    'less',
  ),
  ...fleetMeasures('bus', { en: 'bus', zh: '公交车' }),
];
