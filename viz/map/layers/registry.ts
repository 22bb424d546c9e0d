/** The layers of the map, the lowest first: one line a layer. */
import type { MapCity } from '../map-city.ts';
import { areasLayer } from './areas.ts';
import { bordersLayer, districtsLayer } from './districts.ts';
import { halosLayer } from './halos.ts';
import { homesLayer } from './homes.ts';
import type { Layer } from './layer.ts';
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
