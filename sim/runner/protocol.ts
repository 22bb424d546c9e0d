/**
 * What a page and a world's Worker say to each other. Both worlds run in a Worker of their own; the page asks each to
 * advance to the same tick and draws the two answers side by side.
 */
import type { LocalName } from '../model/city.ts';
import type { PaymentState } from '../model/facts.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Measures } from './pair.ts';
import type { WorldOutcome } from './simulate.ts';

export { LIVE_NAMES as LIVE } from './live.ts';

export { PAYMENT_STATES, type PaymentState } from '../model/facts.ts';

/** The world without the policy, or the one with it. */
export type WorldName = 'baseline' | 'policy';
export const WORLDS: readonly WorldName[] = ['baseline', 'policy'];

/** The vehicles of a service: where they begin among all lines, stops and vehicles. */
export interface FleetView {
  /** Id of the service. */
  readonly service: string;
  readonly firstLine: number;
  readonly firstStop: number;
  readonly firstVehicle: number;
}

/** What never changes during a run: the map and the names on it. Lengths in kilometres, x east, y north. */
export interface CityView {
  readonly people: number;
  readonly districts: readonly {
    readonly id: string;
    readonly en: string;
    readonly zh: string;
    readonly residents: number;
    /** Rings as flat x, y lists. */
    readonly rings: readonly Float32Array[];
    readonly labelX: number;
    readonly labelY: number;
  }[];
  /** Fleets of the services that have vehicles, one after the other; lines, stops and vehicles are numbered through all of them. */
  readonly fleets: readonly FleetView[];
  /** Lines: the stops they call at, in order, as indexes into stops; vehicles run there and back. `id` counts within the fleet. */
  readonly lines: readonly { readonly id: string; readonly stops: Int32Array }[];
  readonly stopX: Float32Array;
  readonly stopY: Float32Array;
  readonly vehicles: number;
  /** Line and sector of each vehicle. */
  readonly vehicleLine: Int32Array;
  readonly vehicleSector: Uint8Array;
  /** Vehicles that keep to a timetable, in both worlds the same: the service of each and its line's name. They are numbered after the others. */
  readonly trains: readonly { readonly service: string; readonly line: LocalName }[];
  /** Places of the services without vehicles. */
  readonly placeSector: Uint8Array;
  readonly placeX: Float32Array;
  readonly placeY: Float32Array;
  readonly placeDistrict: Uint16Array;
  /** Where people live, one row a neighbourhood. */
  readonly homeX: Float32Array;
  readonly homeY: Float32Array;
  readonly homePeople: Int32Array;
  /** Sea, lakes and rivers, for orientation; beyond the districts too. */
  readonly water: readonly {
    /** A river is drawn as a line: it is too narrow to have banks here. */
    readonly kind: 'area' | 'river';
    /** Flat x, y lists: of an area its bank and then its islands, of a river its course. */
    readonly rings: readonly Float32Array[];
  }[];
  /** Metro lines with the stations that are open on the first day of the run; none where no two are. */
  readonly metro: readonly {
    readonly line: string;
    readonly stations: readonly { readonly en: string; readonly zh: string }[];
    /** Of the stations, in order. */
    readonly x: Float32Array;
    readonly y: Float32Array;
  }[];
  /** [x min, y min, x max, y max] of the districts. */
  readonly bounds: readonly [number, number, number, number];
}

/** Columns of a row of Frame.vehicles. */
export const VEHICLE = { x0: 0, y0: 1, tick0: 2, x1: 3, y1: 4, tick1: 5, load: 6, state: 7, width: 8 } as const;
/** Values of the state column. */
export const VEHICLE_STATE = { depot: 0, driving: 1, boarding: 2 } as const;

/** Columns of a row of Frame.flashes. `tick` is relative to Frame.tick (zero or negative). */
export const FLASH = { x: 0, y: 1, tick: 2, method: 3, sector: 4, person: 5, width: 6 } as const;

/** Columns of a row of Frame.waiting: people who queue or are served, at most WAITING_ROWS_MAX. */
export const WAITING = { person: 0, x: 1, y: 2, served: 3, width: 4 } as const;
export const FLASH_ROWS_MAX = 400;
export const WAITING_ROWS_MAX = 3000;

/** A world at one instant. Arrays are transferred, not copied. */
export interface Frame {
  readonly tick: number;
  /**
   * One row a vehicle: it is between (x0, y0) at tick0 and (x1, y1) at tick1; draw it where the tick lies. Where it stands, the two
   * ticks are the same: it is at (x1, y1), and heads away from (x0, y0).
   */
  readonly vehicles: Float64Array;
  /** The same of CityView.trains, with the load of this world. */
  readonly trains: Float64Array;
  /** Passengers waiting at each stop (both directions). */
  readonly stopQueue: Uint16Array;
  /** People queueing or being served at each place. */
  readonly placeQueue: Uint16Array;
  /** People refused since midnight at each stop (in the vehicles that stood there) and at each place. */
  readonly stopRefusals: Uint16Array;
  readonly placeRefusals: Uint16Array;
  /** 1 where a place takes mobile payment. */
  readonly placeAccepts: Uint8Array;
  /** 1 where a vehicle takes mobile payment. */
  readonly vehicleAccepts: Uint8Array;
  readonly waiting: Float32Array;
  /** Payments since the last frame, newest kept where there are more than FLASH_ROWS_MAX. */
  readonly flashes: Float32Array;
  /** Measures of the run so far, in the order of LIVE; not a number where there has been nothing to measure. */
  readonly live: Float64Array;
  /** Now, by sector: people in queues or being served, wherever they are. */
  readonly queueing: Uint32Array;
}

/** What can be pointed at: a vehicle, stop or place as CityView numbers it, a person by number. */
export interface Target {
  readonly kind: 'vehicle' | 'stop' | 'place' | 'person';
  readonly index: number;
}

/** Why one payment was made the way it was. Methods are indexes into METHODS. */
export interface LastPayment {
  readonly tick: number;
  readonly sector: number;
  readonly method: number;
  readonly amountFen: number;
  readonly seconds: number;
  /** For each of METHODS: chosen with this probability, 0 where not possible. */
  readonly probability: readonly number[];
  /** For each of METHODS: why it was not possible, or 'possible'. */
  readonly state: readonly PaymentState[];
  /** The method tried first where the payment ended with another, else −1. */
  readonly failed: number;
}

/** What a day's diary tells of. */
export const DIARY_KINDS = ['payment', 'wait', 'refused', 'failed', 'left', 'closed', 'bought', 'topped_up'] as const;
export type DiaryKind = (typeof DIARY_KINDS)[number];

/** Something that happened to a person: it took `ticks`, which end at `tick` where it was a wait and begin there otherwise. */
export interface DiaryEntry {
  readonly kind: DiaryKind;
  readonly tick: number;
  readonly ticks: number;
  readonly sector: number;
  /** Index into METHODS, or −1. */
  readonly method: number;
  readonly fen: number;
}

/** A person's day; what happened before the tick `from` is not known. */
export interface Diary {
  readonly from: number;
  readonly entries: readonly DiaryEntry[];
}

/** What tells residents apart when somebody is looked for. */
export interface Residents {
  /** Ticks that each has spent up to now. */
  readonly ticks: Uint32Array;
  /** Index into AGE_BANDS, income from the lowest, index into the city's districts. */
  readonly age: Uint8Array;
  readonly income: Uint8Array;
  readonly district: Uint16Array;
  /** Some of those who were refused today. */
  readonly refused: readonly number[];
}

export interface Inspection {
  readonly target: Target;
  readonly x: number;
  readonly y: number;
  /** Service that it belongs to, '' for a person. */
  readonly service: string;
  /** Facts to show, in order: keys and text values are words of the service that tells them, else of the page's dictionary. */
  readonly facts: readonly {
    readonly key: string;
    readonly value: number | string | boolean;
    readonly service?: string;
  }[];
  /** People here (queue, aboard), at most 12. */
  readonly people: readonly number[];
  /** The last payment of this person or at this place, if one is remembered. */
  readonly payment: LastPayment | null;
  /** Of a person: the day under way; left out for all else. */
  readonly diary?: Diary;
}

export interface WorldResult {
  readonly digest: string;
  /** Of each service, and of the rest under `city`. */
  readonly serviceDigests: Readonly<Record<string, string>>;
  /** Dotted name → value, whole run, with the measures that compare person by person. */
  readonly measures: Measures;
}

/** Measures of days that have been completed, each by its own day's numbers. */
export interface DayMeasures {
  /** Day of the first row, from 0. */
  readonly from: number;
  /** Dotted names, in the order of the columns; the same for every day of a run. */
  readonly names: readonly string[];
  /** One row a day, `names.length` values each; not a number where there was nothing to measure. */
  readonly values: Float64Array;
}

/** Exposed by a world's Worker. Only one call may be under way at a time. */
export interface WorldWorker {
  /**
   * @param workers to share the world's work, this one included; more than one only where memory can be shared
   * @param budget bytes of snapshots to keep, by which it is taken back to earlier instants
   */
  open(scenario: Scenario, world: WorldName, workers: number, budget: number): Promise<CityView>;
  /** Takes the world to `tick`, back or on (to the end of the run at most), and describes that instant. */
  advance(tick: number): Promise<Frame>;
  inspect(target: Target): Promise<Inspection | null>;
  /** Who the residents are, what each has spent, and who was refused today. */
  residents(): Promise<Residents>;
  /** Measures of the days completed by now, from a day on. */
  days(from: number): Promise<DayMeasures>;
  /** Runs to the end if it is not there yet. */
  finish(): Promise<WorldOutcome>;
}
