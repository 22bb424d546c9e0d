/** Kinds of lines: what feeds call them, and what is assumed of their vehicles. */

import type { Mode } from '../../model/network.ts';

interface ModeTerms {
  /** Passengers a vehicle or train holds (assumed), with its range. */
  readonly capacity: number;
  readonly low: number;
  readonly high: number;
  /** No line is faster on the whole, km/h. */
  readonly fastest: number;
}

export const MODE_TERMS: Readonly<Record<Mode, ModeTerms>> = {
  bus: { capacity: 80, low: 20, high: 160, fastest: 100 },
  tram: { capacity: 200, low: 100, high: 400, fastest: 80 },
  metro: { capacity: 1200, low: 400, high: 2500, fastest: 120 },
  rail: { capacity: 1000, low: 200, high: 2500, fastest: 350 },
  ferry: { capacity: 200, low: 30, high: 1000, fastest: 90 },
  cable: { capacity: 20, low: 4, high: 150, fastest: 60 },
};

/** Basic route types; extended ones go by their hundreds. */
const BASIC: readonly (Mode | undefined)[] = [
  ...(['tram', 'metro', 'rail', 'bus', 'ferry', 'tram', 'cable', 'cable'] as const),
  ...[undefined, undefined, undefined],
  ...(['bus', 'metro'] as const),
];
const EXTENDED: Readonly<Record<number, Mode>> = {
  1: 'rail',
  2: 'bus',
  3: 'rail',
  4: 'metro',
  5: 'metro',
  6: 'metro',
  7: 'bus',
  8: 'bus',
  9: 'tram',
  10: 'ferry',
  12: 'ferry',
  13: 'cable',
  14: 'cable',
};

/** The mode of a `route_type`, basic or extended; undefined for aeroplanes, taxis and what is no type. */
export function modeOf(type: string): Mode | undefined {
  if (!/^\d{1,4}$/.test(type)) return undefined;
  const number = Number(type);
  return number < 100 ? BASIC[number] : EXTENDED[Math.floor(number / 100)];
}
