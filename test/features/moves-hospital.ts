/** What the parameters of hospitals do. */
import { lowers, raises, type Move } from './move.ts';

/** Enough patients for every queue. */
const where = { scale: 1000 };
const accepting = { ...where, parameters: { 'hospital.accepting_share': 1 } };

export const HOSPITAL_MOVES: readonly Move[] = [
  raises('hospital.service_seconds', 'hospital.stage_minutes_per_visit.*', where),
  raises('hospital.peak_load', 'hospital.stage_wait_minutes.*', where),
  raises('hospital.service_cv', 'hospital.visit_minutes_p95', where),
  raises('hospital.examination_share', 'payments.value.hospital', where),
  raises('hospital.further_examination_share', 'hospital.payments_per_visit', where),
  raises('hospital.windows_open_queue', 'hospital.stage_wait_minutes.cashier', where),
  lowers('hospital.windows_more_share', 'hospital.stage_wait_minutes.cashier', where),
  raises('hospital.windows_fewer_share', 'hospital.stage_wait_minutes.registration', {
    scale: 370,
    parameters: { 'hospital.peak_load.registration': 0.3 },
  }),
  raises('hospital.windows_review_minutes', 'hospital.stage_wait_minutes.registration', where),
  raises('hospital.machine_share', 'payments.count.hospital.card', where),
  raises('hospital.machine_seconds', 'hospital.visit_minutes_mean', where),
  lowers('hospital.appointment_share', 'hospital.peak_wait_minutes.registration', where),
  raises('hospital.drugs_share', 'payments.value.hospital', where),
  raises('hospital.registration_yuan', 'payments.value.hospital', where),
  raises('hospital.examination_yuan', 'payments.value.hospital', where),
  raises('hospital.drugs_yuan', 'payments.value.hospital', where),
  raises('hospital.walk_minutes', 'hospital.walk_minutes_mean', where),
  lowers('hospital.patience_minutes', 'walkaways.count.hospital', {
    ...where,
    parameters: { 'hospital.peak_load.doctor': 2 },
  }),
  raises('hospital.counter_time_factor', 'payments.seconds_mean.hospital', where),
  raises('hospital.accepting_share', 'acceptance.coverage.hospital', where),
  lowers('hospital.pay_later_share', 'hospital.walk_minutes_mean', where),
  raises('hospital.enrol_at_visit_share', 'enrolment.joined.hospital', accepting),
  raises('hospital.working_day_factor', 'hospital.visits', where),
];
