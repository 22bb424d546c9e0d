/** What the parameters of buses do. */
import { action, sector, WUHAN } from '../model/fixture.ts';
import { lowers, raises, type Move } from './move.ts';

export const BUS_MOVES: readonly Move[] = [
  raises('bus.stops_per_line', 'bus.running_minutes_mean'),
  raises('bus.segment_seconds', 'bus.running_minutes_mean'),
  // Buses that run unevenly leave long gaps.
  raises('bus.segment_cv', 'wait.p95.bus'),
  raises('bus.peak_slowdown', 'bus.running_minutes_mean'),
  lowers('bus.planned_dwell_seconds', 'bus.late_minutes_mean'),
  raises('bus.door_seconds', 'bus.dwell_seconds_mean'),
  lowers('bus.headway_day_off_factor', 'bus.trips', { start: '2017-06-03', days: 1 }),
  raises('bus.alight_seconds', 'bus.dwell_seconds_mean'),
  lowers('bus.layover_minutes', 'bus.trips'),
  lowers('bus.capacity', 'bus.left_behind'),
  lowers('bus.patience_minutes', 'walkaways.count.bus'),
  raises('bus.patience_cv', 'walkaways.count.bus'),
  raises('bus.other_way_minutes', 'person.minutes_per_day', {
    policy: [action('no_cash', { sectors: [sector('bus')] })],
  }),
  // Commuters ride on working days alone, and the city's rides are those of the week.
  raises('bus.commuter_share', 'city.bus_rides_per_person_day'),
  // Where there is but one line, or a timetable, nothing is to be found.
  raises('bus.ride_stops_max', 'bus.ride_minutes_mean', {
    city: { ...WUHAN, figures: { ...WUHAN.figures, bus_lines: { ...WUHAN.figures.bus_lines, value: 1 } } },
  }),
  // Whoever walks farther, and finds changes a bother, changes less; the wider the changes, and the farther trips lead, the more.
  lowers('bus.reach_km', 'bus.transfers_per_trip'),
  lowers('bus.change_minutes', 'bus.transfers_per_trip'),
  raises('bus.change_km', 'bus.transfers_per_trip'),
  raises('bus.trip_km', 'bus.transfers_per_trip'),
  raises('bus.commute_km', 'bus.transfers_per_trip'),
  raises('bus.walk_minutes_a_km', 'bus.transfers_per_trip'),
  raises('bus.top_up_below_yuan', 'cards.top_ups'),
  raises('bus.equipped_share', 'acceptance.coverage.bus'),
];
