/** What services have in common whose places people travel to on purpose: places in catchments, their staff, and the way there. */
import { TICKS_PER_HOUR } from '../../kernel/time.ts';
import type { Geography } from '../geography.ts';
import type { Host } from '../host.ts';
import { parameterTable, type ParameterTable } from '../parameter-table.ts';
import { Places } from '../places.ts';
import type { Catchments } from './catchment.ts';

/** Residents of the whole city that a simulated one stands for. */
export const realResidents = (host: Host): number => host.people.count * host.scale;

/**
 * Size of a simulated place relative to a real one: 1 but for rounding. Fewer places than one are one, of a part of the staff.
 * @param per10000 real places for 10,000 residents
 */
export function placeSize(host: Host, map: Catchments, per10000: number): number {
  return (per10000 * realResidents(host)) / 10_000 / host.scale / map.count;
}

/** Places of one sector where a map has them. The order in which they are fitted is not yet drawn. */
export function layPlaces(host: Host, map: Catchments, sector: number): Places {
  const places = new Places(map.count, host.memory, host.city.districts.length);
  for (let place = 0; place < map.count; place++) {
    places.sector.set(place, sector);
    places.district.set(place, host.geography.homeDistrict[map.home[place]]);
    places.x[place] = map.x[place];
    places.y[place] = map.y[place];
  }
  return places;
}

/**
 * Servers that bear a load in the busiest hour, one at least in a place of real size; not rounded, so that the load is the same
 * at every scale.
 * @param perHour services asked for at a simulated place in its busiest hour
 * @param seconds mean service, payment included
 * @param load share of their time that servers are busy in that hour
 * @param size of the place: see placeSize
 */
export function serversFor(perHour: number, seconds: number, load: number, size: number): number {
  return Math.max(1, (perHour * seconds) / 3600 / load / size) * size;
}

const TRIP_ROWS = {
  trip_detour: [
    1.3,
    'ratio',
    1,
    2,
    'A',
    'assumed; circuity of urban roads is 1.2 to 1.4',
    'Way by road relative to the straight line.',
  ],
  trip_kmh: [15, 'km/h', 4, 40, 'A', 'assumed: rides, walks and waits together', 'Speed of a trip from door to door.'],
} as const;

/** Parameters of the trips to a service's places: `id.trip_detour`, `id.trip_kmh`. */
export const tripTable = (id: string): ParameterTable<keyof typeof TRIP_ROWS> => parameterTable(id, TRIP_ROWS);

/** Trips from home to a place and back. */
export class Trips {
  private readonly shrink: number;
  private readonly metresPerKm: number;
  private readonly ticksPerMetre: number;

  /**
   * A city at 1:k has 1/k as many places in as much land, so that the way to one is √k times as long. Distances to places are
   * those of the simulated city times √(simulated places / real ones).
   * @param real number of places of the whole city
   * @param simulated of the map's places those that it is about: all where left out
   */
  constructor(
    private readonly geography: Geography,
    private readonly map: Catchments,
    real: number,
    terms: { readonly trip_detour: number; readonly trip_kmh: number },
    simulated = map.count,
  ) {
    this.shrink = Math.sqrt(Math.min(1, simulated / real));
    this.metresPerKm = 2 * 1000 * terms.trip_detour;
    this.ticksPerMetre = TICKS_PER_HOUR / (terms.trip_kmh * 1000);
  }

  /** Metres from a neighbourhood to a place and back. */
  toPlace(home: number, place: number): number {
    const { homeX, homeY } = this.geography;
    return this.metres(homeX[home] - this.map.x[place], homeY[home] - this.map.y[place]) * this.shrink;
  }

  /** Metres from a neighbourhood to another and back, wherever in the city it lies. */
  toNeighbourhood(home: number, other: number): number {
    const { homeX, homeY } = this.geography;
    return this.metres(homeX[home] - homeX[other], homeY[home] - homeY[other]);
  }

  /** Ticks that a trip of so many metres takes. */
  ticks(metres: number): number {
    return Math.round(metres * this.ticksPerMetre);
  }

  private metres(x: number, y: number): number {
    return Math.sqrt(x * x + y * y) * this.metresPerKm;
  }
}
