/** Shapes of districts: made simple where they are too fine, with one border between neighbours, and a place inside each. */
import { feature } from 'topojson-client';
import { topology } from 'topojson-server';
import { presimplify, quantile, simplify } from 'topojson-simplify';
import { isInside } from '../../model/polygon.ts';
import { kmBetween, type Position } from './distance.ts';
import { areaOf, type Ring } from './geojson.ts';
import type { Journal } from './journal.ts';

/** Positions that a city's boundaries may have before they are made simple. */
const POSITIONS_MAX = 8000;
/** Rings of less are lost, square degrees: some thousand square metres. */
const AREA_MIN = 1e-7;
const PER_DEGREE = 1e5;
/** Columns and rows of places that are tried for the middle of a district. */
const GRID = 24;

export type Polygons = readonly (readonly Ring[])[];

/** Boundaries with at most about POSITIONS_MAX positions, to a metre. */
export function simplified(areas: readonly Polygons[], file: string, journal: Journal): Polygons[] {
  const count = areas.flat(2).reduce((sum, ring) => sum + ring.length, 0);
  if (count <= POSITIONS_MAX) return areas.map(tidy);
  const collection = {
    type: 'FeatureCollection' as const,
    features: areas.map((polygons) => ({
      type: 'Feature' as const,
      properties: {},
      geometry: { type: 'MultiPolygon' as const, coordinates: polygons as [number, number][][][] },
    })),
  };
  const weighed = presimplify(topology({ areas: collection }) as unknown as Parameters<typeof presimplify>[0]);
  const simple = simplify(weighed, quantile(weighed, 1 - POSITIONS_MAX / count));
  const { features } = feature(simple, simple.objects['areas'] as never) as unknown as typeof collection;
  const result = features.map(({ geometry }, i) => {
    const polygons = tidy(geometry.coordinates as Ring[][]);
    return polygons.length > 0 ? polygons : tidy(areas[i]!);
  });
  const left = result.flat(2).reduce((sum, ring) => sum + ring.length, 0);
  journal.drop(file, 0, `positions of boundaries, made simpler (${left} are left)`, '', count - left);
  return result;
}

/** Rounded to a metre; islets and rings that came to nothing go. */
function tidy(polygons: Polygons): Ring[][] {
  const round = (value: number) => Math.round(value * PER_DEGREE) / PER_DEGREE;
  const rounded = polygons.map((polygon) =>
    polygon
      .map((ring) => ring.map(([x, y]): Position => [round(x), round(y)]))
      .map((ring) => ring.filter(([x, y], i) => i === 0 || x !== ring[i - 1]![0] || y !== ring[i - 1]![1]))
      .map((ring, i) => (ring.length >= 4 && areaOf(ring) >= AREA_MIN ? ring : i === 0 ? [] : undefined))
      .filter((ring) => ring !== undefined),
  );
  return rounded.filter(([outer]) => outer !== undefined && outer.length > 0);
}

/** An area whose inside can be asked for. */
export class Outline {
  private readonly rings: readonly Float64Array[];
  /** West, south, east and north, degrees. */
  readonly extent: readonly [number, number, number, number];

  constructor(readonly polygons: Polygons) {
    this.rings = polygons.flat().map((ring) => Float64Array.from(ring.flat()));
    let [west, south, east, north] = [180, 90, -180, -90];
    for (const [x, y] of polygons.flat(2)) {
      [west, south] = [Math.min(west, x), Math.min(south, y)];
      [east, north] = [Math.max(east, x), Math.max(north, y)];
    }
    this.extent = [west, south, east, north];
  }

  has([x, y]: Position): boolean {
    const [west, south, east, north] = this.extent;
    return x >= west && x <= east && y >= south && y <= north && isInside(this.rings, x, y);
  }

  /** A place well inside and in none of the others; undefined where there is none. */
  middle(others: readonly Outline[]): Position | undefined {
    const isFree = (place: Position) => this.has(place) && !others.some((other) => other.has(place));
    const [west, south, east, north] = this.extent;
    const steps = Array.from({ length: GRID }, (_, i) => (i + 0.5) / GRID);
    const places = steps.flatMap((u) =>
      steps.map((v): Position => [west + u * (east - west), south + v * (north - south)]),
    );
    const corners = this.polygons.flat(2);
    const every = Math.max(1, Math.floor(corners.length / 500));
    const some = corners.filter((_, i) => i % every === 0);
    const depth = (place: Position) =>
      some.reduce((least, corner) => Math.min(least, kmBetween(place, corner)), Infinity);
    let [best, deepest] = [undefined as Position | undefined, -1];
    for (const place of places.filter(isFree)) {
      const found = depth(place);
      if (found > deepest) [best, deepest] = [place, found];
    }
    return best && [Math.round(best[0] * PER_DEGREE) / PER_DEGREE, Math.round(best[1] * PER_DEGREE) / PER_DEGREE];
  }
}

/** The district of a place. */
export function districtFinder(
  districts: readonly { id: string; outline: Outline }[],
): (place: Position) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (place) => {
    const key = place.join(' ');
    if (!known.has(key)) known.set(key, districts.find(({ outline }) => outline.has(place))?.id);
    return known.get(key);
  };
}
