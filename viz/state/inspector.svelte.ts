/** What is being looked at in both worlds, and the latest answer about it. */
import { PairClosed } from '../../sim/runner/client.ts';
import type { Pair } from '../../sim/runner/client.ts';
import type { Inspection, Target } from '../../sim/runner/protocol.ts';
import { sameTarget } from '../map/pointing.ts';
import type { Spot } from '../map/props.ts';

export interface Answer {
  readonly target: Target;
  readonly worlds: Pair<Inspection | null>;
}

type Ask = (target: Target) => Promise<Pair<Inspection | null>>;

export class Inspector {
  answer: Answer | null = $state.raw(null);
  /** Pinned by a click or key: stays when the pointer leaves. */
  pinned = $state(false);
  target: Target | null = $state.raw(null);
  /** Where what was chosen elsewhere than on the map turned out to be, until the map has brought it into view. */
  sought: Spot | null = $state.raw(null);
  private isSought = false;
  private asking = false;

  constructor(private readonly ask: Ask) {}

  /** Something came under the pointer, or nothing: does not replace what is pinned. */
  hover(target: Target | null): void {
    if (this.pinned || sameTarget(target, this.target)) return;
    this.look(target);
  }

  /** Where a resident is in either world: vehicles are asked for their last stop only, and are drawn where they are. */
  get spots(): Pair<Spot | null> | null {
    const { answer, target } = this;
    return target?.kind === 'person' && answer !== null && sameTarget(answer.target, target) ? answer.worlds : null;
  }

  /**
   * Looks at something until told otherwise.
   * @param isSought whether it was not chosen on the map, so that it may lie out of view
   */
  pin(target: Target, isSought = false): void {
    this.pinned = true;
    this.isSought = isSought;
    if (!sameTarget(target, this.target)) this.look(target);
    else if (isSought) this.refresh();
  }

  close(): void {
    this.pinned = this.isSought = false;
    this.look(null);
  }

  private look(target: Target | null): void {
    this.target = target;
    this.sought = null;
    if (target === null) this.answer = null;
    else this.refresh();
  }

  private take(target: Target, worlds: Answer['worlds']): void {
    this.answer = { target, worlds };
    if (!this.isSought) return;
    this.isSought = false;
    this.sought = worlds.policy ?? worlds.baseline;
  }

  /** Asks again, at most one question being under way. */
  refresh(): void {
    const { target } = this;
    if (target === null || this.asking) return;
    this.asking = true;
    this.ask(target).then(
      (worlds) => {
        this.asking = false;
        if (sameTarget(target, this.target)) this.take(target, worlds);
        else this.refresh();
      },
      (fault: unknown) => {
        this.asking = false;
        // A Worker that failed says so in its next `advance`, which shows it; a closed one is of no interest.
        if (!(fault instanceof PairClosed)) this.close();
      },
    );
  }
}
