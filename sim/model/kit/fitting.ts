/** Fits places for mobile payment as the levers of the day ask: so many in the whole city, in an order that is planned. */
import { ACCOUNT } from '../ledger.ts';
import type { Places } from '../places.ts';
import type { Host } from '../host.ts';

/** Makes places accept until the share the equip lever asks for today is reached. Nothing is taken away. */
export function fitPlaces(host: Host, places: Places, sector: number): void {
  const { levers } = host;
  const wanted = levers.equipShare.subarray(sector * levers.districts, (sector + 1) * levers.districts);
  const atRest = levers.initialShare.subarray(sector * levers.districts, (sector + 1) * levers.districts);
  if (wanted.every((share, district) => share <= atRest[district])) return;
  const members = places.byDistrict(sector, levers.districts);
  const quotas = members.flatMap((all, district) =>
    wanted[district] > atRest[district] ? [{ members: all, share: wanted[district] }] : [],
  );
  const isFitted = (place: number) => places.accepts.get(place) === 1;
  fitInOrder(quotas, places.rank, isFitted, (place) => beginAccepting(host, places, place));
}

/** What is asked of the places of a district, which come in the order in which they are fitted. */
export interface Quota {
  readonly members: readonly number[];
  readonly share: number;
}

/** Far above what rounding adds to or takes from a number of places, and far below the steps of a place's rank. */
const ROUNDING = 1e-9;

/**
 * Fits places until all districts together have the whole number nearest to what their shares come to. The fractions of districts
 * are settled one against another, so that few places, as there are at coarse scales, come as near to the share asked for as many do:
 * next is a place of the district that lacks most, some earlier and some later by a number that belongs to their places. What
 * is short of a whole place by rounding alone is one: nine tenths of thirty are twenty-seven, however the nine tenths were reckoned.
 * @param isFitted whether a place is fitted already, which it stays
 */
export function fitInOrder(
  quotas: readonly Quota[],
  rank: Uint32Array,
  isFitted: (place: number) => boolean,
  fit: (place: number) => void,
): void {
  const open = quotas
    .filter(({ members }) => members.length > 0)
    .map(({ members, share }) => ({
      asked: share * members.length,
      fitted: members.reduce((sum, place) => sum + (isFitted(place) ? 1 : 0), 0),
      early: (rank[members[0]] % 1024) / 1024,
      rank: rank[members[0]],
      members,
      next: 0,
    }));
  const asked = open.reduce((sum, quota) => sum + quota.asked, 0);
  const fitted = open.reduce((sum, quota) => sum + quota.fitted, 0);
  for (let left = Math.floor(asked + 0.5 + ROUNDING) - fitted; left > 0; left--) {
    let best: (typeof open)[number] | undefined;
    let most = 0;
    for (const quota of open) {
      const lacking = quota.asked - quota.fitted;
      if (lacking <= ROUNDING) continue;
      const urgency = lacking + quota.early;
      if (best !== undefined && (urgency < most || (urgency === most && quota.rank >= best.rank))) continue;
      best = quota;
      most = urgency;
    }
    if (best === undefined) return;
    while (isFitted(best.members[best.next])) best.next++;
    fit(best.members[best.next++]);
    best.fitted++;
  }
}

/** A place begins to take mobile payment, with the grant of the day if there is one. */
export function beginAccepting(host: Host, places: Places, place: number): void {
  const sector = places.sector.get(place);
  places.accepts.set(place, 1);
  const grant = host.levers.grantFen[sector * host.levers.districts + places.district.get(place)];
  if (grant > 0 && places.granted.get(place) === 0) {
    places.granted.set(place, 1);
    host.ledger.transfer(ACCOUNT.government, host.ledger.bank(sector), grant);
  }
  host.facts.accepts(sector, place, true);
}
