/** What the parameters of government halls do. */
import { AGE_BANDS } from '../../sim/model/city.ts';
import { action, NO_SHOPPING, sector } from '../model/fixture.ts';
import { lowers, raises, type Move } from './move.ts';

const WALLETS = Object.fromEntries(
  ['smartphone_share', 'bank_account_share', 'wallet_share'].flatMap((family) =>
    AGE_BANDS.map(({ id }) => [`people.${family}.${id}`, 1]),
  ),
);
const where = { scale: 1000, parameters: NO_SHOPPING };
const online = {
  scale: 1000,
  parameters: { ...NO_SHOPPING, ...WALLETS },
  policy: [action('file_online', { targetShare: 0.5, toDay: 1, sectors: [sector('hall')] })],
};
const everyFee = { scale: 1000, parameters: { ...NO_SHOPPING, 'hall.fee_share': 1 } };
const away = { scale: 1000, parameters: { ...NO_SHOPPING, 'hall.fee_share': 1, 'hall.bank_share': 1 } };
const late = { scale: 1000, parameters: { ...NO_SHOPPING, 'hall.peak_load.window': 2 } };

export const HALL_MOVES: readonly Move[] = [
  raises('hall.service_seconds', 'hall.minutes_per_matter.*', everyFee),
  raises('hall.peak_load', 'hall.minutes_per_matter.*', everyFee),
  raises('hall.items_per_resident_year', 'hall.visits', where),
  raises('hall.visits_per_item', 'hall.visits', where),
  raises('hall.fee_share', 'payments.count.hall', where),
  raises('hall.fee_yuan', 'payments.value.hall', everyFee),
  raises('hall.walk_minutes', 'hall.minutes_per_matter.walk', {
    ...everyFee,
    parameters: { ...everyFee.parameters, 'hall.bank_share': 0 },
  }),
  raises('hall.bank_share', 'hall.minutes_per_matter.walk', everyFee),
  raises('hall.bank_walk_minutes', 'hall.minutes_per_matter.walk', away),
  lowers('hall.patience_minutes', 'walkaways.count.hall', late),
  raises('hall.accepting_share', 'acceptance.coverage.hall', where),
  raises('hall.online_share', 'hall.filed_online', online),
  raises('hall.online_minutes', 'hall.minutes_per_matter.online', online),
  raises('hall.online_failure_share', 'hall.turned_back', online),
  raises('hall.trip_detour', 'hall.kilometres', where),
  lowers('hall.trip_kmh', 'hall.minutes_per_matter.trip', where),
];
