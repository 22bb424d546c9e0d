/** An outage of the payment network, hatched over the districts where it reigns: thin, for what it does is to be seen above it. */
import { OUTAGE } from '../palette.ts';
import { points } from './districts.ts';
import type { Layer } from './layer.ts';

export function outagesLayer(): Layer {
  return {
    id: 'outages',
    ground(ground, { city, outage }, shows) {
      // The other world has none.
      if (shows === 'baseline' || outage.length === 0) return;
      for (const at of outage) {
        for (const ring of city.districts[at]?.rings ?? []) {
          if (ring.length >= 6) ground.shapes.poly(points(ground, ring), true);
        }
      }
      ground.shapes.fill({ texture: ground.hatchStrong, textureSpace: 'global', color: OUTAGE, alpha: 0.24 });
    },
  };
}
