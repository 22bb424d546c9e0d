/** On which days somebody goes to work or to school. */
import { ROLE } from '../city.ts';
import type { Host } from '../host.ts';

/**
 * Whether somebody who works or studies does so on a day of the run: neither on a day off, nor students in the school holidays.
 * Of people who do neither it says what is true of those who work.
 */
export function isWorkday(host: Host, person: number, day: number): boolean {
  if (host.isWeekend(day)) return false;
  return host.people.role(person) !== ROLE.student || !host.schoolDays.isHoliday(day);
}
