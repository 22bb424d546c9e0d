/** What a page draws once: the map of a world's city. */
import type { City } from '../../model/city.ts';
import type { Plane } from '../../model/geography.ts';
import type { Fleet } from '../../model/kit/fleet.ts';
import type { TimetabledFleet } from '../../model/kit/timetabled-fleet.ts';
import type { Service } from '../../model/services/service.ts';
import type { World } from '../../model/world.ts';
import type { CityView, FleetView } from '../protocol.ts';

/** A fleet, and where its lines, stops and vehicles begin among those of all fleets. */
export interface NumberedFleet extends FleetView {
  readonly fleet: Fleet;
}

/** The fleets of the city in the order of their services. */
export function fleetsOf(world: World): readonly NumberedFleet[] {
  let [firstLine, firstStop, firstVehicle] = [0, 0, 0];
  return world.services.flatMap(({ id, fleet }) => {
    if (fleet === undefined) return [];
    const numbered = { service: id, fleet, firstLine, firstStop, firstVehicle };
    firstLine += fleet.lines.count;
    firstStop += fleet.lines.stops;
    firstVehicle += fleet.size;
    return [numbered];
  });
}

/** The vehicles that keep to a timetable, in the order of their services. */
export function timetabledOf(world: World): readonly { readonly service: string; readonly fleet: TimetabledFleet }[] {
  return world.services.flatMap(({ id, timetabled }) =>
    timetabled === undefined ? [] : [{ service: id, fleet: timetabled }],
  );
}

/** The fleet and number of a stop or vehicle by its number in the view, or null where there is none. */
export function findInFleet(
  world: World,
  of: 'firstStop' | 'firstVehicle',
  index: number,
): { found: NumberedFleet; at: number } | null {
  for (const found of fleetsOf(world)) {
    const at = index - found[of];
    const count = of === 'firstStop' ? found.fleet.lines.stops : found.fleet.size;
    if (at >= 0 && at < count) return { found, at };
  }
  return null;
}

/** The service and number of a place by its number in the view: they are numbered one service after the other. Null where there is none. */
export function findPlace(world: World, index: number): { service: Service; place: number } | null {
  let place = index;
  for (const service of world.services) {
    if (place < service.places.count) return place < 0 ? null : { service, place };
    place -= service.places.count;
  }
  return null;
}

export function describeCity(world: World): CityView {
  const { geography, city, people } = world;
  const fleets = fleetsOf(world);
  const columns = <T extends 'sector' | 'x' | 'y' | 'district'>(name: T) =>
    world.services.flatMap(({ places }) => Array.from(places[name]));
  const districts = city.districts.map((district, i) => ({
    id: district.id,
    en: district.name.en,
    zh: district.name.zh,
    residents: district.residents,
    rings: geography.rings[i].map((ring) => Float32Array.from(ring)),
    labelX: geography.plane.x(district.centre[0]),
    labelY: geography.plane.y(district.centre[1]),
  }));
  const trains = timetabledOf(world).flatMap(({ service, fleet }) =>
    Array.from(fleet.routeOf, (route) => ({ service, line: fleet.nameOf(route >> 1) })),
  );
  return {
    people: people.count,
    districts,
    fleets: fleets.map(({ service, firstLine, firstStop, firstVehicle }) => ({
      service,
      firstLine,
      firstStop,
      firstVehicle,
    })),
    lines: fleets.flatMap(({ fleet, firstStop }) =>
      Array.from({ length: fleet.lines.count }, (_, line) => ({
        id: String(line + 1),
        stops: Int32Array.from(
          { length: fleet.lines.stopsOf(line) },
          (_unused, i) => firstStop + fleet.lines.firstStop[line] + i,
        ),
      })),
    ),
    stopX: Float32Array.from(fleets.flatMap(({ fleet }) => Array.from(fleet.lines.x))),
    stopY: Float32Array.from(fleets.flatMap(({ fleet }) => Array.from(fleet.lines.y))),
    vehicles: fleets.reduce((sum, { fleet }) => sum + fleet.size, 0),
    vehicleLine: Int32Array.from(
      fleets.flatMap(({ fleet, firstLine }) => Array.from(fleet.lineOf, (line) => firstLine + line)),
    ),
    vehicleSector: Uint8Array.from(fleets.flatMap(({ fleet }) => Array.from(fleet.places.sector))),
    trains,
    placeSector: Uint8Array.from(columns('sector')),
    placeX: Float32Array.from(columns('x')),
    placeY: Float32Array.from(columns('y')),
    placeDistrict: Uint16Array.from(columns('district')),
    homeX: geography.homeX.slice(),
    homeY: geography.homeY.slice(),
    homePeople: geography.homePeople.slice(),
    water: waterOf(city, geography.plane),
    metro: metroOf(city, geography.plane, world.scenario.start),
    bounds: boundsOf(geography.rings),
  };
}

function waterOf({ water = [] }: City, plane: Plane): CityView['water'] {
  return water.map(({ kind, rings }) => ({
    kind,
    rings: rings.map((ring) => Float32Array.from(ring.flatMap(([lon, lat]) => [plane.x(lon), plane.y(lat)]))),
  }));
}

/** @param day first of the run, `YYYY-MM-DD` */
function metroOf({ metro = [] }: City, plane: Plane, day: string): CityView['metro'] {
  return metro
    .map(({ line, stations }) => ({ line, stations: stations.filter(({ opened }) => opened <= day) }))
    .filter(({ stations }) => stations.length > 1)
    .map(({ line, stations }) => ({
      line,
      stations: stations.map(({ name }) => name),
      x: Float32Array.from(stations, ({ at: [longitude] }) => plane.x(longitude)),
      y: Float32Array.from(stations, ({ at: [, latitude] }) => plane.y(latitude)),
    }));
}

function boundsOf(rings: readonly (readonly Float64Array[])[]): [number, number, number, number] {
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings.flat()) {
    for (let i = 0; i < ring.length; i += 2) {
      bounds[0] = Math.min(bounds[0], ring[i]);
      bounds[1] = Math.min(bounds[1], ring[i + 1]);
      bounds[2] = Math.max(bounds[2], ring[i]);
      bounds[3] = Math.max(bounds[3], ring[i + 1]);
    }
  }
  return bounds;
}
