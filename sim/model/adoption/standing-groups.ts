/** How residents stand to an enrolment, as results tell them apart: who cannot join, who has not heard, who uses it, who does not. */
import { ENROLMENTS } from '../catalogue.ts';
import type { LocalName } from '../city.ts';
import { STANDING, WALLET } from '../holdings.ts';
import type { World } from '../world.ts';

/** Groups of residents, each of whom belongs to one; in the order of `standingGroup`. */
export const STANDING_GROUPS = [
  { id: 'unable', name: { en: 'cannot join', zh: '无法开通' } },
  { id: 'unaware', name: { en: 'have not heard', zh: '尚未知晓' } },
  { id: 'heard', name: { en: 'have heard, not joined', zh: '知晓但未开通' } },
  { id: 'dropped', name: { en: 'have given it up', zh: '已停用' } },
  { id: 'users', name: { en: 'have it and use it', zh: '开通并使用' } },
  { id: 'dormant', name: { en: 'have it and never use it', zh: '开通但从不使用' } },
] as const satisfies readonly { readonly id: string; readonly name: LocalName }[];
const GROUP = Object.fromEntries(STANDING_GROUPS.map(({ id }, at) => [id, at])) as Record<
  (typeof STANDING_GROUPS)[number]['id'],
  number
>;
const OF_STANDING: number[] = [];
OF_STANDING[STANDING.unaware] = GROUP.unaware;
OF_STANDING[STANDING.aware] = GROUP.heard;
OF_STANDING[STANDING.lapsed] = GROUP.dropped;

/** The group of a resident for an enrolment: an index into `STANDING_GROUPS`. */
export function standingGroup({ people, payments }: World, person: number, enrolment: number): number {
  const standing = people.standing(person, enrolment);
  if (standing === STANDING.enrolled) return payments.isDormant(person, enrolment) ? GROUP.dormant : GROUP.users;
  const { only } = ENROLMENTS[enrolment];
  const mayJoin =
    people.hasSmartphone(person) && people.hasAccount(person) && (people.flags.get(person) & only) === only;
  // Nothing in the phone can be joined without the wallet.
  if (!mayJoin || (enrolment !== WALLET && !people.hasWallet(person))) return GROUP.unable;
  return OF_STANDING[standing];
}
