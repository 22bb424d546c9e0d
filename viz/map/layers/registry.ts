/** The layers of the map, the lowest first: one line a layer. */
import type { MapCity } from '../map-city.ts';
import { areasLayer } from './areas.ts';
import { bordersLayer, districtsLayer } from './districts.ts';
import { halosLayer } from './halos.ts';
import { homesLayer } from './homes.ts';
import type { Target } from '../../../sim/runner/protocol.ts';
import type { Spot } from '../props.ts';
import type { Layer, Moment, View } from './layer.ts';
import { linesLayer, stopsLayer } from './lines.ts';
import { metroLayer } from './metro.ts';
import { outagesLayer } from './outages.ts';
import { paymentsLayer } from './payments.ts';
import { peopleLayer } from './people.ts';
import { placesLayer } from './places.ts';
import { queuesLayer } from './queues.ts';
import { refusalsLayer } from './refusals.ts';
import { trainsLayer } from './trains.ts';
import { vehiclesLayer } from './vehicles.ts';
import type { VehiclesLayer } from './vehicles.ts';
import { waterLayer } from './water.ts';

export interface Layers {
  readonly all: readonly Layer[];
  readonly vehicles: VehiclesLayer;
}

export function layersOf(city: MapCity): Layers {
  const vehicles = vehiclesLayer(city);
  return {
    vehicles,
    all: [
      districtsLayer(),
      areasLayer(city),
      waterLayer(),
      bordersLayer(),
      homesLayer(),
      outagesLayer(),
      metroLayer(),
      linesLayer(),
      stopsLayer(),
      placesLayer(),
      halosLayer(),
      queuesLayer(),
      peopleLayer(city.people),
      refusalsLayer(),
      trainsLayer(city),
      vehicles,
      paymentsLayer(city.people),
    ],
  };
}

/**
 * Writes the pixel of a target in a pane into `out`: where a layer draws it, else at the spot where it is said to be. A person
 * is drawn in a queue and from near only.
 * @returns false where nobody knows
 */
export function locate(
  layers: readonly Layer[],
  view: View,
  moment: Moment,
  target: Target,
  spot: Spot | null,
  out: { x: number; y: number },
): boolean {
  if (layers.some((layer) => layer.locate?.(view, moment, target, out) === true)) return true;
  if (spot === null) return false;
  out.x = view.camera.pxX(spot.x);
  out.y = view.camera.pxY(spot.y);
  return true;
}
