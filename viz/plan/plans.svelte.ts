/** The plans of a reader: A, B, C …, with undo and redo, kept in the browser's storage. */
import type { FileData } from '../../sim/runner/authoring.ts';
import { withKey } from './plan-data.ts';

export interface Plan {
  /** One letter, as it is shown. */
  readonly letter: string;
  /** Text of the file it came from, whose comments are kept; empty where there is none. */
  readonly base: string;
  readonly data: FileData;
}

interface State {
  readonly plans: readonly Plan[];
  readonly active: string;
}

const KEY = 'cashless-city.plans';
const LETTERS = 'ABCDEFGH';
export const PLANS_MAX = LETTERS.length;
/** Steps that can be taken back. */
const STEPS_MAX = 200;
const STORED_MAX = 1_000_000;

export class Plans {
  private state: State = $state.raw({ plans: [], active: '' });
  private past: readonly State[] = $state.raw([]);
  private future: readonly State[] = $state.raw([]);
  /** What the last change was of: another of the same is one step with it. */
  private lastChange = '';
  /** Whether the browser keeps what is written. */
  isKept = $state(true);

  constructor() {
    const kept = stored();
    if (kept !== null) this.state = kept;
  }

  get list(): readonly Plan[] {
    return this.state.plans;
  }
  get active(): Plan | null {
    return this.state.plans.find(({ letter }) => letter === this.state.active) ?? null;
  }
  get canUndo(): boolean {
    return this.past.length > 0;
  }
  get canRedo(): boolean {
    return this.future.length > 0;
  }
  get isFull(): boolean {
    return this.state.plans.length >= LETTERS.length;
  }

  /**
   * Adds a plan under the next free letter, and shows it.
   * @param isStep whether it can be taken back: what a view brings along by itself cannot
   * @returns its letter; the active one's where there is no room
   */
  add(data: FileData, base: string, isStep = true): string {
    const letter = [...LETTERS].find((one) => this.list.every((plan) => plan.letter !== one));
    if (letter === undefined) return this.state.active;
    const plan = { letter, base, data: withKey(data, 'name', `plan-${letter.toLowerCase()}`) };
    const state = { plans: [...this.list, plan].sort((a, b) => (a.letter < b.letter ? -1 : 1)), active: letter };
    if (isStep) this.step(state, '');
    else this.go(state);
    return letter;
  }

  /**
   * Takes plans in that a link brings: each under the letter of one that says the same, else under a free one, and none in the place
   * of the reader's own. @returns letters by those of the link; one that has no room is left out
   */
  adopt(shared: readonly { readonly letter: string; readonly data: FileData }[]): ReadonlyMap<string, string> {
    // eslint-disable-next-line svelte/prefer-svelte-reactivity
    const letters = new Map<string, string>();
    for (const { letter, data } of shared) {
      const says = (plan: Plan): boolean => JSON.stringify(unnamed(plan.data)) === JSON.stringify(unnamed(data));
      const same = this.list.find(says);
      if (same !== undefined) letters.set(letter, same.letter);
      else if (!this.isFull) letters.set(letter, this.add(data, '', false));
    }
    return letters;
  }

  show(letter: string): void {
    this.state = { ...this.state, active: letter };
    this.lastChange = '';
    this.keep();
  }

  duplicate(): void {
    const { active } = this;
    if (active !== null) this.add(active.data, active.base);
  }

  remove(letter: string): void {
    const plans = this.list.filter((plan) => plan.letter !== letter);
    if (plans.length > 0) this.step({ plans, active: plans[0]!.letter }, '');
  }

  /**
   * Changes the plan that is shown.
   * @param of what the change is of: changes of the same, one after another, are one step
   */
  change(of: string, changed: (data: FileData) => FileData): void {
    const { active } = this;
    if (active === null) return;
    const data = changed(active.data);
    if (JSON.stringify(data) === JSON.stringify(active.data)) return;
    const plans = this.list.map((plan) => (plan === active ? { ...plan, data } : plan));
    this.step({ plans, active: active.letter }, of);
  }

  undo(): void {
    const before = this.past.at(-1);
    if (before === undefined) return;
    this.past = this.past.slice(0, -1);
    this.future = [...this.future, this.state];
    this.go(before);
  }

  redo(): void {
    const after = this.future.at(-1);
    if (after === undefined) return;
    this.future = this.future.slice(0, -1);
    this.past = [...this.past, this.state];
    this.go(after);
  }

  private step(state: State, of: string): void {
    if (of === '' || of !== this.lastChange) this.past = [...this.past, this.state].slice(-STEPS_MAX);
    this.future = [];
    this.state = state;
    this.lastChange = of;
    this.keep();
  }

  private go(state: State): void {
    this.state = state;
    this.lastChange = '';
    this.keep();
  }

  private keep(): void {
    try {
      localStorage.setItem(KEY, JSON.stringify(this.state));
      this.isKept = true;
    } catch {
      this.isKept = false;
    }
  }
}

/** A plan is called by its letter, wherever it came from. */
const unnamed = (data: FileData): FileData => withKey(data, 'name', undefined);

/** What was kept; null where there is nothing, or nothing that can be used: another version may have written it. */
function stored(): State | null {
  try {
    const text = localStorage.getItem(KEY) ?? '';
    if (text.length > STORED_MAX) return null;
    const found = JSON.parse(text) as Partial<State> | null;
    const plans = (found?.plans ?? []).filter(
      (plan) => LETTERS.includes(plan.letter) && typeof plan.base === 'string' && typeof plan.data === 'object',
    );
    const active = plans.find(({ letter }) => letter === found?.active) ?? plans[0];
    return active === undefined ? null : { plans, active: active.letter };
  } catch {
    return null;
  }
}
