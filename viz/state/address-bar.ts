/**
 * Keeps the browser's address at what is shown. A side matter: a browser that allows no more changes of it, or none at all,
 * stops nothing.
 */

/** Shortest time between two changes: browsers allow 100 in 30 s at least. */
const PAUSE_MS = 500;
/** Steps that follow so soon come of one act, as when a view and what it shows change together. */
const ACT_MS = 50;
/** Steps of one kind that keys make within this time are one: whoever runs through tabs by arrow keys wants one way back. */
const RUN_MS = 1000;

/** Query and fragment. */
const here = (): string => location.search + location.hash;

type Way = 'replaceState' | 'pushState';

export class AddressBar {
  private shown = here();
  private wanted = here();
  private timer: ReturnType<typeof setTimeout> | null = null;
  private writtenAt = -Infinity;
  /** The step that was made last. */
  private pushed = { kind: '', at: -Infinity };

  /** @param onTravel called when the reader has gone back or forward, or has changed the fragment */
  constructor(onTravel: () => void) {
    window.addEventListener('popstate', () => {
      this.drop();
      this.endRun();
      this.shown = this.wanted = here();
      onTravel();
    });
    window.addEventListener('pagehide', () => this.flush());
    // What is pressed by a pointer is meant by itself.
    window.addEventListener('pointerdown', () => this.endRun(), true);
  }

  /** Shows this query in a moment; only the last of several is written. */
  replace(search: string): void {
    this.wanted = search;
    const passed = performance.now() - this.writtenAt;
    if (passed >= PAUSE_MS) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), PAUSE_MS - passed);
  }

  /**
   * Leaves what was shown behind as a step for the Back button, and shows this query.
   * @param left the query of what is left behind
   * @param kind of what keys can run through, so that a run is one step; '' where each is a step
   */
  push(left: string, search: string, kind = ''): void {
    if (left === search) return;
    const now = performance.now();
    const passed = now - this.pushed.at;
    const isRun = kind !== '' && kind === this.pushed.kind && passed < RUN_MS;
    const isAct = passed < ACT_MS;
    this.pushed = { kind, at: now };
    if (isRun) {
      this.replace(search);
      return;
    }
    // Of one act the first step has left behind what is to be left.
    if (!isAct) this.wanted = left;
    this.flush();
    this.wanted = search;
    this.write(isAct ? 'replaceState' : 'pushState');
  }

  private endRun(): void {
    this.pushed = { kind: '', at: -Infinity };
  }

  private flush(): void {
    this.drop();
    this.write('replaceState');
  }

  private drop(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private write(way: Way): void {
    if (this.wanted === this.shown) return;
    this.writtenAt = performance.now();
    try {
      window.history[way](null, '', this.wanted);
      this.shown = this.wanted;
    } catch {
      // The next change tries again.
    }
  }
}
