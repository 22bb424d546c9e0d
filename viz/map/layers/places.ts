/** Places where people pay: dots from afar, icons from near; filled where phones are taken. */
import { METHOD_COLOUR, hex } from '../../theme.ts';
import { EQUAL } from '../palette.ts';
import { DETAIL_ZOOM, grown, inside } from './layer.ts';
import type { Layer } from './layer.ts';

const WHITE = 0xffffff;
const GREY = hex(EQUAL);
const MOBILE = hex(METHOD_COLOUR.mobile);
/** From farther away than this, only landmarks are shown. */
const DOTS_ZOOM = 9;

export function placesLayer(): Layer {
  return {
    id: 'places',
    settled(signs, { camera, pane, shows }, { city, after }) {
      const near = camera.zoom >= DETAIL_ZOOM;
      const size = grown(13, camera.zoom);
      const { cells } = signs.atlas;
      const frame = after === null ? null : after[shows === 'baseline' ? 'baseline' : 'policy'];
      const other = shows === 'difference' && after !== null ? after.baseline : frame;
      const colour = shows === 'difference' ? GREY : MOBILE;
      for (let place = 0; place < city.placeX.length; place++) {
        const sector = city.placeSector[place] as number;
        const icon = near || (city.signs[sector]?.isLandmark === true && camera.zoom >= DOTS_ZOOM);
        if (!icon && camera.zoom < DOTS_ZOOM) continue;
        const x = camera.pxX(city.placeX[place] as number);
        const y = camera.pxY(city.placeY[place] as number);
        if (!inside(pane, x, y, icon ? size : 3)) continue;
        // Of two worlds, filled where both take phones: what differs has a halo of its own.
        const accepts = frame?.placeAccepts[place] === 1 && other?.placeAccepts[place] === 1;
        if (icon) {
          signs.put(x, y, size, 0, accepts ? cells.disc : cells.plate, accepts ? colour : WHITE, 1);
          signs.put(x, y, size, 0, cells.icon + sector, accepts ? WHITE : GREY, 1);
        } else if (accepts) signs.put(x, y, 3.4, 0, cells.disc, colour, 0.6);
        else signs.put(x, y, 3.6, 0, cells.ring, GREY, 0.7);
      }
    },
    offer({ camera }, { city }, offer) {
      for (let place = 0; place < city.placeX.length; place++) {
        const x = camera.pxX(city.placeX[place] as number);
        offer('place', place, x, camera.pxY(city.placeY[place] as number), 0);
      }
    },
    locate({ camera }, { city }, target, out) {
      if (target.kind !== 'place' || target.index >= city.placeX.length) return false;
      out.x = camera.pxX(city.placeX[target.index] as number);
      out.y = camera.pxY(city.placeY[target.index] as number);
      return true;
    },
  };
}
