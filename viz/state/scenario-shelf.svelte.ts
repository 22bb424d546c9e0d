/** The shipped scenarios for menus: reading one takes a moment, so they are read one at a time, and a menu is there at once. */
import type { Scenario } from '../../sim/model/scenario.ts';
import type { Locale } from '../i18n/index.ts';
import { SCENARIOS, shippedAsIs } from './scenarios.ts';

class ScenarioShelf {
  /** Those read so far, in the order in which the page offers them. */
  read: readonly Scenario[] = $state.raw([]);
  isFull = $state(false);
  private isBegun = false;

  /** Begins to read, once. */
  fill(): void {
    if (this.isBegun) return;
    this.isBegun = true;
    const next = (at: number): void => {
      const name = SCENARIOS[at];
      if (name === undefined) {
        this.isFull = true;
        return;
      }
      try {
        this.read = [...this.read, shippedAsIs(name)];
      } catch {
        // A scenario that cannot be read is left out here; an address that names it is told what is wrong.
      }
      setTimeout(() => next(at + 1));
    };
    setTimeout(() => next(0));
  }

  /** The title of a scenario; its name until it has been read. */
  titleOf(name: string, locale: Locale): string {
    return this.read.find((scenario) => scenario.name === name)?.title[locale] ?? name;
  }
}

/** One for the page: what has been read for one menu is there for all. */
export const shelf = new ScenarioShelf();
