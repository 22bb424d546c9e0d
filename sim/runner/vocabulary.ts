/** The words of the model that a page needs: constants only, so that the page depends on the runner alone. */
export { formatDate, parseDate, weekday } from '../kernel/calendar.ts';
export { DAYS_MAX, TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_SECOND } from '../kernel/time.ts';
export { AGE_BANDS, ROLES } from '../model/city.ts';
export { STAGES } from '../model/facts.ts';
export { MEASURES } from '../model/measures/dictionary.ts';
export { METHODS, SECTORS, SECTOR_GROUPS } from '../model/scenario.ts';
export { kindOf, POLICY_KINDS } from '../model/policy/registry.ts';
