/** The names that policies are written with, from where they are declared. */
import { SECTOR_GROUPS as GROUPS, SECTORS } from '../scenario.ts';

export { METHODS } from '../scenario.ts';
export { SECTORS };

/** Names for several sectors at once, the largest first. */
export const SECTOR_GROUPS: Readonly<Record<string, readonly string[]>> = GROUPS;

/** Sectors that have an enrolment in common: whoever is told, rewarded or helped in one of them is so in all. */
export const SHARED_ENROLMENTS: readonly (readonly string[])[] = [GROUPS.shops];

/** What campaigns and helpers can be about: an enrolment cannot be had for a part of its sectors. */
export const ENROLMENT_SECTORS: readonly string[] = ['bus', 'shops', 'hospital', 'all'];

/** Sectors whose places decide for themselves whether they take mobile payment, by group and one by one. */
export const MERCHANT_SECTORS: readonly string[] = ['shops', ...GROUPS.shops];

/** Parameters: the share of a sector's places that take mobile payment on the first day. */
export const ACCEPTING_PARAMETERS: Readonly<Record<string, string>> = {
  bus: 'bus.equipped_share',
  hospital: 'hospital.accepting_share',
  ...Object.fromEntries(GROUPS.shops.map((id) => [id, `retail.accepting_share.${id}`])),
};
