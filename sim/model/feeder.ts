/**
 * Rides that bring people to where another service begins, and home from it: to a station, where walking there is too far. The service
 * that runs the vehicles offers them (`Host.feeders`), another has its people come by them, and neither knows the other.
 */
import type { DayPlan } from './days.ts';

/** Places that people are brought to, kilometres on the plane of the city. */
export interface Spots {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

export interface Feeder {
  /**
   * Finds the rides to the places, without a change and quicker than on foot. Asked once, when the city is set up.
   * @param withinKm how far from home the place may be
   */
  leadTo(spots: Spots, withinKm: number): void;
  /** The place that a person could be brought to from home, −1 where there is none. */
  placeOf(person: number): number;
  /** That people are expected to make so many of these rides on the mean day: others on the same vehicles are as many fewer. */
  expect(ridesADay: number): void;
  /**
   * Adds the ride that goes with a way: before the way out, so that there is time for it, and after the way back.
   * @param minute of the day at which the way begins
   */
  addTo(plan: DayPlan, person: number, minute: number, isBack: boolean): void;
}
