/** Ids of all that areas of the map can be coloured by: names of measures, as the address has them. */
import { ENROLMENTS, MEMBERS } from '../../sim/runner/vocabulary.ts';
import { COUNTED } from '../map/props.ts';

/** What residents lose or save: shown first, and of one run where there are no results made beforehand. */
export const MINUTES = 'person.minutes_per_day';
/**
 * Of residents by where they live, and of places by where they stand: what a planner asks of a district. Shares of gainers and losers
 * are not among them: they mean nothing without those by chance alone, for which an area has no room.
 */
export const BY_DISTRICT = [
  'refusals.count',
  'payments.mobile_share',
  'demand.invisible_share',
  ...ENROLMENTS.map(({ measure }) => `enrolment.${measure}_share`),
  'acceptance.coverage',
  'payments.per_person_day',
];
/** The minutes of one band of ages or of incomes, in the order of the bands. */
export const BY_BAND = {
  age: (MEMBERS['age'] ?? []).map((id) => `${MINUTES}.${id}`),
  income: (MEMBERS['income'] ?? []).map((id) => `${MINUTES}.${id}`),
} as const;

/** Every id by which areas can be coloured, as the address has it. */
export const AREAS: readonly string[] = [...COUNTED, MINUTES, ...BY_DISTRICT, ...BY_BAND.age, ...BY_BAND.income];
