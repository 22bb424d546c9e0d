/**
 * The levers a policy pulls, as seen by everyone else: one value for each sector and district, index
 * `sector * districts + district`. They stand at rest every midnight until the actions in force pull them again.
 */
import { Memory } from '../../kernel/memory.ts';
import { Team } from '../../kernel/team.ts';
import { AGE_BANDS } from '../city.ts';

/** A lever that a kind of policy declares for itself: a column that services ask for. */
export interface Lever {
  /** Lower-case, `kind.what`. */
  readonly name: string;
  /** Its value where no policy pulls it, unless a service has set another (`Levers.atRest`). */
  readonly atRest: number;
  /** Parameter that says its value at rest, for those who have no world to look at. */
  readonly parameter?: string;
}

export class Levers {
  /** Share of places that take mobile payment before any action: where a ramp starts. */
  readonly initialShare: Float64Array;
  /** Share of places that are fitted for mobile payment as the day begins. */
  readonly equipShare: Float64Array;
  /** Share of the merchant fee taken over. */
  readonly feeRebateShare: Float64Array;
  /** Paid to a merchant who begins to accept, fen. */
  readonly grantFen: Float64Array;
  /** Price cut for card and mobile payers. */
  readonly cardDiscount: Float64Array;
  readonly mobileDiscount: Float64Array;
  /** 1 where cash is not taken. */
  readonly noCash: Uint8Array;
  /** Share of the unaware reached today, and the reward for enrolling, fen. */
  readonly reachShare: Float64Array;
  readonly rewardFen: Float64Array;
  /** Share of those not enrolled helped today, by age band: index `cell * age bands + band`. */
  readonly assistShare: Float64Array;
  /** Outages under way now: set and cleared by their own events, not at midnight, and by each worker for itself. */
  readonly outages: Uint8Array;
  /** Columns that kinds have declared, by name: as pulled, and at rest. */
  private readonly declared = new Map<string, { readonly now: Float64Array; readonly atRest: Float64Array }>();

  /** @param levers what kinds have declared beside the levers that every city has */
  constructor(
    sectors: number,
    readonly districts: number,
    levers: readonly Lever[] = [],
    memory: Memory = new Memory(),
    team: Team = new Team(),
  ) {
    const cells = sectors * districts;
    this.initialShare = memory.column(Float64Array, cells);
    this.equipShare = memory.column(Float64Array, cells);
    this.feeRebateShare = memory.column(Float64Array, cells);
    this.grantFen = memory.column(Float64Array, cells);
    this.cardDiscount = memory.column(Float64Array, cells);
    this.mobileDiscount = memory.column(Float64Array, cells);
    this.noCash = memory.column(Uint8Array, cells);
    this.reachShare = memory.column(Float64Array, cells);
    this.rewardFen = memory.column(Float64Array, cells);
    this.assistShare = memory.column(Float64Array, cells * AGE_BANDS.length);
    this.outages = memory.column(Uint8Array, cells * team.count).subarray(cells * team.index, cells * (team.index + 1));
    for (const { name, atRest } of levers) {
      const column = { now: memory.column(Float64Array, cells), atRest: memory.column(Float64Array, cells) };
      column.atRest.fill(atRest);
      this.declared.set(name, column);
    }
  }

  /** What a declared lever stands at, cell by cell. To be asked for at set-up and kept. @throws Error for one that nobody declared */
  column(lever: Lever): Float64Array {
    return this.declaredColumn(lever).now;
  }

  /** What it stands at without a policy, to be filled in by the service that knows: where a ramp starts. */
  atRest(lever: Lever): Float64Array {
    return this.declaredColumn(lever).atRest;
  }

  private declaredColumn({ name }: Lever): { readonly now: Float64Array; readonly atRest: Float64Array } {
    const column = this.declared.get(name);
    if (column) return column;
    const known = [...this.declared.keys()].join(', ');
    throw new Error(`found no lever ${name}, expected one that a kind of policy declares: ${known}`);
  }

  /** Everything at rest but the outages. */
  rest(): void {
    this.equipShare.set(this.initialShare);
    this.feeRebateShare.fill(0);
    this.grantFen.fill(0);
    this.cardDiscount.fill(0);
    this.mobileDiscount.fill(0);
    this.noCash.fill(0);
    this.reachShare.fill(0);
    this.rewardFen.fill(0);
    this.assistShare.fill(0);
    for (const { now, atRest } of this.declared.values()) now.set(atRest);
  }

  /** The columns that actions pull at midnight. */
  pulled(): readonly (Float64Array | Uint8Array)[] {
    return [
      this.equipShare,
      this.feeRebateShare,
      this.grantFen,
      this.cardDiscount,
      this.mobileDiscount,
      this.noCash,
      this.reachShare,
      this.rewardFen,
      this.assistShare,
      ...[...this.declared.values()].map(({ now }) => now),
    ];
  }

  /** Runs over the cells an action is about. */
  forEach(
    action: { readonly sectors: readonly number[]; readonly districts: readonly number[] },
    pull: (cell: number) => void,
  ): void {
    for (const sector of action.sectors) {
      for (const district of action.districts) pull(sector * this.districts + district);
    }
  }
}

/** Independent chances of the same thing: neither undoes the other and none exceeds one. */
export function either(a: number, b: number): number {
  return 1 - (1 - a) * (1 - b);
}
