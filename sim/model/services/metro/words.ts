/** Words for what is told of stations, and the units of their measures. */
import type { LocalName } from '../../city.ts';
import type { UnitDeclaration } from '../service.ts';

export const METRO_WORDS: Readonly<Record<string, LocalName>> = {
  vehicle: { en: 'train', zh: '列车' },
  stations: { en: 'Stations it stands for', zh: '代表的车站数' },
  gates: { en: 'Gates in each direction', zh: '每个方向的闸机' },
  readers: { en: 'Of these, for codes', zh: '其中扫码闸机' },
  machines: { en: 'Ticket machines', zh: '售票机' },
  queue_in: { en: 'Queue at the way in', zh: '进站排队' },
  queue_out: { en: 'Queue at the way out', zh: '出站排队' },
  on_platforms: { en: 'On the platforms', zh: '站台候车' },
};

export const METRO_UNITS: Readonly<Record<string, UnitDeclaration>> = {
  gates: { name: { en: 'gates', zh: '台' }, isCounted: true },
  'metro rides': { name: { en: 'metro rides', zh: '乘次' }, isCounted: true },
};
