/**
 * A city's network of lines, as `network.json` holds it: what an import makes of a timetable feed, in the form in which services
 * can run it. scenarios/README.md describes it for those who write one by hand.
 */
import type { Mode } from './modes.ts';
import type { DayKind } from './service-days.ts';

export const NETWORK_FORMAT = 'cashless-city network 1';

export interface NetworkStop {
  readonly id: string;
  readonly name: string;
  /** [longitude, latitude] in degrees. */
  readonly at: readonly [number, number];
  /** Id of the district it lies in. */
  readonly district: string;
}

/** One way along a line. */
export interface NetworkWay {
  /** Numbers of stops, in the order of travel. */
  readonly stops: readonly number[];
  /** Running time from each stop to the next, seconds: one fewer than stops. */
  readonly seconds: readonly number[];
  /** Departures from the first stop by hour of the day, 24 for each kind of day. */
  readonly departures: Readonly<Record<DayKind, readonly number[]>>;
  /** Departures of the usual day, seconds after midnight; past 86,400 in the night that follows. */
  readonly first: number;
  readonly last: number;
}

export interface NetworkLine {
  readonly id: string;
  /** As it is written on signs. */
  readonly name: string;
  readonly title: string;
  readonly mode: Mode;
  /** Six hexadecimal digits, or ''. */
  readonly colour: string;
  /** The way out and, unless it is a loop that ends where it begins, the way back. */
  readonly ways: readonly NetworkWay[];
  readonly loop: boolean;
  /** Length of the way out, km along straight lines from stop to stop. */
  readonly km: number;
  /** Passengers of a vehicle (assumed from the mode). */
  readonly capacity: number;
  /** Vehicles or trains that the busiest hour needs. */
  readonly vehicles: number;
  /** Price of a ride, fen; null where the feed gives none. */
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

/** The text of network.json: a row a stop and a line. */
export function networkText({ format, source, days, stops, lines }: Network): string {
  const rows = (values: readonly unknown[]) => values.map((value) => `    ${JSON.stringify(value)}`).join(',\n');
  return [
    '{',
    `  "format": ${JSON.stringify(format)},`,
    `  "source": ${JSON.stringify(source)},`,
    `  "days": ${JSON.stringify(days)},`,
    `  "stops": [\n${rows(stops)}\n  ],`,
    `  "lines": [\n${rows(lines)}\n  ]`,
    '}\n',
  ].join('\n');
}
