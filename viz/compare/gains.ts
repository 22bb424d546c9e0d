/** Who saves and loses where, of a plan, for small maps and the shades of heat maps: with what is too small to tell. */
import { estimateOf, type PreparedResults } from '../../sim/runner/experiment/prepared-results.ts';
import type { City } from '../../sim/model/city.ts';
import { districtShapes } from '../charts/district-shapes.ts';
import { gainOfEstimate, type Gain } from '../measures/groups.ts';
import { COLOUR } from '../theme.ts';

/** Between small maps, and above each for its name, pixels. */
export const GRID_GAP = 10;
export const MAP_HEAD = 18;
const NOTHING: Gain = { minutes: NaN, isNoise: true };

/** Minutes a day a resident of each district saves, in the order of the city's districts. */
export function gainsByDistrict(results: PreparedResults | null, { districts }: City): Gain[] {
  return districts.map(({ id }) => {
    const found = results === null ? undefined : estimateOf(results, `saved.minutes_per_person_day.${id}`);
    return found === undefined ? NOTHING : gainOfEstimate(found);
  });
}

/** Fill and depth of an area: its depth is its size, and what may be chance has no colour. */
export function shade({ minutes, isNoise }: Gain, most: number): { readonly fill: string; readonly opacity: number } {
  if (isNoise || Number.isNaN(minutes)) return { fill: COLOUR.hairline, opacity: 1 };
  const depth = Math.min(1, Math.abs(minutes) / most);
  return { fill: minutes < 0 ? COLOUR.loss : COLOUR.policy, opacity: 0.2 + 0.7 * depth };
}

/** Height of so many small maps in a grid, pixels. */
export function mapsHeight(count: number, columns: number, width: number, city: City): number {
  const one = districtShapes(city, (width - GRID_GAP * (columns - 1)) / columns).height + MAP_HEAD;
  return Math.ceil(count / columns) * (one + GRID_GAP);
}
