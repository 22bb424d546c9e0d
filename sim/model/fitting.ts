/** Fits places for mobile payment as the levers of the day ask: in rank order, district by district. */
import { ACCOUNT } from './ledger.ts';
import type { Places } from './places.ts';
import type { World } from './world.ts';

/** Makes places accept until the share the equip lever asks for today is reached. Nothing is taken away. */
export function fitPlaces(world: World, places: Places, sector: number): void {
  const { levers } = world;
  for (let district = 0; district < levers.districts; district++) {
    const cell = sector * levers.districts + district;
    if (levers.equipShare[cell] <= levers.initialShare[cell]) continue;
    const members = places.inRankOrder((i) => places.sector[i] === sector && places.district[i] === district);
    let fitted = members.reduce((sum, place) => sum + places.accepts[place], 0);
    const wanted = roundShare(levers.equipShare[cell] * members.length, places.rank[members[0] ?? 0] ?? 0);
    for (const place of members) {
      if (fitted >= wanted) break;
      if (places.accepts[place] === 1) continue;
      beginAccepting(world, places, place);
      fitted++;
    }
  }
}

/**
 * Whole places for a fractional number: the fraction is settled by a number that belongs to the cell, so that many small
 * districts together come to the share asked for.
 */
function roundShare(exact: number, settle: number): number {
  return Math.floor(exact + (settle % 1024) / 1024);
}

/** A place begins to take mobile payment, with the grant of the day if there is one. */
export function beginAccepting(world: World, places: Places, place: number): void {
  const sector = places.sector[place];
  places.accepts[place] = 1;
  const grant = world.levers.grantFen[sector * world.levers.districts + places.district[place]];
  if (grant > 0) world.ledger.transfer(ACCOUNT.government, ACCOUNT.firstBank + sector, grant);
  world.facts.accepts(sector, place, true);
}
