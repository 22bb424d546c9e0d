/**
 * The city as the layers draw it: services, fleets and signs by what they are, not by name. This is the one place that knows
 * how the runner's view of a city and its frames are laid out.
 */
import { PLACE_KINDS } from '../../sim/runner/vocabulary.ts';
import { VEHICLE, VEHICLE_STATE } from '../../sim/runner/protocol.ts';
import type { CityView, Frame } from '../../sim/runner/protocol.ts';
import { COLOUR } from '../theme.ts';
import { signOf } from './glyphs.ts';
import { LINE_COLOURS } from './palette.ts';
import { outsideOf } from './shores.ts';

export interface Named {
  readonly en: string;
  readonly zh: string;
}

/** Vehicles that run along lines of stops. */
export interface Fleet {
  /** Numbers of its first stop and vehicle among those of all fleets. */
  readonly firstStop: number;
  readonly firstVehicle: number;
  readonly colour: string;
  readonly size: number;
  readonly lineOf: ArrayLike<number>;
  /** Stops of each line, as indexes into the fleet's stops. */
  readonly lines: readonly Int32Array[];
  readonly stopX: Float32Array;
  readonly stopY: Float32Array;
}

/** How places of a sector are drawn. */
export interface SectorSign {
  readonly id: string;
  /** A line icon on a grid of 24. */
  readonly path: string;
  /** Whether its places are few and each worth a sign from afar. */
  readonly isLandmark: boolean;
}

export interface Station extends Named {
  readonly x: number;
  readonly y: number;
  /** Whether one can change to another line here. */
  readonly isHub: boolean;
}

/** A line of a railway. */
export interface MetroLine {
  readonly id: string;
  readonly colour: string;
  /** Its way, flat x, y. */
  readonly path: Float32Array;
  readonly stations: readonly Station[];
}

/** Water and railways, for orientation. Kilometres as everywhere. */
export interface Display {
  /** Areas: the first ring is the shore, the others are islands. */
  readonly water: readonly { readonly rings: readonly Float32Array[] }[];
  /** Rivers too narrow to have banks. */
  readonly rivers: readonly Float32Array[];
  readonly metro: readonly MetroLine[];
}

export interface MapCity {
  readonly view: CityView;
  readonly people: number;
  readonly districts: CityView['districts'];
  readonly display: Display;
  readonly fleets: readonly Fleet[];
  /** Vehicles that keep to a timetable, and the number of the first among all. */
  readonly trains: number;
  readonly firstTrain: number;
  readonly signs: readonly SectorSign[];
  readonly placeX: Float32Array;
  readonly placeY: Float32Array;
  readonly placeSector: ArrayLike<number>;
  readonly placeDistrict: ArrayLike<number>;
  readonly homeX: Float32Array;
  readonly homeY: Float32Array;
}

/** Services with so few places that each is a landmark (per thousand places of the city). */
const LANDMARK_SHARE = 0.02;

export function mapCity(view: CityView): MapCity {
  const counts = new Uint32Array(PLACE_KINDS.length);
  for (const sector of view.placeSector) counts[sector] = (counts[sector] ?? 0) + 1;
  return {
    view,
    people: view.people,
    districts: view.districts,
    display: displayOf(view),
    fleets: fleetsOf(view),
    trains: view.trains.length,
    firstTrain: view.vehicles,
    signs: PLACE_KINDS.map((id, sector) => ({
      id,
      path: signOf(id),
      isLandmark: (counts[sector] ?? 0) < LANDMARK_SHARE * view.placeSector.length,
    })),
    placeX: view.placeX,
    placeY: view.placeY,
    placeSector: view.placeSector,
    placeDistrict: view.placeDistrict,
    homeX: view.homeX,
    homeY: view.homeY,
  };
}

/** The data end somewhere, the sea does not: where an area follows the edge of the data for long, it goes on far beyond. */
const SEA_KM = 12;
const BEYOND_KM = 1000;

export function reachOut(areas: CityView['water']): Display['water'] {
  const edges = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { rings } of areas) {
    rings[0]?.forEach((km, at) => {
      edges[at % 2] = Math.min(edges[at % 2]!, km);
      edges[2 + (at % 2)] = Math.max(edges[2 + (at % 2)]!, km);
    });
  }
  const isOn = (km: number, edge: number): boolean => Math.abs(km - edges[edge]!) < 0.05;
  return areas.map(({ rings }) => {
    const [shore, ...islands] = rings;
    if (shore === undefined) return { rings };
    const moved = Float32Array.from(shore);
    for (let edge = 0; edge < 4; edge++) {
      const along = 1 - (edge % 2);
      const on: number[] = [];
      for (let at = edge % 2; at < shore.length; at += 2) if (isOn(shore[at]!, edge)) on.push(at);
      const ends = on.map((at) => shore[at - (edge % 2) + along]!);
      if (on.length < 2 || Math.max(...ends) - Math.min(...ends) < SEA_KM) continue;
      for (const at of on) moved[at] = shore[at]! + (edge < 2 ? -BEYOND_KM : BEYOND_KM);
    }
    return { rings: [moved, ...islands] };
  });
}

/** Corners are cut so often: shores of the data are straight for a kilometre, those of the world are not. */
const CUTS = 2;

/**
 * The course with its corners cut (Chaikin 1974), for the eye alone: each becomes two, a quarter and three quarters along its sides.
 * @param isRing whether it comes back to where it begins; else both ends stay
 */
export function smoothed(course: Float32Array, isRing: boolean): Float32Array {
  let now = course;
  for (let cut = 0; cut < CUTS; cut++) {
    const count = now.length / 2;
    if (count < 3) return now;
    const sides = isRing ? count : count - 1;
    const next = new Float32Array(4 * sides);
    for (let side = 0; side < sides; side++) {
      const [a, b] = [2 * side, 2 * ((side + 1) % count)];
      for (let axis = 0; axis < 2; axis++) {
        const [from, to] = [now[a + axis]!, now[b + axis]!];
        next[4 * side + axis] = !isRing && side === 0 ? from : from + (to - from) / 4;
        next[4 * side + 2 + axis] = !isRing && side === sides - 1 ? to : from + (3 * (to - from)) / 4;
      }
    }
    now = next;
  }
  return now;
}

function displayOf({ water, metro }: CityView): Display {
  const shores = water.filter(({ kind }) => kind === 'area');
  const areas = reachOut(shores);
  const rivers = water.filter(({ kind }) => kind === 'river').flatMap(({ rings }) => rings);
  const linesAt = new Map<string, Set<string>>();
  for (const { line, stations } of metro) {
    for (const { zh } of stations) linesAt.set(zh, (linesAt.get(zh) ?? new Set()).add(line));
  }
  const lines = [...new Set(metro.map(({ line }) => line))];
  return {
    water: areas.map(({ rings }) => ({ rings: rings.map((ring) => smoothed(ring, true)) })),
    rivers: rivers.flatMap((river) => outsideOf(river, shores)).map((river) => smoothed(river, false)),
    metro: metro.map(({ line, stations, x, y }) => {
      const path = new Float32Array(2 * x.length);
      x.forEach((km, at) => path.set([km, y[at] ?? 0], 2 * at));
      const named = stations.map(({ en, zh }, at): Station => {
        return { en, zh, x: x[at] ?? 0, y: y[at] ?? 0, isHub: (linesAt.get(zh)?.size ?? 0) > 1 };
      });
      const colour = LINE_COLOURS[lines.indexOf(line) % LINE_COLOURS.length] ?? LINE_COLOURS[0];
      return { id: line, colour, path, stations: named };
    }),
  };
}

function fleetsOf(view: CityView): Fleet[] {
  const { fleets, lines, stopX, stopY, vehicles, vehicleLine } = view;
  return fleets.map(({ firstLine, firstStop, firstVehicle }, at) => {
    const next = fleets[at + 1];
    const endStop = next?.firstStop ?? stopX.length;
    const endVehicle = next?.firstVehicle ?? vehicles;
    return {
      ...{ firstStop, firstVehicle, colour: COLOUR.vehicle, size: endVehicle - firstVehicle },
      lineOf: vehicleLine.slice(firstVehicle, endVehicle).map((line) => line - firstLine),
      lines: lines.slice(firstLine, next?.firstLine).map(({ stops }) => stops.map((stop) => stop - firstStop)),
      stopX: stopX.subarray(firstStop, endStop),
      stopY: stopY.subarray(firstStop, endStop),
    };
  });
}

/** Rows of VEHICLE, one a vehicle of this fleet. */
export function vehicleRows({ vehicles }: Frame, { firstVehicle, size }: Fleet): Float64Array {
  return vehicles.subarray(firstVehicle * VEHICLE.width, (firstVehicle + size) * VEHICLE.width);
}

/** 1 where a vehicle takes phones. */
export function vehicleAccepts({ vehicleAccepts: accepts }: Frame, { firstVehicle, size }: Fleet): Uint8Array {
  return accepts.subarray(firstVehicle, firstVehicle + size);
}

/** People waiting at each stop of this fleet, and those refused there since midnight. */
export function stopQueues({ stopQueue }: Frame, { firstStop, stopX }: Fleet): Uint16Array {
  return stopQueue.subarray(firstStop, firstStop + stopX.length);
}
export function stopRefusals({ stopRefusals: refusals }: Frame, { firstStop, stopX }: Fleet): Uint16Array {
  return refusals.subarray(firstStop, firstStop + stopX.length);
}

/** Whether a vehicle is on the road. */
export function isOut(rows: Float64Array, vehicle: number): boolean {
  return rows[vehicle * VEHICLE.width + VEHICLE.state] !== VEHICLE_STATE.depot;
}
