/** The names that policies are written with, from where they are declared. */
import { ENROLMENTS, GROUPS, SECTOR_DECLARATIONS } from '../catalogue.ts';
import { SERVICES } from '../services/registry.ts';

export { SECTOR_GROUPS, SECTORS } from '../catalogue.ts';

/** The name of a group of exactly these sectors; the sectors one by one where there is none. */
function named(sectors: readonly string[]): readonly string[] {
  const group = GROUPS.find(
    ({ sectors: own }) => own.length === sectors.length && own.every((id) => sectors.includes(id)),
  );
  return group === undefined ? sectors : [group.id];
}

/** Sectors that have an enrolment in common: whoever is told, rewarded or helped in one of them is so in all. */
export const SHARED_ENROLMENTS: readonly (readonly string[])[] = ENROLMENTS.map(({ sectors }) => sectors).filter(
  ({ length }) => length > 1,
);

/** What campaigns and helpers can be about: an enrolment cannot be had for a part of its sectors. */
export const ENROLMENT_SECTORS: readonly string[] = [
  ...new Set([...ENROLMENTS].sort((a, b) => a.sector - b.sector).flatMap(({ sectors }) => named(sectors))),
  'all',
];

/** Sectors whose places decide for themselves whether they take mobile payment, by group and one by one. */
export const MERCHANT_SECTORS: readonly string[] = SERVICES.filter(({ merchants }) => merchants === true).flatMap(
  ({ sectors }) => {
    const ids = sectors.map(({ id }) => id);
    return [...new Set([...named(ids), ...ids])];
  },
);

/** Parameters: the share of a sector's places that take mobile payment on the first day. */
export const ACCEPTING_PARAMETERS: Readonly<Record<string, string>> = Object.fromEntries(
  SECTOR_DECLARATIONS.map(({ id, acceptingShare }) => [id, acceptingShare]),
);
