/** Parameters of the buses and of the trips made by them. */
import { parameterTable } from '../parameter-table.ts';

export const BUS_TABLE = parameterTable('bus', {
  stops_per_line: [22, 'stops', 5, 60, 'A', 'assumed; line geometry of Chinese cities is 15 to 30 stops', 'Stops of a line, terminals included.'],
  segment_seconds: [100, 's', 30, 400, 'A', 'assumed: 600 m at 21.6 km/h without stops', 'Mean running time between two stops off peak.'],
  segment_cv: [0.25, 'ratio', 0, 1, 'A', 'assumed', 'Coefficient of variation of running times.'],
  peak_slowdown: [1.25, 'ratio', 1, 2.5, 'A', 'assumed', 'Running time in the peaks relative to off peak.'],
  planned_dwell_seconds: [22, 's', 0, 90, 'A', 'assumed', 'Dwell time allowed for in the timetable.'],
  door_seconds: [4, 's', 0, 15, 'A', 'assumed; TCRP Report 165 gives 2 to 5 s', 'Opening and closing the doors, and pulling out.'],
  alight_seconds: [1.5, 's', 0, 5, 'A', 'assumed; one rear door', 'Time for a passenger to get off, beside those who board.'],
  layover_minutes: [5, 'min', 0, 30, 'A', 'assumed', 'Shortest stay at a terminal.'],
  capacity: [80, 'persons', 20, 200, 'A', 'assumed', 'Passengers a bus can hold.'],
  patience_minutes: [35, 'min', 5, 120, 'A', 'assumed', 'Mean time people are ready to wait for a bus.'],
  patience_cv: [0.3, 'ratio', 0.05, 2, 'A', 'assumed', 'Coefficient of variation of that patience.'],
  other_way_minutes: [15, 'min', 0, 60, 'A', 'assumed', 'Extra time of another way, for those refused or tired of waiting.'],
  commuter_share: [0.22, 'share', 0, 0.8, 'A', 'assumed', 'Workers and students who go to work or school by bus.'],
  ride_stops_max: [12, 'stops', 3, 40, 'A', 'assumed', 'Longest ride; shorter ones are equally likely from two stops on.'],
  top_up_below_yuan: [6, 'yuan', 2, 50, 'A', 'assumed', 'Card balance below which the holder goes to top up.'],
  equipped_share: [0, 'share', 0, 1, 'P', 'cnhan.com: the fitting of Wuhan buses began in June 2017', 'Buses that take QR codes on the first day.'],
});
