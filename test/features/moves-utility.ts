/** What the parameters of household bills do. */
import { NO_SHOPPING } from '../model/fixture.ts';
import { lowers, raises, type Move } from './move.ts';

const where = { scale: 1000, days: 4, parameters: NO_SHOPPING };
const outside = { ...where, parameters: { ...NO_SHOPPING, 'utility.by_phone_share': 0, 'utility.debit_share': 0 } };
const counters = { ...outside, parameters: { ...outside.parameters, 'utility.in_shop_share': 0 } };
const crowded = { ...counters, parameters: { ...counters.parameters, 'utility.windows': 0.5 } };

export const UTILITY_MOVES: readonly Move[] = [
  lowers('utility.every_days', 'utility.bills', where),
  raises('utility.bill_yuan', 'payments.value.utility', where),
  lowers('utility.days_to_pay', 'utility.late_share', where),
  lowers('utility.notice_share', 'utility.late_share', where),
  raises('utility.late_fee_share', 'utility.late_fees', where),
  raises('utility.working_day_factor', 'utility.trips', where),
  raises('utility.debit_share', 'utility.bills.debit', where),
  raises('utility.by_phone_share', 'utility.bills.home', where),
  raises('utility.in_shop_share', 'utility.bills.shop', outside),
  lowers('utility.to_shop_kmh', 'utility.minutes_outside.shop', outside),
  raises('utility.in_shop_seconds', 'utility.minutes_per_bill.service', outside),
  lowers('utility.windows', 'utility.minutes_per_bill.queue', counters),
  raises('utility.service_seconds', 'utility.minutes_per_bill.service', counters),
  lowers('utility.patience_minutes', 'walkaways.count.utility', crowded),
  raises('utility.accepting_share', 'acceptance.coverage.utility', where),
  raises('utility.trip_detour', 'utility.kilometres', where),
  lowers('utility.trip_kmh', 'utility.minutes_per_bill.trip', where),
];
