/** Metro lines and their stations, in grey: the ways of trains, which differ in neither world. Where one changes lines they are larger. */
import { GROUND } from '../palette.ts';
import { points } from './districts.ts';
import type { Layer } from './layer.ts';

/** How much larger a station is where lines meet. */
const HUB = 1.6;

export function metroLayer(): Layer {
  return {
    id: 'metro',
    ground(ground, { city: { display } }) {
      if (display.metro.length === 0) return;
      const width = Math.min(5, Math.max(1.4, ground.zoom / 12));
      const ways = (): void => {
        for (const { path } of display.metro) if (path.length >= 4) ground.shapes.poly(points(ground, path), false);
      };
      ways();
      ground.shapes.stroke({ width: width + 2, color: GROUND.casing, alpha: 0.8, join: 'round', cap: 'round' });
      ways();
      ground.shapes.stroke({ width, color: GROUND.metro, join: 'round', cap: 'round' });
      if (ground.zoom < 9) return;
      const radius = Math.min(4.5, Math.max(1.6, ground.zoom / 14));
      for (const { stations } of display.metro) {
        for (const { x, y, isHub } of stations) {
          ground.shapes.circle(ground.x(x), ground.y(y), isHub ? radius * HUB : radius);
        }
      }
      ground.shapes.fill(GROUND.casing).stroke({ width: Math.max(1, width / 2.4), color: GROUND.metro });
    },
  };
}
