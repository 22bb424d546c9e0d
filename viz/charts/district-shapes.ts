/** Districts as shapes of a small map: paths in pixels, north up. */
import type { City } from '../../sim/model/city.ts';

const PAD = 4;

export interface DistrictShapes {
  readonly height: number;
  /** In the order of the city's districts. */
  readonly paths: readonly string[];
}

/** @param width in pixels; the height follows from the city */
export function districtShapes({ districts }: Pick<City, 'districts'>, width: number): DistrictShapes {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of districts.flatMap(({ rings }) => rings.flat())) {
    [west, east] = [Math.min(west, x), Math.max(east, x)];
    [south, north] = [Math.min(south, y), Math.max(north, y)];
  }
  // Degrees as on a map of this latitude: a degree of longitude is shorter than one of latitude.
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const zoom = (width - 2 * PAD) / ((east - west) * narrow);
  const place = ([x, y]: readonly [number, number]): string =>
    `${(PAD + (x - west) * narrow * zoom).toFixed(1)} ${(PAD + (north - y) * zoom).toFixed(1)}`;
  return {
    height: (north - south) * zoom + 2 * PAD,
    paths: districts.map(({ rings }) => rings.map((ring) => `M${ring.map(place).join('L')}Z`).join('')),
  };
}
