/**
 * Where things are: the districts on a plane, and neighbourhoods laid inside them.
 *
 * Districts are real. Neighbourhoods are synthetic: points scattered around each district's centre, inside its boundary,
 * each with about the same number of residents. Lengths are kilometres, x east and y north of the city's south-west.
 */
import type { Purpose, RandomSource } from '../kernel/random.ts';
import type { City, District } from './city.ts';
import { parameterTable } from './parameter-table.ts';
import { isInside, ringOn } from './polygon.ts';
import { isIn, wideWaterOf, type Body } from './wide-water.ts';

export const GEOGRAPHY_TABLE = parameterTable('geography', {
  neighbourhood_people: [
    2000,
    'persons simulated',
    500,
    10000,
    'A',
    'assumed; neighbours are also a peer group',
    'Simulated residents of one neighbourhood.',
  ],
  settled_density_per_km2: [
    8000,
    'persons/km²',
    3000,
    20000,
    'A',
    'assumed built-up density; sets how far homes spread around a district centre',
    'Residents per km² of built-up land.',
  ],
});

export const KM_PER_DEGREE_LATITUDE = 111.2;

/** Largest number of neighbourhoods: they are numbered in a Uint16 column. */
const NEIGHBOURHOODS_MAX = 65_000;
const TRIES = 64;
/** Radius of the disc homes are scattered over, relative to one filled at the built-up density (assumed). */
const SPREAD = 1.6;

export interface Plane {
  x(longitude: number): number;
  y(latitude: number): number;
  /** The other way round. */
  longitude(x: number): number;
  latitude(y: number): number;
}

/** A local equirectangular plane: true to about 0.5% over a city of 150 km. */
export function planeOf(city: City): Plane {
  let west = 180;
  let south = 90;
  let north = -90;
  for (const district of city.districts) {
    for (const ring of district.rings) {
      for (const [longitude, latitude] of ring) {
        west = Math.min(west, longitude);
        south = Math.min(south, latitude);
        north = Math.max(north, latitude);
      }
    }
  }
  const kmPerLongitude = KM_PER_DEGREE_LATITUDE * cosineOfDegrees((south + north) / 2);
  return {
    x: (longitude) => (longitude - west) * kmPerLongitude,
    y: (latitude) => (latitude - south) * KM_PER_DEGREE_LATITUDE,
    longitude: (x) => west + x / kmPerLongitude,
    latitude: (y) => south + y / KM_PER_DEGREE_LATITUDE,
  };
}

/** Cosine by its power series: exact to 1e-9 up to 90°, and the same on every engine. */
function cosineOfDegrees(degrees: number): number {
  const square = ((degrees * 3.141592653589793) / 180) * ((degrees * 3.141592653589793) / 180);
  let term = 1;
  let sum = 1;
  for (let i = 1; i <= 10; i++) {
    term *= -square / ((2 * i - 1) * (2 * i));
    sum += term;
  }
  return sum;
}

/** Shares out `total` in proportion to `weights`, whole numbers, largest remainders first (ties: lower index). */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((w) => (total * w) / sum);
  const counts = exact.map(Math.floor);
  const left = total - counts.reduce((a, b) => a + b, 0);
  const order = exact.map((value, index) => ({ index, rest: value - Math.floor(value) }));
  order.sort((a, b) => b.rest - a.rest || a.index - b.index);
  for (let i = 0; i < left; i++) counts[order[i % order.length].index]++;
  return counts;
}

/** Neighbourhoods in the order of a space-filling curve, so that near numbers are near places. */
export class Geography {
  readonly plane: Plane;
  /** Rings of each district, flat x, y lists. */
  readonly rings: readonly (readonly Float64Array[])[];
  /** Lakes, wide rivers and sea. */
  readonly water: readonly Body[];
  /** Simulated residents of each district. */
  readonly districtPeople: readonly number[];
  readonly homeX: Float32Array;
  readonly homeY: Float32Array;
  readonly homePeople: Int32Array;
  readonly homeDistrict: Uint16Array;
  readonly neighbourhoods: number;
  /** Residents per km² of built-up land. */
  readonly density: number;
  /** Radius of the land of each neighbourhood, km: at 1:k it stands for k times its residents. */
  readonly radiusKm: Float64Array;

  constructor(
    readonly city: City,
    scale: number,
    parameters: Readonly<Record<string, number>>,
    random: RandomSource,
  ) {
    const plane = planeOf(city);
    this.plane = plane;
    this.rings = city.districts.map((district) => district.rings.map((ring) => ringOn(plane, ring)));
    this.water = wideWaterOf(city, plane);
    const residents = city.districts.map((d) => d.residents);
    const people = Math.max(city.districts.length, Math.round(residents.reduce((a, b) => a + b, 0) / scale));
    this.districtPeople = apportion(people, residents);
    const size = Math.max(parameters['geography.neighbourhood_people'], people / NEIGHBOURHOODS_MAX);
    this.density = parameters['geography.settled_density_per_km2'];
    const rows = this.scatter(size, this.density, random);
    this.neighbourhoods = rows.length;
    this.homeX = Float32Array.from(rows, (row) => row.x);
    this.homeY = Float32Array.from(rows, (row) => row.y);
    this.homePeople = Int32Array.from(rows, (row) => row.people);
    this.homeDistrict = Uint16Array.from(rows, (row) => row.district);
    this.radiusKm = Float64Array.from(rows, ({ people: own, district }) => {
      const residing = (own * residents[district]) / Math.max(1, this.districtPeople[district]);
      return SPREAD * Math.sqrt(residing / this.density / 3.141592653589793);
    });
  }

  private scatter(size: number, density: number, random: RandomSource) {
    const rows: { x: number; y: number; people: number; district: number; order: number; id: number }[] = [];
    // Districts with one centre are told apart by their order.
    const centres = new Map<string, number>();
    this.city.districts.forEach((district, index) => {
      const people = this.districtPeople[index];
      // By where it lies, not by its place in the file: to list districts in another order changes nothing.
      const centre = district.centre.join(' ');
      const twins = centres.get(centre) ?? 0;
      centres.set(centre, twins + 1);
      const purpose = random.purpose(`geography.home ${centre}${twins === 0 ? '' : ` ${twins}`}`);
      const count = Math.max(1, Math.round(people / size));
      const shares = apportion(people, new Array<number>(count).fill(1));
      for (let i = 0; i < count; i++) {
        const [x, y] = this.place(district, index, i, density, purpose);
        rows.push({ x, y, people: shares[i], district: index, order: hilbert(x, y), id: rows.length });
      }
    });
    rows.sort((a, b) => a.order - b.order || a.id - b.id);
    return rows;
  }

  /** A point on land of a disc around the district's centre; the boundary and water are respected by drawing again. */
  private place(district: District, index: number, i: number, density: number, purpose: Purpose): [number, number] {
    const cx = this.plane.x(district.centre[0]);
    const cy = this.plane.y(district.centre[1]);
    // Two and a half times the land that the residents fill at the built-up density: parks and fields between.
    const radius = SPREAD * Math.sqrt(district.residents / density / 3.141592653589793);
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const n = i * 2;
      const u = purpose.uniform(n, attempt) * 2 - 1;
      const v = purpose.uniform(n + 1, attempt) * 2 - 1;
      if (u * u + v * v > 1) continue;
      const x = cx + u * radius;
      const y = cy + v * radius;
      if (isInside(this.rings[index], x, y) && !this.isWet(x, y)) return [x, y];
    }
    return [cx, cy];
  }

  /** Whether a point lies in wide water. */
  isWet(x: number, y: number): boolean {
    return this.water.some((body) => isIn(body, x, y));
  }

  /** Whether a point lies inside any district. */
  isInCity(x: number, y: number): boolean {
    return this.rings.some((rings) => isInside(rings, x, y));
  }
}

/** Position along a Hilbert curve over a 256 km square in cells of 62.5 m. */
function hilbert(xKm: number, yKm: number): number {
  const side = 4096;
  let x = Math.max(0, Math.min(side - 1, Math.floor(xKm * 16)));
  let y = Math.max(0, Math.min(side - 1, Math.floor(yKm * 16)));
  let distance = 0;
  for (let s = side / 2; s >= 1; s /= 2) {
    const rx = (x & s) > 0 ? 1 : 0;
    const ry = (y & s) > 0 ? 1 : 0;
    distance += s * s * ((3 * rx) ^ ry);
    if (ry === 0) {
      if (rx === 1) {
        x = side - 1 - x;
        y = side - 1 - y;
      }
      const swap = x;
      x = y;
      y = swap;
    }
  }
  return distance;
}
