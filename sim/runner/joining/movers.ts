/** Who moves from one of several cities to another, and with whom they change places. */
import { RandomSource, type Purpose } from '../../kernel/random.ts';
import { changePlaces, placeKind } from '../../model/adoption/moving.ts';
import type { People } from '../../model/people.ts';

/** Numbers that a person has in a month: whether they move, where to, and whose place they take. */
const DRAWS_A_MONTH = 3;

interface Residents {
  readonly people: People;
  /** Of each person, see `placeKind`. */
  readonly kinds: Int16Array;
  /** People of each kind, in their order. */
  readonly ofKind: ReadonlyMap<number, readonly number[]>;
  readonly draw: Purpose;
}

/**
 * Exchanges residents between cities. Who changes places with whom hangs on the seed, the month and what nobody loses, never on what has
 * become of people: in the same cities without joining the same people move.
 */
export class Movers {
  private readonly cities: readonly Residents[];

  /**
   * @param peoples residents of each city, all at the same scale
   * @param travel of each city the shares of those who go to each: see `travelShares`
   */
  constructor(
    seed: string,
    peoples: readonly People[],
    private readonly travel: readonly (readonly number[])[],
  ) {
    const random = new RandomSource(seed);
    this.cities = peoples.map((people, city) => {
      const kinds = Int16Array.from({ length: people.count }, (_, person) => placeKind(people, person));
      const ofKind = new Map<number, number[]>();
      kinds.forEach((kind, person) => {
        if (kind < 0) return;
        const alike = ofKind.get(kind);
        if (alike === undefined) ofKind.set(kind, [person]);
        else alike.push(person);
      });
      return { people, kinds, ofKind, draw: random.purpose(`joining.move.${city}`) };
    });
  }

  /**
   * A month's moves. Half of those who move decide to, and the others are those whose places they take.
   * @param month its number
   * @param share of the residents of an age to move who do, where cities are alike: between two as many go as the mean of both ways
   * @returns how many came to each city; as many left it
   */
  exchange(month: number, share: number): number[] {
    const came = this.cities.map(() => 0);
    if (share <= 0) return came;
    const hasMoved = this.cities.map(({ people }) => new Uint8Array(people.count));
    this.cities.forEach(({ people, kinds, draw }, from) => {
      for (let person = 0; person < people.count; person++) {
        if (kinds[person] < 0 || hasMoved[from][person] === 1) continue;
        const n = month * DRAWS_A_MONTH;
        if (!draw.chance(person, n, share / 2)) continue;
        const to = this.destination(from, draw.uniform(person, n + 1));
        const instead = this.placeIn(to, kinds[person], draw.uniform(person, n + 2), hasMoved[to]);
        if (instead < 0) continue;
        changePlaces(people, person, this.cities[to].people, instead);
        hasMoved[from][person] = 1;
        hasMoved[to][instead] = 1;
        came[from]++;
        came[to]++;
      }
    });
    return came;
  }

  private destination(from: number, u: number): number {
    let sum = 0;
    let last = -1;
    for (const [to, share] of this.travel[from].entries()) {
      if (share <= 0) continue;
      sum += share;
      last = to;
      if (u < sum) break;
    }
    return last;
  }

  /** Somebody of a kind who has not moved this month, −1 where there is nobody. @param u where among them the search begins */
  private placeIn(city: number, kind: number, u: number, hasMoved: Uint8Array): number {
    const alike = this.cities[city].ofKind.get(kind) ?? [];
    const first = Math.floor(u * alike.length);
    for (let i = 0; i < alike.length; i++) {
      const person = alike[(first + i) % alike.length];
      if (hasMoved[person] === 0) return person;
    }
    return -1;
  }
}
