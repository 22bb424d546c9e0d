/** The services of a city. A new one is its own file and one line here, at the end: earlier events keep their order. */
import { bus } from './bus.ts';
import { hospital } from './hospital.ts';
import { retail } from './retail.ts';
import type { ServiceType } from './service.ts';

export const SERVICES: readonly ServiceType[] = [bus, retail, hospital];
