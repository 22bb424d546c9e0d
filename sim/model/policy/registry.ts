/** The kinds of policy, and the levers they pull. A new kind is one file like those in kinds/, and one line here or among a service's own. */
import { AGE_BANDS } from '../city.ts';
import type { PolicyAction } from '../scenario.ts';
import { SERVICES } from '../services/registry.ts';
import type { PolicyKind } from './kind.ts';
import { assist } from './kinds/assist.ts';
import { campaign } from './kinds/campaign.ts';
import { consumerCredit } from './kinds/consumer-credit.ts';
import { discount } from './kinds/discount.ts';
import { equip } from './kinds/equip.ts';
import { firmLoans } from './kinds/firm-loans.ts';
import { noCash } from './kinds/no-cash.ts';
import { outage } from './kinds/outage.ts';
import { subsidise } from './kinds/subsidise.ts';
import { walletBenefits } from './kinds/wallet-benefits.ts';
import { walletInterest } from './kinds/wallet-interest.ts';
import { walletLimit } from './kinds/wallet-limit.ts';
import type { Lever, Levers } from './levers.ts';
import { SECTORS, SHARED_ENROLMENTS } from './names.ts';

/** Kinds that are no service's own. */
export const KINDS = [
  equip,
  subsidise,
  discount,
  campaign,
  assist,
  noCash,
  outage,
  walletLimit,
  walletInterest,
  walletBenefits,
  consumerCredit,
  firmLoans,
] as const;

/** Every kind, in the order in which errors and documents name them. */
export const POLICY_KINDS: readonly PolicyKind[] = [...KINDS, ...SERVICES.flatMap(({ policies = [] }) => policies)];

/** The kind of that id. @throws Error where there is none */
export function kindOf(id: string, kinds: readonly PolicyKind[] = POLICY_KINDS): PolicyKind {
  const kind = kinds.find((candidate) => candidate.id === id);
  if (kind) return kind;
  throw new Error(`found no kind of policy ${id}, expected one of ${kinds.map((known) => known.id).join(', ')}`);
}

/** The levers that kinds have declared. @throws Error where two have the same name */
export function declaredLevers(kinds: readonly PolicyKind[]): readonly Lever[] {
  const levers = kinds.flatMap((kind) => kind.levers ?? []);
  const names = levers.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new Error(`found two levers called ${twice}, expected a name of its own for each`);
  return levers;
}

/** Sets the levers for `day`: at rest, then pulled by each action that has begun, in the order of the file. */
export function setLevers(
  levers: Levers,
  policy: readonly PolicyAction[],
  day: number,
  kinds: readonly PolicyKind[] = POLICY_KINDS,
): void {
  levers.rest();
  for (const action of policy) {
    if (day >= action.fromDay) kindOf(action.kind, kinds).pull?.(levers, action, day);
  }
  for (const ids of SHARED_ENROLMENTS) {
    const sectors = ids.map((id) => SECTORS.findIndex((sector) => sector === id));
    shareAmong(sectors, levers, levers.reachShare, 1);
    shareAmong(sectors, levers, levers.rewardFen, 1);
    shareAmong(sectors, levers, levers.assistShare, AGE_BANDS.length);
  }
}

/** Who is told, rewarded or helped in one of these sectors has it for all of them. */
function shareAmong(sectors: readonly number[], levers: Levers, column: Float64Array, width: number): void {
  const length = levers.districts * width;
  for (let i = 0; i < length; i++) {
    const highest = sectors.reduce((most, sector) => Math.max(most, column[sector * length + i]), 0);
    for (const sector of sectors) column[sector * length + i] = highest;
  }
}
