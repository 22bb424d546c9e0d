/** When vehicles leave a terminal where headways follow from the fleet, and how many do in a day: trips are numbered by it. */
import { TICKS_PER_HOUR, TICKS_PER_MINUTE } from '../../kernel/time.ts';
import { Unfit } from '../unfit.ts';
import type { Timetable } from './fleet-terms.ts';

/** Trips of a day along a route are numbered below this, and what is drawn for them by that number. */
export const TRIPS_A_DAY_MAX = 1024;

/** Ticks between departures. @param peak those in the peak of a working day @param timeOfDay ticks after midnight */
export function headwayAt({ headway, weekend }: Timetable, peak: number, timeOfDay: number, isOff: boolean): number {
  return peak * headway[Math.floor(timeOfDay / TICKS_PER_HOUR)] * (isOff ? weekend : 1);
}

/** Ticks after midnight of a route's first departure: the two directions of a line start half a headway apart. */
export function firstDeparture(timetable: Timetable, peak: number, way: number, isOff: boolean): number {
  const { first } = timetable;
  return first + Math.round((way * headwayAt(timetable, peak, first, isOff)) / 2);
}

/** Ticks after midnight of the departure after one, a minute later at least; −1 where that is the last of the day. */
export function nextDeparture(timetable: Timetable, peak: number, timeOfDay: number, isOff: boolean): number {
  const next = timeOfDay + Math.max(TICKS_PER_MINUTE, Math.round(headwayAt(timetable, peak, timeOfDay, isOff)));
  return next <= timetable.last ? next : -1;
}

/** @throws Unfit where a line has more departures a day than are numbered: they would run into the next day's */
export function checkTripsADay(
  service: string,
  line: number,
  vehicles: number,
  timetable: Timetable,
  peak: number,
): void {
  const { first, last } = timetable;
  if (1 + (last - first) / TICKS_PER_MINUTE <= TRIPS_A_DAY_MAX) return;
  for (const isOff of [false, true]) {
    for (const way of [0, 1]) {
      let trips = 0;
      for (let at = firstDeparture(timetable, peak, way, isOff); at >= 0; trips++) {
        at = nextDeparture(timetable, peak, at, isOff);
      }
      if (trips <= TRIPS_A_DAY_MAX) continue;
      throw new Unfit(
        `${service}: found ${trips} departures a day of line ${line + 1}, which has ${vehicles} vehicles, expected ` +
          `${TRIPS_A_DAY_MAX} at most: fewer vehicles, longer headways, or fewer hours from the first departure to the last`,
      );
    }
  }
}
