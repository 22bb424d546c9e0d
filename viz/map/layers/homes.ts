/** Where people live: a dot a neighbourhood. */
import { GROUND } from '../palette.ts';
import { DISTRICT_ZOOM } from './layer.ts';
import type { Layer } from './layer.ts';

export function homesLayer(): Layer {
  return {
    id: 'homes',
    ground(ground, { city: { homeX, homeY } }) {
      if (ground.zoom < DISTRICT_ZOOM) return;
      const size = Math.min(7, Math.max(2, ground.zoom / 12));
      for (let home = 0; home < homeX.length; home++) {
        ground.shapes.circle(ground.x(homeX[home] as number), ground.y(homeY[home] as number), size / 2);
      }
      if (homeX.length > 0) ground.shapes.fill({ color: GROUND.homes, alpha: 0.8 });
    },
  };
}
