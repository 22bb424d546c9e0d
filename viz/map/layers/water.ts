/** Sea, lakes and rivers. */
import { GROUND } from '../palette.ts';
import { points } from './districts.ts';
import type { Layer } from './layer.ts';

/** Pixels: enough to tell a lake from an area that is pale blue. */
const SHORE_WIDTH = 0.8;

/** Whether a flat x, y list has three corners. */
const isRing = (ring: Float32Array): boolean => ring.length >= 6;

export function waterLayer(): Layer {
  return {
    id: 'water',
    ground(ground, { city: { display } }) {
      for (const river of display.rivers) {
        if (river.length < 4) continue;
        ground.shapes.poly(points(ground, river), false);
      }
      const width = Math.min(5, Math.max(1, ground.zoom / 14));
      if (display.rivers.length > 0) ground.shapes.stroke({ width, color: GROUND.water, join: 'round', cap: 'round' });
      for (const { rings } of display.water) {
        const [shore, ...islands] = rings.filter(isRing);
        if (shore === undefined) continue;
        ground.shapes.poly(points(ground, shore), true).fill(GROUND.water);
        // An island is what lies under the water: land, or the colour of its area.
        for (const island of islands) ground.shapes.poly(points(ground, island), true);
        if (islands.length > 0) ground.shapes.cut();
      }
      const shores = display.water.flatMap(({ rings }) => rings.filter(isRing));
      for (const ring of shores) ground.shapes.poly(points(ground, ring), true);
      if (shores.length > 0) ground.shapes.stroke({ width: SHORE_WIDTH, color: GROUND.shore, join: 'round' });
    },
  };
}
