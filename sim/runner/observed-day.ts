/** When in a run something was observed. */
import { parseDate } from '../kernel/calendar.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Observed } from './observed.ts';

/** Day of a run on which a value was observed, from 0; −1 where it was not in the run. */
export function dayOfRun({ date }: Pick<Observed, 'date'>, { start, days }: Pick<Scenario, 'start' | 'days'>): number {
  const day = parseDate(date) - parseDate(start);
  return day >= 0 && day < days ? day : -1;
}
