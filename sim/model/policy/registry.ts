/** What each kind of action does to the levers. A new kind is one file like those beside this one, and one line here. */
import { AGE_BANDS } from '../city.ts';
import { SECTOR_GROUPS, SECTORS, type PolicyAction } from '../scenario.ts';
import { assist } from './assist.ts';
import { campaign } from './campaign.ts';
import { discount } from './discount.ts';
import { equip } from './equip.ts';
import type { Effect } from './effect.ts';
import type { Levers } from './levers.ts';
import { noCash } from './no-cash.ts';
import { payLater } from './pay-later.ts';
import { subsidise } from './subsidise.ts';

type DailyAction = Exclude<PolicyAction, { kind: 'outage' }>;

const EFFECTS: { readonly [K in DailyAction['kind']]: Effect<Extract<DailyAction, { kind: K }>> } = {
  equip,
  subsidise,
  pay_later: payLater,
  discount,
  campaign,
  assist,
  no_cash: noCash,
};

/** Sets the levers for `day`: at rest, then pulled by each action that has begun, in the order of the file. */
export function setLevers(levers: Levers, policy: readonly PolicyAction[], day: number): void {
  levers.rest();
  for (const action of policy) {
    if (action.kind === 'outage' || day < action.fromDay) continue;
    (EFFECTS[action.kind] as Effect<DailyAction>)(levers, action, day);
  }
  shareAmongShops(levers, levers.reachShare, 1);
  shareAmongShops(levers, levers.rewardFen, 1);
  shareAmongShops(levers, levers.assistShare, AGE_BANDS.length);
}

const SHOPS = SECTOR_GROUPS.shops.map((sector) => SECTORS.indexOf(sector));

/** Shops of all kinds have the wallet in common: who is told, rewarded or helped in one kind has it for all. */
function shareAmongShops(levers: Levers, column: Float64Array, width: number): void {
  const length = levers.districts * width;
  for (let i = 0; i < length; i++) {
    const highest = SHOPS.reduce((most, sector) => Math.max(most, column[sector * length + i]), 0);
    for (const sector of SHOPS) column[sector * length + i] = highest;
  }
}
