/** How many people queue: discs whose area is in proportion, at stops and places. */
import { COLOUR, hex } from '../../theme.ts';
import { stopQueues } from '../map-city.ts';
import { BETTER, EQUAL, WORSE } from '../palette.ts';
import type { SignBatch } from '../sign-batch.ts';
import { grown, inside } from './layer.ts';
import type { Layer, View } from './layer.ts';

const QUEUE = hex(COLOUR.queue);
const GREY = hex(EQUAL);
const GAIN = hex(BETTER);
const LOSS = hex(WORSE);
const FROM_ZOOM = 9;
const PX_MAX = 46;

/** Both counts at one spot: the smaller one grey, what one world has more of in its colour. */
function put(signs: SignBatch, view: View, kmX: number, kmY: number, without: number, withPolicy: number): void {
  const { camera, pane, shows } = view;
  const people = shows === 'difference' ? Math.max(without, withPolicy) : shows === 'policy' ? withPolicy : without;
  if (people === 0) return;
  const unit = grown(3.2, camera.zoom);
  const px = Math.min(PX_MAX, unit * Math.sqrt(people));
  const x = camera.pxX(kmX);
  const y = camera.pxY(kmY);
  if (!inside(pane, x, y, px / 2)) return;
  const { disc } = signs.atlas.cells;
  if (shows !== 'difference') {
    signs.put(x, y, px, 0, disc, QUEUE, 0.26);
    return;
  }
  if (without !== withPolicy) signs.put(x, y, px, 0, disc, withPolicy > without ? LOSS : GAIN, 0.5);
  const same = Math.min(without, withPolicy);
  if (same > 0) signs.put(x, y, Math.min(PX_MAX, unit * Math.sqrt(same)), 0, disc, GREY, 0.55);
}

export function queuesLayer(): Layer {
  return {
    id: 'queues',
    still(signs, view, { city, after }) {
      if (after === null || view.camera.zoom < FROM_ZOOM) return;
      for (const fleet of city.fleets) {
        const without = stopQueues(after.baseline, fleet);
        const withPolicy = stopQueues(after.policy, fleet);
        for (let stop = 0; stop < fleet.stopX.length; stop++) {
          const x = fleet.stopX[stop] as number;
          put(signs, view, x, fleet.stopY[stop] as number, without[stop] as number, withPolicy[stop] as number);
        }
      }
      const { placeQueue: without } = after.baseline;
      const { placeQueue: withPolicy } = after.policy;
      for (let place = 0; place < city.placeX.length; place++) {
        const x = city.placeX[place] as number;
        put(signs, view, x, city.placeY[place] as number, without[place] as number, withPolicy[place] as number);
      }
    },
  };
}
