/** What the parameters of schools do. */
import { NO_SHOPPING } from '../model/fixture.ts';
import { lowers, raises, type Move } from './move.ts';

/** The first three days of a term. */
const where = { scale: 2000, start: '2017-09-01', days: 4, parameters: NO_SHOPPING };
const crowded = { ...where, parameters: { ...NO_SHOPPING, 'education.windows': 0.4, 'education.debit_share': 0 } };

export const EDUCATION_MOVES: readonly Move[] = [
  lowers('education.per_10000_residents', 'education.wait_minutes', where),
  raises('education.meals_share', 'payments.value.schooloffice', where),
  raises('education.meal_yuan', 'payments.value.schooloffice', where),
  raises('education.term_yuan', 'payments.value.schooloffice', where),
  raises('education.debit_share', 'education.payments.debit', where),
  raises('education.first_day_share', 'education.payments.window', where),
  lowers('education.days_to_pay', 'education.late_share', { ...crowded, days: 6 }),
  raises('education.retry_share', 'education.payments.window', { ...crowded, days: 6 }),
  lowers('education.escort_share', 'education.trips', where),
  lowers('education.windows', 'education.term_wait_minutes', where),
  raises('education.service_seconds', 'education.minutes_per_payment.service', where),
  lowers('education.patience_minutes', 'walkaways.count.schooloffice', crowded),
  raises('education.accepting_share', 'education.payments.phone', where),
  raises('education.trip_detour', 'education.minutes_per_payment.trip', where),
  lowers('education.trip_kmh', 'education.minutes_per_payment.trip', where),
];
