/** Which sectors a kind of policy may name, and how names and indexes go together. */
import { ENROLMENT_SECTORS, MERCHANT_SECTORS, SECTOR_GROUPS, SECTORS } from './names.ts';

export type SectorChoice =
  /** Any sector, or those with merchants, or those people enrol for. Where `optional`, a file without any means all. */
  | { readonly among: 'every' | 'merchants' | 'enrolments'; readonly optional?: boolean }
  /** Always these; a file does not say so. */
  | { readonly always: readonly string[] };

const ALL = 'all';
const AMONG: Readonly<Record<string, readonly string[]>> = {
  every: [...SECTORS, ...Object.keys(SECTOR_GROUPS).filter((id) => id !== ALL), ALL],
  merchants: MERCHANT_SECTORS,
  enrolments: ENROLMENT_SECTORS,
};

/** Ids that a file may list for this choice; none where it may not list any. */
export function sectorIds(choice: SectorChoice): readonly string[] {
  return 'among' in choice ? AMONG[choice.among] : [];
}

/** The sectors that an id stands for. */
export function sectorsOf(id: string): readonly string[] {
  return Object.hasOwn(SECTOR_GROUPS, id) ? SECTOR_GROUPS[id] : [id];
}

/** Indexes of the sectors named, each once and in order, whatever the file's order. */
export function sectorIndexes(choice: SectorChoice, ids?: readonly string[]): number[] {
  const named = new Set(('always' in choice ? choice.always : (ids ?? [ALL])).flatMap(sectorsOf));
  return SECTORS.flatMap((sector, index) => (named.has(sector) ? [index] : []));
}

/** The shortest list of ids that stands for these sectors; undefined where a file need not say. */
export function sectorNames(choice: SectorChoice, indexes: readonly number[]): string[] | undefined {
  if ('always' in choice || (choice.optional === true && indexes.length === SECTORS.length)) return undefined;
  const left = new Set(indexes.map((index) => SECTORS[index] as string));
  const bySize = [...sectorIds(choice)].sort((a, b) => sectorsOf(b).length - sectorsOf(a).length);
  const names = bySize.filter((id) => {
    const sectors = sectorsOf(id);
    if (!sectors.every((sector) => left.has(sector))) return false;
    for (const sector of sectors) left.delete(sector);
    return true;
  });
  return names;
}
