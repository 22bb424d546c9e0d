/**
 * A city's network of lines, as `network.json` holds it: what an import makes of a timetable feed, in the form in which services
 * run it. scenarios/README.md describes it for those who write one by hand.
 */

/** Kinds of lines, by their vehicles. */
export const MODES = ['bus', 'tram', 'metro', 'rail', 'ferry', 'cable'] as const;
export type Mode = (typeof MODES)[number];

/** Modes whose vehicles run on rails of their own, with gates before the platforms; all others are paid for on boarding. */
export function hasPlatforms(mode: Mode): boolean {
  return mode === 'metro' || mode === 'rail';
}

/** Kinds of days that timetables know; public holidays are Sundays. */
export const DAY_KINDS = ['weekday', 'saturday', 'sunday'] as const;
export type DayKind = (typeof DAY_KINDS)[number];

export const NETWORK_FORMAT = 'cashless-city network 1';
/** Departures of one way of a line on a day, at most. */
export const DEPARTURES_MAX = 1000;

export interface NetworkStop {
  readonly id: string;
  readonly name: string;
  /** [longitude, latitude] in degrees. */
  readonly at: readonly [number, number];
  /** Id of the district it lies in; '' outside the city. */
  readonly district: string;
}

/** One way along a line. */
export interface NetworkWay {
  /** Numbers of stops, in the order of travel. */
  readonly stops: readonly number[];
  /** Time from each stop to the next, seconds: one fewer than stops. */
  readonly seconds: readonly number[];
  /** Departures from the first stop, minutes after midnight in ascending order; past 1,440 in the night that follows. */
  readonly departures: Readonly<Record<DayKind, readonly number[]>>;
}

export interface NetworkLine {
  readonly id: string;
  /** As it is written on signs. */
  readonly name: string;
  readonly title: string;
  readonly mode: Mode;
  /** Six hexadecimal digits, or ''. */
  readonly colour: string;
  /** The way out and, unless it is a loop that ends where it begins, the way back; without one vehicles come back the same way. */
  readonly ways: readonly NetworkWay[];
  readonly loop: boolean;
  /** Length of the way out, km along straight lines from stop to stop. */
  readonly km: number;
  /** Passengers of a vehicle. */
  readonly capacity: number;
  /** Vehicles on the road when most are. */
  readonly vehicles: number;
  /** Price of a ride, fen; null where it is the city's figure. */
  readonly fare_fen: number | null;
}

export interface Network {
  readonly format: typeof NETWORK_FORMAT;
  /** Where it comes from. */
  readonly source: string;
  /** Day of the feed that stands for each kind of day; null where nothing runs. */
  readonly days: Readonly<Record<DayKind, string | null>>;
  readonly stops: readonly NetworkStop[];
  readonly lines: readonly NetworkLine[];
}
