/** Paper, and on it the land of the city's districts. */
import { GROUND } from '../palette.ts';
import type { Ground, Layer } from './layer.ts';

/** Points of a ring in the ground's pixels. */
export function points(ground: Ground, ring: ArrayLike<number>): number[] {
  const out: number[] = [];
  for (let at = 0; at + 1 < ring.length; at += 2) {
    out.push(ground.x(ring[at] as number), ground.y(ring[at + 1] as number));
  }
  return out;
}

export function districtsLayer(): Layer {
  return {
    id: 'districts',
    ground(ground, { city }) {
      for (const { rings } of city.districts) {
        for (const ring of rings) if (ring.length >= 6) ground.shapes.poly(points(ground, ring), true);
      }
      ground.shapes.fill(GROUND.land);
    },
  };
}

/** The districts' borders, above water and areas. */
export function bordersLayer(): Layer {
  return {
    id: 'borders',
    ground(ground, { city }) {
      for (const { rings } of city.districts) {
        for (const ring of rings) if (ring.length >= 6) ground.shapes.poly(points(ground, ring), true);
      }
      ground.shapes.stroke({ width: ground.zoom < 8 ? 1 : 1.4, color: GROUND.border, join: 'round' });
    },
  };
}
