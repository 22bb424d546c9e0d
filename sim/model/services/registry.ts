/** The services of a city. A new one is a folder of its own and one line here, at the end: earlier events keep their order. */
import { backoffice } from './backoffice/backoffice.ts';
import { bus } from './bus/bus.ts';
import { campus } from './campus/campus.ts';
import { detention } from './detention/detention.ts';
import { education } from './education/education.ts';
import { hall } from './hall/hall.ts';
import { hospital } from './hospital/hospital.ts';
import { metro } from './metro/metro.ts';
import { retail } from './retail/retail.ts';
import type { ServiceType } from './service.ts';
import { utility } from './utility/utility.ts';

export const SERVICES: readonly ServiceType[] = [
  bus,
  retail,
  hospital,
  metro,
  hall,
  campus,
  utility,
  detention,
  education,
  backoffice,
];
