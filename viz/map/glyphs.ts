/** Shapes of the methods and line icons of the sectors, as SVG paths: the maps and the legend draw the same ones. */
import type { Sector } from '../../sim/model/scenario.ts';
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

/** Line icons on a 24 × 24 grid. */
export const GLYPH: Readonly<Record<Sector, string>> = {
  bus: 'M6 5h12v11H6zM6 11h12M8.5 16v2.5M15.5 16v2.5',
  // An awning over a barrow.
  vendor: 'M4 10L12 4l8 6ZM12 10v6M6 16h12M8.5 16v3M15.5 16v3',
  // A shop front.
  convenience: 'M5 5h14l1 5H4zM6 10v9h12v-9M10 19v-5h4v5',
  // A trolley.
  supermarket: 'M3 5h3l2.5 10h9L20 8H7M10 19h.1M16 19h.1',
  // A bowl and its steam.
  restaurant: 'M4 11h16a8 8 0 0 1-16 0ZM9 8V5M12 8V4M15 8V5',
  // A leaf.
  market: 'M5 19C5 10 10 5 19 5c0 9-5 14-14 14ZM5 19l8-8',
  hospital: 'M12 5v14M5 12h14',
};

export function glyphPath(sector: Sector): Path2D {
  return new Path2D(GLYPH[sector]);
}
