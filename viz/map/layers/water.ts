/** Sea, lakes and rivers. */
import { GROUND } from '../palette.ts';
import { points } from './districts.ts';
import type { Layer } from './layer.ts';

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
        const [shore] = rings;
        if (shore !== undefined && shore.length >= 6) ground.shapes.poly(points(ground, shore), true);
      }
      if (display.water.length > 0) ground.shapes.fill(GROUND.water);
      // Islands are land again.
      let islands = 0;
      for (const { rings } of display.water) {
        for (const island of rings.slice(1)) {
          if (island.length < 6) continue;
          ground.shapes.poly(points(ground, island), true);
          islands++;
        }
      }
      if (islands > 0) ground.shapes.fill(GROUND.land);
    },
  };
}
