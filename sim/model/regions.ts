/** Which worker simulates what: neighbourhoods, and with them the places and lines that have their seat there. */
import type { Team } from '../kernel/team.ts';
import type { Geography } from './geography.ts';

export class Regions {
  /** Worker of each neighbourhood. */
  private readonly workerOfHome: Uint8Array;
  /** Neighbourhoods of this worker: the first, and the end. */
  readonly firstHome: number;
  readonly endHome: number;

  /** Deals the neighbourhoods out, in runs along their curve with about equal numbers of residents. */
  constructor(
    geography: Geography,
    private readonly team: Team,
  ) {
    const total = geography.homePeople.reduce((a, b) => a + b, 0);
    let before = 0;
    this.workerOfHome = Uint8Array.from(geography.homePeople, (people) => {
      const middle = before + people / 2;
      before += people;
      return Math.floor((middle / total) * team.count);
    });
    const first = this.workerOfHome.indexOf(team.index);
    this.firstHome = Math.max(0, first);
    this.endHome = first < 0 ? 0 : this.workerOfHome.lastIndexOf(team.index) + 1;
  }

  /** Worker that simulates what is in a neighbourhood. */
  workerOf(home: number): number {
    return this.workerOfHome[home];
  }

  /** Whether this worker does. */
  isMine(home: number): boolean {
    return this.workerOfHome[home] === this.team.index;
  }
}
