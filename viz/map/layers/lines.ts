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
      for (const { firstStop, stopX, stopY } of fleets) {
        for (let stop = 0; stop < stopX.length; stop++) {
          offer('stop', firstStop + stop, camera.pxX(stopX[stop] as number), camera.pxY(stopY[stop] as number), 0);
        }
      }
    },
    locate({ camera }, { city: { fleets } }, target, out) {
      if (target.kind !== 'stop') return false;
      for (const { firstStop, stopX, stopY } of fleets) {
        const stop = target.index - firstStop;
        if (stop < 0 || stop >= stopX.length) continue;
        out.x = camera.pxX(stopX[stop] as number);
        out.y = camera.pxY(stopY[stop] as number);
        return true;
      }
      return false;
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
