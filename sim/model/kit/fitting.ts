/** Fits places for mobile payment as the levers of the day ask: in rank order, district by district. */
import { ACCOUNT } from '../ledger.ts';
import type { Places } from '../places.ts';
import type { Host } from '../host.ts';

/** Makes places accept until the share the equip lever asks for today is reached. Nothing is taken away. */
export function fitPlaces(host: Host, places: Places, sector: number): void {
  const { levers } = host;
  for (let district = 0; district < levers.districts; district++) {
    const cell = sector * levers.districts + district;
    if (levers.equipShare[cell] <= levers.initialShare[cell]) continue;
    const members = places.inRankOrder((i) => places.sector.get(i) === sector && places.district.get(i) === district);
    let fitted = members.reduce((sum, place) => sum + places.accepts.get(place), 0);
    const wanted = wantedPlaces(levers.equipShare[cell], places.rank, members);
    for (const place of members) {
      if (fitted >= wanted) break;
      if (places.accepts.get(place) === 1) continue;
      beginAccepting(host, places, place);
      fitted++;
    }
  }
}

/** Far above what rounding adds to or takes from a number of places, and far below the steps of a place's rank. */
const ROUNDING = 1e-9;

/**
 * Whole places for a share of some places. The fraction is settled by a number that belongs to them, so that many small
 * districts together come to the share asked for; it never falls as the share grows. What is short of a whole place by
 * rounding alone is one: nine tenths of thirty are twenty-seven, however the nine tenths were reckoned.
 */
export function wantedPlaces(share: number, rank: Uint32Array, members: readonly number[]): number {
  if (members.length === 0) return 0;
  return Math.floor(share * members.length + (rank[members[0]] % 1024) / 1024 + ROUNDING);
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
