/** The figure of a city that says what its residents earn. */
import type { FigureDeclaration } from '../services/service.ts';

export const INCOME_FIGURE = 'disposable_income_yuan_year';

export const INCOME_FIGURES: Readonly<Record<string, FigureDeclaration>> = {
  [INCOME_FIGURE]: {
    unit: 'yuan/person/year',
    low: 100,
    high: 10_000_000,
    whole: false,
    otherwise: {
      value: 36_396,
      low: 25_000,
      high: 60_000,
      source: 'disposable income of an urban resident of China, 2017 (national statistics)',
    },
  },
};
