/** Figures of a city that buses need. */
import type { FigureDeclaration } from '../service.ts';

export const BUS_FIGURES: Readonly<Record<string, FigureDeclaration>> = {
  buses: { unit: 'buses', low: 1, high: 200_000, whole: true },
  // Both ways of each are numbered in the fleet's column of 16 bits.
  bus_lines: { unit: 'lines', low: 1, high: 32_768, whole: true },
  bus_rides_per_resident_day: { unit: 'rides/person/day', low: 0, high: 10, whole: false },
  bus_fare_fen: { unit: 'fen', low: 0, high: 100_000, whole: true },
  bus_card_discount_share: { unit: 'share', low: 0, high: 1, whole: false },
};
