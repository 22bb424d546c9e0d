/** What the parameters of campuses do. */
import { service } from '../model/fixture.ts';
import { lowers, raises, type Move } from './move.ts';

const where = { scale: 1000, start: '2017-05-08' };
/** So many cards are lost, in so many days, that some have been replaced. */
const losing = { ...where, days: 10, parameters: { 'campus.lost_share_year': 0.5 } };
const reading = { ...where, days: 4, parameters: { 'campus.accepting_share': 1, 'adoption.campus_aware_daily': 0.5 } };

export const CAMPUS_MOVES: readonly Move[] = [
  raises('campus.meals_per_day', 'campus.meals.*', where),
  raises('campus.meal_yuan', 'payments.value.canteen', where),
  lowers('campus.students_per_campus', ({ simulation }) => service(simulation.world, 'campus').places.count, where),
  raises('campus.day_off_factor', 'campus.meals', { ...where, start: '2017-05-13' }),
  raises('campus.holiday_factor', 'campus.meals', { ...where, start: '2017-07-17' }),
  raises('campus.serve_seconds', 'queue.person_minutes.canteen', where),
  raises('campus.peak_load', 'campus.line_minutes', where),
  lowers('campus.patience_minutes', 'walkaways.count.canteen', { ...where, parameters: { 'campus.peak_load': 2 } }),
  raises('campus.shop_visits_per_day', 'payments.count.campusshop', where),
  raises('campus.shop_goods_seconds', 'service.mean.campusshop', where),
  raises('campus.shop_peak_load', 'queue.person_minutes.campusshop', {
    ...where,
    parameters: { 'campus.shop_visits_per_day': 2 },
  }),
  raises('campus.shop_basket_yuan', 'payments.value.campusshop', where),
  raises('campus.card_ready_seconds', 'payments.seconds_mean.canteen', where),
  raises('campus.mobile_unready_seconds', 'payments.seconds_mean.canteen', {
    ...reading,
    parameters: { ...reading.parameters, 'adoption.campus_daily': 0.2 },
  }),
  raises('campus.accepting_share', 'acceptance.coverage.canteen', where),
  raises('campus.office_accepting_share', 'acceptance.coverage.cardoffice', where),
  lowers('campus.top_up_yuan', 'campus.top_ups', where),
  raises('campus.top_up_seconds', 'campus.top_up_hours_per_student_year', where),
  raises('campus.lost_share_year', 'campus.cards_lost', losing),
  raises('campus.replacement_yuan', 'campus.replacement_yuan', losing),
  raises('campus.replacement_days_max', 'campus.days_without_card_per_student_year', losing),
  raises('campus.apply_share_day', 'campus.cards_replaced', losing),
  raises('campus.office_walk_minutes', 'campus.replacement_minutes_mean', losing),
  raises('campus.office_apply_seconds', 'campus.replacement_minutes_mean', losing),
  raises('campus.office_fetch_seconds', 'campus.replacement_minutes_mean', losing),
  raises('adoption.campus_daily', 'enrolment.joined.campus', reading),
  raises('adoption.campus_aware_daily', 'enrolment.joined.campus', {
    ...reading,
    parameters: { 'campus.accepting_share': 1, 'adoption.campus_daily': 0.2 },
  }),
];
