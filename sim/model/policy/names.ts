/** The names that policies are written with, from where they are declared. */
import { ENROLMENTS, GROUPS, SECTOR_DECLARATIONS } from '../catalogue.ts';
import { SERVICES } from '../services/registry.ts';

export { SECTOR_GROUPS, SECTORS } from '../catalogue.ts';

/** The names of these sectors: of a group of exactly these; else of each group that lies among them, and of those that are left. */
function named(sectors: readonly string[]): readonly string[] {
  const lying = GROUPS.filter(({ sectors: own }) => own.every((id) => sectors.includes(id)));
  const exact = lying.find(({ sectors: own }) => own.length === sectors.length);
  if (exact !== undefined) return [exact.id];
  const grouped = new Set(lying.flatMap(({ sectors: own }) => own));
  return [...lying.map(({ id }) => id), ...sectors.filter((id) => !grouped.has(id))];
}

/** Sectors that have an enrolment in common: whoever is told, rewarded or helped in one of them is so in all. */
export const SHARED_ENROLMENTS: readonly (readonly string[])[] = ENROLMENTS.map(({ sectors }) => sectors).filter(
  ({ length }) => length > 1,
);

/** What campaigns and helpers can be about. An enrolment cannot be had for a part of its sectors: to name some is to name all. */
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
