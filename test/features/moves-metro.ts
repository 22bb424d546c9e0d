/** What the parameters of the metro do. */
import { action, sector } from '../model/fixture.ts';
import { lowers, raises, type Move } from './move.ts';

/** Gates everywhere read codes, which some have. */
const codes = {
  scale: 1000,
  policy: [action('equip', { targetShare: 1, toDay: 0, sectors: [sector('metro')] })],
  parameters: { 'metro.enrolled_share': 0.5 },
};
const where = { scale: 1000 };

export const METRO_MOVES: readonly Move[] = [
  raises('metro.enrol_daily', 'enrolment.joined.metro', codes),
  raises('metro.enrol_peer_daily', 'enrolment.joined.metro', codes),
  raises('metro.word_of_mouth_daily', 'enrolment.joined.metro', { ...codes, days: 4 }),
  raises('metro.select_seconds', 'metro.machine_minutes_mean', where),
  raises('metro.card_seconds', 'metro.gate_seconds_mean.card', where),
  raises('metro.code_unready_seconds', 'metro.gate_seconds_mean.code', codes),
  raises('metro.choice_code', 'metro.trips.code', codes),
  raises('metro.headway_day_off_factor', 'metro.platform_minutes_mean', {
    ...where,
    start: '2017-06-03',
    days: 1,
  }),
  lowers('metro.speed_kmh', 'metro.ride_minutes_mean', where),
  lowers('metro.train_capacity', 'metro.crowding_share', where),
  lowers('metro.fare_km_a_yuan', 'payments.value.metro', where),
];
