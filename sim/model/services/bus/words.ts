/** Words for what is told of buses and stops, and the units of their measures. */
import type { LocalName } from '../../city.ts';
import { FLEET_UNITS } from '../../kit/fleet-measures.ts';
import type { UnitDeclaration } from '../service.ts';

export const BUS_WORDS: Readonly<Record<string, LocalName>> = {
  vehicle: { en: 'Bus', zh: '公交车' },
  stop: { en: 'Bus stop', zh: '公交站' },
  riding: { en: 'on a bus', zh: '乘公交' },
};

export const BUS_UNITS: Readonly<Record<string, UnitDeclaration>> = {
  ...FLEET_UNITS,
  'rides/person/day': { name: { en: 'rides a resident a day', zh: '次/人/天' } },
  'changes/trip': { name: { en: 'changes a trip', zh: '次/程' } },
  clerks: { name: { en: 'clerks', zh: '人（点钞员）' } },
};
