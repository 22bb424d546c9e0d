/** Polygons on the plane of a city, and where a point lies relative to them. */
import type { Plane } from './geography.ts';

/** A ring of longitudes and latitudes as a flat x, y list in kilometres. */
export function ringOn(plane: Plane, ring: readonly (readonly [number, number])[]): Float64Array {
  return Float64Array.from(ring.flatMap(([lon, lat]) => [plane.x(lon), plane.y(lat)]));
}

/** Whether a point lies inside one of the rings (even–odd rule). Rings are flat x, y lists. */
export function isInside(rings: readonly Float64Array[], x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const yi = ring[i + 1];
      const yj = ring[j + 1];
      if (yi > y !== yj > y && x < ((ring[j] - ring[i]) * (y - yi)) / (yj - yi) + ring[i]) inside = !inside;
    }
  }
  return inside;
}
