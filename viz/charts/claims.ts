/**
 * Figures of the seed article (People's Daily Online, 3 July 2017) and of the press of the day, drawn beside the curves
 * for comparison. They are company and press claims, not measurements.
 */
import type { Scenario } from '../../sim/model/scenario.ts';

interface Claim {
  readonly city: string;
  readonly chart: 'cards';
  readonly date: string;
  readonly value: number;
}

const CLAIMS: readonly Claim[] = [
  { city: 'wuhan', chart: 'cards', date: '2017-06-15', value: 300_000 },
  { city: 'wuhan', chart: 'cards', date: '2017-06-26', value: 760_000 },
];

const MS_PER_DAY = 86_400_000;

/** The claims that fall into a scenario's days: the day of the run at whose end they were said to hold, and the figure. */
export function claimsFor(scenario: Scenario, chart: Claim['chart']): { day: number; value: number; date: string }[] {
  return CLAIMS.filter((claim) => claim.city === scenario.city.id && claim.chart === chart)
    .map(({ date, value }) => ({ day: (Date.parse(date) - Date.parse(scenario.start)) / MS_PER_DAY + 1, value, date }))
    .filter(({ day }) => day > 0 && day <= scenario.days);
}
