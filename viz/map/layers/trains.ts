/** Trains on their lines: they keep to their timetable in both worlds, and are grey. */
import { VEHICLE } from '../../../sim/runner/protocol.ts';
import { COLOUR, hex } from '../../theme.ts';
import { isOut } from '../map-city.ts';
import type { MapCity } from '../map-city.ts';
import { vehiclePosition } from '../motion.ts';
import type { Position } from '../motion.ts';
import { PANES, TRAIN_ZOOM, grown, inside } from './layer.ts';
import type { Layer } from './layer.ts';

const WHITE = 0xffffff;
const BODY = hex(COLOUR.muted);

export function trainsLayer({ trains, firstTrain }: MapCity): Layer {
  const columns = (): Float32Array[] => Array.from({ length: PANES }, () => new Float32Array(trains).fill(NaN));
  /** Pixels in each pane, NaN where it is not to be seen. */
  const [x, y] = [columns(), columns()];
  const at: Position = { x: 0, y: 0, east: 1, north: 0 };
  return {
    id: 'trains',
    moving(signs, view, { before, after, tick }) {
      if (before === null || after === null) return;
      const world = view.shows === 'baseline' ? 'baseline' : 'policy';
      const [rowsBefore, rows] = [before[world].trains, after[world].trains];
      const [xs, ys] = [x[view.index] as Float32Array, y[view.index] as Float32Array];
      const { camera, pane } = view;
      const size = grown(13, camera.zoom);
      const aside = grown(3, camera.zoom);
      const { trainCase, trainBody } = signs.atlas.cells;
      const count = Math.min(trains, rows.length / VEHICLE.width);
      for (let train = 0; train < count; train++) {
        xs[train] = NaN;
        if (camera.zoom < TRAIN_ZOOM || !isOut(rows, train)) continue;
        vehiclePosition(isOut(rowsBefore, train) ? rowsBefore : rows, rows, train, tick, at);
        const rotation = Math.atan2(-at.north, at.east);
        const px = camera.pxX(at.x) - Math.sin(rotation) * aside;
        const py = camera.pxY(at.y) + Math.cos(rotation) * aside;
        if (!inside(pane, px, py, 14)) continue;
        xs[train] = px;
        ys[train] = py;
        signs.put(px, py, size, rotation, trainCase, WHITE, 1);
        signs.put(px, py, size, rotation, trainBody, BODY, 1);
      }
    },
    offer(view, _moment, offer) {
      const [xs, ys] = [x[view.index] as Float32Array, y[view.index] as Float32Array];
      for (let train = 0; train < trains; train++) {
        offer('vehicle', firstTrain + train, xs[train] as number, ys[train] as number, 3);
      }
    },
    locate(view, _moment, { kind, index }, out) {
      const px = kind === 'vehicle' && index >= firstTrain ? x[view.index]?.[index - firstTrain] : undefined;
      if (px === undefined || Number.isNaN(px)) return false;
      out.x = px;
      out.y = y[view.index]?.[index - firstTrain] ?? 0;
      return true;
    },
  };
}
