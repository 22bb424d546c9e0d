/** Halos: what takes phones in one world only. Blue where it is the world with the policy, orange where it is the other. */
import { hex } from '../../theme.ts';
import { BETTER, WORSE } from '../palette.ts';
import { DETAIL_ZOOM, grown, inside } from './layer.ts';
import type { Layer } from './layer.ts';

const GAIN = hex(BETTER);
const LOSS = hex(WORSE);
const FROM_ZOOM = 9;

export function halosLayer(): Layer {
  return {
    id: 'halos',
    settled(signs, { camera, pane, shows }, { city, after }) {
      if (shows !== 'difference' || after === null || camera.zoom < FROM_ZOOM) return;
      const { placeAccepts: without } = after.baseline;
      const { placeAccepts: withPolicy } = after.policy;
      const near = camera.zoom >= DETAIL_ZOOM;
      const size = near ? grown(19, camera.zoom) : Math.min(9, 4.6 + camera.zoom / 16);
      const { cells } = signs.atlas;
      for (let place = 0; place < city.placeX.length; place++) {
        const gain = (withPolicy[place] as number) - (without[place] as number);
        if (gain === 0) continue;
        const x = camera.pxX(city.placeX[place] as number);
        const y = camera.pxY(city.placeY[place] as number);
        if (inside(pane, x, y, size)) signs.put(x, y, size, 0, cells.halo, gain > 0 ? GAIN : LOSS, 0.95);
      }
    },
  };
}
