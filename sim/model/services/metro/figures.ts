/** Figures of a city that the metro needs. A city that has no lines needs none of them. */
import type { FigureDeclaration } from '../service.ts';

const NONE = 'no metro is known of the city';

export const METRO_FIGURES: Readonly<Record<string, FigureDeclaration>> = {
  metro_rides_per_resident_day: {
    unit: 'rides/person/day',
    low: 0,
    high: 10,
    whole: false,
    otherwise: { value: 0, low: 0, high: 0.5, source: NONE },
  },
  metro_peak_headway_minutes: {
    unit: 'min',
    low: 1,
    high: 60,
    whole: false,
    otherwise: { value: 5, low: 2, high: 10, source: 'assumed; 6.75 in Fuzhou in 2017' },
  },
  metro_fare_fen: {
    unit: 'fen',
    low: 0,
    high: 100_000,
    whole: true,
    otherwise: { value: 200, low: 200, high: 300, source: 'assumed: the lowest fare of most cities' },
  },
  metro_card_discount_share: {
    unit: 'share',
    low: 0,
    high: 1,
    whole: false,
    otherwise: { value: 0.1, low: 0, high: 0.2, source: 'assumed, as of many operators’ cards' },
  },
};
