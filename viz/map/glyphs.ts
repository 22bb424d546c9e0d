/** Shapes of the methods and line icons of the sectors, as SVG paths: the maps and the legend draw the same ones. */
import { PLACE_DECLARATIONS } from '../../sim/runner/vocabulary.ts';
import type { Shape } from '../theme.ts';

/** SVG path of a method's shape around (x, y); the three look equally big. */
export function shapeData(shape: Shape, x: number, y: number, size: number): string {
  const half = size / 2;
  if (shape === 'circle') {
    return `M${x - half},${y}a${half},${half} 0 1,0 ${size},0a${half},${half} 0 1,0 ${-size},0Z`;
  }
  if (shape === 'square') {
    const side = size * 0.88;
    return `M${x - side / 2},${y - side / 2}h${side}v${side}h${-side}Z`;
  }
  return `M${x},${y - half * 1.15}L${x + half * 1.15},${y + half * 0.85}H${x - half * 1.15}Z`;
}

export function shapePath(shape: Shape, x: number, y: number, size: number): Path2D {
  return new Path2D(shapeData(shape, x, y, size));
}

/** Line icon of a sector, on a 24 × 24 grid, as its service declares it. */
export function signOf(sector: string): string {
  return PLACE_DECLARATIONS.find(({ id }) => id === sector)?.sign ?? '';
}
