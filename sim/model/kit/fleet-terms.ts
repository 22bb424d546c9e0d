/** What a service says of its fleet. */
import type { Quantiles } from '../../kernel/distributions.ts';
import type { Places } from '../places.ts';
import type { RideOf } from './fleet-ahead.ts';
import type { Lines } from './lines.ts';
import type { TimetabledLine } from './timetabled-lines.ts';

/** When vehicles are to leave terminals. */
export interface Timetable {
  /** Ticks after midnight of the first departure, and the last at which one may be due. */
  readonly first: number;
  readonly last: number;
  /** Headway by hour of the day relative to the peak's, and on weekends relative to that. */
  readonly headway: readonly number[];
  readonly weekend: number;
}

/** Times in ticks. */
export interface FleetTerms {
  /** Id of the service: kinds of events and random numbers begin with it. */
  readonly id: string;
  readonly sector: number;
  readonly lines: Lines;
  /** Vehicles of each line, one at least. */
  readonly fleets: readonly number[];
  /** District by which a vehicle is fitted: of a line, a part (0 to 1) of the way along it. Rides count where they begin. */
  readonly districtAlong: (line: number, part: number) => number;
  /** Share of vehicles that take mobile payment from the start. */
  readonly equippedShare: number;
  readonly timetable: Timetable;
  /**
   * Line by line, where each has running times and departures of its own: vehicles then leave no stop before their time, and one
   * that is wanted at a terminal comes empty from the other. Left out, headways follow from the fleet.
   */
  readonly timetabled?: readonly TimetabledLine[] | undefined;
  readonly capacity: number;
  /** Mean running time between two stops off peak, its coefficient of variation, and how much slower peaks are. */
  readonly segment: number;
  readonly segmentCv: number;
  /** By stop: how far it is to the next of its line, and with that how long it takes, relative to that mean; 1 where left out. */
  readonly gaps?: Float64Array;
  readonly peakSlowdown: number;
  /** Ticks of the day between which traffic is slow. */
  readonly peaks: readonly { readonly from: number; readonly to: number }[];
  /** Dwell time allowed for in the timetable; opening and closing the doors; getting off, a passenger. */
  readonly plannedDwell: number;
  readonly doors: number;
  readonly alight: number;
  /** Shortest stay at a terminal. */
  readonly layover: number;
  readonly patience: Quantiles;
  /** Extra time of another way, for those refused or tired of waiting. */
  readonly otherWay: number;
  /** Where the ride of a person's present step begins and ends; undefined where the step is no ride. */
  readonly rideOf: RideOf;
  /** Which of the rides of a step that is, from 0; the first where left out. */
  readonly rideNumber?: (person: number) => number;
  /**
   * A passenger pays to board.
   * @returns ticks it takes; zero or minus the ticks lost where nothing the passenger has is accepted
   */
  readonly pay: (places: Places, vehicle: number, person: number) => number;
  /** Called when a passenger has boarded. */
  readonly boarded: (person: number) => void;
  /** Called when a passenger has got off where the ride ends: the day goes on where left out. */
  readonly gotOff?: (person: number) => void;
  /** Ticks planned for what would have followed on a ride that could not be made; none where left out. */
  readonly onward?: (person: number) => number;
  /** Numbers of the facts of fleet-measures.ts. */
  readonly facts: { readonly dwelt: number; readonly tripEnded: number; readonly rode: number };
}
