/** The words of the model that a page needs: constants, and what follows from them, so that the page depends on the runner alone. */
export { formatDate, parseDate, weekday } from '../kernel/calendar.ts';
export { DAYS_MAX, TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_SECOND } from '../kernel/time.ts';
export { AGE_BANDS, ROLES } from '../model/city.ts';
export { MEASURES, MEMBERS } from '../model/measures/dictionary.ts';
export { visible } from '../model/reading/mistake.ts';
export { roundedByScale, scaleThatFits } from '../model/reading/rounded-by-scale.ts';
export { INCOME_BANDS } from '../model/people-parameters.ts';
export { STANDING_GROUPS } from '../model/adoption/standing-groups.ts';
export { METHODS, type Method } from '../model/payment/methods.ts';
export {
  ENROLMENTS,
  GROUPS,
  PLACE_DECLARATIONS,
  PLACE_KINDS,
  SECTOR_DECLARATIONS,
  SECTOR_GROUPS,
  SECTORS,
} from '../model/catalogue.ts';
export { kindOf, POLICY_KINDS } from '../model/policy/registry.ts';
export { isCounted, SERVICE_DECLARATIONS, UNITS, WORDS } from './declared.ts';
