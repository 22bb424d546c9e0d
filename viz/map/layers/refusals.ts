/** Refusals leave a mark where they happened: a cross that grows over the day. */
import { hex } from '../../theme.ts';
import { stopRefusals } from '../map-city.ts';
import { BETTER, EQUAL, WORSE } from '../palette.ts';
import type { SignBatch } from '../sign-batch.ts';
import { grown, inside } from './layer.ts';
import type { Layer, View } from './layer.ts';

const GREY = hex(EQUAL);
const GAIN = hex(BETTER);
const LOSS = hex(WORSE);
const PX_MAX = 26;

function put(signs: SignBatch, view: View, kmX: number, kmY: number, without: number, withPolicy: number): void {
  const { camera, pane, shows } = view;
  const more = shows === 'difference' ? withPolicy - without : shows === 'policy' ? withPolicy : without;
  const same = shows === 'difference' ? Math.min(without, withPolicy) : 0;
  if (more === 0 && same === 0) return;
  const x = camera.pxX(kmX);
  const y = camera.pxY(kmY);
  if (!inside(pane, x, y, PX_MAX / 2)) return;
  const { cross, crossCase } = signs.atlas.cells;
  const count = more === 0 ? same : Math.abs(more);
  const px = Math.min(PX_MAX, grown(5.5, camera.zoom) * (0.75 + 0.25 * Math.sqrt(count)));
  signs.put(x, y, px, 0, crossCase, 0xffffff, 0.9);
  signs.put(x, y, px, 0, cross, more === 0 ? GREY : more > 0 ? LOSS : GAIN, 1);
}

export function refusalsLayer(): Layer {
  return {
    id: 'refusals',
    still(signs, view, { city, after }) {
      if (after === null) return;
      for (const fleet of city.fleets) {
        const without = stopRefusals(after.baseline, fleet);
        const withPolicy = stopRefusals(after.policy, fleet);
        for (let stop = 0; stop < fleet.stopX.length; stop++) {
          const x = fleet.stopX[stop] as number;
          put(signs, view, x, fleet.stopY[stop] as number, without[stop] as number, withPolicy[stop] as number);
        }
      }
      const { placeRefusals: without } = after.baseline;
      const { placeRefusals: withPolicy } = after.policy;
      for (let place = 0; place < city.placeX.length; place++) {
        const x = city.placeX[place] as number;
        put(signs, view, x, city.placeY[place] as number, without[place] as number, withPolicy[place] as number);
      }
    },
  };
}
