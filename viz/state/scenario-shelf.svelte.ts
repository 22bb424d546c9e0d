/** The shipped scenarios for menus, which are there at once: scenarios are fetched one after another. */
import type { Scenario } from '../../sim/model/scenario.ts';
import type { Locale } from '../i18n/index.ts';
import { readyScenario, SCENARIOS } from './scenarios.ts';

class ScenarioShelf {
  /** Those there are so far, in the order in which the page offers them. */
  read: readonly Scenario[] = $state.raw([]);
  isFull = $state(false);
  private isBegun = false;

  /** Begins to fetch, once. */
  fill(): void {
    if (this.isBegun) return;
    this.isBegun = true;
    void this.fetchAll();
  }

  private async fetchAll(): Promise<void> {
    for (const name of SCENARIOS) {
      try {
        const scenario = await readyScenario(name);
        this.read = [...this.read, scenario];
      } catch {
        // One that cannot be had is left out here; an address that names it is told what is wrong. Next time it is tried again.
        this.isBegun = false;
      }
    }
    this.isFull = true;
  }

  /** The title of a scenario; its name until it has been fetched. */
  titleOf(name: string, locale: Locale): string {
    return this.read.find((scenario) => scenario.name === name)?.title[locale] ?? name;
  }
}

/** One for the page: what has been fetched for one menu is there for all. */
export const shelf = new ScenarioShelf();
