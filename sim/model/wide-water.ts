/** Seas, lakes and rivers so wide that they are known as areas: nobody lives there, and vehicles go over bridges. */
import type { City } from './city.ts';
import type { Plane } from './geography.ts';
import { isInside, ringOn } from './polygon.ts';

/** An area of water, its rings as flat x, y lists in kilometres, and what it reaches to. */
export interface Body {
  readonly rings: readonly Float64Array[];
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

/** The areas of water of a city; its narrow rivers are lines, and none of these. */
export function wideWaterOf(city: City, plane: Plane): readonly Body[] {
  return (city.water ?? [])
    .filter(({ kind }) => kind === 'area')
    .map(({ rings }) => {
      const flat = rings.map((ring) => ringOn(plane, ring));
      const [x, y] = [0, 1].map((axis) => Array.from(flat[0]!).filter((_, i) => i % 2 === axis));
      const least = (of: readonly number[]) => of.reduce((a, b) => Math.min(a, b), Infinity);
      const most = (of: readonly number[]) => of.reduce((a, b) => Math.max(a, b), -Infinity);
      return { rings: flat, west: least(x!), east: most(x!), south: least(y!), north: most(y!) };
    });
}

/** Whether a point lies in an area of water. */
export const isIn = ({ rings, west, east, south, north }: Body, x: number, y: number): boolean =>
  x > west && x < east && y > south && y < north && isInside(rings, x, y);
