/** What the parameters of detention centres do. */
import { NO_SHOPPING } from '../model/fixture.ts';
import { lowers, raises, type Move } from './move.ts';

const many = { 'detention.held_per_100000': 5000, 'detention.deposits_per_month': 10 };
const where = { scale: 1000, parameters: { ...NO_SHOPPING, ...many } };
const crowded = { ...where, parameters: { ...where.parameters, 'detention.windows': 10 } };

export const DETENTION_MOVES: readonly Move[] = [
  raises('detention.held_per_100000', 'detention.deposits', { ...where, parameters: { ...crowded.parameters } }),
  raises('detention.deposits_per_month', 'detention.deposits', { ...crowded }),
  raises('detention.deposit_yuan', 'payments.value.detention', crowded),
  lowers('detention.near_share', 'detention.kilometres', crowded),
  lowers('detention.windows', 'detention.minutes_per_deposit', where),
  raises('detention.service_seconds', 'detention.minutes_per_deposit', crowded),
  lowers('detention.patience_minutes', 'walkaways.count.detention', where),
  raises('detention.accepting_share', 'detention.by_phone_share', crowded),
  raises('detention.trip_detour', 'detention.kilometres', crowded),
  lowers('detention.trip_kmh', 'detention.minutes_per_deposit', crowded),
];
