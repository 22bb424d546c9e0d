/** What a service is to the world. */
import type { DigestColumn } from '../../kernel/digest.ts';
import type { LookAhead } from '../look-ahead.ts';
import type { Parameter } from '../parameter-table.ts';
import type { Places } from '../places.ts';
import type { World } from '../world.ts';

/** How a service is registered: one line in registry.ts. */
export interface ServiceType {
  readonly id: string;
  readonly parameters: readonly Parameter[];
  /** Sets the service up: lays out its places, declares its event kinds, activities and payment terms. */
  create(world: World): Service;
}

export interface Service {
  readonly id: string;
  /** Where its payments are made. */
  readonly places: Places;
  /** Queues it needs; they are numbered from `firstStation` on when `open` is called. */
  readonly stationCount: number;
  /** Stations of a place (in `World.queues`, counted from the service's first), first and number. */
  stationsOf(place: number): readonly [first: number, count: number];
  /** People being served at a place now; not in vehicles. */
  beingServed?(place: number): number;
  /** Vehicles, for services that have them. */
  readonly fleet?: Fleet;
  /** Further facts about a place, for people who point at it: names are keys of the page's dictionary. */
  factsOf?(place: number): readonly { readonly key: string; readonly value: number | string }[];
  /**
   * Adds to `ahead` which stations handling these events will need, and may read what else it will; changes nothing. People
   * of events that happen to people have been read.
   * @returns anything of what was read
   */
  ahead?(ids: Uint32Array, length: number, ahead: LookAhead): number;
  /** Reads what will be needed by those who will be called, when they have been read. @returns anything of what was read */
  furtherAhead?(): number;
  /** Called once when all services have been created and the queues exist. */
  open(firstStation: number): void;
  /**
   * Called at each midnight before the day begins, day 0 included, when the levers of the day have been set: for what is
   * done once for the whole city, whichever workers simulate it.
   */
  beginDay(day: number): void;
  /** Called by each worker of the world after that, for what is to be done in its own region. */
  beginRegionDay?(day: number): void;
  /** Typed columns that belong to the digest of the state, by name and in this order. */
  readonly state: Readonly<Record<string, DigestColumn>>;
}

/** Vehicles that run along lines, as pictures and inspections see them. */
export interface Fleet {
  readonly size: number;
  readonly capacity: number;
  readonly lines: number;
  readonly stopsPerLine: number;
  readonly stopX: Float32Array;
  readonly stopY: Float32Array;
  readonly lineOf: Uint16Array;
  readonly route: Uint16Array;
  readonly position: Uint8Array;
  /** Index into FLEET_STATES. */
  readonly doing: Uint8Array;
  readonly fromTick: Uint32Array;
  readonly toTick: Uint32Array;
  readonly load: Uint16Array;
  /** Stop (index into stopX) at a position along a route. */
  stopAt(route: number, position: number): number;
  /** The two queues of a stop, one a direction, as stations of `World.queues`. */
  queuesOf(stop: number): readonly [number, number];
  /** Station of those on board who get off at a position. */
  aboard(vehicle: number, position: number): number;
  /** Ticks behind the timetable, by where the vehicle is now. */
  lateTicks(vehicle: number): number;
}
export const FLEET_STATES = ['depot', 'driving', 'boarding'] as const;
