/** What the parameters of back offices do. */
import { lowers, raises, type Move } from './move.ts';

/** From a Friday on, so that banks are shut for two nights. */
const where = { scale: 5000, start: '2017-06-09', days: 4 };
const minutes = 'backoffice.minutes_per_place_day';

export const BACKOFFICE_MOVES: readonly Move[] = [
  raises('backoffice.close_minutes', `${minutes}.closing`, where),
  raises('backoffice.count_seconds', `${minutes}.counting`, where),
  raises('backoffice.wrong_change_share', 'backoffice.losses.change', where),
  raises('backoffice.wrong_change_yuan', 'backoffice.losses.change', where),
  raises('backoffice.recount_minutes', `${minutes}.recounting`, where),
  raises('backoffice.fake_share', 'backoffice.losses.fake', where),
  lowers('backoffice.bank_above_yuan', 'backoffice.bank_trips', where),
  // Who pays the exact sum brings small money.
  lowers('backoffice.change_reserve_yuan', 'backoffice.change_trips', {
    ...where,
    scale: 2000,
    parameters: { 'payment.exact_cash_share': 0 },
  }),
  raises('backoffice.bank_trip_minutes', `${minutes}.banking`, where),
  raises('backoffice.staff_hour_yuan', 'backoffice.cost_per_100_yuan', where),
];
