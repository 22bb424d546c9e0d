/** Lengths between places given in degrees. */
const KM_PER_DEGREE = 111.2;
const RADIANS = Math.PI / 180;

export type Position = readonly [longitude: number, latitude: number];

/** Kilometres between two places of one city: flat there, to 0.5%. */
export function kmBetween(a: Position, b: Position): number {
  const x = (b[0] - a[0]) * Math.cos(((a[1] + b[1]) / 2) * RADIANS);
  return Math.hypot(x, b[1] - a[1]) * KM_PER_DEGREE;
}
