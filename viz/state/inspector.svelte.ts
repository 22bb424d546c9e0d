/** What is being looked at in both worlds, and the latest answer about it. */
import { PairClosed } from '../../sim/runner/client.ts';
import type { Pair } from '../../sim/runner/client.ts';
import type { Inspection, Target } from '../../sim/runner/protocol.ts';
import { sameTarget } from '../map/pointing.ts';

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
  private asking = false;

  constructor(private readonly ask: Ask) {}

  /** Something came under the pointer, or nothing: does not replace what is pinned. */
  hover(target: Target | null): void {
    if (this.pinned || sameTarget(target, this.target)) return;
    this.look(target);
  }

  /** Looks at something until told otherwise. */
  pin(target: Target): void {
    this.pinned = true;
    if (!sameTarget(target, this.target)) this.look(target);
  }

  close(): void {
    this.pinned = false;
    this.look(null);
  }

  private look(target: Target | null): void {
    this.target = target;
    if (target === null) this.answer = null;
    else this.refresh();
  }

  /** Asks again, at most one question being under way. */
  refresh(): void {
    const { target } = this;
    if (target === null || this.asking) return;
    this.asking = true;
    this.ask(target).then(
      (worlds) => {
        this.asking = false;
        if (sameTarget(target, this.target)) this.answer = { target, worlds };
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
