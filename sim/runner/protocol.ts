/**
 * What a page and a world's Worker say to each other. Both worlds run in a Worker of their own; the page asks each to
 * advance to the same tick and draws the two answers side by side.
 */
import type { PaymentState } from '../model/facts.ts';
import type { Scenario } from '../model/scenario.ts';
import type { WorldOutcome } from './simulate.ts';

export { PAYMENT_STATES, type PaymentState } from '../model/facts.ts';

export type WorldName = 'baseline' | 'policy';
export const WORLDS: readonly WorldName[] = ['baseline', 'policy'];

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
  /** Bus lines: the stops they call at, in order, as indexes into stops; buses run there and back. */
  readonly lines: readonly { readonly id: string; readonly stops: Int32Array }[];
  readonly stopX: Float32Array;
  readonly stopY: Float32Array;
  readonly buses: number;
  /** Line of each bus. */
  readonly busLine: Int32Array;
  /** Shops and hospitals. */
  readonly placeSector: Uint8Array;
  readonly placeX: Float32Array;
  readonly placeY: Float32Array;
  readonly placeDistrict: Uint8Array;
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

/** Columns of a row of Frame.buses. */
export const BUS = { x0: 0, y0: 1, tick0: 2, x1: 3, y1: 4, tick1: 5, load: 6, state: 7, width: 8 } as const;
/** Values of the state column. */
export const BUS_STATE = { depot: 0, driving: 1, boarding: 2 } as const;

/** Columns of a row of Frame.flashes. `tick` is relative to Frame.tick (zero or negative). */
export const FLASH = { x: 0, y: 1, tick: 2, method: 3, sector: 4, person: 5, width: 6 } as const;

/** Columns of a row of Frame.waiting: people who queue or are served, at most WAITING_ROWS_MAX. */
export const WAITING = { person: 0, x: 1, y: 2, served: 3, width: 4 } as const;
export const FLASH_ROWS_MAX = 400;
export const WAITING_ROWS_MAX = 3000;

/** Running totals since the start of the run, in the order of Frame.live. */
export const LIVE = [
  'payments.cash',
  'payments.card',
  'payments.mobile',
  'bus.payments.cash',
  'bus.payments.card',
  'bus.payments.mobile',
  /** Person-minutes queued and being served, all sectors. */
  'minutes.bus',
  'minutes.shops',
  'minutes.hospital',
  'refusals',
  'walkaways',
  /** States, not totals: as of this tick or the last midnight. */
  'enrolled.wallet',
  'enrolled.bus',
  'accepting.bus',
  'accepting.shops',
  'accepting.hospital',
  /** Now: people in queues. */
  'queueing.bus',
  'queueing.shops',
  'queueing.hospital',
] as const;
export type LiveName = (typeof LIVE)[number];

/** A world at one instant. Arrays are transferred, not copied. */
export interface Frame {
  readonly tick: number;
  /**
   * One row a bus: it is between (x0, y0) at tick0 and (x1, y1) at tick1; draw it where the tick lies. Where it stands, the two
   * ticks are the same: it is at (x1, y1), and heads away from (x0, y0).
   */
  readonly buses: Float64Array;
  /** Passengers waiting at each stop (both directions). */
  readonly stopQueue: Uint16Array;
  /** People queueing or being served at each place. */
  readonly placeQueue: Uint16Array;
  /** People refused since midnight at each stop (in the vehicles that stood there) and at each place. */
  readonly stopRefusals: Uint16Array;
  readonly placeRefusals: Uint16Array;
  /** 1 where a place takes mobile payment (shops, hospitals). */
  readonly placeAccepts: Uint8Array;
  /** 1 where a bus takes QR codes. */
  readonly busAccepts: Uint8Array;
  readonly waiting: Float32Array;
  /** Payments since the last frame, newest kept where there are more than FLASH_ROWS_MAX. */
  readonly flashes: Float32Array;
  readonly live: Float64Array;
}

/** What can be pointed at. `bus` and `place` by index, `stop` by index, `person` by number. */
export interface Target {
  readonly kind: 'bus' | 'stop' | 'place' | 'person';
  readonly index: number;
}

/** Why one payment was made the way it was. Methods are indexes into METHODS. */
export interface PaymentStory {
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

export interface Inspection {
  readonly target: Target;
  readonly x: number;
  readonly y: number;
  /** Facts to show, in order; names are keys of the page's dictionary, values numbers or ids. */
  readonly facts: readonly { readonly key: string; readonly value: number | string }[];
  /** People here (queue, aboard), at most 12. */
  readonly people: readonly number[];
  /** The last payment of this person or at this place, if one is remembered. */
  readonly payment: PaymentStory | null;
}

export interface WorldResult {
  readonly digest: string;
  /** Of each service, and of the rest under `city`. */
  readonly serviceDigests: Readonly<Record<string, string>>;
  /** Dotted name → value, whole run, with the measures that compare person by person. */
  readonly measures: Readonly<Record<string, number>>;
}

/** Measures of days that have been completed, each by its own day's numbers. */
export interface DayMeasures {
  /** Day of the first row, from 0. */
  readonly from: number;
  /** Dotted names, in the order of the columns; the same for every day of a run. */
  readonly names: readonly string[];
  /** One row a day, `names.length` values each. */
  readonly values: Float64Array;
}

/** Exposed by a world's Worker. Only one call may be under way at a time. */
export interface WorldWorker {
  /**
   * @param workers to share the world's work, this one included; more than one only where memory can be shared
   * @param budget bytes of checkpoints to keep, by which it is taken back to earlier instants
   */
  open(scenario: Scenario, world: WorldName, workers: number, budget: number): Promise<CityView>;
  /** Takes the world to `tick`, back or on (to the end of the run at most), and describes that instant. */
  advance(tick: number): Promise<Frame>;
  inspect(target: Target): Promise<Inspection | null>;
  /** Measures of the days completed by now, from a day on. */
  days(from: number): Promise<DayMeasures>;
  /** Runs to the end if it is not there yet. */
  finish(): Promise<WorldOutcome>;
}
