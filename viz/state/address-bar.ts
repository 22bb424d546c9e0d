/**
 * Keeps the browser's address at what is shown. A side matter: a browser that allows no more changes of it, or none at all,
 * stops nothing.
 */

/** Shortest time between two changes: browsers allow 100 in 30 s at least. */
const PAUSE_MS = 500;

/** Query and fragment. */
const here = (): string => location.search + location.hash;

type Way = 'replaceState' | 'pushState';

export class AddressBar {
  private shown = here();
  private wanted = here();
  private timer: ReturnType<typeof setTimeout> | null = null;
  private writtenAt = -Infinity;

  /** @param onTravel called when the reader has gone back or forward, or has changed the fragment */
  constructor(onTravel: () => void) {
    window.addEventListener('popstate', () => {
      this.drop();
      this.shown = this.wanted = here();
      onTravel();
    });
    window.addEventListener('pagehide', () => this.flush());
  }

  /** Shows this query in a moment; only the last of several is written. */
  replace(search: string): void {
    this.wanted = search;
    const passed = performance.now() - this.writtenAt;
    if (passed >= PAUSE_MS) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), PAUSE_MS - passed);
  }

  /** Leaves what was shown behind as a step for the Back button, and shows this query. */
  push(search: string): void {
    this.flush();
    this.wanted = search;
    this.write('pushState');
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
