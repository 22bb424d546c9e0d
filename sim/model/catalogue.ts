/**
 * What there is in this program, derived from the registry of services: sectors, groups, payment profiles, enrolments, flags,
 * figures of a city, accounts, dimensions. Everything that knows services at all knows them from here; services
 * themselves never import it, they ask their host.
 */
import { WALLET_ENROLMENT } from './adoption/wallet.ts';
import type { EnrolmentDeclaration } from './adoption/enrolment.ts';
import type { LocalName } from './city.ts';
import { NUMBERS_OF_A_STEP, STEPS_MAX } from './days.ts';
import { CORE_FLAGS } from './holdings.ts';
import { COUNTER, type PaymentProfile } from './payment/profile.ts';
import { INCOME_FIGURES } from './money/figures.ts';
import { SECTORS_MAX } from './places.ts';
import { SENIOR_FIGURES } from './seniors.ts';
import { SERVICES } from './services/registry.ts';
import type { FigureDeclaration, Room, SectorDeclaration, SiteDeclaration } from './services/service.ts';

/** Bounds of what may be declared. */
export const ENROLMENTS_MAX = 24;
export const ACTIVITIES_MAX = 250;
/** Errands after the activities of a day. */
const ERRANDS_MAX = 8;
const FLAGS_MAX = 32;

/** The ids of a list. @throws Error where one of them is there twice */
function unique<T extends { readonly id: string }>(what: string, list: readonly T[]): readonly string[] {
  const ids = list.map(({ id }) => id);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined) throw new Error(`found two ${what} called ${twice}, expected names of their own`);
  return ids;
}

function atMost(what: string, found: number, most: number): number {
  if (found > most) throw new Error(`found ${found} ${what}, expected ${most} at most: services declare too many`);
  return found;
}

export const SERVICE_IDS = unique('services', SERVICES);

/** Places where payments are made, in the order of every sector column. */
export const SECTOR_DECLARATIONS: readonly SectorDeclaration[] = SERVICES.flatMap(({ sectors }) => sectors);
export const SECTORS = unique('sectors', SECTOR_DECLARATIONS);

/** Kinds of places: sectors, and then those at which no resident pays, in the order of every column that says what a place is. */
export const PLACE_DECLARATIONS: readonly (SectorDeclaration | SiteDeclaration)[] = [
  ...SECTOR_DECLARATIONS,
  ...SERVICES.flatMap(({ sites = [] }) => sites),
];
export const PLACE_KINDS = PLACE_DECLARATIONS.map(({ id }) => id);
atMost('kinds of places', PLACE_KINDS.length, SECTORS_MAX);
/** Whether residents pay at places of a kind: then it is a sector, by the same index. */
export const isSector = (kind: number): boolean => kind < SECTORS.length;

/** Sectors whose places decide for themselves what they take. */
export const MERCHANT_SECTORS: ReadonlySet<number> = new Set(
  SERVICES.flatMap(({ merchants, sectors }) =>
    merchants === true ? sectors.map(({ id }) => SECTORS.indexOf(id)) : [],
  ),
);

/** A name for several sectors at once. */
export interface SectorGroup {
  readonly id: string;
  readonly name: LocalName;
  readonly sectors: readonly string[];
}
const ALL: SectorGroup = { id: 'all', name: { en: 'everywhere', zh: '各行业' }, sectors: SECTORS };
export const GROUPS: readonly SectorGroup[] = [
  ALL,
  ...SERVICES.flatMap(({ group, sectors }) => (group ? [{ ...group, sectors: sectors.map(({ id }) => id) }] : [])),
];
unique('kinds of places and groups', [...PLACE_DECLARATIONS, ...GROUPS]);

/** Groups a scenario file may name instead of listing sectors. */
export const SECTOR_GROUPS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  GROUPS.map(({ id, sectors }) => [id, sectors]),
);

/** Payment profiles: people have a readiness and a habit for each. */
export const PROFILES: readonly PaymentProfile[] = [COUNTER, ...SERVICES.flatMap(({ profiles = [] }) => profiles)];
const PROFILE_IDS = unique('payment profiles', PROFILES);

export function profileIndex(id: string): number {
  return indexIn(PROFILE_IDS, id, 'payment profile');
}

/** Of each profile, that whose readiness and habit count there: it itself, or one declared before it. */
export const HABIT_PROFILES: readonly number[] = PROFILES.map(({ id, habitOf = id }) => profileIndex(habitOf));
/** Profiles for which people have a readiness and a habit. */
export const OWN_HABITS: readonly number[] = HABIT_PROFILES.filter((habits, profile) => habits === profile);

/** Sectors that need no enrolment of their own: what campaigns for the wallet are about; all where there is none such. */
function walletSectors(): readonly string[] {
  const own = SERVICES.flatMap(({ enrolments = [] }) => enrolments.flatMap(({ sectors = [] }) => sectors));
  const others = SECTORS.filter((id) => !own.includes(id));
  return others.length > 0 ? others : SECTORS;
}

/** An enrolment with its names resolved. */
export interface Enrolment extends EnrolmentDeclaration {
  readonly sectors: readonly string[];
  /** Index of the first of its sectors: that of its levers. */
  readonly sector: number;
  readonly profileIndex: number;
  /** Bit of the flag of those who can join it; 0 for everybody. */
  readonly only: number;
  /** Whether it matters how many others have joined. */
  readonly isSocial: boolean;
}

/** Names of the bits of a person's flags, lowest first. */
export const FLAGS: readonly string[] = [
  ...CORE_FLAGS,
  ...SERVICES.flatMap(({ id, flags = [] }) => flags.map((flag) => `${id}.${flag}`)),
];
atMost('flags of a person', FLAGS.length, FLAGS_MAX);

/** Bit of a flag of a person, by its name in `FLAGS`. @throws Error for a name that no service declares */
export function flagBit(name: string): number {
  return (1 << indexIn(FLAGS, name, 'flag')) >>> 0;
}

/** What people can join, the wallet first. */
export const ENROLMENTS: readonly Enrolment[] = [
  WALLET_ENROLMENT,
  ...SERVICES.flatMap(({ enrolments = [] }) => enrolments),
].map((declared) => {
  const sectors = declared.sectors ?? walletSectors();
  const isSocial = declared.peerDaily !== undefined || declared.wordOfMouthDaily !== undefined;
  const at = { sector: indexIn(SECTORS, sectors[0], 'sector'), profileIndex: profileIndex(declared.profile) };
  return {
    ...declared,
    sectors,
    ...at,
    isSocial,
    only: declared.onlyFlag === undefined ? 0 : flagBit(declared.onlyFlag),
  };
});
export const ENROLMENT_IDS = unique('enrolments', ENROLMENTS);
atMost('enrolments', ENROLMENTS.length, ENROLMENTS_MAX);

/** Family of parameters that says who holds the stored-value card, where a service issues it. */
export const CARD_HOLDERS: string | undefined = SERVICES.flatMap(({ cardHolders = [] }) => cardHolders)[0];
atMost('services that issue the stored-value card', SERVICES.filter(({ cardHolders }) => cardHolders).length, 1);

/** Figures of a city by id. */
export const FIGURES: Readonly<Record<string, FigureDeclaration>> = {
  ...Object.fromEntries(SERVICES.flatMap(({ figures = {} }) => Object.entries(figures))),
  ...INCOME_FIGURES,
  ...SENIOR_FIGURES,
};

/** Accounts of services, by name. */
export const SERVICE_ACCOUNTS: readonly string[] = SERVICES.flatMap(({ id, accounts = [] }) =>
  accounts.map((account) => `${id}.${account}`),
);

const sum = (of: (room: Room) => number | undefined): number =>
  SERVICES.reduce((total, { room = {} }) => total + (of(room) ?? 0), 0);

/** Room for what services have people do: codes of activities, the idle one included, and steps of a day. */
export const ACTIVITY_CODES =
  1 +
  atMost(
    'activities',
    sum(({ activities }) => activities),
    ACTIVITIES_MAX,
  );
export const SLOTS = Math.max(
  1,
  atMost(
    'steps of a day',
    sum(({ slots }) => slots),
    STEPS_MAX - ERRANDS_MAX,
  ),
);
for (const { id, room } of SERVICES) atMost(`payments of a step of ${id}`, room?.payments ?? 1, NUMBERS_OF_A_STEP);

/** Bytes of the columns that services have of each person. */
export const SERVICE_COLUMN_BYTES = sum(({ columns = {} }) =>
  Object.values(columns).reduce((bytes: number, bits) => bytes + bits / 8, 0),
);

function indexIn(list: readonly string[], id: string, what: string): number {
  const at = list.indexOf(id);
  if (at < 0) throw new Error(`found no ${what} called ${id}, expected one of ${list.join(', ')}`);
  return at;
}

/** Index of a sector in every sector column. @throws Error for a name that no service declares */
export const sectorIndex = (id: string): number => indexIn(SECTORS, id, 'sector');
/** Index of a kind of place at which no resident pays: beyond those of sectors. @throws Error for a name that no service declares */
export const siteIndex = (id: string): number => indexIn(PLACE_KINDS, id, 'kind of place');
/** Index of an enrolment. @throws Error for a name that no service declares */
export const enrolmentIndex = (id: string): number => indexIn(ENROLMENT_IDS, id, 'enrolment');
