/**
 * Metro lines and their stations, each line in its colour, which is muted: the ways of trains differ in neither world. Where one changes
 * lines stations are larger.
 */
import { GROUND } from '../palette.ts';
import { points } from './districts.ts';
import type { Layer } from './layer.ts';

/** How much larger a station is where lines meet. */
const HUB = 1.6;
/** Paler than their names, so that what differs is seen first. */
const ALPHA = 0.75;

export function metroLayer(): Layer {
  return {
    id: 'metro',
    ground(ground, { city: { display } }) {
      const { shapes, zoom } = ground;
      const lines = display.metro.filter(({ path }) => path.length >= 4);
      if (lines.length === 0) return;
      const width = Math.min(5, Math.max(1.4, zoom / 12));
      for (const { path } of lines) shapes.poly(points(ground, path), false);
      shapes.stroke({ width: width + 2, color: GROUND.casing, alpha: 0.8, join: 'round', cap: 'round' });
      for (const { path, colour } of lines) {
        shapes.poly(points(ground, path), false);
        shapes.stroke({ width, color: colour, alpha: ALPHA, join: 'round', cap: 'round' });
      }
      if (zoom < 9) return;
      const radius = Math.min(4.5, Math.max(1.6, zoom / 14));
      for (const { stations, colour } of lines) {
        for (const { x, y, isHub } of stations) {
          shapes.circle(ground.x(x), ground.y(y), isHub ? radius * HUB : radius);
        }
        shapes.fill(GROUND.casing).stroke({ width: Math.max(1, width / 2.4), color: colour, alpha: ALPHA });
      }
    },
  };
}
