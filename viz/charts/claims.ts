/**
 * Figures of the seed article (People's Daily Online, 3 July 2017) and of the press of the day, drawn beside the curves
 * for comparison. They are company and press claims, not measurements, and of one policy: they stand only where it is played.
 */
import { TICKS_PER_DAY } from '../../sim/runner/vocabulary.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import type { Formats } from '../format.ts';
import type { Messages } from '../i18n/index.ts';
import type { Claim } from './plot.ts';

interface Said {
  readonly scenario: string;
  readonly measure: string;
  readonly date: string;
  readonly value: number;
}

const SAID: readonly Said[] = [
  { scenario: 'wuhan-2017', measure: 'city.bus_cards', date: '2017-06-15', value: 300_000 },
  { scenario: 'wuhan-2017', measure: 'city.bus_cards', date: '2017-06-26', value: 760_000 },
];

const MS_PER_DAY = 86_400_000;

/** The claims that fall into a scenario's days, each at the end of the day for which it was made. */
export function claimsFor(scenario: Scenario, measure: string, words: Messages, formats: Formats): Claim[] {
  return SAID.filter((claim) => claim.scenario === scenario.name && claim.measure === measure)
    .map(({ date, value }) => ({ day: (Date.parse(date) - Date.parse(scenario.start)) / MS_PER_DAY + 1, value }))
    .filter(({ day }) => day > 0 && day <= scenario.days)
    .map(({ day, value }) => ({
      day,
      value,
      what: words.chart_claim_note({
        value: formats.whole(value),
        date: formats.dayMonth(scenario.start, (day - 1) * TICKS_PER_DAY),
      }),
    }));
}
