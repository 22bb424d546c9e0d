/** Quick runs of a plan that is being edited: a Worker that is told of each edit, hidden behind one small class. */
import type { Scenario } from '../../model/scenario.ts';
import type { PreparedResults } from '../experiment/prepared-results.ts';

/** What is to be simulated. */
export interface DraftTask {
  /** Counts up: a later one takes the place of those before it. */
  readonly id: number;
  /** Ready to run but for the seed. */
  readonly scenario: Scenario;
  readonly seeds: readonly string[];
  /** Worlds that are simulated at a time. */
  readonly workers: number;
}

/** What a draft is told while it is under way: to rest for now, or to go on. */
export interface DraftHold {
  readonly hold: boolean;
}

/** How far a draft is. */
export interface DraftState {
  readonly id: number;
  /** Worlds simulated, and to be simulated. */
  readonly done: number;
  readonly of: number;
  /** Of the seeds so far, in the form of results made beforehand; null where they have not changed. */
  readonly results: PreparedResults | null;
  readonly fault: string | null;
  /** Seconds since it began. */
  readonly seconds: number;
}

/** Runs drafts, one at a time. */
export class DraftLab {
  private worker: Worker | null = null;
  private id = 0;
  private isHeld = false;

  /** @param onState called as a draft gets on, with the latest draft only */
  constructor(private readonly onState: (state: DraftState) => void) {}

  /** Begins a draft; one under way is given up. */
  run(scenario: Scenario, seeds: readonly string[], workers: number): void {
    if (this.worker === null) {
      this.worker = this.start();
      if (this.isHeld) this.tell();
    }
    const task: DraftTask = { id: ++this.id, scenario, seeds, workers };
    this.worker.postMessage(task);
  }

  /** While it is held, no world begins, and those under way rest after the day that they are at. */
  hold(isHeld: boolean): void {
    this.isHeld = isHeld;
    this.tell();
  }

  private tell(): void {
    const message: DraftHold = { hold: this.isHeld };
    this.worker?.postMessage(message);
  }

  /** Ends what is under way at once, and lets go of what has been kept. */
  stop(): void {
    this.id++;
    this.worker?.terminate();
    this.worker = null;
  }

  private start(): Worker {
    const worker = new Worker(new URL('./draft-lab.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<DraftState>) => {
      if (data.id === this.id) this.onState(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      const fault = event.message || 'a Worker of a draft could not be started';
      this.onState({ id: this.id, done: 0, of: 0, results: null, fault, seconds: 0 });
      this.stop();
    };
    return worker;
  }
}
