/** Words for what is told of buses and stops. */
import type { LocalName } from '../../city.ts';

export const BUS_WORDS: Readonly<Record<string, LocalName>> = {
  vehicle: { en: 'Bus', zh: '公交车' },
  stop: { en: 'Bus stop', zh: '公交站' },
  riding: { en: 'on a bus', zh: '乘公交' },
};
