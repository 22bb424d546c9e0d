/** What the parameters of back offices do. */
import { action, SHOPS } from '../model/fixture.ts';
import { lowers, raises, type Move } from './move.ts';

/** From a Friday on, so that banks are shut for two nights. */
const where = { scale: 5000, start: '2017-06-09', days: 4 };
const minutes = 'backoffice.minutes_per_place_day';

/** Two working days on which shops go to the bank. */
const banks = { scale: 1000, start: '2017-06-07', days: 3 };
const trip = 'backoffice.bank_trip_minutes';
const wait = 'backoffice.bank_wait_minutes';
const collected = { ...where, policy: [action('collect_cash', { targetShare: 0.5, toDay: 1, sectors: SHOPS })] };

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
  lowers('backoffice.branches_per_10000_residents', trip, banks),
  lowers('backoffice.branch_counters', wait, { ...banks, parameters: { 'backoffice.branch_others_per_hour': 10 } }),
  raises('backoffice.branch_seconds', trip, { ...banks, parameters: { 'backoffice.branch_others_per_hour': 0 } }),
  raises('backoffice.branch_cv', wait, banks),
  raises('backoffice.branch_others_per_hour', 'backoffice.vain_trips', banks),
  // The same people within fewer hours.
  raises('backoffice.branch_opens_hour', wait, banks),
  lowers('backoffice.branch_closes_hour', wait, banks),
  raises('backoffice.branch_detour', trip, banks),
  lowers('backoffice.branch_kmh', trip, banks),
  raises('backoffice.collect_fee_yuan', 'backoffice.collection_fees', collected),
  raises('backoffice.collect_minutes', `${minutes}.handing`, collected),
  raises('backoffice.staff_hour_yuan', 'backoffice.cost_per_100_yuan', where),
];
