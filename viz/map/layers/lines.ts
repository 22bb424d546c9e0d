/** The lines of every fleet, and their stops. */
import { GROUND } from '../palette.ts';
import type { Layer } from './layer.ts';

export function linesLayer(): Layer {
  return {
    id: 'lines',
    ground(ground, { city: { fleets } }) {
      const width = Math.min(3.2, Math.max(0.8, ground.zoom / 14));
      const { shapes } = ground;
      for (const { lines, stopX, stopY } of fleets) {
        for (const stops of lines) {
          for (let at = 0; at < stops.length; at++) {
            const stop = stops[at] as number;
            const x = ground.x(stopX[stop] as number);
            const y = ground.y(stopY[stop] as number);
            if (at === 0) shapes.moveTo(x, y);
            else shapes.lineTo(x, y);
          }
          if (stops.length > 1) shapes.stroke({ width, color: GROUND.line, join: 'round', cap: 'round' });
        }
      }
    },
    offer({ camera }, { city: { fleets } }, offer) {
      for (const { index, stopX, stopY } of fleets) {
        if (index > 0) continue;
        for (let stop = 0; stop < stopX.length; stop++) {
          offer('stop', stop, camera.pxX(stopX[stop] as number), camera.pxY(stopY[stop] as number), 0);
        }
      }
    },
    locate({ camera }, { city: { fleets } }, target, out) {
      const fleet = fleets[0];
      if (target.kind !== 'stop' || fleet === undefined || target.index >= fleet.stopX.length) return false;
      out.x = camera.pxX(fleet.stopX[target.index] as number);
      out.y = camera.pxY(fleet.stopY[target.index] as number);
      return true;
    },
  };
}

/** Stops lie above all lines, so that where lines cross none is hidden. */
export function stopsLayer(): Layer {
  return {
    id: 'stops',
    ground(ground, { city: { fleets } }) {
      if (ground.zoom < 12) return;
      const radius = Math.min(4.2, Math.max(1.1, ground.zoom / 26));
      for (const { stopX, stopY } of fleets) {
        for (let stop = 0; stop < stopX.length; stop++) {
          ground.shapes.circle(ground.x(stopX[stop] as number), ground.y(stopY[stop] as number), radius);
        }
        if (stopX.length > 0) {
          ground.shapes.fill(GROUND.casing).stroke({ width: Math.max(0.8, radius / 3.2), color: GROUND.stop });
        }
      }
    },
  };
}
